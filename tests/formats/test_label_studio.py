"""Label Studio: tasks of its own, with what people do in them; predictions and configuration of ours."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import to_annotation
from reader.formats.format import FormatError, ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
from reader.formats.label_studio import LABEL_STUDIO
from reader.formats.label_studio_import import read
from reader.formats.verified_output import write_files
from reader.settings.fields import Field
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag
from tests.support.suggestions import Guess

TEXT = "One. Two. Three."
ID = "0b3510b0-b46e-41da-b170-17a6205738d1"
LABEL = {"id": "Ab_1", "type": "labels", "value": {"start": 0, "end": 4, "labels": ["claim"]}}


def records(task: dict[str, Any], folder: Path) -> list[Record]:
    (folder / "x").write_text(json.dumps([{"data": {"text": TEXT}, "annotations": [], **task}]))
    return list(read(folder / "x", Options()))


def annotations(folder: Path, *results: Any, **completed: Any) -> list[Annotation]:
    found = records({"annotations": [{"result": list(results), **completed}]}, folder)
    assert all(isinstance(each, ImportedRecord) for each in found), found
    return [each.annotation for each in found if isinstance(each, ImportedRecord)]


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"email": "ann@x", "username": "ann"}, "ann@x"),
        ({"username": "ann"}, "ann"),
        ({"first_name": "Ann"}, ""),
        (7, "annotator 7"),
        ("ann", "ann"),
        (None, ""),
    ],
)
def test_a_person_is_named_as_well_as_the_file_does(person: Any, name: str, tmp_path: Path) -> None:
    (found,) = annotations(tmp_path, LABEL, completed_by=person, created_at="2026-01-02T03:04:05Z")
    assert (found.creator, found.created, found.modified) == (name, "2026-01-02T03:04:05Z", "")


def test_what_we_wrote_into_meta_counts_more_than_the_server_s_user(tmp_path: Path) -> None:
    (found,) = annotations(
        tmp_path, {**LABEL, "meta": {"creator": "Ann", "modified": "m", "text": ["x"]}}, completed_by=7
    )
    assert (found.creator, found.created, found.modified) == ("Ann", "", "m")


def test_each_label_of_a_region_is_an_annotation_and_a_uuid_is_that_of_the_first(tmp_path: Path) -> None:
    several = {**LABEL, "id": ID, "value": {"start": 5, "end": 9, "labels": ["claim", "quote"]}}
    found = annotations(tmp_path, LABEL, several)
    assert [(each.start, each.exact, each.tag, each.id) for each in found] == [
        (0, "One.", "claim", ""),
        (5, "Two.", "claim", ID),
        (5, "Two.", "quote", ""),
    ]


def results_of(folder: Path, *tags: Annotation, **corpus: Any) -> list[dict[str, Any]]:
    """Return the results in the file of some tags of one person."""
    list(write_files(LABEL_STUDIO, replace(a_corpus({"a.txt": TEXT}, *tags), **corpus), Options(), Losses(), folder))
    ((task,),) = (json.loads(path.read_text()) for path in folder.rglob("*.json"))
    found: list[dict[str, Any]] = task["annotations"][0]["result"]
    return found


def test_a_value_without_a_control_is_kept_as_it_is_and_once(tmp_path: Path) -> None:
    cue = {"exact": "Two", "start": 5, "end": 8, "prefix": "", "suffix": "", "digest": ""}
    (result,) = results_of(tmp_path, a_tag("a.txt", 0, 4, fields={"cue": cue, "moods": ["sad"]}))
    assert result["meta"].keys() == {"creator", "created", "modified", "other_fields"}
    assert result["meta"]["other_fields"] == {"cue": cue, "moods": ["sad"]}


def test_a_value_that_a_control_shows_stands_beside_it_only_if_texts_do_not_tell_it(tmp_path: Path) -> None:
    fields = {"quote": [Field("who", "person"), Field("seen", "url")]}
    values = {"who": {"name": "Ann"}, "seen": "https://example.org"}
    label, *others = results_of(tmp_path, a_tag("a.txt", 0, 4, fields=values), fields=fields)
    assert label["meta"].keys() == {"creator", "created", "modified", "fields"}
    assert label["meta"]["fields"] == {"who": {"name": "Ann"}}
    assert [each["from_name"] for each in others] == ["field-who", "field-seen"]


def test_a_link_that_is_a_relation_stands_nowhere_else(tmp_path: Path) -> None:
    two = replace(a_tag("a.txt", 5, 9, "claim", exact="Two."), id=ID)
    inside, outside = ({"type": "see", "to": to} for to in (to_annotation(two), {"url": "https://example.org"}))
    first = a_tag("a.txt", 0, 4, links={"1": inside, "2": outside})
    label, _, relation = results_of(tmp_path, first, two)
    assert [each["id"] for each in label["meta"]["links"]] == ["2"]
    assert (relation["type"], relation["labels"], relation["meta"]) == ("relation", ["see"], {"id": "1"})


@pytest.mark.parametrize(("text", "note"), [(["one", "two"], "one\ntwo"), ("one", "one"), ([], "")])
def test_a_note_belongs_to_the_region_of_the_same_id(text: Any, note: str, tmp_path: Path) -> None:
    note_result = {"id": "Ab_1", "type": "textarea", "value": {"text": text}}
    other = {**LABEL, "id": "other"}
    assert [each.note for each in annotations(tmp_path, note_result, LABEL, other)] == [note, ""]


def test_the_text_is_the_field_of_that_name_or_the_longest(tmp_path: Path) -> None:
    done = [{"result": [LABEL]}]
    for data, exact in (
        ({"text": TEXT, "longer": f"{TEXT} And more."}, "One."),
        ({"id": "7", "body": "Two. Three.", "number": 7}, "Two."),
    ):
        (found,) = records({"data": data, "annotations": done}, tmp_path)
        assert isinstance(found, ImportedRecord)
        assert (found.annotation.exact, found.annotation.source) == (exact, "")
    (found,) = records({"data": {"text": TEXT, "source": "a.txt"}, "annotations": done}, tmp_path)
    assert isinstance(found, ImportedRecord)
    assert found.annotation.source == "a.txt"


def test_what_is_not_a_label_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    choice = {"type": "choices", "value": {"choices": ["x"]}}
    done = [{"result": [LABEL], "was_cancelled": True}, {"result": [choice, LABEL, {**LABEL, "value": 7}, 7]}]
    cancelled, skipped, first, second, third, fourth = records({"annotations": done}, tmp_path)
    assert cancelled == LeftOut("task 1, annotation 1", "annotations that were skipped")
    assert skipped == LeftOut("task 1, annotation 1, result 1", "results of annotations that were skipped")
    assert first == LeftOut("task 1, annotation 2, result 1", "results of the type choices")
    assert isinstance(second, ImportedRecord)
    assert second.where == "task 1, annotation 2, result 2"
    assert isinstance(third, RejectedRecord)
    assert isinstance(fourth, RejectedRecord)
    assert fourth.where == "task 1, annotation 2, result 4"


def test_a_file_of_something_else_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("{}")
    with pytest.raises(FormatError, match="x: not a list of Label Studio tasks"):
        list(read(tmp_path / "x", Options()))


def test_each_person_s_annotations_are_one_and_a_prediction_has_the_mean_score(tmp_path: Path) -> None:
    tags = [
        a_tag("a.txt", 0, 4, creator="ann"),
        a_tag("a.txt", 5, 9, creator="bob"),
        a_tag("a.txt", 10, 16, creator="ann"),
    ]
    about = {"reasons": ["a name"], "fields": {"speaker": "Ann"}}
    guesses = [Guess(Span(0, 4), "claim", 0.5), Guess(Span(5, 9), "odd & <new>", 0.9, about)]
    corpus = a_corpus({"a.txt": TEXT, "b.txt": "Other."}, *tags, suggestions={"a.txt": guesses}, tags=["quote"])
    list(write_files(LABEL_STUDIO, corpus, Options(suggestions=True), losses := Losses(), tmp_path))
    assert losses == {"reasons of suggestions": 1, "fields of suggestions": 1}
    first, second = json.loads((tmp_path / "tasks.json").read_bytes())
    assert [len(each["result"]) for each in first["annotations"]] == [2, 1]
    (prediction,) = first["predictions"]
    assert prediction["score"] == pytest.approx(0.7)
    results = [(each["id"], each["score"], each["value"]) for each in prediction["result"]]
    assert results == [
        ("s0", 0.5, {"start": 0, "end": 4, "text": "One.", "labels": ["claim"]}),
        ("s1", 0.9, {"start": 5, "end": 9, "text": "Two.", "labels": ["odd & <new>"]}),
    ]
    assert second == {"data": {"text": "Other.", "source": "b.txt"}, "annotations": []}
    labels = ElementTree.parse(tmp_path / "config.xml").iter("Label")
    assert [each.get("value") for each in labels] == ["claim", "odd & <new>", "quote"], "also those of suggestions"


def test_suggestions_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    corpus = a_corpus({"a.txt": TEXT}, suggestions={"a.txt": [Guess(Span(0, 4), "claim", 0.5)]})
    list(write_files(LABEL_STUDIO, corpus, Options(), Losses(), tmp_path))
    assert json.loads((tmp_path / "tasks.json").read_bytes()) == [
        {"data": {"text": TEXT, "source": "a.txt"}, "annotations": []}
    ]
    list(write_files(LABEL_STUDIO, a_corpus({}), Options(), Losses(), tmp_path))
    assert json.loads((tmp_path / "tasks.json").read_bytes()) == []


def test_a_tag_that_xml_cannot_hold_leaves_the_configuration_whole_and_is_counted() -> None:
    losses = Losses()
    tags = a_tag("a.txt", 0, 3, 'a\x1b"<b'), a_tag("a.txt", 0, 3, "plain")
    _, config = list(LABEL_STUDIO.write(a_corpus({"a.txt": "One."}, *tags), Options(), losses))
    labels = [each.get("value") for each in ElementTree.fromstring("".join(map(str, config.chunks))).iter("Label")]
    assert {'a\ufffd"<b', "plain"} <= {*labels}
    assert losses["tag names that its configuration cannot hold"] == 1
