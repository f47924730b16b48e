"""All suggestions of an article: nothing that is settled, no speech in furniture, and the way from one to the next."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight import suggest
from reader.insight.suggest import _Cover, at, following, preceding, suggestions
from reader.insight.suggestion import Suggestion
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
    """Takes all between quotation marks for a quote."""

    def quoted(source: str, blocks: Sequence[Block]) -> Iterator[Suggestion]:
        for block in blocks:
            for match in re.finditer("“.*?”", block.shown):
                start, end = (block.start + at for at in match.span())
                yield Suggestion(source, Span(start, end), "quote", 0.7, start < 200, ("marks",))

    monkeypatch.setattr(suggest, "DETECTORS", (quoted,))


def found(article: Article, *settled: tuple[str, str], dismissed: bool = False) -> list[tuple[str, str]]:
    spans = [(tag, Span(TEXT.index(exact), TEXT.index(exact) + len(exact))) for tag, exact in settled]
    all_ = suggestions(article, **{"dismissed" if dismissed else "annotated": spans})
    return [(each.tag, each.span.of(TEXT)) for each in all_]


SOUP, SHARE = ("quote", "“We have soup for a week,”"), ("boilerplate", "Share this “story”")


def test_they_come_in_order_and_no_speech_stands_in_furniture(article: Article) -> None:
    assert found(article) == [SOUP, SHARE]


@pytest.mark.parametrize("dismissed", [True, False])
def test_what_is_tagged_or_dismissed_is_not_suggested_again(article: Article, dismissed: bool) -> None:
    assert found(article, SOUP, dismissed=dismissed) == [SHARE]
    assert found(article, ("quote", "We have soup for a week"), dismissed=dismissed) == [SHARE], "largely the same"
    assert found(article, ("claim", SOUP[1]), dismissed=dismissed) == [SOUP, SHARE], "another tag"
    assert found(article, ("quote", "soup"), dismissed=dismissed) == [SOUP, SHARE], "a small part"


def test_in_a_line_that_is_no_furniture_after_all_there_may_be_speech(article: Article) -> None:
    assert found(article, SHARE, dismissed=True) == [SOUP, ("quote", "“story”")]
    assert found(article, SHARE) == [SOUP]
    assert found(article, ("boilerplate", TEXT.strip())) == []


def test_one_goes_from_one_to_the_next(article: Article) -> None:
    first, second = suggestions(article)
    assert (following([first, second], 0), following([first, second], first.span.start)) == (first, second)
    assert (preceding([first, second], len(TEXT)), preceding([first, second], first.span.start)) == (second, None)
    assert following([first, second], second.span.start) is None
    assert (at([first, second], Span(first.span.end - 1, first.span.end)), at([first, second], Span(0, 5))) == (
        first,
        None,
    )


def test_one_goes_among_the_sure_ones_alone() -> None:
    unsure, sure = (
        Suggestion("one.txt", Span(start, start + 3), "claim", 0.7, is_sure, ("facts",))
        for start, is_sure in ((5, False), (9, True))
    )
    assert (following([unsure, sure], 0), following([unsure, sure], 0, sure=True)) == (unsure, sure)
    assert (preceding([unsure, sure], 9, sure=True), preceding([unsure, sure], 9)) == (None, unsure)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda each: Span(each[0], sum(each)))


@given(st.lists(SPANS), SPANS)
def test_a_cover_counts_what_a_set_of_offsets_would(spans: list[Span], span: Span) -> None:
    offsets = {offset for each in spans for offset in range(*each)}
    assert _Cover(spans).holds(span) == (2 * len(offsets & set(range(*span))) >= span.end - span.start)
