"""Find who says a quotation, and the words that report it; one module of words for each language."""
