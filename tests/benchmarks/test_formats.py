"""The formats' benchmark runs; what it measures is for who sits beside it."""

import pytest

from benchmarks.formats import main
from reader.formats import format_names


def test_the_table_has_a_row_for_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "20", "--rounds", "1"]) == 0
    _, _, *rows = capsys.readouterr().out.splitlines()
    names = [row.split("|")[1].strip() for row in rows]
    assert [name for name in names if name in format_names()] == list(format_names())
    assert {*names}.difference(format_names()) == {"html --no-story", "report without the story", "report"}
