"""The catalog: the sources of a workspace as a list shows them, found in steps and kept between starts."""
