"""The article loader: what is open is at hand, what is large is read in the background, and only once."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from reader.errors import SourceError
from reader.text import article
from reader.text.block import Kind
from reader.text.source import Source
from reader.workspace import article_loader
from reader.workspace.article_loader import SMALL, ArticleLoader
from tests.support.spies import spy

LARGE = "A paragraph of some words.\n\n" * (SMALL // 20)


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Source]:
    def write(name: str, text: str) -> Source:
        (tmp_path / name).write_text(text)
        return Source(name, tmp_path)

    return write


def a_loader() -> ArticleLoader:
    return ArticleLoader(lambda source: source)


def test_what_is_small_is_there_at_once(source: Callable[..., Source]) -> None:
    here = a_loader()
    opening = here.opening(source("a.txt", "Some words."))
    assert opening.done()
    assert here.is_current(opening.result())


def test_what_is_large_is_read_once_in_the_background(
    source: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    spy(monkeypatch, article_loader, "read_quickly", lambda source: read.append(source.id))
    here, large = a_loader(), source("a.txt", LARGE)
    first, second = here.opening(large), here.opening(large)
    assert first.result(10) is second.result(10) is here.article(large)
    assert here.opening(large).done()
    assert read == ["a.txt"]


def test_what_comes_too_late_does_not_take_the_place_of_what_was_chosen_since(
    source: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = Event()
    monkeypatch.setattr(
        article_loader, "read_quickly", lambda source: may_read.wait(10) and article.read_quickly(source)
    )
    here = a_loader()
    late = here.opening(source("large.txt", LARGE))
    chosen = here.opening(source("small.txt", "Some words.")).result()
    may_read.set()
    assert late.result(10).text == LARGE
    assert here.is_current(chosen)


def test_a_file_that_changed_is_read_again_and_one_that_was_only_touched_is_the_same(
    source: Callable[..., Source],
) -> None:
    here, one = a_loader(), source("a.txt", "Some words.")
    before = here.article(one)
    os.utime(one.path, (1, 1))
    assert not here.is_current(before)
    assert here.article(one) is before
    source("a.txt", "Other words.")
    assert here.article(one).text == "Other words."


def test_what_cannot_be_read_says_why_when_it_is_asked_for(source: Callable[..., Source], tmp_path: Path) -> None:
    gone = a_loader().opening(Source("gone.txt", tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        gone.result()
    binary = source("b.txt", "\0" * (SMALL + 1))
    with pytest.raises(SourceError, match="binary"):
        a_loader().opening(binary).result(10)


def test_long_markdown_is_plain_till_it_is_finished(
    source: Callable[..., Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article, "LONG_MARKDOWN", 1000)
    here, marked = a_loader(), source("a.md", f"# A *heading*\n\n{LARGE}")
    raw = here.opening(marked).result(10)
    assert raw.is_provisional
    assert next(iter(raw.blocks)).kind is Kind.LINE
    finished = here.finishing(raw).result(10)
    assert not finished.is_provisional
    assert next(iter(finished.blocks)).kind is Kind.HEADING
    assert finished.text is raw.text
    assert here.article(marked) is finished
