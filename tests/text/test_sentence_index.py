"""The sentences of an article, counted a little at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.plain import PlainBlocks
from reader.text.sentence_index import SentenceIndex

texts = st.lists(st.sampled_from(["", "One. Two.", "Three? “Four,” she said.", "—"]), max_size=12).map("\n".join)


@given(texts, st.integers(0, 5))
def test_what_is_known_is_the_number_that_it_is_in_the_end(text: str, steps: int) -> None:
    starts = [sentence.start for block in PlainBlocks(text) for sentence in block.sentences]
    index = SentenceIndex(PlainBlocks(text))
    for _ in range(steps):
        index.advance(1e-9)  # no more than one block
    for offset in range(len(text) + 1):
        if index.knows(offset):
            assert index.number(offset) == max(bool(starts), sum(start <= offset for start in starts))
    index.advance(10)
    assert index.is_complete
    assert len(index) == len(starts)


def test_what_is_before_the_last_counted_sentence_is_known_and_what_is_after_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks = iter([0.0, 0.0, 1.0])  # the end is computed, there is time for one block, and then there is none
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    index = SentenceIndex(PlainBlocks("One. Two.\n\nThree. Four."))
    index.advance(0.5)
    assert (len(index), index.is_complete) == (2, False)
    assert [index.knows(offset) for offset in (0, 4, 5, 11)] == [True, True, False, False]


@pytest.mark.parametrize(("text", "number"), [("", 0), (" \n", 0), ("  One.", 1)])
def test_before_the_first_sentence_it_is_the_first_unless_there_is_none(text: str, number: int) -> None:
    index = SentenceIndex(PlainBlocks(text))
    index.advance(10)
    assert (index.number(0), index.knows(0)) == (number, True)
