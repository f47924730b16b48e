"""The command line: its parser, its commands and how they end."""
