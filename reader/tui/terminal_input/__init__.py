"""Terminal input: separating typed keys from what a terminal sends by itself; plain Python with the caller's clock."""
