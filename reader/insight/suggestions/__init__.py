"""Suggest tags of all kinds for an article or a batch of sources."""
