"""The store's benchmark runs; what it measures is for who sits beside it."""

import pytest

from benchmarks.store import CONTESTANTS, main


def test_the_table_has_a_row_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "2", "--rounds", "1"]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert all(name in head for name in CONTESTANTS)
    assert [row.split("|")[2].strip() for row in rows] == ["open", "tag p50", "tag p99", "fold", "stall"]
