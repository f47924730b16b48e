"""Terminal input: what is typed, told from what a terminal says by itself; plain Python with the caller's clock."""
