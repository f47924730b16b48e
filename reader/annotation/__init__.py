"""Annotations: their records, their storage, and their anchoring in changed sources."""
