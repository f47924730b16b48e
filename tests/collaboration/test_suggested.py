"""Accepted suggestions are no agreement: the passages are left out for everyone."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.collaboration.suggested import without_suggested
from tests.support.stores import an_annotation


def tag(start: int, end: int, name: str = "quote", *, accepted: bool = False, **parts: object) -> Annotation:
    origin = {"suggested": name} if accepted else {}
    return an_annotation(f"{start} {end} {name} {accepted}", start=start, end=end, tag=name, origin=origin, **parts)


BY_HAND = tag(10, 14)
CASES = {
    "both accepted": ([tag(0, 4, accepted=True)], [tag(0, 4, accepted=True)], [], []),
    "one accepted what the other set": ([tag(0, 4, accepted=True), BY_HAND], [tag(0, 4)], [BY_HAND], []),
    "they overlap": ([tag(0, 4, accepted=True)], [tag(3, 8)], [], []),
    "they touch": ([tag(0, 4, accepted=True)], [tag(4, 8)], [], [tag(4, 8)]),
    "another tag": ([tag(0, 4, accepted=True)], [tag(0, 4, "claim")], [], [tag(0, 4, "claim")]),
    "another source": (
        [tag(0, 4, accepted=True)], [tag(0, 4, source="two.txt")], [], [tag(0, 4, source="two.txt")],
    ),
    "the program's": ([tag(0, 4, creator="reader")], [tag(2, 3)], [], []),
    "joined passages": ([tag(0, 9, accepted=True)], [tag(1, 2, accepted=True), tag(7, 8)], [], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_all_tags_of_the_kind_on_an_accepted_passage_are_left_out(name: str) -> None:
    ann, bob, of_ann, of_bob = CASES[name]
    assert without_suggested({"ann": ann, "bob": bob}) == {"ann": of_ann, "bob": of_bob}
