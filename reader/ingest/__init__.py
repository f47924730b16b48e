"""Documents from elsewhere as sources: web pages, e-mails, PDF and EPUB."""
