"""The export: a document that anyone can check against the files it speaks of."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reader.errors import ReaderError
from reader.formats.left_over import NO_PLACE
from reader.formats.reader_json import JSON, document_chunks, schema
from reader.text.span import Span
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.corpora import a_corpus
from tests.support.outcomes import Outcome, outcome
from tests.support.suggestions import Guess

FAMILY = "👨\u200d👩\u200d👧"
VECTOR = f"A💩 café\r\n“Quote” {FAMILY} end."
ACCENTED = f"Un cafe\u0301.\r\nEt {FAMILY}, “voilà\u0300”.\n"

Make = Callable[..., Workspace]


def tag(workspace: Workspace, source: str, passage: str, name: str = "claim", note: str = "") -> Span:
    article = workspace.article(workspace.source(source))
    start = article.text.index(passage)
    span = Span(start, start + len(passage))
    workspace.tag(article, span, name, note)
    return span


def exported(workspace: Workspace) -> dict[str, Any]:
    """The document, valid and true to the files on disk."""
    document = json.loads("".join(document_chunks(build_corpus(workspace, []))))
    Draft202012Validator(schema()).validate(document)
    check_slices(document, workspace.paths.sources)
    return document  # type: ignore[no-any-return]


def check_slices(document: dict[str, Any], folder: Path) -> None:
    encodings = {source["id"]: source["encoding"] for source in document["sources"]}
    for annotation in document["annotations"]:
        name, start, end = annotation["source"], annotation["start"], annotation["end"]
        text = (folder / name).read_bytes().decode(encodings[name])
        assert text[start:end] == annotation["exact"]
        assert text[:start].endswith(annotation["prefix"])
        assert text[end:].startswith(annotation["suffix"])
        assert len(annotation["prefix"]) == min(32, start)
        assert len(annotation["suffix"]) == min(32, len(text) - end)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("unit"),
        lambda document: document.update(format=2),
        lambda document: document.update(unit="byte"),
        lambda document: document["sources"][0].update(length=-1),
        lambda document: document["sources"][0].update(digest="abc"),
        lambda document: document["annotations"][0].pop("exact"),
        lambda document: document["annotations"][0].update(start="0"),
        lambda document: document["annotations"][0].update(created="yesterday"),
        lambda document: document["annotations"][0].update(status="perhaps"),
    ],
)
def test_the_schema_refuses_what_is_wrong(change: Callable[[dict[str, Any]], object], make: Make) -> None:
    workspace = make({"a.txt": "One. Two."})
    tag(workspace, "a.txt", "Two.")
    document = exported(workspace)
    change(document)
    assert not Draft202012Validator(schema()).is_valid(document)


def test_an_export_of_nothing_is_valid(tmp_path: Path) -> None:
    document = exported(Workspace(locate_workspace(tmp_path)))
    assert (document["sources"], document["annotations"], document["orphans"]) == ([], [], [])
    assert (document["format"], document["unit"]) == (1, "code point")


@pytest.mark.parametrize(
    ("passage", "span"),
    [("“Quote”", (9, 16)), (FAMILY, (17, 22)), ("end", (23, 26)), ("💩", (1, 2)), ("é\r\n", (6, 9))],
)
def test_offsets_count_code_points(passage: str, span: tuple[int, int], make: Make) -> None:
    workspace = make({"a.txt": VECTOR})
    tag(workspace, "a.txt", passage)
    document = exported(workspace)
    (annotation,) = document["annotations"]
    assert (annotation["start"], annotation["end"], annotation["exact"]) == (*span, passage)
    assert document["sources"][0]["length"] == len(VECTOR) == 27


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
    ],
)
@pytest.mark.parametrize("file", ["a.txt", "a.md"])
@pytest.mark.parametrize("text", [VECTOR, ACCENTED], ids=["vector", "accented"])
def test_the_law_holds_for_every_encoding(text: str, file: str, encoding: str, name: str, make: Make) -> None:
    workspace = make({file: text.encode(encoding)})
    article = workspace.article(workspace.source(file))
    for start in range(0, len(article.text), 3):
        workspace.tag(article, Span(start, min(start + 3, len(article.text))), "claim")
    document = exported(workspace)
    assert "".join(each["exact"] for each in document["annotations"]) == article.text
    assert [source["encoding"] for source in document["sources"]] == [name]


@settings(deadline=None, max_examples=30)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), data=st.data())
def test_the_law_holds_for_any_text(text: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "a.txt").write_bytes(text.encode("utf-8"))
    workspace = Workspace(locate_workspace(folder))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        article = workspace.article(workspace.source("a.txt"))
    except ReaderError:
        return
    workspace.tag(article, Span(start, end), "quote", data.draw(st.text(st.characters(codec="utf-8"))))
    (annotation,) = exported(Workspace(locate_workspace(folder)))["annotations"]
    assert annotation["exact"] == text[start:end]


def test_sources_and_annotations_come_in_order(make: Make) -> None:
    workspace = make({"b.txt": "One. Two. Three.", "a/c.md": "Four. Five.", "Z.txt": "Six."})
    for source, passage in (("b.txt", "Two."), ("b.txt", "One. Two."), ("a/c.md", "Five."), ("b.txt", "One.")):
        tag(workspace, source, passage)
    document = exported(workspace)
    assert [source["id"] for source in document["sources"]] == ["Z.txt", "a/c.md", "b.txt"]
    assert [each["exact"] for each in document["annotations"]] == ["Five.", "One. Two.", "One.", "Two."]


def test_what_the_document_says_of_a_source_and_an_annotation(make: Make) -> None:
    workspace = make({"a.md": "# A title\n\nSome *words*.\n"})
    tag(workspace, "a.md", "Some *words*.", "quote", "look\nhere")
    document = exported(workspace)
    (source,), (annotation,) = document["sources"], document["annotations"]
    assert (source["id"], source["title"], source["encoding"]) == ("a.md", "A title", "utf-8")
    assert annotation["digest"] == source["digest"]
    assert (annotation["tag"], annotation["note"], annotation["creator"]) == ("quote", "look\nhere", "tester")
    assert (annotation["status"], annotation["created"]) == ("exact", annotation["modified"])


def test_suggestions_are_there_if_they_are_asked_for_and_only_where_there_are_some() -> None:
    guess = Guess(Span(0, 4), "claim", 0.5)
    corpus = a_corpus({"a.txt": "One.", "b.txt": "Two."}, suggestions={"b.txt": [guess]})
    assert "suggestions" not in json.loads("".join(document_chunks(corpus)))
    found = json.loads("".join(document_chunks(corpus, with_suggestions=True)))
    assert found["suggestions"] == [{"exact": "Two.", "tag": "claim"}]


def test_orphans_stand_apart_with_all_that_they_said(make: Make) -> None:
    workspace = make({"changed.txt": "It was so.", "gone.txt": "It was there.", "kept.txt": "It is."})
    for source, passage in (("changed.txt", "was so"), ("gone.txt", "there"), ("kept.txt", "It is.")):
        tag(workspace, source, passage)
    (workspace.paths.sources / "gone.txt").unlink()
    (workspace.paths.sources / "changed.txt").write_text("It is not so.")
    document = exported(Workspace(workspace.paths))
    assert [each["exact"] for each in document["annotations"]] == ["It is."]
    assert [(each["source"], each["exact"], each["status"]) for each in document["orphans"]] == [
        ("changed.txt", "was so", "orphan"),
        ("gone.txt", "there", "orphan"),
    ]


def test_a_change_elsewhere_in_the_source_makes_no_orphan(make: Make) -> None:
    workspace = make({"a.txt": "One. Two. Three."})
    tag(workspace, "a.txt", "Two.")
    (workspace.paths.sources / "a.txt").write_text("Six. Two. Seven.")
    document = exported_without_context(Workspace(workspace.paths))
    assert [each["exact"] for each in document["annotations"]] == ["Two."]
    assert document["annotations"][0]["digest"] != document["sources"][0]["digest"]


def exported_without_context(workspace: Workspace) -> dict[str, Any]:
    return json.loads("".join(document_chunks(build_corpus(workspace, []))))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "fields", [{"start": -1}, {"start": 0, "end": -1}, {"end": 10**12}, {"created": "2026-01-02T03:04:05+01:00"}]
)
def test_what_another_program_wrote_is_exported_by_the_schema_too(fields: dict[str, Any], make: Make) -> None:
    workspace = make({"a.txt": "One. Two."})
    document = {"id": "x", "source": "a.txt", "start": 0, "end": 4, "exact": "One.", "tag": "quote", **fields}
    workspace.paths.annotations.write_text(json.dumps({"annotations": {"1": document}}))
    exported_document = exported_without_context(Workspace(workspace.paths))
    Draft202012Validator(schema()).validate(exported_document)
    assert len(exported_document["annotations"]) + len(exported_document["orphans"]) == 1


def test_a_document_is_indented_and_names_people_and_suggestions_only_if_there_are_some() -> None:
    text = "".join(document_chunks(a_corpus({"a.txt": "One."})))
    assert text.startswith('{\n  "format": 1,\n  "generator": "reader')
    assert '\n  "sources": [\n    {\n      "id": "a.txt",\n' in text
    assert text.endswith('\n  ],\n  "annotations": [],\n  "orphans": []\n}\n')


def test_lists_under_names_that_nobody_knows_are_left_out(tmp_path: Path) -> None:
    document = {"format": 1, "unit": "code point", "annotations": [], "extra": [1, 2], "other": {"a": []}, "title": "x"}
    (tmp_path / "x.json").write_text(json.dumps(document))
    left_out = [(f"extra {number}", "records of an unknown kind") for number in (1, 2)]
    left_out += [("the document", NO_PLACE)] * 2
    assert outcome(JSON, tmp_path / "x.json") == Outcome([], [], left_out)
