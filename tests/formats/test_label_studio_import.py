"""Files of Label Studio as it and other programs write them: everything is taken, or named with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.formats.format import FormatError
from reader.formats.label_studio import LABEL_STUDIO
from reader.formats.label_studio_import import is_task
from tests.support.outcomes import Outcome, outcome, taken

TEXT = "One mill. Two men."
ONE = ("One mill", "claim")


def region(start: Any = 0, end: Any = 8, kind: str = "labels", labels: Any = ("claim",), **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, kind: labels, **more.pop("value", {})}
    return {"id": "r1", "from_name": "label", "to_name": "text", "type": kind, "value": value, **more}


def task(*results: Any, data: Any = None, **more: Any) -> dict[str, Any]:
    return {"id": 1, "annotations": [{"id": 1, "result": list(results)}], "data": data or {"text": TEXT}, **more}


def read(tmp_path: Path, document: Any) -> Outcome:
    (tmp_path / "x.json").write_text(json.dumps(document))
    return outcome(LABEL_STUDIO, tmp_path / "x.json")


@pytest.mark.parametrize(
    "document",
    [
        [task(region())],
        task(region()),  # one task, without a list
        [task(region(0.0, "8"))],
        [{"data": {"text": TEXT}, "completions": [{"id": 1, "created_at": 1590000000, "result": [region()]}]}],
        [{"data": {"text": TEXT}, "annotations": None, "predictions": None, "completions": [{"result": [region()]}]}],
        [{"id": 1, "text": TEXT, "label": [{"start": 0, "end": 8, "text": "One mill", "labels": ["claim"]}]}],
        [task({"value": {"start": 0, "end": 8, "labels": "claim"}, "id": None, "type": "labels", "meta": None})],
    ],
    ids=["list", "single", "numbers", "completions", "nulls", "JSON_MIN", "sparse"],
)
def test_a_region_is_taken_from_every_version(document: Any, tmp_path: Path) -> None:
    assert read(tmp_path, document) == Outcome([ONE], [], [])


@pytest.mark.parametrize(
    ("document", "left_out"),
    [
        ([task(predictions=[{"result": [region(), region()]}])],
         [("task 1, prediction 1, result 1", "predictions"), ("task 1, prediction 1, result 2", "predictions")]),
        ([task(predictions=[7])], [("task 1, prediction 1, result 1", "predictions")]),
        ([task(drafts=[{"result": [region()]}])], [("task 1, draft 1, result 1", "drafts")]),
        ([{**task(), "annotations": [{"was_cancelled": True, "result": [region()]}]}],
         [("task 1, annotation 1", "annotations that were skipped"),
          ("task 1, annotation 1, result 1", "results of annotations that were skipped")]),
        ([{"id": 1, "data": {"text": TEXT}}, {"text": TEXT, "mood": "x"}],
         [("task 1", "tasks without annotations"), ("task 2", "tasks without annotations")]),
        ([{"text": TEXT, "label": [{"start": "x"}]}], [("task 1, label 1", "regions without a label")]),
        ([{**task(), "annotations": [{"skipped": True, "result": []}]}],
         [("task 1, annotation 1", "annotations that were skipped")]),
        ([task(region(labels=[]))], [("task 1, annotation 1, result 1", "regions without a label")]),
        ([task({"type": "labels", "value": {"start": 0, "end": 8}})],
         [("task 1, annotation 1, result 1", "regions without a label")]),
        ([task({"type": "textarea", "id": "z", "value": {"text": ["so"]}})],
         [("task 1, annotation 1, result 1", "text areas for a whole task")]),
        ([task({"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"})],
         [("task 1, annotation 1, result 1", "relations")]),
        ([task({"type": "choices", "value": {"choices": ["x"]}})],
         [("task 1, annotation 1, result 1", "results of the type choices")]),
        ([task(region(type={"a": 1}))], [("task 1, annotation 1, result 1", "results of the type {'a': 1}")]),
        ([task(region(kind="rectanglelabels"))],
         [("task 1, annotation 1, result 1", "results of the type rectanglelabels")]),
        ([task(region(0.5, 1.25, value={"channel": 0}))], [("task 1, annotation 1, result 1", "stretches of sound")]),
        ([{"text": TEXT, "label": [{"start": 0, "end": 8, "labels": []}, "x"], "mood": {"choices": ["x", "y"]}}],
         [("task 1, label 1", "regions without a label"), ("task 1, label 2", "results that are not regions"),
          ("task 1, mood", "results that are not regions")]),
    ],
)  # fmt: skip
def test_what_is_nobody_s_passage_is_left_out(document: Any, left_out: list[Any], tmp_path: Path) -> None:
    assert read(tmp_path, document) == Outcome([], [], left_out)


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (region(None, 8), "start is null, not a whole number"),
        (region(0, True), "end is True, not a number"),
        (region(0.5, 8), "start is 0.5, not a whole number"),
        (region(0, 99), "0 to 99 is not a passage of its text"),
        (region(labels=[{"a": 1}]), "its label is {'a': 1}, not a name"),
        (region("/p[1]/text()[1]", "/p[1]/text()[1]"), "neither its place nor its words are in the file"),
        ({**region(), "value": None}, "its value is not an object"),
        (7, "it is not a result"),
    ],
)
def test_a_labelled_region_that_cannot_be_taken_is_rejected_alone(result: Any, why: str, tmp_path: Path) -> None:
    found = read(tmp_path, [task(result, region())])
    assert found == Outcome([ONE], [("task 1, annotation 1, result 1", why)], [])


@pytest.mark.parametrize(
    "bad",
    [
        7,
        {"data": {}, "annotations": [7]},
        {"data": {}, "annotations": [{"id": 1}]},
        {**task(region()), "data": [7]},
        {"annotations": [{"result": [region()]}]},
        [task()],
    ],
)
def test_a_bad_task_does_not_stop_the_next_one(bad: Any, tmp_path: Path) -> None:
    found = read(tmp_path, [bad, task(region())])
    assert found.taken == [ONE]
    assert [where.startswith("task 1") for where, _ in found.rejected] == [True]


def test_notes_come_from_the_region_and_from_its_text_areas(tmp_path: Path) -> None:
    area = {"id": "r1", "type": "textarea", "value": {"text": ["who?", "when?"]}}
    results = [area, region(meta={"text": ["ask"]}), {**area, "value": {"text": "why?"}}, region(id="r2")]
    (tmp_path / "x.json").write_text(json.dumps([task(*results)]))
    first, second = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert (first.annotation.note, second.annotation.note) == ("ask\nwho?\nwhen?\nwhy?", "")
    (tmp_path / "x.json").write_text(json.dumps([task(region(normalization="ask"), {**area, "id": [7]})]))
    (third,) = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert third.annotation.note == "ask"


def test_an_area_of_a_region_that_has_no_label_is_left_out(tmp_path: Path) -> None:
    area = {"id": "r1", "type": "textarea", "value": {"start": 0, "end": 8, "text": ["so"]}}
    found = read(tmp_path, [task(region(labels=[]), area)])
    assert [what for _, what in found.left_out] == ["regions without a label", "text areas for a whole task"]


@pytest.mark.parametrize(
    ("person", "name"),
    [({"created_username": " ann@x, 1"}, "ann@x"), ({"completed_by": {"email": "b@x"}}, "b@x"), ({}, "")],
)
def test_people_and_times_of_earlier_versions(person: dict[str, Any], name: str, tmp_path: Path) -> None:
    done = {"result": [region()], "created_at": 1577934245, **person}
    (tmp_path / "x.json").write_text(json.dumps([{"data": {"text": TEXT}, "completions": [done]}]))
    (found,) = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert (found.annotation.creator, found.annotation.created) == (name, "2020-01-02T03:04:05Z")


# Several texts, dialogues, HTML

TWO_TEXTS = {"title": "The mill", "body": "One mill. Two men.", "source": "a.txt"}


@pytest.mark.parametrize(
    ("result", "exact"),
    [
        (region(4, 8, to_name="title"), "mill"),
        (region(4, 8, to_name="head", source="$title"), "mill"),  # as earlier versions name the field
        (region(10, 13, to_name="x"), "Two"),  # nothing says which, so the longest
        (region(4, 8, to_name="x", value={"text": "mill"}), "mill"),
        (region(0, 3, to_name="x", value={"text": "The"}), "The"),  # its words stand only in the title
    ],
)
def test_a_region_counts_in_the_text_that_its_object_shows(result: Any, exact: str, tmp_path: Path) -> None:
    assert read(tmp_path, [task(result, data=TWO_TEXTS)]).taken == [(exact, "claim")]


@pytest.mark.parametrize(
    ("words", "key"), [("The", "title"), ("Two", "body"), ("nowhere", "body"), ("mill", "title"), (7, "body")]
)
def test_words_tell_which_text_an_object_shows(words: Any, key: str, tmp_path: Path) -> None:
    start = TWO_TEXTS[key].find(str(words))
    result = region(max(0, start), max(0, start) + len(str(words)), to_name="x", value={"text": words})
    (tmp_path / "x.json").write_text(json.dumps([task(result, data=TWO_TEXTS)]))
    (found,) = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert found.text == TWO_TEXTS[key]


def test_the_configuration_beside_the_file_says_which_text_it_is(tmp_path: Path) -> None:
    config = '<View><Text name="x" value="$title"/><Labels name="label" toName="x"/></View>'
    for content, exact in ((config, "The"), ("<View", "One"), ("<View/>", "One")):
        (tmp_path / "config.xml").write_text(content)
        assert read(tmp_path, [task(region(0, 3, to_name="x"), data=TWO_TEXTS)]).taken == [(exact, "claim")]


def in_dialogue(start: Any, start_offset: Any, end: Any, end_offset: Any) -> dict[str, Any]:
    offsets = {"startOffset": start_offset, "endOffset": end_offset}
    return region(start, end, "paragraphlabels", value=offsets)


def test_a_dialogue_counts_in_each_of_its_paragraphs(tmp_path: Path) -> None:
    data = {"dialogue": [{"author": "A long name", "text": "Who?"}, {"author": "B", "text": "The men."}]}
    results = [in_dialogue("1", 4, "1", 7), in_dialogue(0, 0, 1, 3), in_dialogue("2", 0, "2", 1)]
    found = read(tmp_path, [task(*results, data=data)])
    assert found.taken == [("men", "claim"), ("Who?\nThe", "claim")]
    assert found.rejected == [("task 1, annotation 1, result 3", "paragraph 2 is not in its dialogue")]


@pytest.mark.parametrize(
    ("text", "value", "exact"),
    [
        ("<p>One <b>mill</b></p>", {"globalOffsets": {"start": 4, "end": 8}}, "mill"),
        ("<p>A &amp; <b>mill</b></p>", {"globalOffsets": {"start": 4, "end": 8}}, "mill"),
        ("One mill.", {"globalOffsets": {"start": 4, "end": 8}}, "mill"),  # plain text, as version 1 wrote it
        ("<p>One <b>mill</b></p>", {"text": "mill"}, "mill"),
    ],
)
def test_html_counts_in_what_is_read_of_it(text: str, value: dict[str, Any], exact: str, tmp_path: Path) -> None:
    path = {"start": "/p[1]/text()[1]", "end": "/p[1]/b[1]/text()[1]", "startOffset": 0, "endOffset": 4}
    result = region(path["start"], path["end"], "hypertextlabels", value={**path, **value})
    assert read(tmp_path, [task(result, data={"text": text})]) == Outcome([(exact, "claim")], [], [])


def test_a_text_that_is_not_in_the_file_is_looked_for_by_its_address(tmp_path: Path) -> None:
    for address, source in (("https://x.org/d/a.txt?v=1", "d/a.txt"), ("/data/upload/1/a.txt", "data/upload/1/a.txt")):
        data = {"text": address}
        (tmp_path / "x.json").write_text(json.dumps([task(region(value={"text": "One mill"}), data=data)]))
        (found,) = taken(LABEL_STUDIO, tmp_path / "x.json")
        each = found.annotation
        assert (each.source, each.start, each.end, each.exact, found.text) == (source, 0, 8, "One mill", None)


@pytest.mark.parametrize("document", [{}, 7, "x", None, {"data": []}])
def test_what_has_no_tasks_is_an_error(document: Any, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"x\.json: not a list of Label Studio tasks"):
        read(tmp_path, document)


def test_an_area_of_a_region_of_a_picture_is_left_out(tmp_path: Path) -> None:
    area = {"id": "r1", "type": "textarea", "value": {"text": ["so"]}}
    found = read(tmp_path, [task(region(kind="rectanglelabels"), area, region(id="r2"))])
    assert found.taken == [ONE]
    assert [what for _, what in found.left_out] == [
        "results of the type rectanglelabels",
        "text areas for a whole task",
    ]


UUID = "0b3510b0-b46e-41da-b170-17a6205738d1"


@pytest.mark.parametrize(
    ("id", "labels", "ids"),
    [
        (UUID, ["a", "b"], [UUID, ""]),
        (UUID.upper(), ["a"], [""]),
        ("r1", ["a", "b"], ["", ""]),
        (7, ["a"], [""]),
    ],
)
def test_only_the_first_label_of_a_region_can_have_its_id(id: Any, labels: Any, ids: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([task(region(labels=labels, id=id))]))
    assert [each.annotation.id for each in taken(LABEL_STUDIO, tmp_path / "x.json")] == ids


def test_fields_links_and_who_made_it_are_those_of_the_first_label(tmp_path: Path) -> None:
    links = [{"id": "l", "type": "evidence", "to": {"url": "https://example.org"}}]
    meta = {"creator": "ann", "modified": "m", "other_fields": {"cue": 1}, "links": links}
    (tmp_path / "x.json").write_text(json.dumps([task(region(labels=["a", "b"], meta=meta))]))
    first, second = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert (first.annotation.fields, list(first.annotation.links)) == ({"cue": 1}, ["l"])
    assert (second.annotation.fields, second.annotation.links, second.handle) == ({}, {}, "")
    assert [(each.annotation.creator, each.annotation.modified) for each in (first, second)] == [("ann", "m")] * 2
    assert first.handle


FLAT_REGION = {"start": 0, "end": 8, "text": "One mill", "labels": ["claim"]}


@pytest.mark.parametrize(
    ("flat", "left_out"),
    [
        ({"text": TEXT, "label": [FLAT_REGION], "annotator": {"email": "ann@x"}, "lead_time": 1, "id": [1]}, []),
        ({"text": TEXT, "label": [FLAT_REGION], "more": [{"text": "a"}]}, []),  # a dialogue
        ({"text": TEXT, "label": [FLAT_REGION, 7, {"end": 1}]},
         [("task 1, label 2", "results that are not regions"), ("task 1, label 3", "results that are not regions")]),
        ({"text": TEXT, "label": [FLAT_REGION], "mood": {"choices": ["x"]}},
         [("task 1, mood", "results that are not regions")]),
    ],
)  # fmt: skip
def test_json_min_has_the_results_beside_the_data(flat: Any, left_out: Any, tmp_path: Path) -> None:
    assert read(tmp_path, [flat]) == Outcome([ONE], [], left_out)


@pytest.mark.parametrize(
    ("about", "creator", "created"),
    [
        ({"annotator": {"email": "ann@x"}, "created_at": "2026-01-02"}, "ann@x", "2026-01-02"),
        ({"annotator": 7}, "annotator 7", ""),
        ({}, "", ""),
    ],
)
def test_json_min_says_who_and_when(about: Any, creator: str, created: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([{"text": TEXT, "label": [FLAT_REGION], **about}]))
    (found,) = taken(LABEL_STUDIO, tmp_path / "x.json")
    assert (found.annotation.creator, found.annotation.created) == (creator, created)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ({"data": {}}, True),
        ({"data": []}, False),
        ({"label": [FLAT_REGION]}, True),
        ({"label": FLAT_REGION}, True),
        ({"label": [{"startOffset": 0, "labels": ["a"]}]}, True),
        ({"label": [{"start": 0}]}, False),
        ({"label": [{"labels": ["a"]}]}, False),
        ({"label": [7]}, False),
        ([], False),
        (None, False),
    ],
)
def test_a_task_is_recognised_by_its_data_or_its_regions(value: Any, is_one: bool) -> None:
    assert is_task(value) is is_one
