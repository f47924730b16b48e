"""Annotations in git: setup, merge driver and readable diffs."""
