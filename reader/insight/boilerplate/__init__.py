"""Suggested boilerplate: lines that are page furniture."""
