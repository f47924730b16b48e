"""Find who says a quotation, and the words that say so; one module of words for each language."""
