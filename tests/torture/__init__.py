"""What the program must outlive, each kind of fault a row: `python -m tests.torture` prints what came of them."""
