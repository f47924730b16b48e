"""Anchoring: finding annotated passages again in sources that changed."""
