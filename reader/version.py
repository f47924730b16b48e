"""The version of the program, in one place for the package and everything that it writes."""

VERSION = "0.1.0"
EXPORT_FORMAT, EXPORT_UNIT = 1, "code point"  # of our own JSON: its version, and what its offsets count
