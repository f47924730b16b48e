"""The cache of tokenized sources: what it returns, and what it does not take."""

from pathlib import Path

import msgspec
import pytest

from reader.insight.echoes import cache
from reader.insight.echoes.cache import load_tokenized, save_tokenized
from reader.insight.echoes.tokenized_source import tokenize_source
from reader.system.checksummed_lines import save_lines
from reader.version import VERSION
from tests.support.echo_articles import TEXTS, article

SOURCES = {name: ((len(text), 7), tokenize_source(article(name, text))) for name, text in TEXTS.items()}


def test_it_returns_what_was_saved(tmp_path: Path) -> None:
    save_tokenized(tmp_path / "cache", SOURCES)
    assert {source.source: (stamp, source) for stamp, source in load_tokenized(tmp_path / "cache")} == SOURCES


@pytest.mark.parametrize(
    "heading",
    [
        ["sketches of sources", "reader", VERSION, 1],
        ["tokenized sources", "reader", "0.0.0", 3],
        ["tokenized sources", "reader", VERSION, 2],
    ],
)
def test_a_cache_of_another_version_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: list[object]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(cache, "_HEADING", msgspec.json.encode(heading))
        save_tokenized(tmp_path / "cache", SOURCES)
    assert not list(load_tokenized(tmp_path / "cache"))


def test_a_source_whose_name_is_not_valid_utf_8_is_left_out(tmp_path: Path) -> None:
    name = "\udcff.txt"
    save_tokenized(tmp_path / "cache", {name: ((1, 2), tokenize_source(article(name, "A ferry")))})
    assert not list(load_tokenized(tmp_path / "cache"))


@pytest.mark.parametrize(
    "line", [b"[]", b"[" * 100_000, b'["a",[1,2],"x",[-1],[1],[],[]]', b'["a",[1,2],"x",[1e308],[1],[],[]]', b"{"]
)
def test_a_line_with_a_right_checksum_may_hold_anything(line: bytes, tmp_path: Path) -> None:
    save_lines(tmp_path / "cache", cache._HEADING, [line])
    assert list(load_tokenized(tmp_path / "cache")) == []
