"""doccano: labels, relations between them, and files of all versions."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.links import to_annotation
from reader.formats.doccano import DOCCANO, _passage, sniff
from reader.formats.format import ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
from tests.support.corpora import a_corpus, a_tag

TEXT = "One two three."


def read(folder: Path, *lines: Any) -> list[Record]:
    (folder / "x").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert DOCCANO.read
    return list(DOCCANO.read(folder / "x", Options()))


def written(*tags: Any) -> dict[str, Any]:
    (file,) = DOCCANO.write(a_corpus({"a.txt": TEXT}, *tags), Options(), Losses())
    (line,) = file.chunks
    found: dict[str, Any] = json.loads(line)
    return found


def test_labels_are_lists_and_only_links_add_entities() -> None:
    two = a_tag("a.txt", 4, 7, "claim", exact="two")
    links = {
        "1": {"type": "evidence", "to": to_annotation(two), "note": "so"},
        "2": {"type": "same-as", "to": {"annotation": "gone", "source": "a.txt", "exact": ""}},
    }
    labels = [[0, 3, "quote"], [4, 7, "claim"]]
    assert written(a_tag("a.txt", 0, 3), two) == {"text": TEXT, "label": labels, "source": "a.txt"}
    found = written(a_tag("a.txt", 0, 3, links=links), two)
    assert found["label"] == labels
    assert found["entities"] == [
        {"id": 0, "start_offset": 0, "end_offset": 3, "label": "quote"},
        {"id": 1, "start_offset": 4, "end_offset": 7, "label": "claim"},
    ]
    assert found["relations"] == [{"id": 2, "from_id": 0, "to_id": 1, "type": "evidence"}]


@pytest.mark.parametrize("line", [7, None, [], "text", [0, 3, "x"]])
def test_a_line_that_is_not_an_object_is_refused_with_the_reason(line: Any, tmp_path: Path) -> None:
    assert read(tmp_path, line, {"text": TEXT, "label": []}) == [
        RejectedRecord("line 1", "it is not an object with a text")
    ]


@pytest.mark.parametrize(
    ("about", "left"),
    [
        ({"label": []}, []),
        ({}, ["texts without labels"]),
        ({"labels": [], "Comments": ["so", "", None]}, ["comments on a whole text"]),
        ({"labels": [], "comments": ["so", "or so"]}, ["comments on a whole text"] * 2),
        ({"labels": [], "cats": ["news", "", None]}, ["labels for a whole text"]),
        ({"labels": ["news", 7]}, ["labels for a whole text"] * 2),
        ({"labels": [[0, 3, ""]]}, ["passages without a label"]),
    ],
)
def test_what_is_said_of_a_whole_text_is_left_out(about: dict[str, Any], left: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, {"text": TEXT, **about})
    assert [each.what for each in found if isinstance(each, LeftOut)] == left
    assert len(found) == len(left)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ([0, 3, "x"], "[0, 3, 'x']"),
        ([0, 3, "x", "more"], "[0, 3, 'x']"),
        ({"start_offset": 0, "end_offset": 3, "label": "x", "id": 7}, "[0, 3, 'x']"),
        ([0, 3], None),
        ({"start_offset": 0, "label": "x"}, None),
        ("x", None),
    ],
)
def test_a_passage_is_the_same_as_a_list_and_as_an_object(value: Any, key: str | None) -> None:
    assert _passage(value) == key


def test_a_passage_that_is_there_twice_for_the_sake_of_relations_is_taken_once(tmp_path: Path) -> None:
    entities = [{"id": 0, "start_offset": 0, "end_offset": 3, "label": "x"}]
    line = {"text": TEXT, "label": [[0, 3, "x"], [4, 7, "y"], ["z"]], "entities": entities}
    found = read(tmp_path, line)
    assert [(each.where, each.annotation.tag) for each in found if isinstance(each, ImportedRecord)] == [
        ("line 1, label 1", "y"),
        ("line 1, label 1", "x"),
    ]


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ({"data": TEXT, "label": [[0, 3, "x"]]}, "x"),
        ({"text": TEXT, "label": [{"start": 0, "end": 3, "label": "x"}]}, "x"),
        ({"text": TEXT, "label": [{"start": 9, "start_offset": 0, "end_offset": 3, "label": "x"}]}, "x"),
        ({"text": TEXT, "label": [["0", 3.0, 7]]}, "7"),
    ],
)
def test_a_label_is_read_in_every_shape(line: dict[str, Any], tag: str, tmp_path: Path) -> None:
    (found,) = read(tmp_path, line)
    assert isinstance(found, ImportedRecord)
    assert (found.annotation.start, found.annotation.end, found.annotation.tag) == (0, 3, tag)


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ([0, 3], "it is neither [start, end, label] nor an object"),
        (None, None),
        ([0, None, "x"], "end is null, not a whole number"),
        ([0, 3, ["x"]], "its label is ['x'], not a name"),
        ({"start": 0, "label": "x"}, "end is null, not a whole number"),
    ],
)
def test_a_label_that_cannot_be_read_is_reported(label: Any, why: str | None, tmp_path: Path) -> None:
    found = read(tmp_path, {"text": TEXT, "label": [label]})
    if why is None:
        assert found == [RejectedRecord("line 1, label 1", "it is neither [start, end, label] nor an object")]
    else:
        assert found == [RejectedRecord("line 1, label 1", why)]


def test_a_relation_may_name_its_type_in_two_ways_and_leads_from_label_to_label(tmp_path: Path) -> None:
    entities = [
        {"id": number, "start_offset": 4 * number, "end_offset": 4 * number + 3, "label": "x"} for number in (0, 1)
    ]
    relations = [
        {"from_id": 0, "to_id": 1, "type": "by"},
        {"from_id": 1, "to_id": 0, "label": "of"},
        {"from_id": 0, "to_id": 1, "type": 7},
        None,
    ]
    *records, left = read(tmp_path, {"text": TEXT, "entities": entities, "relations": relations})
    links = [
        [link["type"] for link in each.annotation.links.values()]
        for each in records
        if isinstance(each, ImportedRecord)
    ]
    assert links == [["by"], ["of"]]
    assert left == LeftOut("line 1", "relations")


@pytest.mark.parametrize(
    ("keys", "is_ours"),
    [
        (["text", "label"], True),
        (["data", "label"], True),
        (["data", "labels"], False),
        (["text", "relations"], True),
        (["text", "Comments"], True),
        (["text"], False),
        (["label"], False),
        (["text", "label", "spans"], False),
        (["text", "label", "ents"], False),
    ],
)
def test_a_file_has_texts_with_labels_but_no_spans(keys: list[str], is_ours: bool, tmp_path: Path) -> None:
    assert sniff(tmp_path, json.dumps(dict.fromkeys(keys, 1))) is is_ours
