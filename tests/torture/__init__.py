"""Long runs for what no short test finds, such as `python -m tests.torture.keys`; not a part of the suite."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' helpers, as pytest finds them
