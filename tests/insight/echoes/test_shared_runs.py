"""Shared runs: the fewest words of one, its ends, and words that are in too many places."""

from collections.abc import Sequence

import pytest

from reader.insight.echoes.shared_runs import SharedRun, SharedRunIndex
from reader.insight.echoes.tokenized_source import WordRange, tokenize_source
from tests.support.echo_articles import article


def runs_of(*texts: str, excluded: Sequence[WordRange] = (), words: WordRange | None = None) -> list[SharedRun]:
    """Return the runs that the first text shares; the excluded blocks are of the second."""
    sources = [tokenize_source(article(f"{number:04}.txt", text)) for number, text in enumerate(texts)]
    index = SharedRunIndex(sources)
    for number in range(len(sources)):
        index.collect(number)
    for number in range(len(sources)):
        index.add(number, excluded if number == 1 else ())
    return list(index.runs_in(0, *(words or (0, len(sources[0].words)))))


@pytest.mark.parametrize(("length", "is_found"), [(3, False), (4, True)])
def test_a_run_has_four_words(length: int, is_found: bool) -> None:
    run = " ".join(["grey", "heron", "stood", "here"][:length])
    found = runs_of(f"Before {run} after", f"At dawn {run} then")
    assert found == ([SharedRun(0, 1, 1, 2, 4)] if is_found else [])


def test_a_run_grows_in_both_directions_up_to_the_ends_of_the_blocks() -> None:
    found = runs_of("x a b c d e\nf y", "z a b c d e f")
    assert found == [SharedRun(0, 1, 1, 1, 5)]
    assert runs_of("a b c d e", "a b c d e") == [SharedRun(0, 0, 1, 0, 5)]
    assert runs_of("x y\na b c d", "x y a b c d") == [SharedRun(0, 2, 1, 2, 4)]
    assert runs_of("x y a b c d", "x y\na b c d") == [SharedRun(0, 2, 1, 2, 4)]


def test_a_run_in_several_places_is_found_at_each() -> None:
    assert runs_of("a b c d", "a b c d x a b c d", "a b c d") == [
        SharedRun(0, 0, 1, 0, 4),
        SharedRun(0, 0, 1, 5, 4),
        SharedRun(0, 0, 2, 0, 4),
    ]
    assert runs_of("a b c d x a b c d", "a b c d") == [SharedRun(0, 0, 1, 0, 4), SharedRun(0, 5, 1, 0, 4)]


def test_a_source_has_no_runs_with_itself() -> None:
    assert not runs_of("a b c d x a b c d", "y")


def test_runs_that_touch_some_words_are_found_whole() -> None:
    texts = "x a b c d e y", "a b c d e"
    for words in ((1, 2), (5, 6), (3, 4)):
        assert runs_of(*texts, words=words) == [SharedRun(0, 1, 1, 0, 5)]
    for words in ((0, 1), (6, 7)):
        assert not runs_of(*texts, words=words)


def test_excluded_blocks_have_no_runs() -> None:
    assert not runs_of("a b c d", "a b c d\nx", excluded=[(0, 4)])
    assert runs_of("a b c d", "x\na b c d", excluded=[(0, 1)]) == [SharedRun(0, 0, 1, 1, 4)]


@pytest.mark.parametrize(("places", "is_found"), [(96, True), (97, False)])
def test_words_in_more_than_96_places_are_an_idiom(places: int, is_found: bool) -> None:
    assert len(runs_of(*["a b c d"] * places)) == (places - 1 if is_found else 0)
