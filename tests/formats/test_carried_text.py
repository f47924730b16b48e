"""Helpers of the formats that carry texts: spans in them, overlaps, ids."""

import hashlib
import uuid
from typing import Any

import pytest

from reader.formats.carried_text import (
    CarriedText,
    by_creator,
    count_overlaps,
    encodable,
    has_astral_characters,
    uuid_of,
)
from reader.formats.corpus import AnnotatedSource
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation

TEXT = "0123456789"


def annotated(*spans: tuple[int, int], **fields: Any) -> AnnotatedSource:
    (found,) = a_corpus({"a.txt": TEXT}, *(a_tag("a.txt", *span, **fields) for span in spans)).by_source()
    return found


@pytest.mark.parametrize(
    ("spans", "count"),
    [
        ([], 0),
        ([(0, 4)], 0),
        ([(0, 4), (4, 6)], 0),  # neighbours
        ([(0, 4), (3, 6)], 1),
        ([(0, 4), (0, 4)], 1),
        ([(0, 9), (1, 2), (3, 4)], 2),  # nested
        ([(0, 4), (3, 6), (4, 6)], 1),  # the second is left out, so the third meets nothing
        ([(0, 4), (3, 6), (5, 8)], 1),
    ],
)
def test_overlaps_are_counted_as_if_the_first_of_two_were_kept(spans: list[tuple[int, int]], count: int) -> None:
    assert count_overlaps(annotated(*spans)) == count


def test_annotations_are_grouped_by_their_creator() -> None:
    (both,) = a_corpus(
        {"a.txt": TEXT}, a_tag("a.txt", 0, 4, creator="ann"), a_tag("a.txt", 2, 3), a_tag("a.txt", 5, 6, creator="ann")
    ).by_source()
    assert {name: [each.start for each in group] for name, group in by_creator(both).items()} == {
        "ann": [0, 5],
        "": [2],
    }


@pytest.mark.parametrize(("text", "is_two"), [("", False), ("é\uffff", False), ("a\U00010000", True), ("💩", True)])
def test_characters_that_utf_16_counts_twice(text: str, is_two: bool) -> None:
    assert has_astral_characters(text) is is_two


def test_a_record_has_what_the_file_says_with_the_digest_of_its_text() -> None:
    record = CarriedText(TEXT, "a.txt").record("here", 3, 6, "claim", words="one", note="so")
    found = record.annotation
    assert (record.where, record.text) == ("here", TEXT)
    assert (found.source, found.start, found.end, found.exact, found.tag, found.note) == (
        "a.txt", 3, 6, "one", "claim", "so",
    )  # fmt: skip
    assert (found.id, found.digest) == ("", hashlib.sha256(TEXT.encode()).hexdigest())


def test_words_without_a_place_have_no_offsets() -> None:
    carried = CarriedText(TEXT, "a.txt")
    assert carried.record_of_words("here", "one", "claim") == carried.record("here", -1, -1, "claim", words="one")
    with pytest.raises(ValueError, match="neither its place nor its words"):
        carried.record_of_words("here", "", "claim")


def test_an_id_becomes_a_uuid_that_is_always_the_same() -> None:
    known = "0b3510b0-b46e-41da-b170-17a6205738d1"
    assert uuid_of(known) == uuid_of(known.upper()) == known
    assert uuid_of("a") == str(uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-reader:annotation:a"))
    assert len({uuid_of(id) for id in ("", "a", "b", "\udce9", "\\udce9x")}) == 5


@pytest.mark.parametrize("field", ["source", "tag", "note", "creator", "id"])
def test_a_lone_surrogate_is_written_out(field: str) -> None:
    odd = an_annotation(**{field: "caf\udce9 é"})
    assert getattr(encodable(odd), field) == "caf\\udce9 é"
    plain = an_annotation()
    assert encodable(plain) is plain
