"""Documents from elsewhere as sources: web pages, PDF and EPUB."""
