"""Web annotations in the shapes of other programs, and what only some of them write."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.formats.carried_text import uuid_of
from reader.formats.format import ImportedRecord, LeftOut, Options, RejectedRecord
from reader.formats.w3c_import import read
from tests.support.web_annotations import ANNOTATION, ID, POSITION, QUOTE, TAG, annotations, only, records, why

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
def test_what_is_not_a_tagged_passage_is_left_out_and_named(changed: dict[str, Any], what: str, tmp_path: Path) -> None:
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
        ({"target": {"source": "a.txt", "selector": {**QUOTE, "exact": ["a", "b"]}}}, "exact is not text"),
        ({"target": {"source": [[1, 2]], "selector": QUOTE}}, "its source is not text"),
        ({"target": [7]}, "its target is not an object"),
        ({"target": {"source": "a.txt", "selector": {"type": "RangeSelector"}}},
         "it has neither a TextPositionSelector nor a TextQuoteSelector"),
        ({"body": {**TAG, "value": {"a": 1}}}, "a body is not text"),
        ({"body": [], "tags": [{}]}, "a tag is not text"),
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


# What is said of several passages at once

FIELD = {"type": "TextualBody", "value": "said", "reader:field": "cue"}
LINKING = {"id": "https://example.net/a", "purpose": "linking"}


def test_fields_and_links_are_those_of_the_first_passage(tmp_path: Path) -> None:
    targets = [{"source": "a.txt", "selector": QUOTE}, {"source": "b.txt", "selector": QUOTE}]
    bodies = [TAG, {**TAG, "value": "quote"}, FIELD, LINKING, {"value": "so", "purpose": "commenting"}]
    found = annotations({**ANNOTATION, "id": f"urn:uuid:{ID}", "body": bodies, "target": targets}, tmp_path)
    assert [(each.source, each.tag, each.note) for each in found] == [
        (source, tag, "so") for source in ("a.txt", "b.txt") for tag in ("claim", "quote")
    ]
    first, *others = found
    assert (first.id, first.fields) == (ID, {"cue": "said"})
    assert [link["to"] for link in first.links.values()] == [{"url": "https://example.net/a"}]
    assert not any(each.id or each.fields or each.links for each in others)


def test_each_tag_of_a_target_that_cannot_be_taken_is_reported(tmp_path: Path) -> None:
    bodies, bad = [TAG, {**TAG, "value": "quote"}], {"source": "a.txt", "selector": [7]}
    found = records({**ANNOTATION, "body": bodies, "target": [bad, "http://x"]}, tmp_path)
    assert [(type(each), each.where) for each in found] == [
        (kind, f"annotation 1, target {number}") for kind, number in ((RejectedRecord, 1), (LeftOut, 2)) for _ in "12"
    ]


@pytest.mark.parametrize(
    ("about", "id"),
    [
        ({"id": f"urn:uuid:{ID}"}, ID),
        ({"id": "http://example.org/1"}, uuid_of("http://example.org/1")),
        ({"@id": "http://example.org/1"}, uuid_of("http://example.org/1")),
        ({"id": "_:b1"}, ""),
        ({"id": "b1"}, ""),
        ({"id": "b1", "user": "acct:ann"}, uuid_of("b1")),
        ({"id": 7, "user": "acct:ann"}, ""),
        ({}, ""),
    ],
)
def test_an_id_counts_if_it_is_unique_everywhere(about: dict[str, Any], id: str, tmp_path: Path) -> None:
    assert only(tmp_path, **about).id == id


@pytest.mark.parametrize(
    ("bodies", "tags", "note"),
    [
        ([TAG, {"value": "so"}, {"value": "or so", "purpose": "replying"}], ["claim"], "so\n\nor so"),
        ([TAG, {**LINKING, "id": "javascript:alert(1)"}], ["claim"], "javascript:alert(1)"),
        ([{**TAG, "purpose": ["linking", "tagging"], "value": "claim"}], ["claim"], ""),
        ([TAG, {**TAG, "value": "claim"}], ["claim"], ""),
        ([TAG, ""], ["claim"], ""),
        ([{**TAG, "value": None, "source": "claim"}], ["claim"], ""),
        ([{**TAG, "value": None, "source": {"value": "claim"}}], ["claim"], ""),
        ([{"purpose": "tagging", "label": "claim", "name": "other"}], ["claim"], ""),
    ],
)
def test_bodies_are_tags_notes_and_links_by_their_purpose(
    bodies: Any, tags: list[str], note: str, tmp_path: Path
) -> None:
    assert taken({**ANNOTATION, "body": bodies}, tmp_path) == [("One", tag, note) for tag in tags]


@pytest.mark.parametrize(
    ("document", "count", "elsewhere"),
    [
        ({"total": 9, "first": "http://x/1", "last": "http://x/9"}, 0, "http://x/1"),
        ({"total": 9, "last": "http://x/9"}, 0, "http://x/9"),
        ({"first": "http://x/1", "next": "http://x/2"}, 0, "http://x/1 http://x/2"),
        ({"first": {"items": [ANNOTATION]}, "last": "http://x/9"}, 1, ""),
        ({"first": {"items": [ANNOTATION]}, "last": {"items": [ANNOTATION]}}, 1, ""),  # the same page
        ({"last": {"items": [ANNOTATION]}}, 1, ""),
        ({"items": [ANNOTATION], "first": "http://x/1", "last": "http://x/9"}, 1, ""),
        ({"items": [ANNOTATION], "last": "http://x/9"}, 1, ""),
        ({"items": [ANNOTATION], "next": "http://x/2"}, 1, "http://x/2"),
        ({"items": "http://x/1"}, 0, "http://x/1"),
        ({"items": [ANNOTATION, [], [ANNOTATION]]}, 2, "[]"),
        ({"@graph": [{"type": "Annotation"}, ANNOTATION]}, 1, ""),
    ],
)
def test_the_annotations_of_pages_are_found_once_and_pages_elsewhere_are_reported(
    document: Any, count: int, elsewhere: str, tmp_path: Path
) -> None:
    found = records(document, tmp_path)
    assert sum(isinstance(each, ImportedRecord) for each in found) == count
    why = [each.why for each in found if isinstance(each, RejectedRecord)]
    if elsewhere == "[]":
        assert why == ["it is not an annotation"]
    else:
        assert why == [f"these annotations are not in the file: {each}" for each in elsewhere.split()]
