"""The cache of a catalog: whatever it holds, what is whole in it is taken and nothing raises."""

from pathlib import Path

import pytest

from reader.system.checksummed_lines import save_lines
from reader.workspace.catalog import cache
from reader.workspace.catalog.cache import load_entries

WHOLE = b'[["a.txt"],["A"],[1],[2]]'


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"[" * 100_000,
        b'[["a","b"],["A"],[1],[1]]',
        b'[["a"],["A"],[1e308],[1]]',
        b'[[1],["A"],[1],[1]]',
        b'[["a"],["A"],[1],[3]]',
        b'[["a"],["A"],[1],[]]',
    ],
)
def test_a_line_with_a_right_checksum_may_hold_anything(line: bytes, tmp_path: Path) -> None:
    save_lines(tmp_path / "cache", cache._HEADING, [WHOLE, line, WHOLE])
    assert list(load_entries(tmp_path / "cache")) == [(["a.txt"], ["A"], [1], [2])]
