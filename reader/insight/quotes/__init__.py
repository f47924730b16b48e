"""Suggested quotes: quotations that are speech."""
