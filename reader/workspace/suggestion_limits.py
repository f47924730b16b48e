"""The limits up to which suggestions are looked for automatically: in an article, in the source list and for `A`."""

LARGEST = 100_000  # code points of a text, which take a quarter of a second beside the keys
MOST_SOURCES = 5000  # sources that are read for evidence on one another's lines
