"""`python -m tests.interop`: the table of docs/interop.md, from what `pip install -e ".[dev,interop]"` installs."""

import sys
import tempfile
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

if __name__ == "__main__":
    from interop.table import rows

    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder)):
            print(row, flush=True)
