"""What an import refuses or leaves out is said, and does not stop the rest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats import format_by_name
from reader.formats.format import FormatError, LeftOut
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import export
from reader.workflows.import_ import import_
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.imports import TEXT, taken, w3c

Make = Callable[..., Workspace]


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a/one.txt": TEXT, "two.txt": "Another text."})


@pytest.mark.parametrize(
    ("name", "content", "where", "why"),
    [
        ("x.jsonl", [{"text": TEXT, "spans": [{"start": 0, "end": 99, "label": "x"}]}], "line 1, span 1", "a passage"),
        ("x.jsonl", [{"text": TEXT, "spans": [{"start": 5, "end": 5, "label": "x"}]}], "line 1, span 1", "a passage"),
        ("x.jsonl", [{"text": TEXT, "spans": [{"start": "a", "end": 5, "label": "x"}]}], "line 1, span 1", "start"),
        ("x.jsonl", [{"text": TEXT, "spans": [7]}], "line 1, span 1", "object"),
        ("x.jsonl", [{"text": 7, "spans": []}], "line 1", "text"),
        ("x.jsonl", [{"text": TEXT, "label": [[1, 2]]}], "line 1, label 1", "object"),
        ("x.json", w3c({"type": "TextPositionSelector", "start": "x", "end": 1}), "annotation 1", "not a whole number"),
        ("x.json", w3c({"type": "RangeSelector"}), "annotation 1", "Selector"),
        ("x.json", {"type": "AnnotationCollection", "total": 3}, "annotation 1", "not in the file"),
    ],
)  # fmt: skip
def test_a_record_that_is_not_an_annotation_is_refused_and_said(
    name: str, content: Any, where: str, why: str, workspace: Workspace
) -> None:
    imported = taken(workspace, name, content)
    assert imported.new == ()
    (refused,) = imported.rejected
    assert refused.where == where
    assert why in refused.why


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("x.jsonl", [{"text": TEXT, "label": None}], "line 1", "texts without labels"),
        ("x.jsonl", [{"text": TEXT, "spans": [{}], "answer": "reject"}], "line 1, span 1",
         "passages of tasks that were rejected"),
        ("x.json", [{"data": {"text": TEXT}, "annotations": [{"result": [{"type": "choices", "value": {}}]}]}],
         "task 1, annotation 1, result 1", "results of the type choices"),
        ("x.json", [{"data": {"text": TEXT}, "annotations": [{"result": [], "was_cancelled": True}]}],
         "task 1, annotation 1", "annotations that were skipped"),
    ],
)  # fmt: skip
def test_what_is_not_a_tagged_passage_is_left_out_and_said(
    name: str, content: Any, where: str, what: str, workspace: Workspace
) -> None:
    imported = taken(workspace, name, content)
    assert (imported.new, imported.rejected) == ((), ())
    assert imported.left_out == (LeftOut(where, what),)


@pytest.mark.parametrize(
    ("format", "content"),
    [
        ("json", "{"), ("json", "[]"), ("json", '{"format": 1}'), ("json", "null"), ("w3c", "7"), ("w3c", "{}"),
        ("label-studio", "{}"), ("spacy", "{}{"),
        ("doccano", "\x00"), ("csv", "a,b\r\n"), ("refi-qda", "PK"),
        ("json", "[" * 100_000),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_as_such(format: str, content: str, workspace: Workspace) -> None:
    file = workspace.paths.folder / "x"
    file.write_text(content)
    with pytest.raises(FormatError, match="x: "):
        run_to_end(import_(workspace, file, format_by_name(format)))
    assert not workspace.annotations


@pytest.mark.parametrize("format", ["json", "w3c", "label-studio", "spacy", "doccano", "prodigy"])
@pytest.mark.parametrize(
    "content", ["null", "[]", "[[]]", "[null, 7]", '{"a": {"b": []}}', '[{"data": [], "body": 7}]']
)
def test_no_json_makes_it_fall(format: str, content: str, workspace: Workspace) -> None:
    file = workspace.paths.folder / "x"
    file.write_text(content)
    try:
        imported = run_to_end(import_(workspace, file, format_by_name(format)))
    except FormatError:
        return
    assert imported.new == ()


def test_a_later_version_of_ours_is_refused(workspace: Workspace) -> None:
    content = {"format": 2, "unit": "code point", "sources": [], "annotations": [], "orphans": []}
    with pytest.raises(FormatError, match="newer version"):
        taken(workspace, "x.json", content)


def an_orphan(workspace: Workspace) -> Annotation:
    article = workspace.article(workspace.source("two.txt"))
    annotation = workspace.tag(article, Span(0, 7), "claim", "so")
    (workspace.paths.sources / "two.txt").write_text("Something else.")
    return annotation


@pytest.mark.parametrize("name", ["json", "w3c", "csv"])
def test_orphans_come_along_where_the_format_has_them(name: str, workspace: Workspace, tmp_path: Path) -> None:

    orphan, format = an_orphan(workspace), format_by_name(name)
    out = tmp_path / format.file
    run_to_end(export(Workspace(workspace.paths), format, out))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "two.txt").write_text("Something else.")
    other = Workspace(locate_workspace(tmp_path / "other"))
    imported = run_to_end(import_(other, out, format))
    assert imported.orphans == 1
    (kept,) = other.annotations
    assert (kept.id, kept.exact, kept.note, kept.creator) == (orphan.id, "Another", "so", "tester")
