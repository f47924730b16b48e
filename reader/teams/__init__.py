"""The annotations of several people."""
