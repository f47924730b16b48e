"""Fields and links as other programs write them: what is plain is taken, and the rest is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.links import links_of
from reader.formats import format_by_name
from reader.formats.format import ImportedRecord, LeftOut, Options, Record

TEXT = "Ann said it rains. Bo did not."
ANN, SAID, RAINS, BO = (0, 3), (4, 8), (9, 17), (19, 21)


def read(folder: Path, name: str, content: Any, file: str = "in.json") -> list[Record]:
    path = folder / file
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    (folder / "a.txt").write_text(TEXT)
    found = format_by_name(name).read
    assert found
    return list(found(path, Options()))


def said(records: list[Record]) -> dict[str, tuple[dict[str, Any], list[str]]]:
    """The fields and links of each passage, by its words."""
    taken = [each for each in records if isinstance(each, ImportedRecord)]
    words = {name: each.annotation.exact for each in taken for name in (each.handle, each.annotation.id) if name}
    return {
        each.annotation.exact: (
            dict(each.annotation.fields),
            [f"{link.type} {words.get(link.annotation_id) or link.url or link.exact} {link.note}".strip()
             for link in links_of(each.annotation)],
        )
        for each in taken
    }  # fmt: skip


def left(records: list[Record]) -> list[str]:
    return [each.what for each in records if isinstance(each, LeftOut)]


# Label Studio


def region(id: str, place: tuple[int, int], label: str, **meta: Any) -> dict[str, Any]:
    value = {"start": place[0], "end": place[1], "text": TEXT[slice(*place)], "labels": [label]}
    return {"id": id, "type": "labels", "from_name": "label", "to_name": "text", "value": value, "meta": meta}


def of_region(id: str, kind: str, name: str, value: Any) -> dict[str, Any]:
    key = "text" if kind == "textarea" else kind
    return {"id": id, "type": kind, "from_name": name, "to_name": "text", "value": {"start": 9, "end": 17, key: value}}


def label_studio(*results: dict[str, Any]) -> Any:
    return [{"data": {"text": TEXT}, "annotations": [{"result": list(results)}]}]


@pytest.mark.parametrize(
    ("result", "fields"),
    [
        (of_region("r", "choices", "sure", ["yes"]), {"sure": "yes"}),
        (of_region("r", "choices", "sure", ["yes", "no"]), {"sure": ["yes", "no"]}),
        (of_region("r", "number", "year", 1999), {"year": "1999"}),
        (of_region("r", "datetime", "day", "2026-01-02"), {"day": "2026-01-02"}),
        (of_region("r", "rating", "stars", 3), {"stars": "3"}),
        (of_region("r", "taxonomy", "topic", [["weather", "rain"]]), {"topic": "weather / rain"}),
        (of_region("r", "textarea", "field-wording", ["It rains."]), {"wording": "It rains."}),
        (of_region("r", "textarea", "remark", ["a note, as before"]), {}),
    ],
)
def test_what_label_studio_says_of_a_region_is_a_field(result: Any, fields: dict[str, Any], tmp_path: Path) -> None:
    records = read(tmp_path, "label-studio", label_studio(region("r", RAINS, "claim"), result))
    assert (said(records), left(records)) == ({"it rains": (fields, [])}, [])


def test_choices_for_a_whole_task_are_left_out(tmp_path: Path) -> None:
    records = read(tmp_path, "label-studio", label_studio(of_region("other", "choices", "sure", ["yes"])))
    assert left(records) == ["results of the type choices"]


@pytest.mark.parametrize(
    ("about", "links"),
    [
        ({"labels": ["says who"], "direction": "right"}, (["says-who Ann"], [])),
        ({"labels": ["says", "shows"]}, (["says Ann", "shows Ann"], [])),
        ({"direction": "left"}, ([], ["related it rains"])),
        ({"direction": "bi", "labels": ["same-as"]}, (["same-as Ann"], ["same-as it rains"])),
    ],
)
def test_a_relation_is_a_link(about: Any, links: tuple[list[str], list[str]], tmp_path: Path) -> None:
    relation = {"type": "relation", "from_id": "r", "to_id": "s", **about}
    found = said(read(tmp_path, "label-studio", label_studio(region("r", RAINS, "c"), region("s", ANN, "p"), relation)))
    assert (found["it rains"][1], found["Ann"][1]) == links


def test_what_was_changed_in_label_studio_counts_before_the_exact_value(tmp_path: Path) -> None:
    exact = {"speaker": [{"name": "Ann"}], "weight": 3}
    results = [
        region("r", RAINS, "claim", fields=exact),
        of_region("r", "textarea", "field-speaker", ["Ann"]),
        of_region("r", "number", "field-weight", 4),
    ]
    assert said(read(tmp_path, "label-studio", label_studio(*results)))["it rains"][0] == {
        "speaker": [{"name": "Ann"}],
        "weight": "4",
    }


# brat


def brat(folder: Path, *lines: str) -> list[Record]:
    passages = ("T1\tPerson 0 3\tAnn", "T2\tSaying 4 8\tsaid", "T3\tClaim 9 17\tit rains", "T4\tPerson 19 21\tBo")
    return read(folder, "brat", "\n".join([*passages, *lines]) + "\n", "a.ann")


@pytest.mark.parametrize(
    ("lines", "fields", "links"),
    [
        (["A1\tSure T3 yes"], {"it rains": {"Sure": "yes"}}, {}),
        (["M1\tNegated T3"], {"it rains": {"Negated": "true"}}, {}),
        (["E1\tSaying:T2", "A1\tTense E1 past"], {"said": {"Tense": "past"}}, {}),
        (["R1\tBy Arg1:T3 Arg2:T1"], {}, {"it rains": ["By Ann"]}),
        (["R1\tBy Arg1:T3 Arg2:T1", "#1\tAnnotatorNotes R1\tas it seems"], {}, {"it rains": ["By Ann as it seems"]}),
        (["E1\tSaying:T2 Speaker:T1 Content:T3"], {}, {"said": ["Speaker Ann", "Content it rains"]}),
        (["*\tEquiv T1 T4"], {}, {"Ann": ["same-as Bo"]}),
        (["#1\tfield-wording T3\tIt rains."], {"it rains": {"wording": "It rains."}}, {}),
    ],
)
def test_what_brat_says_of_passages(
    lines: list[str], fields: dict[str, Any], links: dict[str, list[str]], tmp_path: Path
) -> None:
    found = said(brat(tmp_path, *lines))
    assert {words: each[0] for words, each in found.items() if each[0]} == fields
    assert {words: each[1] for words, each in found.items() if each[1]} == links


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("R1\tBy Arg1:T3 Arg2:T9", "relations"), ("E1\tSaying:T2", "events"), ("A1\tSure R9", "attributes"),
        ("R1\tBy Arg1:T3", "relations"), ("*\tEquiv T1", "relations"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_in_brat_is_counted(line: str, what: str, tmp_path: Path) -> None:
    assert left(brat(tmp_path, line)) == [what]


def test_a_speaker_in_brat_is_a_field_with_its_place_unless_other_words_stand_there(tmp_path: Path) -> None:
    speaker = ("T5\tfield-speaker 0 3\tAnn", "R1\tfield-speaker Arg1:T3 Arg2:T5", "#1\tfield-speaker T5\tAnn Lee")
    (value,) = said(brat(tmp_path, *speaker))["it rains"][0].values()
    assert (value["name"], value["start"], value["end"], value["exact"]) == ("Ann Lee", 0, 3, "Ann")
    moved = [line.replace("0 3", "1 4") for line in speaker]
    assert said(brat(tmp_path, *moved))["it rains"][0] == {"speaker": "Ann Lee"}


# JSON Lines


def test_relations_of_doccano(tmp_path: Path) -> None:
    entities = [
        {"id": 7, "start_offset": ANN[0], "end_offset": ANN[1], "label": "person"},
        {"id": 9, "start_offset": RAINS[0], "end_offset": RAINS[1], "label": "claim"},
    ]
    relations = [{"from_id": 9, "to_id": 7, "type": "said by"}, {"from_id": 9, "to_id": 8, "type": "x"}]
    records = read(tmp_path, "doccano", json.dumps({"text": TEXT, "entities": entities, "relations": relations}))
    assert (said(records)["it rains"][1], left(records)) == (["said-by Ann"], ["relations"])


@pytest.mark.parametrize(
    "relation",
    [
        {"head": 2, "child": 0, "label": "by"},
        {"head_span": {"start": 9, "end": 17, "label": "claim"}, "child_span": {"start": 0, "end": 3, "label": "p"},
         "label": "by"},
    ],
)  # fmt: skip
def test_relations_of_prodigy(relation: Any, tmp_path: Path) -> None:
    spans = [
        {"start": ANN[0], "end": ANN[1], "token_start": 0, "token_end": 0, "label": "p"},
        {"start": RAINS[0], "end": RAINS[1], "token_start": 2, "token_end": 2, "label": "claim"},
    ]
    line = {"text": TEXT, "spans": spans, "relations": [relation, {"head": 0, "child": 2, "label": None}]}
    records = read(tmp_path, "prodigy", json.dumps(line))
    assert (said(records)["it rains"][1], left(records)) == (["by Ann"], ["relations"])


def test_nulls_of_libraries_are_nothing_in_prodigy(tmp_path: Path) -> None:
    place = dict.fromkeys(("start", "end", "exact", "prefix", "suffix", "digest"))
    links = [{"id": "a", "type": "evidence", "to": {"url": "https://example.org", "annotation": None}, "note": None}]
    meta = {"fields": {"speaker": [{"name": "Ann", **place}], "cue": None}, "links": links, "id": None}
    line = {"text": TEXT, "spans": [{"start": RAINS[0], "end": RAINS[1], "label": "claim", "meta": meta}]}
    fields, found = said(read(tmp_path, "prodigy", json.dumps({**line, "_view_id": "spans_manual"})))["it rains"]
    assert (fields, found) == ({"speaker": [{"name": "Ann"}]}, ["evidence https://example.org"])


# Web Annotation


def annotation(id: str, place: tuple[int, int], *bodies: Any, motivation: str = "tagging") -> dict[str, Any]:
    selector = [
        {"type": "TextPositionSelector", "start": place[0], "end": place[1]},
        {"type": "TextQuoteSelector", "exact": TEXT[slice(*place)]},
    ]
    target = {"source": "a.txt", "selector": selector}
    return {"id": id, "type": "Annotation", "motivation": motivation, "body": list(bodies), "target": target}


TAGGED = [
    annotation("https://example.org/1", RAINS, {"value": "claim", "purpose": "tagging"}),
    annotation("https://example.org/2", ANN, {"value": "person", "purpose": "tagging"}),
]


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ({"target": "https://example.org/1", "body": "https://example.org/2"}, ["related Ann"]),
        ({"target": "https://example.org/1", "body": "https://example.net/a"}, ["related https://example.net/a"]),
        ({"target": TAGGED[0]["target"], "body": [{"value": "so", "purpose": "commenting"},
          {"value": "evidence", "purpose": "classifying"}, {"id": "https://example.net/a", "purpose": "linking"}]},
         ["evidence https://example.net/a so"]),
    ],
)  # fmt: skip
def test_an_annotation_that_links_is_a_link_of_what_is_tagged_there(
    value: Any, links: list[str], tmp_path: Path
) -> None:
    link = {"type": "Annotation", "motivation": "oa:linking", **value}
    records = read(tmp_path, "w3c", {"type": "AnnotationPage", "items": [link, *TAGGED]})
    assert (said(records)["it rains"][1], left(records)) == (links, [])


def test_a_tag_can_link_by_a_body_of_its_own(tmp_path: Path) -> None:
    bodies = [{"value": "claim", "purpose": "tagging"}, {"id": "https://example.net/a", "purpose": "linking"}]
    assert said(read(tmp_path, "w3c", [annotation("urn:x:1", RAINS, *bodies)]))["it rains"][1] == [
        "related https://example.net/a"
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"target": "https://example.org/9", "body": "https://example.net/a"},
        {"target": "https://example.org/1", "body": "javascript:alert(1)"},
        {"target": ["https://example.org/1", "https://example.org/2"], "body": []},
    ],
)
def test_a_link_without_an_end_is_counted(value: Any, tmp_path: Path) -> None:
    link = {"type": "Annotation", "motivation": "linking", **value}
    records = read(tmp_path, "w3c", {"type": "AnnotationPage", "items": [link, *TAGGED]})
    assert len(left(records)) == 1
    assert not any(each[1] for each in said(records).values())


# CSV


def test_what_was_changed_in_a_spreadsheet_counts_before_the_exact_value(tmp_path: Path) -> None:
    head = "source,start,end,exact,tag,fields.speaker,fields.Über,fields,links"
    row = 'a.txt,9,17,it rains,claim,"Ann, Bo",x,"{""speaker"": [{""name"": ""Ann""}]}",see page 4'
    records = read(tmp_path, "csv", f"{head}\n{row}\n", "in.csv")
    assert said(records)["it rains"] == ({"speaker": "Ann, Bo", "Über": "x"}, [])
    assert left(records) == ["cells of the column links that hold no list in JSON"]
