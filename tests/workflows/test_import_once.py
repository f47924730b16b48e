"""An import is one step, and what is here already is not added again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import format_by_name
from reader.formats.carried_text import uuid_of
from reader.system.threads import run_to_end
from reader.workflows.export import export
from reader.workflows.import_ import import_
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.imports import QUOTE, TEXT, quoted, taken, w3c
from tests.support.stores import add, an_annotation

Make = Callable[..., Workspace]


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a/one.txt": TEXT, "two.txt": "Another text."})


@pytest.mark.parametrize("ids", [("1", "2"), ("", "")])
def test_two_records_with_ids_are_two_and_come_back(ids: tuple[str, str], workspace: Workspace, tmp_path: Path) -> None:
    uuids = [f"urn:uuid:0b3510b0-b46e-41da-b170-17a6205738d{id}" if id else "" for id in ids]
    records = [w3c(quoted("Nowhere"), id=id) for id in uuids]
    count = len({*ids})
    assert len(taken(workspace, "x.json", records).new) == count
    assert taken(workspace, "x.json", records).new == ()
    for name in ("csv", "w3c", "json"):
        format = format_by_name(name)
        run_to_end(export(workspace, format, tmp_path / name))
        assert run_to_end(import_(workspace, tmp_path / name, format)).same == count
        folder = tmp_path / f"other-{name}"
        folder.mkdir()
        (folder / "one.txt").write_text(TEXT)
        assert len(run_to_end(import_(Workspace(locate_workspace(folder)), tmp_path / name, format)).new) == count


def test_two_records_with_one_id_that_say_different_things_are_two_and_come_once(workspace: Workspace) -> None:
    id = "urn:uuid:0b3510b0-b46e-41da-b170-17a6205738d1"
    places = [w3c(quoted("It is odd"), id=id), w3c(quoted("said Ann"), id=id), w3c(quoted("It is odd"), id=id)]
    first, second = (taken(workspace, "x.json", places) for _ in range(2))
    assert (len(first.new), first.same) == (2, 1)
    assert (second.new, second.same, second.differing) == ((), 3, ())


def test_one_id_in_two_sources_is_two_annotations(workspace: Workspace) -> None:
    row = {"id": "0b3510b0-b46e-41da-b170-17a6205738d1", "start": 0, "end": 5, "exact": "", "tag": "claim"}
    rows = [{**row, "source": source} for source in ("a/one.txt", "two.txt")]
    document = {"format": 1, "unit": "code point", "annotations": rows}
    (workspace.sources.folder / "two.txt").write_text(TEXT)
    assert [len(taken(workspace, "x.json", document).new) for _ in range(2)] == [2, 0]


def test_orphans_with_the_same_words_in_another_context_are_two(workspace: Workspace) -> None:
    records = [w3c(quoted("Nowhere", prefix=prefix)) for prefix in ("one ", "two ", "one ")]
    imported = taken(workspace, "x.json", records)
    assert (len(imported.new), imported.same) == (2, 1)


def test_an_id_that_is_here_with_another_note_is_left_and_said(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("a/one.txt"))
    annotation = workspace.tag(article, QUOTE, "quote")
    there = w3c(quoted(annotation.exact), id=f"urn:uuid:{annotation.id}", creator="ann")
    imported = taken(workspace, "x.json", there)
    assert (imported.new, imported.differing) == ((), (annotation.id,))
    assert [each.creator for each in workspace.annotations] == ["tester"]


def test_an_update_takes_place_tag_and_note_over(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("a/one.txt"))
    annotation = workspace.tag(article, QUOTE, "claim", "so")
    there = w3c(quoted("It is odd"), id=f"urn:uuid:{annotation.id}", creator="ann")
    imported = taken(workspace, "x.json", there, update=True)
    assert (imported.new, imported.differing, len(imported.changed)) == ((), (), 1)
    (kept,) = Workspace(workspace.paths).annotations
    assert (kept.exact, kept.tag, kept.note, kept.creator) == ("It is odd", "quote", "", "tester")
    assert (kept.created, kept.revision) == (annotation.created, 2)
    workspace.undo()
    assert [(each.exact, each.note) for each in workspace.annotations] == [(annotation.exact, "so")]


def test_an_update_finds_an_annotation_whose_id_the_format_had_to_rewrite(workspace: Workspace) -> None:
    add(workspace.store, an_annotation("n 1", source="a/one.txt", start=22, end=34, exact=QUOTE.of(TEXT), note="so"))
    imported = taken(workspace, "x.json", w3c(quoted(QUOTE.of(TEXT)), id=f"urn:uuid:{uuid_of('n 1')}"), update=True)
    assert (imported.new, len(imported.changed)) == ((), 1)
    assert [(each.id, each.note) for each in workspace.annotations] == [("n 1", "")]


def test_an_update_to_a_place_that_is_not_certain_is_not_made_and_said(workspace: Workspace) -> None:
    annotation = workspace.tag(workspace.article(workspace.source("a/one.txt")), QUOTE, "claim")
    there = w3c(quoted("Nowhere at all"), id=f"urn:uuid:{annotation.id}")
    imported = taken(workspace, "x.json", there, update=True)
    assert imported.report == [
        "0 new, 0 already here", "not updated, as their places in the file are not certain: 1"
    ]  # fmt: skip
    assert [each.exact for each in workspace.annotations] == [QUOTE.of(TEXT)]


def test_one_undo_takes_all_back(workspace: Workspace) -> None:
    spans = [{"start": start, "end": start + 5, "label": "claim"} for start in (0, 22, 45)]
    assert len(taken(workspace, "x.jsonl", [{"text": TEXT, "spans": spans}]).new) == 3
    step = workspace.undo()
    assert step and step.description == "imported 3 from x.jsonl"
    assert not workspace.annotations
    workspace.annotations.redo()
    assert len(workspace.annotations) == 3


def test_a_dry_run_only_tells(workspace: Workspace) -> None:
    line = {"text": TEXT, "spans": [{"start": 0, "end": 5, "label": "fact"}]}
    imported = taken(workspace, "x.jsonl", [line], dry_run=True)
    assert (len(imported.new), imported.unknown_tags) == (1, ("fact",))
    assert not workspace.annotations


def test_an_import_that_is_stopped_adds_nothing(workspace: Workspace) -> None:
    file = workspace.paths.folder / "x.jsonl"
    file.write_text(json.dumps({"text": TEXT, "spans": [{"start": 0, "end": 5, "label": "claim"}]}))
    steps = import_(workspace, file, format_by_name("spacy"))
    next(steps)
    steps.close()
    assert not workspace.annotations


def test_ids_people_and_times_are_kept(workspace: Workspace) -> None:
    id, time = "0b3510b0-b46e-41da-b170-17a6205738d1", "2026-01-02T03:04:05Z"
    creator = {"type": "Person", "name": "Ann"}
    taken(workspace, "x.json", w3c(quoted("said Ann"), id=f"urn:uuid:{id}", created=time, creator=creator))
    (kept,) = workspace.annotations
    assert (kept.id, kept.created, kept.modified, kept.creator) == (id, time, time, "Ann")


@pytest.mark.parametrize(
    "lines",
    [
        "T1\tquote 6 18\tcloses harbor\n#1\tAnnotatorNotes T1\tfirst\n#2\tAnnotatorNotes T1\tsecond\n",  # other words
        "T1\tquote 0 5\tStorm\n#1\tAnnotatorNotes T1\tfirst\n#2\tAnnotatorNotes T1\tsecond\n",
        "T1\tquote 0 5;13 20\tStorm harbour\n",  # of two parts
    ],
)
def test_what_a_file_says_and_an_export_of_ours_would_not_is_not_added_again(lines: str, workspace: Workspace) -> None:
    folder = workspace.paths.folder / "there" / "a"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT)
    (folder / "one.ann").write_text(lines)
    results = [run_to_end(import_(workspace, folder.parent, format_by_name("brat"))) for _ in range(2)]
    assert [len(each.new) for each in results] == [1, 0]
    assert results[1].same == 1


def test_a_number_that_is_not_finite_becomes_text_and_can_be_undone(workspace: Workspace) -> None:
    row = '{"source": "a/one.txt", "exact": "Storm", "start": 0, "tag": "claim", "fields": {"sure": [NaN, 1e999]}}'
    taken(workspace, "x.json", f'{{"format": 1, "unit": "code point", "annotations": [{row}]}}')
    (kept,) = Workspace(workspace.paths).annotations
    assert kept.fields == {"sure": ["NaN", "1e999"]}
    assert workspace.undo()
    assert not workspace.annotations


def test_a_time_is_stored_in_utc_and_one_that_cannot_be_read_is_named(workspace: Workspace) -> None:
    row = {"source": "a/one.txt", "start": 0, "end": 5, "exact": "Storm", "tag": "claim"}
    times = {"created": "2026-01-02T03:04:05+01:00", "modified": "last week"}
    document = {"format": 1, "unit": "code point", "annotations": [{**row, **times}, {**row, "tag": "quote"}]}
    imported = taken(workspace, "x.json", document)
    dated = next(each for each in workspace.annotations if each.tag == "claim")
    assert (dated.created, dated.modified) == ("2026-01-02T02:04:05Z",) * 2
    assert imported.report[1:] == ["left out: times that cannot be read: 1 (last week; annotation 1)"]


@pytest.mark.parametrize("name", ["json", "csv"])
def test_a_place_that_nobody_had_confirmed_is_reported(name: str, workspace: Workspace, tmp_path: Path) -> None:
    workspace.tag(workspace.article(workspace.source("a/one.txt")), QUOTE, "claim")
    changed = TEXT.replace("It is", "It  is")
    (workspace.sources.folder / "a" / "one.txt").write_text(changed)
    run_to_end(export(Workspace(workspace.paths), format_by_name(name), tmp_path / "x"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "one.txt").write_text(changed)
    other = Workspace(locate_workspace(tmp_path / "other"))
    imported = run_to_end(import_(other, tmp_path / "x", format_by_name(name)))
    assert "in places that nobody had confirmed when they were exported: 1" in imported.report


def test_of_equal_tags_that_contradict_each_other_in_a_field_the_first_counts_and_the_other_is_named(
    workspace: Workspace,
) -> None:
    row = {"source": "a/one.txt", "start": 0, "exact": "Storm", "tag": "claim"}
    links = [{"l": {"type": "evidence", "to": {"url": f"https://example.org/{page}"}}} for page in "ab"]
    fields = [{"rating": "open", "wording": "so"}, {"rating": "refuted", "url": "https://example.org"}]
    rows = [{**row, "fields": of_row, "links": link} for of_row, link in zip(fields, links, strict=True)]
    document = {"format": 1, "unit": "code point", "annotations": rows}
    imported = taken(workspace, "x.json", document)
    (kept,) = workspace.annotations
    assert kept.fields == {"rating": "open", "wording": "so", "url": "https://example.org"}
    assert sorted(link["to"]["url"] for link in kept.links.values()) == [
        "https://example.org/a",
        "https://example.org/b",
    ]
    assert [(each.where, each.name) for each in imported.left_out] == [("annotation 2", "rating")]
    assert taken(workspace, "x.json", document).new == ()
