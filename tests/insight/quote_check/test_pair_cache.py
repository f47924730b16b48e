"""The file with the index of an original: what it returns, and what it does not take."""

from array import array
from pathlib import Path

import pytest

from reader.insight.quote_check import pair_cache
from reader.insight.quote_check.pair_cache import load_pairs, save_pairs

PAIRS = array("Q", [1, 2**40, 2**63])
DIGEST = "ab" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_pairs(tmp_path / "folder" / "index", DIGEST, PAIRS)
    return tmp_path / "folder" / "index"


def test_it_returns_what_was_saved(file: Path) -> None:
    assert load_pairs(file, DIGEST) == PAIRS
    save_pairs(file, DIGEST, array("Q"))
    assert load_pairs(file, DIGEST) == array("Q")


def test_the_index_of_another_text_or_version_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_pairs(file, "cd" * 32) is None
    assert load_pairs(file.parent / "none", DIGEST) is None
    monkeypatch.setattr(pair_cache, "_FORMAT", "another")
    assert load_pairs(file, DIGEST) is None


@pytest.mark.parametrize("at", [0, 30, -1, -9])
def test_a_damaged_index_is_not_taken(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    assert load_pairs(file, DIGEST) is None


@pytest.mark.parametrize("length", [0, 20, -1, -8])
def test_an_index_that_ends_early_is_not_taken(file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    assert load_pairs(file, DIGEST) is None


def test_an_index_that_goes_on_is_not_taken(file: Path) -> None:
    file.write_bytes(file.read_bytes() + bytes(8))
    assert load_pairs(file, DIGEST) is None
