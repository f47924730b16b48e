"""Words in their spoken form, whatever the spelling, and the kinds of words that change the meaning."""
