"""The index of echoes: their scores, the least of them, and what counts as the same passage."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan, by_position, by_score
from reader.insight.echoes.index import (
    MIN_PAIR_SCORE,
    MIN_RUN_SCORE,
    EchoIndex,
    _covers_most,
    build_index,
    find_echoes,
    tokenize_batch,
)
from reader.insight.echoes.tokenized_source import tokenize_source
from reader.text.source import Decoded, Source
from reader.text.span import Span
from tests.support.echo_articles import COURIER, HERALD, TEXTS, TIMES, article, index_of, span_of

# Every reworded echo among the articles: how its ends begin, its score, and whether it is sure or what differs.
REWORDED = {
    ("Cracked girders", "The Tarrow harbour"): (0.4157, False),
    ("Cracked girders", "Ferries will carry"): (0.0182, False),
    ("Engineers who looked", "The Tarrow harbour"): (0.9561, True),
    ("Engineers who looked", "Old harbour bridge"): (0.1921, False),
    ("Engineers who looked", "Ferries will carry"): (0.0468, False),
    ("Mayor Ilse Brandt", "“We cannot ask anyone to drive"): (0.9938, True),
    ("Mayor Ilse Brandt", "“We cannot ask anyone to walk"): (0.1265, ("wording",)),
    ("Old harbour bridge", "Ferries will carry"): (0.0886, False),
    ("Ferries are to", "Commuters take"): (0.0549, False),
    ("The Tarrow harbour", "Ferries will carry"): (0.1256, False),
    ("“We cannot ask anyone to drive", "“We cannot ask anyone to walk"): (0.1269, ("wording",)),
    ("Ferries are to", "Ferries will carry"): (0.916, True),
}
# Every verbatim echo, its score, and whether it is sure.
VERBATIM = {
    ("courier.txt", "herald.txt", "the Tarrow harbour bridge"): (0.0338, False),
    ("courier.txt", "herald.txt", "found cracks in 14"): (0.0348, False),
    ("courier.txt", "times.txt", "We cannot ask anyone to"): (0.021, False),
    ("courier.txt", "herald.txt", "We cannot ask anyone to drive over steel that we no longer trust"): (0.9374, True),
    ("courier.txt", "times.txt", "over steel that we no longer trust"): (0.0241, False),
    ("herald.txt", "times.txt", "We cannot ask anyone to"): (0.0371, False),
    ("herald.txt", "times.txt", "over steel that we no longer trust"): (0.0394, False),
    ("herald.txt", "times.txt", "9,000 commuters a day across the river Senn"): (0.934, True),
}


def text_of(passage: SourceSpan) -> str:
    return passage.span.of(TEXTS[passage.source])


@pytest.fixture(scope="module")
def index() -> EchoIndex:
    return index_of(TEXTS)


@pytest.fixture(scope="module")
def echoes(index: EchoIndex) -> list[Echo]:
    return find_echoes(index.sources, index)


def test_the_scores_of_reworded_echoes(echoes: list[Echo]) -> None:
    reworded = [each for each in echoes if each.kind is EchoKind.REWORDED]
    found = {(text_of(each.here), text_of(each.there)): (each.score, each.differs or each.is_sure) for each in reworded}
    known = {
        ends: about for ends in found for begins, about in REWORDED.items() if all(map(str.startswith, ends, begins))
    }
    assert found == known
    assert len(known) == len(REWORDED)


def test_the_scores_of_verbatim_echoes(echoes: list[Echo]) -> None:
    found = [echo for echo in echoes if echo.kind is EchoKind.VERBATIM]
    about = {(each.here.source, each.there.source, text_of(each.here)): (each.score, each.is_sure) for each in found}
    assert about == VERBATIM
    assert all(text_of(echo.here).lower() == text_of(echo.there).lower() for echo in found)


def test_echoes_below_the_least_score_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def kinds(index: EchoIndex) -> list[EchoKind]:
        return [each.kind for each in find_echoes(index.sources, index)]

    index = index_of(TEXTS)
    assert (MIN_RUN_SCORE, MIN_PAIR_SCORE) == (0.35, 0.015)
    monkeypatch.setattr("reader.insight.echoes.index.MIN_RUN_SCORE", 0.7398)
    assert kinds(index).count(EchoKind.VERBATIM) == 4
    monkeypatch.setattr("reader.insight.echoes.index.MIN_PAIR_SCORE", 0.2514)
    assert kinds(index).count(EchoKind.REWORDED) == 4


SENTENCE = "Nobody saw the grey heron stand upon the old weir at dawn"  # of 57 characters


@pytest.mark.parametrize(
    ("other", "kinds"),
    [
        (f"{SENTENCE}.", [EchoKind.VERBATIM]),
        (f"{SENTENCE} as all slept.", [EchoKind.VERBATIM]),
        (f"{SENTENCE} as both slept.", [EchoKind.REWORDED, EchoKind.VERBATIM]),
    ],
)
def test_a_pair_that_a_run_covers_by_four_fifths_is_not_another_echo(other: str, kinds: list[EchoKind]) -> None:
    index = index_of({"a.txt": f"{SENTENCE}.", "b.txt": other})
    assert sorted(echo.kind for echo in index.echoes_in("a.txt")) == kinds
    assert sorted(echo.kind for echo in index.echoes_in("b.txt")) == kinds


@pytest.mark.parametrize(
    ("span", "is_most"),
    [((0, 10), True), ((0, 8), True), ((0, 7), False), ((2, 30), True), ((3, 30), False), ((10, 30), False)],
)
def test_a_span_covers_another_if_four_fifths_of_it_are_inside(span: tuple[int, int], is_most: bool) -> None:
    assert _covers_most(Span(*span), Span(0, 10)) is is_most


@pytest.mark.parametrize(("length", "kind"), [(62, EchoKind.VERBATIM), (63, EchoKind.REWORDED)])
def test_a_run_with_four_fifths_of_a_passage_comes_first(index: EchoIndex, length: int, kind: EchoKind) -> None:
    """The run has fifty characters of it; the reworded echo has the higher score."""
    start = HERALD.index("anyone to drive over steel that we no longer trust")
    first, *_ = index.echoes_of("herald.txt", Span(start, start + length))
    assert (first.there.source, first.kind) == ("courier.txt", kind)


def test_a_place_is_among_the_echoes_of_a_passage_once(index: EchoIndex) -> None:
    passage = span_of(HERALD, "We cannot ask anyone to drive over steel that we no longer trust")
    found = index.echoes_of("herald.txt", passage)
    assert [(each.there.source, each.kind) for each in found] == [
        ("courier.txt", EchoKind.VERBATIM),
        ("times.txt", EchoKind.REWORDED),
    ]


def test_a_source_without_echoes_or_unknown_has_none(index: EchoIndex) -> None:
    assert index.echoes_in("chess.txt") == index.echoes_in("nowhere.txt") == []
    assert index.echoes_of("nowhere.txt", Span(0, 9)) == []


@pytest.mark.parametrize(
    ("span", "other", "shares"),
    [
        (Span(0, 10), Span(5, 15), True),
        (Span(0, 10), Span(6, 16), False),
        (Span(0, 100), Span(98, 102), True),
        (Span(0, 100), Span(99, 103), False),
        (Span(0, 10), Span(5, 5), False),
        (Span(0, 10), Span(10, 20), False),
    ],
)
def test_passages_share_half_of_the_shorter_one(span: Span, other: Span, shares: bool) -> None:
    assert SourceSpan("a.txt", span).shares(other) is shares
    assert SourceSpan("a.txt", other).shares(span) is shares


def test_sentences_of_a_passage(index: EchoIndex) -> None:
    passage = SourceSpan("herald.txt", span_of(HERALD, "over steel that we no longer trust,” said Mayor"))
    assert [text_of(each)[:10] for each in index.sentences_in(passage)] == ["“We cannot"]
    both = SourceSpan("times.txt", Span(TIMES.index("Commuters"), TIMES.index("a day")))
    assert [text_of(each)[:7] for each in index.sentences_in(both)] == ["Commute", "Ferries"]


def test_all_sentences_but_those_of_boilerplate_are_indexed(index: EchoIndex) -> None:
    texts = [text_of(each) for each in index.sentences()]
    assert len(texts) == len(set(texts)) == 16
    assert "Share this article" not in texts
    skipped = build_index(
        [tokenize_source(article("courier.txt", COURIER))],
        {"courier.txt": [span_of(COURIER, "The shopkeeper Otto Lindqvist fears for his bakery, which has stood")]},
    )
    assert [each.span.of(COURIER)[:8] for each in skipped.sentences()] == ["Cracked ", "Engineer", "Mayor Il"]


def test_how_many_statements_each_other_source_shares(index: EchoIndex) -> None:
    assert index.shared("herald.txt") == {"courier.txt": 2, "times.txt": 1}
    assert index.shared("chess.txt") == {}


def echo(start: int, source: str, score: float) -> Echo:
    return Echo(SourceSpan("a.txt", Span(start, 9)), SourceSpan(source, Span(0, 9)), EchoKind.VERBATIM, score)


def test_the_order_of_echoes() -> None:
    first, second, third = echo(1, "b.txt", 0.5), echo(2, "b.txt", 0.9), echo(2, "c.txt", 0.9)
    echoes: Sequence[Echo] = [third, first, second]
    assert sorted(echoes, key=by_score) == [second, third, first]
    assert sorted(echoes, key=by_position) == [first, second, third]
    assert sorted([echo(1, "b.txt", 0.5), echo(1, "c.txt", 0.6)], key=by_position)[0].score == 0.6


def test_a_batch_is_tokenized_as_its_sources_are_alone() -> None:
    decoded = [(Source(name, Path()), Decoded(text, "utf-8", "")) for name, text in TEXTS.items()]
    assert tokenize_batch(decoded) == [tokenize_source(article(*each)) for each in TEXTS.items()]


def test_records() -> None:
    first = echo(1, "b.txt", 0.12345)
    texts = {"a.txt": "a ferry here", "b.txt": "another one"}
    assert first.record(texts) == {
        "source": "a.txt", "start": 1, "end": 9, "exact": " ferry h",
        "echo": {"source": "b.txt", "start": 0, "end": 9, "exact": "another o"},
        "kind": "verbatim", "score": 0.1235, "sure": False, "differs": [],
        "unlike": [],
    }  # fmt: skip
