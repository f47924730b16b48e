"""Printing records as CSV, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any


def csv_of(columns: Sequence[str], records: Iterable[dict[str, Any]], *, raw: bool) -> str:
    """Return records as CSV; cells that a spreadsheet would take for a formula are guarded unless it is `raw`."""
    from reader.formats.csv_import import guard_formula  # output for people need not wait for the formats

    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(columns)
    for record in records:
        cells = [record[name] for name in columns]
        table.writerow(cells if raw else [guard_formula(each) if isinstance(each, str) else each for each in cells])
    return out.getvalue()
