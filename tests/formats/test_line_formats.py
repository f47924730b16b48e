"""JSON Lines of spaCy, Prodigy and doccano: a text with spans in each line."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reader.formats import format_by_name
from reader.formats.format import Format, ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
from reader.formats.offset_units import OffsetUnit
from reader.formats.verified_output import write_files
from reader.text.span import Span
from reader.version import VERSION
from tests.support.corpora import a_corpus, a_tag
from tests.support.suggestions import Guess

SPACY, PRODIGY, DOCCANO = map(format_by_name, ("spacy", "prodigy", "doccano"))
TEXT = "One. 💩 Two."
SPANS = [{"start": 0, "end": 4, "label": "claim"}, {"start": 7, "end": 11, "label": "quote"}]
OFFSETS = [(0, 4, "One.", "claim"), (7, 11, "Two.", "quote")]


def records(
    format: Format, folder: Path, *lines: dict[str, Any], options: Options = Options()  # noqa: B008
) -> list[Record]:  # fmt: skip
    (folder / "x").write_text("".join(json.dumps({"text": TEXT, **line}) + "\n" for line in lines))
    assert format.read
    return list(format.read(folder / "x", options))


def offsets(found: list[Record]) -> list[tuple[int, int, str, str]]:
    each = [record.annotation for record in found if isinstance(record, ImportedRecord)]
    return [(annotation.start, annotation.end, annotation.exact, annotation.tag) for annotation in each]


@pytest.mark.parametrize("format", [SPACY, PRODIGY], ids=["spacy", "prodigy"])
def test_spans_are_read_with_their_source_and_annotator(format: Format, tmp_path: Path) -> None:
    found = records(
        format, tmp_path, {"spans": SPANS}, {"spans": SPANS[:1], "meta": {"source": "a.txt"}, "_annotator_id": "ann"}
    )
    assert offsets(found) == [*OFFSETS, OFFSETS[0]]
    last = found[-1]
    assert isinstance(last, ImportedRecord)
    assert (last.where, last.annotation.source, last.annotation.creator) == ("line 2, span 1", "a.txt", "ann")


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ({"answer": "accept", "spans": SPANS}, []),
        ({"answer": "reject", "spans": SPANS}, [("line 1, span 1", "rejected"), ("line 1, span 2", "rejected")]),
        ({"answer": "reject", "spans": []}, []),
        ({"answer": "ignore", "spans": SPANS[:1]}, [("line 1, span 1", "ignored")]),
        ({"answer": 7, "spans": SPANS[:1]}, [("line 1, span 1", "not accepted")]),
    ],
)
def test_only_accepted_tasks_count_and_the_others_are_reported(
    line: dict[str, Any], left_out: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = records(PRODIGY, tmp_path, line)
    expected = [LeftOut(where, f"passages of tasks that were {answer}") for where, answer in left_out]
    assert [each for each in found if isinstance(each, LeftOut)] == expected
    assert offsets(found) == (OFFSETS if line["answer"] == "accept" else [])


@pytest.mark.parametrize(
    "line",
    [
        {"label": [[0, 4, "claim"], [7, 11, "quote"]]},
        {"labels": [[0, 4, "claim"], [7, 11, "quote"]]},
        {
            "entities": [
                {"start_offset": each["start"], "end_offset": each["end"], "label": each["label"]} for each in SPANS
            ]
        },
        {"annotations": [{"id": 9, **each, "start_offset": each["start"], "end_offset": each["end"]}
                         for each in SPANS]},
        {"label": [], "labels": [[0, 4, "claim", "more"], [7, 11.0, "quote"]]},
        {"label": [[0, 4, "claim"]], "entities": [SPANS[1]]},
    ],
)  # fmt: skip
def test_doccano_s_labels_of_all_versions_are_read(line: dict[str, Any], tmp_path: Path) -> None:
    found = records(DOCCANO, tmp_path, line)
    assert offsets(found) == OFFSETS
    assert len(found) == 2


def test_before_version_1_a_label_of_doccano_is_a_number(tmp_path: Path) -> None:
    (found,) = records(DOCCANO, tmp_path, {"annotations": [{"label": 3, "start_offset": 0, "end_offset": 4}]})
    assert isinstance(found, ImportedRecord)
    assert found.annotation.tag == "3"


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ({"source": "a.txt"}, [("line 1", "texts without labels")]),
        ({"label": None}, [("line 1", "texts without labels")]),
        ({"label": []}, []),
        ({"label": ["news", 7]}, [(f"line 1, label {number}", "labels for a whole text") for number in (1, 2)]),
        ({"annotations": [{"label": 3, "user": 1}, {"text": "so"}]},
         [(f"line 1, label {number}", "labels for a whole text") for number in (1, 2)]),
        ({"label": [[0, 4, None]]}, [("line 1, label 1", "passages without a label")]),
        ({"label": [], "cats": ["news", "sport"]}, [("line 1", "labels for a whole text")] * 2),
        ({"entities": [], "relations": [{"from_id": 1, "to_id": 2}]}, [("line 1", "relations")]),
        ({"label": [], "Comments": ["why?", {"text": "so"}]}, [("line 1", "comments on a whole text")] * 2),
    ],
)  # fmt: skip
def test_what_doccano_has_besides_passages_is_left_out(
    line: dict[str, Any], left_out: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert records(DOCCANO, tmp_path, line) == [LeftOut(*each) for each in left_out]


def test_each_label_of_a_line_without_a_text_is_rejected(tmp_path: Path) -> None:
    found = records(DOCCANO, tmp_path, {"text": 7, "label": [[0, 4, "claim"], ["x"]], "cats": ["news"]})
    assert [each.where for each in found] == ["line 1, label 1", "line 1, label 2", "line 1"]
    assert isinstance(found[0], RejectedRecord)


@pytest.mark.parametrize("label", [[1, 2], [], {"start_offset": None, "end_offset": 4, "label": "claim"}, [0, 99, "x"]])
def test_a_label_of_doccano_that_cannot_be_taken_is_rejected_alone(label: Any, tmp_path: Path) -> None:
    found = records(DOCCANO, tmp_path, {"label": [label, [0, 4, "claim"]]})
    assert [each.where for each in found if isinstance(each, RejectedRecord)] == ["line 1, label 1"]
    assert offsets(found) == OFFSETS[:1]


def test_offsets_of_doccano_s_page_are_utf_16(tmp_path: Path) -> None:
    found = records(DOCCANO, tmp_path, {"label": [[8, 12, "quote"]]}, options=Options(unit=OffsetUnit.UTF16))
    assert offsets(found) == OFFSETS[1:]


def losses(
    format: Format, folder: Path, texts: dict[str, str], *tags: Any, options: Options | None = None
) -> Counter[str]:
    found = Losses()
    list(write_files(format, a_corpus(texts, *tags), options or Options(), found, folder))
    return +found


@pytest.mark.parametrize("format", [SPACY, DOCCANO], ids=["spacy", "doccano"])
def test_neighbours_are_not_an_overlap(format: Format, tmp_path: Path) -> None:
    neighbours = (a_tag("a.txt", 0, 3), a_tag("a.txt", 3, 4))
    assert losses(format, tmp_path, {"a.txt": "One."}, *neighbours) == {}
    found = losses(format, tmp_path, {"a.txt": "One."}, *neighbours, a_tag("a.txt", 2, 4))
    assert [(what.startswith("overlaps, which do"), count) for what, count in found.items()] == [(True, 1)]


@pytest.mark.parametrize(
    ("text", "is_tagged", "unit", "count"),
    [
        ("a 💩", True, OffsetUnit.CODE_POINTS, 1),
        ("a 💩", True, OffsetUnit.UTF16, 0),
        ("a 💩", False, OffsetUnit.CODE_POINTS, 0),
        ("a é", True, OffsetUnit.CODE_POINTS, 0),
    ],
)
def test_what_doccano_s_page_counts_twice_is_said_where_it_matters(
    text: str, is_tagged: bool, unit: OffsetUnit, count: int, tmp_path: Path
) -> None:
    tags = [a_tag("a.txt", 0, 1)] if is_tagged else []
    found = losses(DOCCANO, tmp_path, {"a.txt": text}, *tags, options=Options(unit=unit))
    assert sum(found.values()) == count


def test_doccano_s_server_refuses_empty_sources(tmp_path: Path) -> None:
    assert losses(DOCCANO, tmp_path, {"a.txt": "", "b.txt": "One."}) == {"empty sources, which doccano refuses": 1}


def test_prodigy_has_a_task_for_each_person_and_one_for_suggestions(tmp_path: Path) -> None:
    guesses = [
        Guess(Span(0, 4), "claim", 0.9, {"reasons": ["a name"]}),
        Guess(Span(7, 11), "claim", 0.5, {"reasons": ["a number"], "fields": {"speaker": "Ann"}}),
    ]
    corpus = a_corpus(
        {"a.txt": TEXT, "b.txt": "Other."}, a_tag("a.txt", 0, 4, creator="ann"), a_tag("a.txt", 7, 11),
        suggestions={"a.txt": guesses},
    )  # fmt: skip
    for options, count in ((Options(), 3), (Options(suggestions=True), 4)):
        (file,) = write_files(PRODIGY, corpus, options, counted := Losses(), tmp_path)
        tasks = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert len(tasks) == count
    assert counted == {"reasons of suggestions": 2, "fields of suggestions": 1}
    ann, nobody, suggested, other = tasks
    assert [each.get("_annotator_id") for each in tasks] == ["ann", None, f"reader {VERSION}", None]
    assert [each["answer"] for each in tasks] == ["accept", "accept", "ignore", "accept"]
    assert (suggested["score"], other["spans"], "score" in ann) == (0.5, [], False)
    assert nobody["spans"] == [{"start": 7, "end": 11, "token_start": 4, "token_end": 5, "label": "quote"}]
    assert [each["id"] for each in ann["tokens"]] == list(range(len(ann["tokens"])))
