"""Suggested claims: sentences that look checkable."""
