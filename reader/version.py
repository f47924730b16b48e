"""The version of the program, in one place for the package and everything that it writes."""

VERSION = "0.1.0"
