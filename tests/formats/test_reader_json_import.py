"""Our own JSON comes back also where somebody wrote or changed it by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.formats.format import FormatError, ImportedRecord, LeftOut, Options, Record, RejectedRecord
from reader.formats.reader_json import read

ONE = {"id": "1", "source": "a.txt", "start": 0, "end": 3, "exact": "One", "tag": "claim", "digest": "old"}
DOCUMENT = {"format": 1, "unit": "code point", "sources": [{"id": "a.txt", "digest": "new"}], "annotations": [ONE]}


def records(folder: Path, **changed: Any) -> list[Record]:
    document = {name: value for name, value in {**DOCUMENT, **changed}.items() if value != "missing"}
    (folder / "x").write_text(json.dumps(document))
    return list(read(folder / "x", Options()))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"orphans": None},
        {"orphans": [], "generator": 7},
        {"sources": [{"id": "a.txt", "digest": "new"}, 7, {"id": "b.txt"}, {"id": [], "digest": None}]},
        {"annotations": [{**ONE, "note": None, "creator": None, "revision": None, "fields": None}]},
        {"annotations": [{**ONE, "start": 0.0, "end": "3"}]},
    ],
)
def test_what_is_missing_or_null_is_empty(changed: dict[str, Any], tmp_path: Path) -> None:
    (found,) = records(tmp_path, **changed)
    assert isinstance(found, ImportedRecord)
    each = found.annotation
    assert (each.start, each.end, each.exact, each.tag, each.note, each.digest) == (0, 3, "One", "claim", "", "new")


@pytest.mark.parametrize("sources", ["missing", None, 7, [], [{"id": "b.txt", "digest": "new"}]])
def test_without_a_digest_of_the_source_that_of_the_annotation_counts(sources: Any, tmp_path: Path) -> None:
    (found,) = records(tmp_path, sources=sources)
    assert isinstance(found, ImportedRecord)
    assert found.annotation.digest == "old"


def test_an_orphan_has_the_digest_that_it_had(tmp_path: Path) -> None:
    _, orphan = records(tmp_path, orphans=[{**ONE, "start": None}])
    assert isinstance(orphan, ImportedRecord)
    assert (orphan.where, orphan.annotation.start, orphan.annotation.digest) == ("orphan 1", -1, "old")


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (7, "it is not an annotation"),
        ([], "it is not an annotation"),
        ({**ONE, "start": "x"}, "start is 'x', not a whole number"),
        ({**ONE, "start": True}, "start is True, not a number"),
        ({**ONE, "note": 7}, "note is a whole number, not a text"),
        ({**ONE, "source": None}, "it has no source"),
        ({**ONE, "tag": {}}, "tag is an object, not a text"),
    ],
)
def test_a_record_of_another_shape_is_refused_alone(record: Any, why: str, tmp_path: Path) -> None:
    refused, found = records(tmp_path, annotations=[record, ONE])
    assert refused == RejectedRecord("annotation 1", why)
    assert isinstance(found, ImportedRecord)


def test_suggestions_dismissals_and_passages_without_a_tag_are_left_out(tmp_path: Path) -> None:
    dismissed = {**ONE, "dismissed": "2026-01-02T03:04:05Z"}
    found = records(tmp_path, annotations=[{**ONE, "tag": ""}, dismissed], suggestions=[{}, {}])
    assert found == [
        LeftOut("annotation 1", "passages without a tag"),
        LeftOut("annotation 2", "dismissed suggestions"),
        LeftOut("suggestion 1", "suggestions"),
        LeftOut("suggestion 2", "suggestions"),
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"annotations": "missing"}, "not an export of reader"),
        ({"annotations": {}}, "not an export of reader"),
        ({"format": "missing"}, "not an export of reader"),
        ({"format": 2}, "its export format is 2 (code point), not 1 (code point); use a newer version of reader"),
        ({"format": "1"}, "its export format is 1 (code point), not 1"),
        ({"unit": None}, "its export format is 1 (None), not 1 (code point)"),
        ({"unit": "\x1b"}, "its export format is 1 (\N{SYMBOL FOR ESCAPE})"),
    ],
)
def test_another_document_is_refused(changed: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        records(tmp_path, **changed)
    assert str(raised.value).startswith(f"{tmp_path / 'x'}: {words}")


@pytest.mark.parametrize("content", ["[]", '"annotations"', "7", '["format", "annotations"]'])
def test_what_is_not_an_object_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(content)
    with pytest.raises(FormatError, match="not an export of reader"):
        list(read(tmp_path / "x", Options()))
