"""Tokenized sources: which blocks and sentences are in them, and where their words are."""

import pytest

from reader.insight.echoes.tokenized_source import MAX_OFFSET, TokenizedSource, tokenize_source
from reader.text.span import Span
from tests.support.echo_articles import article

TEXT = "The ferry sank.\nNobody saw it sink. It was dark.\n\nFour boats were lost there.\n"


def tokenized(text: str, *skip: tuple[int, int], name: str = "a.txt") -> TokenizedSource:
    return tokenize_source(article(name, text), [Span(*each) for each in skip])


def test_words_blocks_and_sentences() -> None:
    source = tokenized(TEXT)
    assert " ".join(source.words) == "the ferry sank nobody saw it sink it was dark four boats were lost there"
    assert [source.span(first, first + 1).of(TEXT) for first in (0, 3, 14)] == ["The", "Nobody", "there"]
    assert source.blocks == [(0, 3), (3, 10), (10, 15)]
    assert [(each.first, each.end) for each in source.sentences] == [(3, 7), (10, 15)], "of four words or more"
    assert source.stems[:3] == ["", "ferr", "sink"]


def test_a_block_without_words_is_left_out() -> None:
    assert tokenized("one two\n* * *\nthree").blocks == [(0, 2), (2, 3)]


def test_words_and_blocks_that_overlap_a_span() -> None:
    source, start = tokenized(TEXT), TEXT.index("Nobody")
    assert source.words_in(Span(start, start + 6)) == (3, 4)
    assert source.words_in(Span(start + 5, start + 8)) == (3, 5)
    assert source.words_in(Span(start + 6, start + 7)) == (4, 4)
    assert source.blocks_in(2, 4) == [(0, 3), (3, 10)]
    assert source.blocks_in(3, 10) == [(3, 10)]
    assert source.blocks_in(3, 3) == []
    assert [source.block_at(word) for word in (2, 3, 9, 10)] == [(0, 3), (3, 10), (3, 10), (10, 15)]


def test_sentences_that_overlap_a_span() -> None:
    source = tokenized(TEXT)
    (first, second) = (each.span for each in source.sentences)
    assert source.sentences_in(Span(0, first.start)) == range(0)
    assert source.sentences_in(Span(0, first.start + 1)) == range(1)
    assert source.sentences_in(Span(first.end - 1, second.start + 1)) == range(2)
    assert source.sentences_in(Span(first.end, second.start)) == range(1, 1)


@pytest.mark.parametrize(("skipped", "is_left_out"), [((0, 8), False), ((0, 9), True), ((1, 9), False)])
def test_a_block_that_is_skipped_for_more_than_half_is_left_out(skipped: tuple[int, int], is_left_out: bool) -> None:
    text = "a bcdef ghi jklm\nIt rained.\n"
    assert ("bcdef" not in tokenized(text, skipped).words) is is_left_out
    assert "rained" in tokenized(text, skipped).words


def test_skipped_passages_count_together() -> None:
    text = "a bcdef ghi jklm\nIt rained.\n"
    assert "bcdef" not in tokenized(text, (0, 4), (11, 16)).words
    assert "rained" not in tokenized(text, (0, 2), (17, 27)).words


def test_code_is_left_out_and_markup_is_not_a_word() -> None:
    source = tokenized("# A *b* &amp; c\n\n    code\n", name="a.md")
    assert list(source.words) == ["a", "b", "c"]


@pytest.mark.parametrize(("gap", "is_left_out"), [(999_993, False), (999_994, True)])
def test_blocks_beyond_a_million_code_points_are_left_out(gap: int, is_left_out: bool) -> None:
    text = f"begin{' ' * gap}\nend"
    assert (text.index("end") >= MAX_OFFSET) is is_left_out
    assert ("end" not in tokenized(text).words) is is_left_out
