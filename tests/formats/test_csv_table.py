"""What a table of annotations preserves of each of them."""

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.csv_table import preserve
from tests.support.stores import an_annotation


def test_an_orphan_has_no_offsets() -> None:
    orphan = an_annotation(start=5, end=9)
    preserved = preserve(Anchored(orphan, Status.ORPHAN, None))
    assert (preserved.start, preserved.end, preserved.exact) == (-1, -1, orphan.exact)


def test_a_passage_has_those_of_its_place() -> None:
    placed = an_annotation(start=7, end=11)
    assert preserve(Anchored(an_annotation(start=5, end=9), Status.SHIFTED, placed)) == placed


def test_a_lone_surrogate_is_written_out() -> None:
    each = an_annotation(note="a\ud800b")
    assert "\ud800" not in preserve(Anchored(each, Status.EXACT, each)).note
