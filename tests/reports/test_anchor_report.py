"""The lines and records of `reader check`."""

from dataclasses import replace

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.link_end import ends_of
from reader.reports.anchor_report import anchor_lines, anchor_record, end_lines, end_record
from tests.support.stores import an_annotation

STORED = an_annotation("a", exact="One.\n")
MOVED = replace(STORED, start=7, end=11, exact="Uno.", source="t\x1bwo.txt")


def test_only_what_needs_a_review_has_a_line_and_all_are_counted() -> None:
    found = [
        Anchored(STORED, Status.EXACT, STORED),
        Anchored(STORED, Status.REVIEW, MOVED),
        Anchored(STORED, Status.MOVED, STORED),
        Anchored(STORED, Status.ORPHAN, None),
    ]
    assert list(anchor_lines(found)) == [
        "review\ta\tt␛wo.txt\tOne.\tUno.",
        "moved\ta\tone.txt\tOne.",
        "orphan\ta\tone.txt\tOne.",
        "4 annotations: 1 exact, 1 moved, 1 review, 1 orphan",
    ]
    assert list(anchor_lines(found[:1])) == ["1 annotation: 1 exact"]
    assert list(anchor_lines([])) == ["0 annotations"]


def test_a_record_has_the_present_place_and_none_for_an_orphan() -> None:
    assert anchor_record(Anchored(STORED, Status.EDITED, MOVED)) == {
        "id": "a", "source": "t\x1bwo.txt", "status": "edited", "start": 7, "end": 11, "exact": "Uno."
    }  # fmt: skip
    assert anchor_record(Anchored(STORED, Status.ORPHAN, None)) == {
        "id": "a", "source": "one.txt", "status": "orphan", "start": None, "end": None, "exact": None
    }  # fmt: skip


def test_the_end_of_a_link_is_named_by_its_tag_and_its_type() -> None:
    to = {"source": "two.txt", "start": 0, "end": 4, "exact": "Two.", "prefix": "", "suffix": "", "digest": ""}
    (end,) = ends_of(replace(STORED, links={"l": {"type": "evidence", "to": to}}))
    found = [Anchored(end, Status.EXACT, end), Anchored(end, Status.ORPHAN, None)]
    assert list(end_lines(found)) == [
        "orphan\ta\tlink evidence\ttwo.txt\tTwo.",
        "2 ends of links: 1 exact, 1 orphan",
    ]
    assert list(end_lines([])) == []
    assert end_record(found[0]) == {
        "id": "a", "source": "two.txt", "status": "exact", "start": 0, "end": 4, "exact": "Two.", "link": "l",
        "type": "evidence",
    }  # fmt: skip
