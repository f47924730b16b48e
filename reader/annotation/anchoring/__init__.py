"""Anchoring: finding an annotation's passage again in a source that changed."""
