"""Suggest quotes: quotations that are somebody's speech."""
