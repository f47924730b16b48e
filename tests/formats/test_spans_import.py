"""Lines of a text and its spans, as Prodigy, spaCy and `datasets` write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.formats import format_by_name
from reader.formats.format import ImportedRecord, Options
from reader.formats.spans_import import _relations, _words_of_tokens
from tests.support.outcomes import Outcome, outcome, taken

PRODIGY = format_by_name("prodigy")
TEXT = "One mill. Two men."
SPAN = {"start": 0, "end": 8, "label": "claim"}
ONE, TWO = ("One mill", "claim"), ("Two", "quote")


def read(tmp_path: Path, *lines: Any) -> Outcome:
    (tmp_path / "x").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return outcome(PRODIGY, tmp_path / "x")


def task(**more: Any) -> dict[str, Any]:
    return {"text": TEXT, **more}


@pytest.mark.parametrize(
    "line",
    [
        task(spans=[SPAN, {"start": 10, "end": 13, "label": "quote"}]),
        task(spans=[SPAN, {"start": 10.0, "end": "13", "label": ["quote"], "token_start": 3, "token_end": 3}]),
        task(spans={"start": [0, 10], "end": [8, 13], "label": ["claim", "quote"]}),
        task(spans={"start": [0, 10], "end": [8, 13], "label": ["claim", ["", "quote", None]], "kb_id": [""]}),
        task(spans={"sc": [SPAN], "other": [{"start": 10, "end": 13, "label": "quote", "kb_id": ""}]}),
        task(ents=[SPAN], entities=[[10, 13, "quote"]]),
        [TEXT, {"entities": [[0, 8, "claim"], [10, 13, "quote"]]}],
        {"pages": [task(spans=[SPAN]), task(spans=[{"start": 10, "end": 13, "label": "quote"}])]},
        task(spans=[SPAN, {"token_start": 3, "token_end": 3, "label": "quote"}],
             tokens=[{"start": 0, "end": 3}, {"start": 4, "end": 8}, {}, {"start": 10, "end": 13}]),
        task(spans=[{**SPAN, "start": 1, "end": 9, "text": "One mill"}, {"start": 9, "end": 12, "label": "quote",
             "text": "Two"}], answer=None, relations=None, options=None, meta=None, _annotator_id=None),
    ],
    ids=["spans", "loose", "columns", "uneven columns", "groups",
         "entities", "pair", "pages", "tokens", "words and nulls"],
)  # fmt: skip
def test_spans_are_taken_from_any_container(line: Any, tmp_path: Path) -> None:
    assert read(tmp_path, line) == Outcome([ONE, TWO], [], [])


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        (task(label="news", answer="accept"), [("line 1", "labels for a whole text")]),
        (task(label="news", answer="reject"), [("line 1", "labels for a whole text")]),
        (task(options=[{"id": "a"}], accept=["a", "b"]), [("line 1", "labels for a whole text")] * 2),
        (task(cats={"news": 1.0, "sport": 0.0}), [("line 1", "labels for a whole text")]),
        (task(relations=[{"head": 1, "child": 2}, None, "", {"head": 1, "child": 2}]), [("line 1", "relations")] * 2),
        (task(spans=[], comment="why?", user_input=""), [("line 1", "comments on a whole text")]),
        (task(spans=[{"start": 0, "end": 8}]), [("line 1, span 1", "passages without a label")]),
        (task(spans=[{"start": 0, "end": 8, "label": None}]), [("line 1, span 1", "passages without a label")]),
        (task(spans=[{"points": [[0, 0]], "label": "x"}]), [("line 1, span 1", "regions of pictures or recordings")]),
        ({"image": "a.png", "spans": [{"label": "x"}]}, [("line 1, span 1", "regions of pictures or recordings")]),
        ({"audio": "a.mp3", "audio_spans": [{"start": 0.5}]}, [("line 1", "stretches of sound")]),
        ({"meta": {}}, [("line 1", "lines without passages")]),
        (task(meta={}, answer="ignore"), [("line 1", "lines without passages")]),
        (task(spans=[]), []),
        (task(spans={"id": None}), [("line 1, span 1", "passages without a label")]),
        ({"answer": "reject", "pages": [task(spans=[SPAN])]},
         [("line 1, page 1, span 1", "passages of tasks that were rejected")]),
    ],
)  # fmt: skip
def test_what_is_not_an_accepted_passage_is_left_out(line: Any, left_out: Any, tmp_path: Path) -> None:
    assert read(tmp_path, line) == Outcome([], [], left_out)


@pytest.mark.parametrize(
    ("span", "why"),
    [
        (7, "it is not an object with start, end and label"),
        ([0, 8], "it is not an object with start, end and label"),
        ({"label": "claim"}, "start is null, not a whole number"),
        ({**SPAN, "end": 99}, "0 to 99 is not a passage of its text"),
        ({**SPAN, "end": -1}, "0 to -1 is not a passage of its text"),
        ({**SPAN, "end": 1e400}, "end is 'Infinity', not a whole number"),
        ({**SPAN, "label": {"name": "claim"}}, "its label is {'name': 'claim'}, not a name"),
        ({**SPAN, "label": {"name": "c" * 99}}, "its label is {'name': '" + "c" * 47 + "..., not a name"),
        ({"token_start": 0, "token_end": 9, "label": "claim"}, "tokens 0 to 9 are not in its text"),
    ],
)
def test_a_span_that_cannot_be_taken_is_rejected_alone(span: Any, why: str, tmp_path: Path) -> None:
    assert read(tmp_path, task(spans=[span, SPAN])) == Outcome([ONE], [("line 1, span 1", why)], [])


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (7, ["line 1"]),
        (None, ["line 1"]),
        ([], ["line 1"]),
        ({"text": 7, "spans": [SPAN, SPAN]}, ["line 1, span 1", "line 1, span 2"]),
        ({"text": None, "spans": []}, ["line 1"]),
        ({"spans": [SPAN]}, ["line 1, span 1"]),
    ],
)
def test_a_line_without_a_text_does_not_stop_the_next_one(line: Any, where: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, line, task(spans=[SPAN]))
    assert (found.taken, [where for where, _ in found.rejected], found.left_out) == ([ONE], where, [])


@pytest.mark.parametrize("line", [7, None, [], "text", [7, {"entities": []}], ["a text", []], ["a text", {}, {}]])
def test_a_line_that_is_not_an_object_is_refused_with_the_reason(line: Any, tmp_path: Path) -> None:
    found = read(tmp_path, line, task(spans=[SPAN]))
    assert found == Outcome([ONE], [("line 1", "it is not an object with a text")], [])


@pytest.mark.parametrize(
    ("about", "source"),
    [
        ({"meta": {"source": "a.txt"}}, "a.txt"),
        ({"meta": {"source": 17}, "file": "b.txt"}, "17"),
        ({"meta": {"file": "a.txt", "title": "A"}}, "a.txt"),
        ({"filename": "a.txt"}, "a.txt"),
        ({"path": "a\nb"}, ""),
        ({"path": " "}, ""),
        ({"url": "x" * 1000}, ""),
        ({"meta": "web"}, ""),
        ({"meta": {"source": True}}, ""),
        ({"meta": {"source": ""}, "file": "a.txt"}, "a.txt"),
        ({"source": None, "url": "https://x.org/a.txt"}, "https://x.org/a.txt"),
    ],
)
def test_the_source_is_named_under_one_of_several_keys(about: dict[str, Any], source: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(json.dumps(task(spans=[SPAN], **about)))
    (found,) = taken(PRODIGY, tmp_path / "x")
    assert found.annotation.source == source


def test_the_words_of_its_tokens_tell_where_a_span_is(tmp_path: Path) -> None:
    text = "💩 The mill stands by the river."
    shifted = [("The", 3, 6), ("mill", 7, 11), ("stands", 12, 18)]  # as JavaScript counts
    tokens = [{"text": text, "start": start, "end": end, "ws": True} for text, start, end in shifted]
    span = {"start": 7, "end": 18, "token_start": 1, "token_end": 2, "label": "claim"}
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": text, "tokens": tokens, "spans": [span]}))
    assert PRODIGY.read
    (found,) = PRODIGY.read(tmp_path / "x.jsonl", Options())
    assert isinstance(found, ImportedRecord)
    assert (found.annotation.exact, found.remark) == ("mill stands", "with offsets that count UTF-16 units")
    span["token_end"] = 1  # other tokens than the offsets say: the offsets alone count
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": text, "tokens": tokens, "spans": [span]}))
    (found,) = PRODIGY.read(tmp_path / "x.jsonl", Options())
    assert isinstance(found, ImportedRecord)
    assert found.annotation.exact == "ill stands "


HEAD, CHILD = {**SPAN, "token_end": 1}, {"start": 10, "end": 13, "label": "quote", "token_end": 3}


@pytest.mark.parametrize(
    ("relation", "ends"),
    [
        ({"head": 1, "child": 3}, ["claim", "quote"]),
        ({"head": 1, "child": 3, "head_span": CHILD, "child_span": HEAD}, ["quote", "claim"]),  # spans say more
        ({"head": 2, "child": 3}, ["", "quote"]),
        ({"head": True, "child": 3}, ["", "quote"]),
        ({"child_span": CHILD}, ["", "quote"]),
    ],
)
def test_a_relation_names_spans_or_the_last_tokens_of_them(relation: dict[str, Any], ends: list[str]) -> None:
    (found,) = _relations("line 1", task(spans=[HEAD, CHILD], relations=[{**relation, "label": "evidence"}]))
    assert [each.rpartition(" ")[2] for each in (found.start, found.end)] == ends
    assert (found.where, found.kind, found.id, found.note) == ("line 1", "evidence", "", "")


def test_a_relation_of_ours_has_an_id_and_a_note() -> None:
    meta = {"id": "l1", "note": "see there"}
    (found,) = _relations("line 1", task(spans=[HEAD, CHILD], relations=[{"head": 1, "child": 3, "meta": meta}]))
    assert (found.kind, found.id, found.note) == ("", "l1", "see there")


TOKENS = [{"text": "One", "start": 0, "end": 3, "ws": True}, {"text": "mill", "start": 4, "end": 8}, {"text": "."}]


@pytest.mark.parametrize(
    ("first", "last", "place", "words"),
    [
        (0, 1, (0, 8), "One mill"),
        (0, 0, (0, 3), "One"),
        (1, 1, (4, 8), "mill"),
        (0, 1, (0, 7), ""),
        (0, 1, (1, 8), ""),
        (2, 2, (None, None), "."),
        (1, 0, (4, 3), ""),
        (-1, 1, (0, 8), ""),
        (0, 3, (0, 8), ""),
        (0, 2, (0, None), "One mill."),
        (True, 1, (4, 8), ""),
        (0, True, (0, 8), ""),
        (None, 1, (0, 8), ""),
        ("0", 1, (0, 8), ""),
    ],
)
def test_the_words_of_tokens_count_where_they_have_the_offsets_of_the_span(
    first: Any, last: Any, place: Any, words: str
) -> None:
    assert _words_of_tokens({"token_start": first, "token_end": last}, TOKENS, *place) == words


@pytest.mark.parametrize(
    ("about", "creator"), [({"_annotator_id": "ann"}, "ann"), ({"_annotator_id": 7}, "7"), ({}, "")]
)
def test_the_annotator_of_a_task_is_the_creator(about: dict[str, Any], creator: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(json.dumps(task(spans=[SPAN], **about)))
    (found,) = taken(PRODIGY, tmp_path / "x")
    assert found.annotation.creator == creator


def test_what_was_written_beside_a_span_is_that_of_its_first_label(tmp_path: Path) -> None:
    id = "0b3510b0-b46e-41da-b170-17a6205738d1"
    links = [{"id": "l", "type": "evidence", "to": {"url": "https://example.org"}}]
    for own, found_id in ((id, id), ("s1", ""), (7, "")):
        meta = {"fields": {"cue": "said"}, "links": links, "id": own}
        span = {**SPAN, "label": ["claim", "quote"], "meta": meta}
        (tmp_path / "x").write_text(json.dumps(task(spans=[span])))
        first, second = (each.annotation for each in taken(PRODIGY, tmp_path / "x"))
        assert (first.fields, list(first.links), first.id) == ({"cue": "said"}, ["l"], found_id)
        assert (second.fields, second.links, second.id) == ({}, {}, "")
