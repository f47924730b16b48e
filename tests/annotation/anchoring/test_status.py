"""The status of an annotation, and whether its passage still stands where it was recorded."""

import pytest

from reader.annotation.anchoring.anchor import Anchored, current_position_key, relocated
from reader.annotation.anchoring.status import Status, stands
from reader.text.span import Span
from tests.support.stores import an_annotation

LETTERS = "".join(chr(ord("a") + n % 26) for n in range(120))


def test_exact_and_shifted_need_nobody_to_confirm_them() -> None:
    assert [status.value for status in Status if status.is_sure] == ["exact", "shifted"]


@pytest.mark.parametrize(
    ("start", "end", "exact", "is_there"),
    [
        (2, 5, "cde", True),
        (0, 3, "abc", True),
        (117, 120, LETTERS[117:], True),
        (2, 5, "xyz", False),
        (118, 121, LETTERS[118:], False),
        (-3, 120, LETTERS[117:], False),
        (-1, 120, LETTERS[119:], False),
        (5, 5, "", False),
        (5, 2, "", False),
    ],
)
def test_a_passage_stands_if_its_words_are_at_its_offsets(start: int, end: int, exact: str, is_there: bool) -> None:
    assert stands(an_annotation("a", start=start, end=end, exact=exact), LETTERS) is is_there


@pytest.mark.parametrize("status", Status)
def test_in_a_renamed_source_what_was_sure_has_moved(status: Status) -> None:
    stored, placed = an_annotation("a"), an_annotation("a", start=7, end=11)
    outcome = Anchored(stored, status, None if status is Status.ORPHAN else placed).in_source("new.txt")
    assert outcome.annotation == stored
    assert outcome.status is (Status.MOVED if status in (Status.EXACT, Status.SHIFTED) else status)
    assert (outcome.placed is None) == (status is Status.ORPHAN)
    assert outcome.placed is None or (outcome.placed.source, outcome.placed.start) == ("new.txt", 7)


def test_annotations_are_ordered_by_where_they_are_now_and_an_orphan_by_where_it_was() -> None:
    moved = Anchored(an_annotation("a", start=0), Status.MOVED, an_annotation("a", start=9, end=12))
    orphan = Anchored(an_annotation("b", start=5, end=8), Status.ORPHAN, None)
    assert (moved.present.start, orphan.present.start) == (9, 5)
    assert sorted([moved, orphan], key=current_position_key) == [orphan, moved]


@pytest.mark.parametrize(
    ("span", "prefix", "suffix"),
    [(Span(50, 60), LETTERS[18:50], LETTERS[60:92]), (Span(2, 4), LETTERS[:2], LETTERS[4:36])],
)
def test_a_relocated_annotation_has_the_words_and_context_of_its_new_place(
    span: Span, prefix: str, suffix: str
) -> None:
    before = an_annotation("a", note="so", revision=3, digest="old")
    after = relocated(before, span, LETTERS)
    assert (after.span, after.exact, after.prefix, after.suffix) == (span, span.of(LETTERS), prefix, suffix)
    assert (after.id, after.note, after.revision, after.digest) == ("a", "so", 3, "old")
