"""Words as they are said, however they are written, and the kinds of words that change what is said."""
