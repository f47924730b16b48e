"""What a record says that has no place here is left out by name, in every format; what programs keep is not."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.formats import format_by_name
from reader.formats.format import ImportedRecord, LeftOut, Options
from reader.formats.left_over import NO_PLACE, left_over
from reader.formats.w3c_import import OTHER_PEOPLE
from tests.support.qda_projects import packed, project, selection, source

OWN = {"source": "a.txt", "start": 0, "end": 3, "exact": "One", "tag": "claim", "status": "exact"}
SPAN = {"start": 0, "end": 3, "label": "claim"}
REGION = {
    "id": "r",
    "from_name": "l",
    "to_name": "t",
    "type": "labels",
    "value": {"start": 0, "end": 3, "labels": ["c"]},
}
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "motivation": "tagging", "body": "claim",
    "target": {"source": "a.txt", "selector": {"type": "TextQuoteSelector", "exact": "One"}},
}  # fmt: skip
HEAD = "source,start,end,exact,tag"


def of_label_studio(result: Any = (), **annotation: Any) -> Any:
    return [{"data": {"text": "One"}, "annotations": [{"id": 1, "result": [{**REGION, **dict(result)}], **annotation}]}]


@pytest.mark.parametrize(
    ("format", "content", "names"),
    [
        ("json", {"format": 1, "unit": "code point", "annotations": [{**OWN, "mood": "sad", "old": ""}]}, ["mood"]),
        ("json", {"format": 1, "unit": "code point", "annotations": [OWN], "mood": "sad"}, ["mood"]),
        ("csv", f"{HEAD},mood\na.txt,0,3,One,claim,sad\na.txt,0,3,One,quote,\n", ["mood"]),
        ("csv", f"{HEAD},note,Note\na.txt,0,3,One,claim,first,second\n", ["note in column 7"]),
        ("csv", f",{HEAD},\n0,a.txt,0,3,One,claim,sad\n", ["unnamed in column 7"]),
        ("csv", f"{HEAD},fields.mood,status\na.txt,0,3,One,claim,sad,exact\n", []),
        ("spacy", {"text": "One", "spans": [{**SPAN, "score": 0.5, "meta": {"why": "so"}}]}, ["score", "why"]),
        ("spacy", {"text": "One", "spans": [SPAN], "lang": "en", "meta": {"url": "a", "page": 7}}, ["lang", "page"]),
        ("prodigy", {"text": "One", "spans": [SPAN], "answer": "accept", "_timestamp": 1, "config": {"a": 1}}, []),
        ("doccano", {"text": "One", "label": [[0, 3, "c"]], "approver": "Ann"}, ["approver"]),
        ("doccano", {"text": "One", "label": [{"start": 0, "end": 3, "label": "c", "user": 3}]}, ["user"]),
        ("label-studio", of_label_studio(comments=[{"text": "no"}], lead_time=3.5), ["comments"]),
        ("label-studio", of_label_studio({"score": 0.5, "meta": {"why": ["so"]}}), ["score", "why"]),
        ("w3c", {**WEB, "rights": "CC0"}, ["rights"]),
    ],
)  # fmt: skip
def test_what_has_no_place_is_named(format: str, content: Any, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "x").write_text(content if isinstance(content, str) else json.dumps(content))
    read = format_by_name(format).read
    assert read
    found = list(read(tmp_path / "x", Options()))
    assert [(each.name, each.what) for each in found if isinstance(each, LeftOut)] == [
        (name, NO_PLACE) for name in names
    ]
    assert any(isinstance(each, ImportedRecord) for each in found)


def test_the_first_of_two_columns_with_one_name_counts(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(f"{HEAD},note,note\na.txt,0,3,One,claim,first,second\n")
    read = format_by_name("csv").read
    assert read
    record, _ = read(tmp_path / "x", Options())
    assert isinstance(record, ImportedRecord)
    assert record.annotation.note == "first"


def test_of_several_people_who_made_one_annotation_the_others_are_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(json.dumps({**WEB, "creator": [{"name": "Ann"}, "Bob", "Ann"]}))
    read = format_by_name("w3c").read
    assert read
    record, other = read(tmp_path / "x", Options())
    assert isinstance(record, ImportedRecord)
    assert record.annotation.creator == "Ann"
    assert other == LeftOut("annotation 1", OTHER_PEOPLE, name="Bob")


def test_a_long_name_is_cut_and_what_is_not_an_object_has_no_members() -> None:
    (found,) = left_over("here", {"x" * 41: 1, "y": [], "z": None, "known": 1}, ["known"])
    assert found.name == "x" * 39 + "…"
    assert [*left_over("here", [1, 2], ())] == []


@pytest.mark.parametrize(
    ("column", "cell", "wanted"),
    [("fields", "[1]", "object"), ("links", "{}", "list"), ("origin", "7", "object"), ("fields", "{", "object")],
)
def test_a_cell_of_another_kind_of_json_is_named(column: str, cell: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(f"{HEAD},{column}\na.txt,0,3,One,claim,{cell}\n")
    read = format_by_name("csv").read
    assert read
    left_out, _ = read(tmp_path / "x", Options())
    assert left_out == LeftOut("row 1", f"cells of the column {column} that hold no {wanted} in JSON")


def test_attributes_of_a_selection_and_its_coding_that_have_no_place_are_named(tmp_path: Path) -> None:
    coding = '<Coding guid="d" weight="80"><CodeRef targetGUID="{C}"/></Coding>'
    about = 'guid="s" name="mill" startPosition="7" endPosition="11" color="#ff0000"'
    path = packed(tmp_path, project(source(selection(coding, about))))
    read = format_by_name("refi-qda").read
    assert read
    found = [each for each in read(path, Options()) if isinstance(each, LeftOut)]
    assert [(each.where, each.name) for each in found] == [
        ("a.txt, selection 1", "weight"), ("a.txt, selection 1", "color"),
    ]  # fmt: skip
