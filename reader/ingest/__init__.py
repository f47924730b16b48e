"""Texts from elsewhere, made into sources: web pages, PDF, EPUB."""
