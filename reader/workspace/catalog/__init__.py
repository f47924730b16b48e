"""The sources of a workspace as a list shows them: titles, found in the background and kept between starts."""
