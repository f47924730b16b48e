"""What the program must outlive, each kind of fault a row: `python -m tests.torture` prints what came of them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' helpers, as pytest finds them
