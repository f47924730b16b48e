"""The formats' benchmark runs; what it measures is for who sits beside it."""

import pytest

from benchmarks.formats import main
from reader.formats import format_names


def test_the_table_has_a_row_for_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "20", "--rounds", "1"]) == 0
    _, _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split("|")[1].strip() for row in rows] == list(format_names())
