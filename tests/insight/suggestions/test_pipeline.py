"""The pipeline of suggestions: nothing that is tagged or dismissed, nothing in boilerplate, and an index of them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.suggestion import Suggestion
from reader.insight.suggestions import pipeline
from reader.insight.suggestions.pipeline import SuggestionIndex, _Coverage, suggest
from reader.text.article import Article, make_article
from reader.text.block import Block
from reader.text.source import Decoded, Source
from reader.text.span import Span

TEXT = """Storm keeps ferry in the harbour for a third day

The ferry to the outer islands was cancelled on Monday, as waves of four metres hit the pier of the town.
“We have soup for a week,” said the headmistress, who has kept the doors open in every storm since she came here.
The company said that it would sail again on Wednesday, if the wind turned to the west as was forecast.

Share this “story”
"""


@pytest.fixture
def article() -> Article:
    return make_article(Source("one.txt", Path("nowhere")), Decoded(TEXT, "utf-8", "0"))


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """A detector that suggests everything between quotation marks."""

    def quoted(source: str, blocks: Sequence[Block]) -> Iterator[Suggestion]:
        for block in blocks:
            for match in re.finditer("“.*?”", block.rendered):
                start, end = (block.start + at for at in match.span())
                yield Suggestion(source, Span(start, end), "quote", 0.7, start < 200, ("marks",))

    monkeypatch.setattr(pipeline, "CONTENT_DETECTORS", (quoted,))


def found(article: Article, *resolved: tuple[str, str], dismissed: bool = False) -> list[tuple[str, str]]:
    spans = [(tag, Span(TEXT.index(exact), TEXT.index(exact) + len(exact))) for tag, exact in resolved]
    suggested = suggest(article, dismissed=spans) if dismissed else suggest(article, annotated=spans)
    return [(each.tag, each.span.of(TEXT)) for each in suggested]


SOUP, SHARE = ("quote", "“We have soup for a week,”"), ("boilerplate", "Share this “story”")


def test_they_come_in_order_and_no_quote_is_in_boilerplate(article: Article) -> None:
    assert found(article) == [SOUP, SHARE]


@pytest.mark.parametrize("dismissed", [True, False])
def test_what_is_tagged_or_dismissed_is_not_suggested_again(article: Article, dismissed: bool) -> None:
    assert found(article, SOUP, dismissed=dismissed) == [SHARE]
    assert found(article, ("quote", "We have soup for a week"), dismissed=dismissed) == [SHARE], "largely the same"
    assert found(article, ("quote/official", SOUP[1]), dismissed=dismissed) == [SHARE], "a tag nested in it"
    assert found(article, ("claim", SOUP[1]), dismissed=dismissed) == [SOUP, SHARE], "another tag"
    assert found(article, ("quote", "soup"), dismissed=dismissed) == [SOUP, SHARE], "a small part"


def test_a_line_whose_boilerplate_was_dismissed_may_hold_a_quote(article: Article) -> None:
    assert found(article, SHARE, dismissed=True) == [SOUP, ("quote", "“story”")]
    assert found(article, SHARE) == [SOUP]
    assert found(article, ("boilerplate", TEXT.strip())) == found(article, ("boilerplate/x", TEXT.strip())) == []


def test_one_goes_from_one_to_the_next(article: Article) -> None:
    first, second = suggest(article)
    both = SuggestionIndex([first, second])
    assert (both.beside(Span(0, 1), 1), both.beside(first.span, 1), both.beside(second.span, 1)) == (
        first,
        second,
        None,
    )
    assert (both.beside(Span(len(TEXT), len(TEXT)), -1), both.beside(second.span, -1)) == (second, first)
    assert both.beside(first.span, -1) is None
    assert (both.at(Span(first.span.end - 1, first.span.end)), both.at(Span(0, 5))) == (first, None)


def suggestion(span: Span, tag: str = "claim") -> Suggestion:
    return Suggestion("one.txt", span, tag, 0.7, False, ("facts",))


def test_of_those_that_begin_together_the_longer_comes_first() -> None:
    long, short = suggestion(Span(5, 30)), suggestion(Span(5, 9))
    both = SuggestionIndex([long, short])
    assert (both.beside(Span(0, 5), 1), both.beside(long.span, 1), both.beside(short.span, -1)) == (long, short, long)
    assert (both.at(Span(5, 30)), both.at(Span(6, 7)), both.at(Span(20, 21))) == (long, short, long)


def test_a_row_does_not_find_one_that_ends_where_it_begins() -> None:
    both = SuggestionIndex([suggestion(Span(0, 10)), suggestion(Span(1, 5))])
    assert both.touching(Span(5, 6)) == [suggestion(Span(0, 10))]
    assert both.touching(Span(4, 6)) == both.all
    assert both.touching(Span(10, 12)) == []


@pytest.mark.parametrize(("span", "is_covered"), [(Span(2, 10), True), (Span(1, 10), False), (Span(5, 14), False)])
def test_half_of_a_span_is_enough_to_cover_it(span: Span, is_covered: bool) -> None:
    assert _Coverage([Span(6, 8), Span(0, 1), Span(7, 10)]).covers_half(span) is is_covered


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda each: Span(each[0], sum(each)))


@given(st.lists(SPANS), SPANS)
def test_a_cover_counts_what_a_set_of_offsets_would(spans: list[Span], span: Span) -> None:
    offsets = {offset for each in spans for offset in range(*each)}
    assert _Coverage(spans).covers_half(span) == (2 * len(offsets & set(range(*span))) >= span.end - span.start)


@given(st.lists(SPANS), SPANS)
def test_a_row_finds_those_that_touch_it(spans: list[Span], row: Span) -> None:
    found = [suggestion(span) for span in sorted(spans)]
    assert SuggestionIndex(found).touching(row) == [each for each in found if each.span.overlaps(row)]


def test_of_a_quote_and_a_claim_in_one_place_the_quote_is_meant() -> None:
    claim, quote = (Suggestion("a.txt", Span(3, 9), tag, 0.9, True, ()) for tag in ("claim", "quote"))
    index = SuggestionIndex([claim, quote])
    assert index.at(Span(3, 9)) is quote
    assert index.at(Span(5, 6)) is quote
