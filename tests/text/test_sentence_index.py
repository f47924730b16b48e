"""The sentences of an article, counted a little at a time."""

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
