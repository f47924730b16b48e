"""What is whole in a damaged file is found, and nothing else is taken for a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import to_document
from reader.annotation.store import salvage as salvage_module
from reader.annotation.store.file_format import decode, encode, text_chunks
from reader.annotation.store.salvage import salvage
from tests.support.stores import an_annotation

SOME = {
    1: to_document(an_annotation("a", exact='so "7": {"x"}')),
    2: to_document(an_annotation("b", exact="“ä”\n" * 9)),
    30: {**to_document(an_annotation("c")), "theirs": {"2": {}}},
}
DATA = b"".join(text_chunks({"about": {1: encode({"format": 1})}, "annotations": {n: encode(SOME[n]) for n in SOME}}))


def ids(data: bytes) -> list[object]:
    return [decode(text).get("id") for text in salvage(data)[0].get("annotations", {}).values()]


def test_a_sound_file_is_whole() -> None:
    found, broken = salvage(DATA)
    assert ({n: decode(text) for n, text in found["annotations"].items()}, broken) == (SOME, 0)
    assert b"".join(text_chunks(found)) == DATA


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        (b'"id": "b"', b'"id": b"', ["a", "c"]),
        (b'"id": "b"', b'"id": "\xff"', ["a", "c"]),
        (b'"id": "b"', b'"id": "\0"', ["a", "c"]),
        (b'"id": "b"', b'"id": "b", "id": "b"', ["a", "c"]),
        (b'"id": "b"', b'"id": 1e999', ["a", "c"]),
        (b'"annotations"', b"\0\0\0\0", ["a", "b", "c"]),
        (b'"30": {', b'"1": {', ["a", "b", "c"]),
        (b"{\n", b"", ["a", "b", "c"]),
    ],
)
def test_what_stands_around_the_damage_is_saved(old: bytes, new: bytes, left: list[str]) -> None:
    assert ids(DATA.replace(old, new, 1)) == left


@given(st.binary() | st.text().map(str.encode))
def test_it_takes_any_bytes(data: bytes) -> None:
    salvage(data)
    salvage(b'{"annotations": {"1": {' + data)


def test_the_size_of_the_window_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    for window in (1, 5, 20, 100):
        monkeypatch.setattr(salvage_module, "WINDOW", window)
        monkeypatch.setattr(salvage_module, "_LONGEST_WORD", 1)
        assert ids(DATA) == ["a", "b", "c"]
