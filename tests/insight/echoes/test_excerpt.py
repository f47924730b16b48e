"""Excerpts: how many echoes of a passage are shown, and in which words their likelihood is told."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.excerpt import Excerpt, excerpts
from reader.insight.echoes.index import EchoIndex
from reader.text.article import Article
from reader.text.span import Span
from tests.support.echo_articles import COURIER, HERALD, TEXTS, article, index_of, span_of


class Given(EchoIndex):
    """An index that finds echoes of given scores, each in a source of its own."""

    def __init__(self, scores: Sequence[float]) -> None:
        super().__init__(())
        here = SourceSpan("a.txt", Span(0, 3))
        places = (SourceSpan(f"{number}.txt", Span(0, 3)) for number in range(len(scores)))
        self.found = [Echo(here, each, EchoKind.REWORDED, score) for each, score in zip(places, scores, strict=True)]

    def echoes_of(self, source: str, span: Span) -> list[Echo]:  # noqa: ARG002
        return self.found

    def clip(self, echo: Echo, span: Span) -> Echo:  # noqa: ARG002
        return echo


def shown(scores: Sequence[float], unreadable: str = "") -> list[Excerpt]:
    def read(source: str) -> Article | None:
        return None if source == unreadable else article(source, "A ferry")

    return excerpts(Given(scores), article("a.txt", "The ferry"), Span(0, 9), read)


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ([0.3] * 29, 29),
        ([0.3] * 30, 30),
        ([0.3] * 31, 30),
        ([0.29] * 4, 3),
        ([0.9, 0.29, 0.28, 0.27], 3),
        ([0.9, 0.9, 0.9, 0.3, 0.29], 4),
        ([], 0),
    ],
)
def test_thirty_likely_echoes_are_shown_or_three_others(scores: Sequence[float], count: int) -> None:
    assert len(shown(scores)) == count


def test_a_source_that_cannot_be_read_is_left_out() -> None:
    assert [each.echo.there.source for each in shown([0.9] * 3, unreadable="1.txt")] == ["0.txt", "2.txt"]


@pytest.mark.parametrize(
    ("kind", "score", "is_sure", "differs", "standing", "can_have_tag"),
    [
        ("reworded", 0.6, True, (), "sure", True),
        ("reworded", 0.3, False, (), "likely", False),
        ("reworded", 0.29, False, (), "perhaps", False),
        ("reworded", 0.3, False, ("negation", "date"), "differs in a negation and a date", False),
        ("verbatim", 0.9, True, (), "sure", True),
        ("verbatim", 0.9, False, (), "in another sentence", True),
        ("verbatim", 0.9, False, ("number",), "differs in a number", False),
    ],
)
def test_what_an_echo_has_to_do_with_the_passage(
    kind: str, score: float, is_sure: bool, differs: tuple[str, ...], standing: str, can_have_tag: bool
) -> None:
    place = SourceSpan("a.txt", Span(0, 3))
    excerpt = Excerpt(Echo(place, place, EchoKind(kind), score, is_sure, differs), "A ferry", "The", ())
    assert (excerpt.standing, excerpt.is_sure, excerpt.can_have_tag) == (standing, is_sure, can_have_tag)


def test_an_unlikely_echo_names_the_numbers_that_differ() -> None:
    place = SourceSpan("a.txt", Span(0, 3))
    echo = Echo(place, place, EchoKind.REWORDED, 0.2, unlike=("number", "date"))
    assert Excerpt(echo, "A ferry", "The", ()).standing == "perhaps, but a number and a date differ"


def test_echoes_that_differ_are_shown_however_unlikely() -> None:
    index = Given([0.9, 0.9, 0.9, 0.1, 0.1])
    index.found[4] = replace(index.found[4], differs=("number",))
    found = excerpts(index, article("a.txt", "The ferry"), Span(0, 9), lambda source: article(source, "A ferry"))
    assert [each.echo.there.source for each in found] == ["0.txt", "1.txt", "2.txt", "4.txt"]


def test_words_that_differ_are_told_of_reworded_echoes_alone() -> None:
    index = index_of(TEXTS)

    def read(source: str) -> Article:
        return article(source, TEXTS[source])

    passage = span_of(HERALD, "drive over steel that we no longer trust")
    verbatim, *_ = excerpts(index, article("herald.txt", HERALD), passage, read)
    assert (verbatim.exact, verbatim.differs) == ("drive over steel that we no longer trust", [])
    assert verbatim.title == "Cracked girders shut Tarrow crossing"
    passage = span_of(HERALD, "The Tarrow harbour bridge will close on 3 March after engineers found cracks in 14")
    reworded = next(
        each
        for each in excerpts(index, article("herald.txt", HERALD), passage, read)
        if each.echo.kind is EchoKind.REWORDED and each.echo.there.source == "courier.txt"
    )
    assert reworded.exact in COURIER
    assert "girders, and the crossing closes on 3 March" in [each.of(reworded.exact) for each in reworded.differs]


def test_no_word_is_marked_where_most_would_be() -> None:
    index = index_of({"courier.txt": COURIER, "herald.txt": HERALD})
    here, there = article("courier.txt", COURIER), article("herald.txt", HERALD)
    found = excerpts(index, here, Span(0, COURIER.index("\n")), lambda _id: there)
    assert [(each.exact[:18], each.standing, each.differs) for each in found] == [("The Tarrow harbour", "likely", [])]
