"""W3C Web Annotation: the shapes that JSON-LD allows for the same thing, and what only some programs write."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.carried_text import uuid_of
from reader.formats.format import FormatError, Losses, Options
from reader.formats.w3c import W3C, preserve
from reader.formats.w3c_fields import NAMESPACE, PREFIX
from reader.formats.w3c_import import JSON_LD_CONTEXT, sniff
from tests.support.corpora import a_corpus, a_tag, digest_of
from tests.support.stores import an_annotation
from tests.support.web_annotations import ANNOTATION, ID, POSITION, QUOTE, TAG, annotations, only, records, why


@pytest.mark.parametrize(
    "document",
    [
        ANNOTATION,
        [ANNOTATION],
        {**ANNOTATION, "type": ["Annotation", "other"]},
        {"type": "AnnotationPage", "items": [ANNOTATION]},
        {"type": "AnnotationPage", "items": ANNOTATION},
        {"type": "AnnotationCollection", "total": 1, "first": {"type": "AnnotationPage", "items": [ANNOTATION]}},
    ],
)
def test_a_collection_a_page_a_list_and_a_single_one_are_read(document: Any, tmp_path: Path) -> None:
    (found,) = annotations(document, tmp_path)
    assert (found.source, found.start, found.end, found.tag) == ("a.txt", 2, 5, "claim")
    assert (found.exact, found.prefix, found.suffix) == ("One", "a ", " b")
    assert (found.id, found.note, found.creator, found.digest) == ("", "", "", "")


@pytest.mark.parametrize("document", [{}, 7, {"type": "Other"}])
def test_a_file_without_annotations_is_an_error(document: Any, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="x: no annotations in this file"):
        records(document, tmp_path)


def test_a_collection_and_a_page_may_be_empty(tmp_path: Path) -> None:
    assert records({"type": "AnnotationCollection", "total": 0}, tmp_path) == []
    assert records({"type": "AnnotationPage", "items": []}, tmp_path) == []


def test_bodies_are_tags_or_notes(tmp_path: Path) -> None:
    bodies = [TAG, {"value": "first", "purpose": "commenting"}, "second", {**TAG, "value": "quote"}, {"purpose": "x"}]
    one, other = annotations({**ANNOTATION, "body": bodies, "bodyValue": "third", "id": f"urn:uuid:{ID}"}, tmp_path)
    assert (one.tag, one.note, one.id) == ("claim", "first\n\nsecond\n\nthird", ID)
    assert (other.tag, other.note, other.id) == ("quote", one.note, ""), "an id is that of one annotation only"


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ({"type": "Person", "name": "Ann", "nickname": "a"}, "Ann"),
        ({"name": ["", None], "nickname": "a", "id": "https://x/ann"}, "a"),
        ({"nickname": "a", "id": "https://x/ann"}, "a"),
        ({"id": "https://x/ann"}, "https://x/ann"),
        ({}, ""),
        ("https://x/ann", "https://x/ann"),
        ({"name": ["Ann", "Annie"]}, "Ann"),
        ({"name": {"@value": "Ann", "@language": "en"}}, "Ann"),
        ([{}, {"name": "Ann"}], "Ann"),
        ([], ""),
        (None, ""),
    ],
)
def test_a_creator_is_a_name_or_what_comes_nearest(creator: Any, name: str, tmp_path: Path) -> None:
    assert only(tmp_path, creator=creator).creator == name


@pytest.mark.parametrize(
    ("source", "id"),
    [("urn:x-reader:source:a%20b/%C3%A9.txt", "a b/é.txt"), ({"id": "x.txt"}, "x.txt"), (None, ""), ({}, "")],
)
def test_a_source_is_an_iri_or_an_object_with_one(source: Any, id: str, tmp_path: Path) -> None:
    assert only(tmp_path, target={"source": source, "selector": QUOTE}).source == id


def test_values_of_other_types_become_texts(tmp_path: Path) -> None:
    quote = {"type": "TextQuoteSelector", "exact": 1, "prefix": 2, "suffix": 3}
    bodies = [{**TAG, "value": 4}, {**TAG, "value": 5}, {"value": 6}]
    target = {"source": 7, "selector": [quote, {**POSITION, "start": "2"}]}
    one, other = annotations({**ANNOTATION, "body": bodies, "target": target, "creator": 8}, tmp_path)
    assert (one.exact, one.prefix, one.suffix, one.tag, other.tag) == ("1", "2", "3", "4", "5")
    assert (one.note, one.source, one.creator, one.start) == ("6", "7", "8", 2)


def test_one_selector_of_the_two_is_enough(tmp_path: Path) -> None:
    words, place = (only(tmp_path, target=[{"source": "a.txt", "selector": each}]) for each in (QUOTE, POSITION))
    assert (words.exact, words.start, words.end) == ("One", -1, -1)
    assert (place.exact, place.prefix, place.suffix, place.start, place.end) == ("", "", "", 2, 5)
    for selector in ([7], {"type": "CssSelector"}):
        target = {"source": "a.txt", "selector": selector}
        assert why(tmp_path, target=target) == "it has neither a TextPositionSelector nor a TextQuoteSelector"


@pytest.mark.parametrize(
    ("state", "digest"),
    [
        (
            {"type": "TimeState", "cached": "ni:///sha-256;AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"},
            bytes(range(32)).hex(),
        ),
        ([{"type": "Other"}, {"cached": "ni:///sha-256;AAE"}], "0001"),
        ({"cached": "https://x"}, ""),
        ({"cached": 7}, ""),
        ("https://x", ""),
        (None, ""),
    ],
)
def test_the_digest_is_that_of_the_cached_state(state: Any, digest: str, tmp_path: Path) -> None:
    assert only(tmp_path, target={"source": "a.txt", "selector": QUOTE, "state": state}).digest == digest


def test_an_address_always_gives_the_same_id(tmp_path: Path) -> None:
    assert only(tmp_path, id=f"urn:uuid:{ID}").id == ID
    address = f"https://example.org/{ID}"
    assert only(tmp_path, id=address).id == only(tmp_path, id=address).id == uuid_of(address)
    assert only(tmp_path, id="_:b0").id == only(tmp_path, id="1").id == "", "unique in one file only"


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
        ("0001-01-01T00:00:00+10:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_times_are_in_utc(time: str, utc: str) -> None:
    each = an_annotation(ID, created=time, modified=time)
    found = preserve(Anchored(each, Status.EXACT, each))
    assert (found.created, found.modified) == (utc, utc)


def test_a_target_says_which_bytes_its_offsets_count_in() -> None:
    corpus = a_corpus(
        {"a.txt": "One."}, a_tag("a.txt", 0, 4, modified="2026-01-02T03:04:05Z", digest="00"),
        orphans=[an_annotation(id, source="gone.txt", digest=digest) for id, digest in (("o", "ff"), ("p", ""))],
    )  # fmt: skip
    document = json.loads("".join("".join(map(str, file.chunks)) for file in W3C.write(corpus, Options(), Losses())))
    placed, orphan, unknown = (each["target"] for each in document["first"]["items"])
    assert placed["state"]["sourceDate"] == "2026-01-02T03:04:05Z"
    assert placed["state"]["cached"] == f"ni:///sha-256;{_base64(digest_of('One.'))}", "as it is now"
    assert orphan["state"] == {"type": "TimeState", "cached": "ni:///sha-256;_w"}, "as it was"
    assert "state" not in unknown


@pytest.mark.parametrize(
    ("properties", "total"),
    [
        ({}, 1),
        ({"fields": {"speaker": "Ann"}}, 1),
        ({"origin": {"suggested_by": "reader"}}, 1),
        ({"links": {"l": {"type": "original", "to": {"url": "https://example.org/a"}}}}, 2),
    ],
)
def test_a_collection_counts_links_and_names_the_vocabulary_of_its_properties(
    properties: dict[str, Any], total: int
) -> None:
    corpus = a_corpus({"a.txt": "One."}, a_tag("a.txt", 0, 4, **properties))
    document = json.loads("".join("".join(map(str, file.chunks)) for file in W3C.write(corpus, Options(), Losses())))
    assert document["total"] == len(document["first"]["items"]) == total
    own = [JSON_LD_CONTEXT, {PREFIX: NAMESPACE}]
    assert document["@context"] == (own if properties else JSON_LD_CONTEXT)


def _base64(digest: str) -> str:
    import base64

    return base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("head", "is_it"),
    [
        (f'{{"@context": "{JSON_LD_CONTEXT}"', True),
        ('[{"TextQuoteSelector"', True),
        ('{"TextPositionSelector"', True),
        ('x {"TextQuoteSelector"', False),
        ('{"spans"', False),
        ("", False),
    ],
)
def test_it_is_recognised_by_its_context_or_selectors(head: str, is_it: bool) -> None:
    assert sniff(Path("x"), head) is is_it
