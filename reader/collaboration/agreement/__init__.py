"""Measures of agreement between people who annotated the same sources."""
