"""The filter of the list of tags."""

import pytest

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.filter import Filter

ONE = Annotation(id="1", source="a/wire.txt", start=0, end=9, exact="The ferry", tag="claim", creator="ann")
TWO = Annotation(id="2", source="b.txt", start=0, end=9, exact="A Bridge", tag="quote", note="see ferry", creator="bob")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "12"),
        ("ferry", "12"),
        ("the ferry", "1"),
        ("Ferry", ""),
        ("tag:claim", "1"),
        ("tag:cl", "1"),
        ("by:bob", "2"),
        ("source:wire", "1"),
        ("note:", "2"),
        ("note:see", "2"),
        ("status:orphan", "2"),
        ("status:ex", "1"),
        ("tag:claim by:bob", ""),
        ("other:thing", ""),
    ],
)
def test_every_word_and_term_must_hold(text: str, ids: str) -> None:
    slices = Filter(text).matching([ONE, TWO], {"2": Status.ORPHAN})
    assert "".join(each.id for some in slices for each in some) == ids
