"""Passages: the words, quotations, sentences and blocks of an article, and the ladder between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.article import Article
from reader.text.block import Block
from reader.text.graphemes import grapheme_bounds
from reader.text.markdown.blocks import markdown_blocks
from reader.text.passages import (
    Unit,
    backward,
    forward,
    inside,
    larger,
    passage_at,
    passages,
    passages_of,
    smaller,
)
from reader.text.span import Span
from tests.support.articles import an_article

PLAIN = "Storm closes harbour\n\n• Ships wait. “It’s ‘odd’,” said Ann.\nThe end.\n"
MARKED = "# A *small* port\n\nOne **bold** word &amp; more. “Two,” [she](x.org) said.\n\n- first item\n"

alphabet = "aB. \n\r\t“”‘’\"'!?-#*_`[](>&;1é\u0301👩\u200d🇩\ufeff"


texts = st.one_of(st.text(max_size=30), st.text(alphabet, max_size=60))
articles = st.builds(an_article, texts, st.sampled_from(["a.txt", "a.md"]))
units = st.sampled_from(Unit)


def texts_of(article: Article, unit: Unit) -> list[str]:
    return [span.of(article.text) for span in passages(article, unit)]


def span_of(article: Article, passage: str) -> Span:
    start = article.text.index(passage)
    return Span(start, start + len(passage))


def ladder(article: Article, passage: str) -> list[str]:
    """What growing gives, step by step."""
    span, steps = span_of(article, passage), []
    while (grown := larger(article, span)) != span:
        span = grown
        steps.append(span.of(article.text))
    return steps


# The passages of a text


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit.BLOCK, ["Storm closes harbour", "Ships wait. “It’s ‘odd’,” said Ann.", "The end."]),
        (Unit.SENTENCE, ["Storm closes harbour", "Ships wait.", "“It’s ‘odd’,” said Ann.", "The end."]),
        (Unit.QUOTATION, ["“It’s ‘odd’,”", "‘odd’"]),
        (
            Unit.WORD,
            ["Storm", "closes", "harbour", "Ships", "wait", "It’s", "odd", "said", "Ann", "The", "end"],
        ),
    ],
)
def test_the_passages_of_a_plain_text(unit: Unit, expected: list[str]) -> None:
    assert texts_of(an_article(PLAIN), unit) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (
            Unit.BLOCK,
            ["A *small* port", "One **bold** word &amp; more. “Two,” [she](x.org) said.", "first item"],
        ),
        (
            Unit.SENTENCE,
            ["A *small* port", "One **bold** word &amp; more.", "“Two,” [she](x.org) said.", "first item"],
        ),
        (Unit.QUOTATION, ["“Two,”"]),
        (
            Unit.WORD,
            ["A", "*small*", "port", "One", "**bold**", "word", "more", "Two", "[she](x.org)", "said", "first", "item"],
        ),
    ],
)
def test_the_passages_of_a_markdown_text(unit: Unit, expected: list[str]) -> None:
    assert texts_of(an_article(MARKED, "a.md"), unit) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t, o'clock; well-known", ["don’t", "o'clock", "well-known"]),
        ("3.5 at 12:30 on 2026-01-02, 1,000", ["3.5", "at", "12:30", "on", "2026-01-02", "1,000"]),
        ("… — “!”", []),
        ("naïve café", ["naïve", "café"]),
        ("naı\u0308ve cafe\u0301 noir", ["naı\u0308ve", "cafe\u0301", "noir"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("日本 語", ["日本", "語"]),
    ],
)
def test_words_keep_what_joins_them(text: str, words: list[str]) -> None:
    assert texts_of(an_article(text), Unit.WORD) == words


GRAPHEMES = [
    "e\u0301",
    "e\u0301\u0302",
    "👩\u200d👩\u200d👧",
    "🇩🇪",
    "👍🏽",
    "1\ufe0f\u20e3",
    "❤\ufe0f\u200d🔥",
    "\u1112\u1161\u11ab",
    "각",
    "नि",
    "क्ष",
    "ก\u0e33",
    "語",
]


@pytest.mark.parametrize("grapheme", GRAPHEMES, ids=ascii)
def test_what_a_reader_sees_as_one_is_one(grapheme: str) -> None:
    assert texts_of(an_article(f"a{grapheme}{grapheme} b"), Unit.GRAPHEME) == ["a", grapheme, grapheme, " ", "b"]


@given(st.lists(st.sampled_from([*GRAPHEMES, "a", " ", "."])))
def test_graphemes_lie_side_by_side(parts: list[str]) -> None:
    text = "".join(parts)
    assert [text[start:end] for start, end in grapheme_bounds(text)] == parts


# From one to the next


@given(articles, units)
def test_passages_come_in_order_and_lie_in_the_article(article: Article, unit: Unit) -> None:
    spans = list(passages(article, unit))
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert unit is Unit.GRAPHEME or all(article.whole.covers(span) for span in spans)


@given(articles, units, st.integers(-1, 61))
def test_forward_and_backward_leave_nothing_out(article: Article, unit: Unit, offset: int) -> None:
    spans = list(passages(article, unit))
    assert list(forward(article, unit, offset)) == [span for span in spans if span.end > offset]
    assert list(backward(article, unit, offset)) == [span for span in reversed(spans) if span.start < offset]


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [
        (0, "Storm closes harbour"),
        (20, "Ships wait."),
        (22, "Ships wait."),
        (24, "Ships wait."),
        (35, "“It’s ‘odd’,” said Ann."),
        (60, "The end."),
        (999, "The end."),
        (-1, "Storm closes harbour"),
    ],
)
def test_the_passage_at_an_offset_is_the_one_there_else_the_next_else_the_last(offset: int, sentence: str) -> None:
    assert passage_at(an_article(PLAIN), Unit.SENTENCE, offset).of(PLAIN) == sentence


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_article_without_text_has_no_passages(text: str) -> None:
    article = an_article(text)
    assert all(passage_at(article, unit, 0) == (0, 0) for unit in Unit)
    assert larger(article, Span(0, 0)) == smaller(article, Span(0, 0)) == article.whole == (0, 0)


# Larger and smaller

LINE, SAID, ALL = "Ships wait. “It’s ‘odd’,” said Ann.", "“It’s ‘odd’,” said Ann.", PLAIN.strip()


@pytest.mark.parametrize(
    ("passage", "steps"),
    [
        ("od", ["odd", "‘odd’", "“It’s ‘odd’,”", SAID, LINE, ALL]),
        ("wait", ["Ships wait.", LINE, ALL]),
        ("wait. “It", [LINE, ALL]),
        ("The", ["The end.", ALL]),
        ("Ann.\nThe", [ALL]),
        (ALL, []),
    ],
)
def test_growing_goes_up_the_ladder(passage: str, steps: list[str]) -> None:
    assert ladder(an_article(PLAIN), passage) == steps


@pytest.mark.parametrize(
    ("passage", "smaller_one"),
    [
        (ALL, "Storm closes harbour"),
        (LINE, "Ships wait."),
        (SAID, "“It’s ‘odd’,”"),
        ("“It’s ‘odd’,”", "‘odd’"),
        ("‘odd’", "odd"),
        ("odd", "odd"),
        ("od", "od"),
        ("Ships wait.", "Ships"),
        ("wait. “It’s ‘odd’,” said Ann.\nThe", SAID),
    ],
)
def test_shrinking_goes_down_the_ladder(passage: str, smaller_one: str) -> None:
    article = an_article(PLAIN)
    assert smaller(article, span_of(article, passage)).of(PLAIN) == smaller_one


def test_a_sentence_of_a_longer_quotation_gives_the_quotation_in_it() -> None:
    article = an_article("“We wait. He said ‘no’ then. So be it.”")
    assert smaller(article, span_of(article, "He said ‘no’ then.")).of(article.text) == "‘no’"


@given(articles, st.data())
def test_larger_holds_it_and_smaller_is_held(article: Article, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(article.text)))
    span = Span(start, data.draw(st.integers(start, len(article.text))))
    assert larger(article, span).covers(span)
    assert span.covers(smaller(article, span))


@given(articles, st.sampled_from(Unit), st.integers(0, 60), st.integers(0, 60))
def test_inside_a_span_are_the_passages_that_have_any_of_it(article: Article, unit: Unit, start: int, end: int) -> None:
    found = [each for each in passages(article, unit) if each.end > start and each.start < end]
    assert list(inside(article, unit, Span(start, end))) == found


def test_no_block_beyond_a_span_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    article = an_article("\n\n".join(f"Line {number} has no quotation in it." for number in range(1000)))
    after, looked = article.blocks.after, list[int]()

    def counting(block: Block) -> Block | None:
        looked.append(block.start)
        return after(block)

    monkeypatch.setattr(article.blocks, "after", counting)
    assert smaller(article, Span(0, 4)) == Span(0, 4)
    assert list(inside(article, Unit.QUOTATION, passage_at(article, Unit.SENTENCE, 0))) == []
    assert len(looked) < 10


def test_a_block_without_content_is_not_a_passage() -> None:
    text = "One.\n\n***\n\n```\n\n```\n\nTwo.\n"
    found = [passages_of(block, Unit.BLOCK) for block in markdown_blocks(text)]
    assert [[span.of(text) for span in spans] for spans in found if spans] == [["One."], ["Two."]]
    assert all(all(spans) for spans in found)
    assert len(found) >= 3
