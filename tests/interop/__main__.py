"""`python -m tests.interop`: the table of docs/interop.md, from what `pip install -e ".[dev,interop]"` installs."""

import tempfile
import warnings
from pathlib import Path

if __name__ == "__main__":
    from tests.interop.table import rows

    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder)):
            print(row, flush=True)
