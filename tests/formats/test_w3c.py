"""W3C Web Annotation: the shapes that JSON-LD allows for the same thing, and what only some programs write."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import uuid_of
from reader.formats.format import FormatError, ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
from reader.formats.w3c import W3C, preserve
from reader.formats.w3c_import import JSON_LD_CONTEXT, read, sniff
from tests.support.corpora import a_corpus, a_tag, digest_of
from tests.support.stores import an_annotation

ID = "0b3510b0-b46e-41da-b170-17a6205738d1"
QUOTE = {"type": "TextQuoteSelector", "exact": "One", "prefix": "a ", "suffix": " b"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}
TAG = {"type": "TextualBody", "value": "claim", "purpose": "tagging"}
ANNOTATION = {"type": "Annotation", "body": TAG, "target": {"source": "a.txt", "selector": [QUOTE, POSITION]}}


def records(document: Any, folder: Path) -> list[Record]:
    (folder / "x").write_text(json.dumps(document))
    return list(read(folder / "x", Options()))


def annotations(document: Any, folder: Path) -> list[Annotation]:
    found = records(document, folder)
    assert all(isinstance(each, ImportedRecord) for each in found)
    return [each.annotation for each in found if isinstance(each, ImportedRecord)]


def only(folder: Path, **changed: Any) -> Annotation:
    (found,) = annotations({**ANNOTATION, **changed}, folder)
    return found


def why(folder: Path, **changed: Any) -> str:
    (found,) = records({**ANNOTATION, **changed}, folder)
    assert isinstance(found, RejectedRecord)
    return found.why


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
        ({"nickname": "a", "id": "https://x/ann"}, "a"),
        ({"id": "https://x/ann"}, "https://x/ann"),
        ({}, ""),
        ("https://x/ann", "https://x/ann"),
        ([{"name": "Ann"}, {"name": "Bob"}], "Ann"),
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


# Shapes of other programs

RESOURCE = {"type": "SpecificResource", "purpose": "tagging"}
SVG, AREA = {"type": "SvgSelector", "value": "<svg/>"}, {"type": "FragmentSelector", "value": "xywh=1,2,3,4"}


def taken(document: Any, folder: Path) -> list[tuple[str, str, str]]:
    """Return words, tag and note of each annotation, and reject anything else."""
    return [(each.exact, each.tag, each.note) for each in annotations(document, folder)]


def left_out(folder: Path, **changed: Any) -> str:
    (found,) = records({**ANNOTATION, **changed}, folder)
    assert isinstance(found, LeftOut)
    return found.what


@pytest.mark.parametrize(
    ("changed", "tags", "note"),
    [
        ({"motivation": "tagging", "body": "claim"}, ["claim"], ""),
        ({"motivation": ["highlighting", "oa:tagging"], "body": {"value": "claim"}}, ["claim"], ""),
        ({"motivation": "http://www.w3.org/ns/oa#tagging", "body": {}, "bodyValue": "claim"}, ["claim"], ""),
        ({"motivation": "tagging", "body": [TAG, {"value": "so"}]}, ["claim"], "so"),
        ({"body": [{"value": "claim", "purpose": ["tagging", "commenting"]}]}, ["claim"], ""),
        ({"body": [{"value": "claim", "purpose": "classifying"}]}, ["claim"], ""),
        ({"body": {**RESOURCE, "source": "http://x/claim"}}, ["http://x/claim"], ""),
        ({"body": {**RESOURCE, "source": {"id": "x", "label": "claim"}}}, ["claim"], ""),
        ({"body": {"type": "Choice", "items": [TAG, {**TAG, "value": "quote"}]}}, ["claim", "quote"], ""),
        ({"body": [TAG, TAG, None, {"value": {"@value": "so", "@language": "en"}}]}, ["claim"], "so"),
        ({"body": [], "tags": ["claim", "quote"], "text": "so", "uri": "a.txt"}, ["claim", "quote"], "so"),
    ],
)  # fmt: skip
def test_tags_and_notes_in_many_shapes(changed: dict[str, Any], tags: list[str], note: str, tmp_path: Path) -> None:
    assert taken({**ANNOTATION, **changed}, tmp_path) == [("One", tag, note) for tag in tags]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"body": ["no tag"]}, "annotations without a tag"),
        ({"body": [{**TAG, "value": ""}]}, "annotations without a tag"),
        ({"body": None, "motivation": "highlighting"}, "annotations without a tag"),
        ({"target": []}, "annotations of nothing"),
        ({"target": "http://x"}, "annotations of a whole source"),
        ({"target": {"source": "a.txt"}}, "annotations of a whole source"),
        ({"target": {"source": "a.png", "selector": SVG}}, "regions of pictures"),
        ({"target": {"source": "a.png", "selector": AREA}}, "regions of pictures"),
    ],
)  # fmt: skip
def test_what_is_no_tagged_passage_is_left_out_and_named(changed: dict[str, Any], what: str, tmp_path: Path) -> None:
    assert left_out(tmp_path, **changed) == what


@pytest.mark.parametrize(
    ("selector", "place"),
    [
        ([{**POSITION, "start": None}, QUOTE], (-1, -1, "One")),
        ([{**POSITION, "start": 2.0, "end": "5"}], (2, 5, "")),
        ([{"type": "RangeSelector", "startSelector": {}}, QUOTE, POSITION], (2, 5, "One")),
        ({"type": "Choice", "items": [QUOTE, POSITION]}, (2, 5, "One")),
        ({"type": "XPathSelector", "value": "/p", "refinedBy": {**POSITION, "refinedBy": QUOTE}}, (-1, -1, "One")),
        ({"type": "FragmentSelector", "value": "char=2,5"}, (2, 5, "")),
        ({"@type": "oa:TextQuoteSelector", "exact": "One"}, (-1, -1, "One")),
        ([QUOTE, {**QUOTE, "exact": "other"}], (-1, -1, "One")),
    ],
)  # fmt: skip
def test_selectors_in_many_shapes(selector: Any, place: tuple[int, int, str], tmp_path: Path) -> None:
    found = only(tmp_path, target={"source": "a.txt", "selector": selector})
    assert (found.start, found.end, found.exact) == place


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"target": {"source": "a.txt", "selector": {**POSITION, "start": "x"}}}, "start is 'x', not a whole number"),
        ({"target": {"source": "a.txt", "selector": {**POSITION, "end": [1]}}}, "end is [1], not a whole number"),
        ({"target": {"source": "a.txt", "selector": {**QUOTE, "exact": ["a", "b"]}}}, "exact is no text"),
        ({"target": {"source": [[1, 2]], "selector": QUOTE}}, "its source is no text"),
        ({"target": [7]}, "its target is no object"),
        ({"target": {"source": "a.txt", "selector": {"type": "RangeSelector"}}},
         "it has neither a TextPositionSelector nor a TextQuoteSelector"),
        ({"body": {**TAG, "value": {"a": 1}}}, "a body is no text"),
        ({"body": [], "tags": [{}]}, "a tag is no text"),
    ],
)  # fmt: skip
def test_a_value_of_another_type_refuses_its_annotation(changed: dict[str, Any], reason: str, tmp_path: Path) -> None:
    assert why(tmp_path, **changed) == reason


def test_each_target_is_a_passage_and_one_that_cannot_be_taken_is_refused_alone(tmp_path: Path) -> None:
    targets = [{"source": "a.txt", "selector": QUOTE}, {"source": "b.txt", "selector": [7]}, "http://x"]
    one, two, three = records({**ANNOTATION, "target": targets, "id": f"urn:uuid:{ID}"}, tmp_path)
    assert isinstance(one, ImportedRecord)
    assert (one.where, one.annotation.id) == ("annotation 1, target 1", ID)
    assert isinstance(two, RejectedRecord)
    assert three == LeftOut("annotation 1, target 3", "annotations of a whole source")


ROW = {
    "id": "Ab-_1", "user": "acct:ann@hypothes.is", "uri": "https://example.org/a.txt", "text": "so", "tags": ["claim"],
    "created": "2026-01-02T03:04:05Z", "updated": "2026-01-03T03:04:05Z",
    "target": [{"source": "https://example.org/a.txt", "selector": [{"type": "RangeSelector"}, POSITION, QUOTE]}],
}  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        {"total": 1, "rows": [ROW]},
        [ROW],
        {"export_date": "2026-01-02", "client_version": "1", "annotations": [ROW]},
        ROW,
    ],
)
def test_the_rows_of_hypothesis(document: Any, tmp_path: Path) -> None:
    (found,) = annotations(document, tmp_path)
    assert (found.source, found.start, found.exact) == ("https://example.org/a.txt", 2, "One")
    assert (found.tag, found.note, found.creator) == ("claim", "so", "ann@hypothes.is")
    assert (found.created, found.modified) == (ROW["created"], ROW["updated"])
    assert found.id == uuid_of("Ab-_1")


def test_replies_and_highlights_of_hypothesis_are_left_out(tmp_path: Path) -> None:
    rows = [{**ROW, "tags": []}, {**ROW, "references": ["x"], "target": [{"source": "https://example.org/a.txt"}]}]
    first, second = records({"rows": rows}, tmp_path)
    assert first == LeftOut("annotation 1", "annotations without a tag")
    assert second == LeftOut("annotation 2", "annotations of a whole source")


@pytest.mark.parametrize(
    ("document", "address"),
    [
        ({"type": "AnnotationCollection", "total": 3}, "there should be 3"),
        ({"type": "AnnotationCollection", "total": 3, "first": "http://x/1"}, "http://x/1"),
        ({"type": "AnnotationPage", "items": [], "next": "http://x/2"}, "http://x/2"),
        ({"type": "AnnotationPage", "itemz": [ANNOTATION]}, "the page or collection has no list of them"),
    ],
)
def test_a_page_that_is_not_in_the_file_is_refused(document: Any, address: str, tmp_path: Path) -> None:
    assert records(document, tmp_path) == [
        RejectedRecord("annotation 1", f"these annotations are not in the file: {address}")
    ]


def test_pages_lists_and_lines_of_annotations(tmp_path: Path) -> None:
    pages = {"type": "AnnotationCollection", "first": {"items": [ANNOTATION], "next": {"items": [ANNOTATION]}}}
    assert len(annotations(pages, tmp_path)) == len(annotations([[ANNOTATION], pages["first"]], tmp_path)) - 1 == 2
    assert len(annotations({"@graph": [ANNOTATION]}, tmp_path)) == 1
    (tmp_path / "x").write_text(f"{json.dumps(ANNOTATION)}\n\n{json.dumps(ANNOTATION)}\n{{\n")
    found = list(read(tmp_path / "x", Options()))
    assert [type(each) for each in found] == [ImportedRecord, ImportedRecord, RejectedRecord]
    assert [each.where for each in found] == ["line 1", "line 3", "line 4"]
