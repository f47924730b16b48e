"""Articles: long Markdown comes as plain text first, and a notice says what is shown otherwise than expected."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from reader.text import article as module
from reader.text.article import HEADLINE_BLOCKS, PROBE, fully_parsed, read_article, read_quickly
from reader.text.block import Kind
from reader.text.folder import source_at
from reader.text.plain import PlainBlocks
from reader.text.source import Source
from reader.text.span import Span
from reader.text.title import REACH
from tests.support.articles import an_article

MARKDOWN = "# A title\n\nSome *words*.\n"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "a.md").write_text(MARKDOWN)
    return Source("a.md", tmp_path)


@pytest.mark.parametrize(("limit", "is_provisional"), [(len(MARKDOWN), False), (len(MARKDOWN) - 1, True)])
def test_long_markdown_is_provisional_until_it_is_parsed(
    limit: int, is_provisional: bool, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONG_MARKDOWN", limit)
    quick, whole = read_quickly(source), read_article(source)
    assert (quick.is_provisional, whole.is_provisional) == (is_provisional, False)
    assert isinstance(quick.blocks, PlainBlocks) is is_provisional
    parsed = fully_parsed(quick)
    assert (parsed.is_provisional, list(parsed.blocks)) == (False, list(whole.blocks))
    assert (parsed.text, parsed.encoding, parsed.digest) == (whole.text, whole.encoding, whole.digest)
    assert quick.title == whole.title == "A title"


def test_markdown_is_long_from_a_million_code_points() -> None:
    assert module.LONG_MARKDOWN == 1_000_000


def test_a_long_plain_text_is_never_provisional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG_MARKDOWN", 0)
    (tmp_path / "a.txt").write_text(MARKDOWN)
    assert not read_quickly(Source("a.txt", tmp_path)).is_provisional


@pytest.mark.parametrize(
    ("text", "name", "notice"),
    [
        (MARKDOWN, "a.md", ""),
        (MARKDOWN, "a.txt", ""),
        (">" * 200 + "a", "a.md", "its Markdown is nested too deeply: shown as plain text"),
        (MARKDOWN + "\n[" * 100_000, "a.md", "part of its Markdown is too long: shown as plain text"),
    ],
    ids=["markdown", "plain", "deep", "long"],
)
def test_a_notice_says_what_is_shown_as_plain_text(text: str, name: str, notice: str) -> None:
    assert an_article(text, name).notice == notice


def test_markdown_that_is_too_deep_is_plain() -> None:
    assert [block.kind for block in an_article(">" * 200 + "a", "a.md").blocks] == [Kind.LINE]


@pytest.mark.parametrize(
    ("text", "name", "headline"),
    [
        ("Menu\n\nStorm closes the harbour\n\nText.", "a.txt", 6),
        ("Text.\n\n# A *title*\n", "a.md", 9),
        ("Just some text that goes on.", "a.txt", -1),
        ("", "a.txt", -1),
    ],
)
def test_the_headline_is_where_the_title_stands(text: str, name: str, headline: int) -> None:
    assert an_article(text, name).headline == headline


def test_the_headline_is_among_the_first_twelve_blocks() -> None:
    assert HEADLINE_BLOCKS == 12
    for above, headline in ((11, True), (12, False)):
        article = an_article("A line of text.\n\n" * above + "# Title\n", "a.md")
        assert article.title == "Title"
        assert (article.headline >= 0) is headline


@pytest.mark.parametrize("length", [PROBE - 1, PROBE, PROBE + 1, 1001, REACH - 400])
@pytest.mark.parametrize("above", ["", "x" * 300 + "\n\n"])
def test_a_headline_may_be_long(length: int, above: str) -> None:
    article = an_article(f"{above}# {'x' * (length - 1)}y\n\nText.", "a.md")
    assert article.headline == len(above) + 2


def test_a_headline_is_compared_as_it_is_shown() -> None:
    family = "👩\u200d👩"  # shown as it is only if it is whole
    assert an_article(f"# {'x' * (PROBE - 2)}{family}\n\nText.", "a.md").headline == 2
    assert an_article("- # In a list\n\nText.", "a.md").headline == 0


@pytest.mark.parametrize(
    ("text", "whole"), [(" \n One.\n\nTwo. \n", "One.\n\nTwo."), ("One", "One"), ("", ""), (" \n", "")]
)
def test_the_whole_of_an_article_is_its_content(text: str, whole: str) -> None:
    assert an_article(text).whole.of(text) == whole


def test_the_whole_of_an_article_without_text_is_at_its_beginning() -> None:
    assert [an_article(text).whole for text in ("", " \n")] == [Span(0, 0)] * 2


def test_an_article_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        an_article("One.").title = "Two."  # type: ignore[misc]


def test_an_article_does_not_print_its_text() -> None:
    assert "Nobody" not in repr(an_article("A title of four words\n\n" + "x" * 20_000 + "Nobody"))


def test_the_sentences_are_those_of_its_blocks() -> None:
    article = an_article("One. Two.\n\nThree.")
    article.sentences.advance(9)
    assert article.sentences.is_complete
    assert len(article.sentences) == 3
    assert article.sentences is article.sentences


def test_only_markdown_is_read_as_markdown() -> None:
    assert [block.kind for block in an_article(MARKDOWN, "a.md").blocks] == [Kind.HEADING, Kind.PARAGRAPH]
    assert [block.kind for block in an_article(MARKDOWN, "a.txt").blocks] == [Kind.LINE, Kind.LINE]


@pytest.mark.parametrize(
    ("text", "first"),
    [("---\ntitle: A\n---\n\n# B\n\nC.\n", "B\n"), ("# B\n\nC.\n", "B\n"), ("---\ntitle: A\n---\n", "---"), ("", "")],
)
def test_an_article_begins_after_its_front_matter(text: str, first: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text)
    article = read_article(source_at(tmp_path, "a.md"))
    assert article.text[article.beginning :].startswith(first)
