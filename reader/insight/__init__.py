"""What the program sees in the texts by itself."""
