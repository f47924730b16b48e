"""Check quotations: align each with the originals, and say what differs."""
