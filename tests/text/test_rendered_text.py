"""The rendered text of an article: every stretch of it has its span in the source, also across blocks."""

import pytest

from reader.text import rendered_text
from reader.text.plain import PlainBlocks
from reader.text.rendered_text import RenderedMarkdown, render_text, rendered_words, shown_in_place
from reader.text.span import Span
from tests.support.articles import an_article
from tests.support.spies import spy

MARKDOWN = "# A **head**\n\nSee *it* here.\n\n- an item\n"


def test_the_blocks_of_markdown_are_lines() -> None:
    assert render_text(an_article(MARKDOWN, "a.md")).text == "A head\nSee it here.\n• an item"


@pytest.mark.parametrize(
    ("rendered", "source"),
    [
        ("head", "**head**"),
        ("it", "*it*"),
        ("A head", "A **head**"),
        ("head\nSee", "**head**\n\nSee"),
        ("head\nSee it here.\n• an", "**head**\n\nSee *it* here.\n\n- an"),
        ("item", "item"),
    ],
)
def test_a_stretch_of_it_has_its_span(rendered: str, source: str) -> None:
    whole = render_text(an_article(MARKDOWN, "a.md"))
    start = whole.text.index(rendered)
    assert whole.span(start, start + len(rendered)).of(MARKDOWN) == source


def test_an_empty_stretch_has_an_empty_span_in_its_place() -> None:
    whole = render_text(an_article("one\n\ntwo", "a.md"))
    assert isinstance(whole, RenderedMarkdown)
    assert not whole.span(1, 1) or whole.span(1, 1).start == 1


def test_a_plain_text_is_rendered_as_it_is() -> None:
    text = "One\ttwo\n\n\x07three"
    whole = render_text(an_article(text, "a.txt"))
    assert (whole.text, whole.span(3, 9)) == (text, (3, 9))


@pytest.mark.parametrize(("limit", "is_rendered"), [(len(MARKDOWN), True), (len(MARKDOWN) - 1, False)])
def test_very_long_markdown_is_searched_as_plain_text(
    limit: int, is_rendered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendered_text, "LONG_MARKDOWN", limit)
    assert isinstance(render_text(an_article(MARKDOWN, "a.md")), RenderedMarkdown) is is_rendered


def test_markup_is_blank_where_the_text_is_shown_in_place() -> None:
    text = "---\ntitle: A\n---\n# One\n\nA **bold** [link](url) &amp; more.\n"
    shown = shown_in_place(an_article(text, "a.md"))
    assert len(shown) == len(text)
    assert " ".join(shown.split()) == "One A bold link & more."
    assert all(shown[text.index(word) :].startswith(word) for word in ("One", "bold", "link", "more."))
    assert shown.count("\n") == text.count("\n")
    plain = an_article("A **bold**\tword.")
    assert shown_in_place(plain) is plain.text


@pytest.mark.parametrize(
    ("passage", "most", "words"),
    [
        ("**head**", 99, "head"),
        ("head**\n\nSee *it* here.\n\n- an", 99, "head See it here. • an"),
        ("head**\n\nSee *it* here.\n\n- an", 11, "head See it"),
        ("head**\n\nSee *it* here.", 4, "head"),
        ("See *it*", 3, "See"),
    ],
)
def test_the_words_of_a_passage_are_without_markup_and_as_many_as_are_wanted(
    passage: str, most: int, words: str
) -> None:
    start = MARKDOWN.index(passage)
    assert rendered_words(an_article(MARKDOWN, "a.md"), Span(start, start + len(passage)), most) == words


@pytest.mark.parametrize(("span", "most", "count"), [((0, 3), 99, 1), ((0, 10), 99, 2), ((0, 99), 6, 2)])
def test_no_more_blocks_are_taken_than_a_passage_has_or_are_wanted(
    span: tuple[int, int], most: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = an_article("One.\nTwo.\nThree.\nFour.\nFive.")
    taken: list[object] = []
    spy(monkeypatch, PlainBlocks, "after", lambda *_: taken.append(0))
    assert rendered_words(article, Span(*span), most)
    assert len(taken) == count
