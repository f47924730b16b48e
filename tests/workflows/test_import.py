"""What other programs write is taken over: found by its words, kept if it is not found, and refused with a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats import detect_format, format_by_name
from reader.formats.format import FormatError, LeftOut, Options
from reader.formats.offset_units import OffsetUnit
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import export
from reader.workflows.import_ import Imported, import_
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

Make = Callable[..., Workspace]
TEXT = "Storm closes harbour. “It is odd,” said Ann. Storm closes school."
QUOTE = Span(22, 34)


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a/one.txt": TEXT, "two.txt": "Another text."})


def taken(workspace: Workspace, name: str, content: Any, **about: Any) -> Imported:
    """Imports a file with this content: a value is JSON, a list JSON Lines."""
    file = workspace.paths.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = content if name.endswith(".jsonl") else [content]
    file.write_text(content if isinstance(content, str) else "".join(json.dumps(each) + "\n" for each in lines))
    return run_to_end(import_(workspace, file, detect_format(file), **about))


def places(imported: Imported) -> list[tuple[str, int, int, str]]:
    return [(each.source, each.start, each.end, each.tag) for each in imported.new]


def w3c(*selectors: dict[str, Any], source: Any = "a/one.txt", **about: Any) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "quote", "purpose": "tagging"},
        "target": {"source": source, "selector": list(selectors)},
        **about,
    }


def quoted(exact: str, **about: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, **about}


# Other people's files

PLACE = [("a/one.txt", *QUOTE, "quote")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jsonl", [{"text": TEXT, "spans": [{"start": 22, "end": 34, "label": "quote"}]}]),
        ("x.jsonl", [{"text": TEXT, "tokens": [], "spans": [{"start": 22, "end": 34, "label": "quote", "x": 5}]}]),
        ("x.jsonl", [{"id": 1, "text": TEXT, "label": [[22, 34, "quote"]], "Comments": ["so"]}]),
        ("x.jsonl", [{"text": TEXT, "labels": [[22, 34, "quote"]]}]),
        ("x.jsonl", [{"text": TEXT, "entities": [{"id": 1, "start_offset": 22, "end_offset": 34, "label": "quote"}]}]),
        ("x.json", w3c(quoted(QUOTE.of(TEXT)))),
        ("x.json", w3c({"type": "TextPositionSelector", "start": 22, "end": 34})),
        ("x.json", w3c(quoted(QUOTE.of(TEXT)), source={"id": "https://example.org/a/one.txt"})),
        ("x.json", [w3c(quoted(QUOTE.of(TEXT)))]),
        ("x.json", [{"data": {"body": TEXT}, "annotations": [{"result": [{"id": "Ab_1", "type": "labels",
            "to_name": "text", "from_name": "ner", "value": {"start": 22, "end": 34, "labels": ["quote"]}}]}]}]),
    ],
    ids=["spacy", "prodigy", "doccano", "old doccano", "doccano with relations", "quote", "position", "iri", "list",
         "label-studio"],
)  # fmt: skip
def test_a_passage_is_found(name: str, content: Any, workspace: Workspace) -> None:
    imported = taken(workspace, name, content)
    assert places(imported) == PLACE
    (kept,) = Workspace(workspace.paths).annotations
    assert (kept.exact, kept.prefix, kept.suffix) == (QUOTE.of(TEXT), TEXT[:22], TEXT[34 : 34 + 32])
    assert (kept.creator, bool(kept.id), kept.created[-1]) == ("tester", True, "Z")
    assert taken(workspace, name, content).new == ()


def test_brat_s_files_are_read_in_their_folders(workspace: Workspace) -> None:
    folder = workspace.paths.folder / "brat" / "sub"
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text(TEXT)
    (folder / "x.ann").write_text(
        "T1\tquote 22 34\t“It is odd,”\n#1\tAnnotatorNotes T1\tso\nR1\tSaid Arg1:T1 Arg2:T2\n"
    )
    imported = run_to_end(import_(workspace, folder.parent, detect_format(folder.parent)))
    assert places(imported) == PLACE
    assert imported.new[0].note == "so"
    assert [each.where for each in imported.left_out] == ["sub/x.ann, line 3"]


def test_what_leaves_words_out_is_an_orphan_with_its_words(workspace: Workspace) -> None:
    (workspace.paths.folder / "x.txt").write_text(TEXT)
    imported = taken(workspace, "x.ann", "T1\tclaim 0 5;13 20\tStorm harbour\n")
    assert (imported.orphans, imported.new[0].exact, imported.new[0].source) == (1, "Storm … harbour", "a/one.txt")


# By the quote first, by the offsets second


def test_wrong_offsets_do_not_matter_where_the_words_stand_once(workspace: Workspace) -> None:
    position = {"type": "TextPositionSelector", "start": 23, "end": 35}
    imported = taken(workspace, "x.json", w3c(position, quoted("“It is odd,” said Ann.", prefix="harbour. ")))
    (anchored,) = build_corpus(workspace, []).annotations
    assert (imported.unsure, anchored.status, anchored.present.start) == (0, "exact", 22)
    assert imported.report[1:] == ["found by their words, as their offsets lead elsewhere: 1"]


def test_words_that_stand_twice_are_told_apart_by_what_is_around(workspace: Workspace) -> None:
    second = TEXT.rindex("Storm")
    found = quoted("Storm closes", prefix="“It is odd,” said Ann. ", suffix=" school.")
    taken(workspace, "x.json", w3c(found))
    (anchored,) = build_corpus(workspace, []).annotations
    assert anchored.present.start == second


def test_a_text_that_was_cleaned_elsewhere_leads_to_ours(workspace: Workspace) -> None:
    theirs = TEXT.replace("“", '"').replace("”", '"').replace(". ", ".\n\n") + "\n"
    start = theirs.index("Storm closes school")
    spans = [{"start": start, "end": start + 19, "label": "claim"}]
    imported = taken(workspace, "x.jsonl", [{"text": theirs, "spans": spans, "meta": {"source": "a/one.txt"}}])
    assert places(imported) == [("a/one.txt", *Span(45, 64), "claim")]


def test_a_passage_that_changed_waits_for_a_person_as_after_any_change(workspace: Workspace) -> None:
    theirs = TEXT.replace("is odd", "was odd")
    spans = [{"start": 22, "end": 35, "label": "quote"}]
    line = {"text": theirs, "spans": spans, "meta": {"source": "a/one.txt"}}
    imported = taken(workspace, "x.jsonl", [line])
    assert (imported.unsure, imported.orphans) == (1, 0)
    (anchored,) = build_corpus(Workspace(workspace.paths), []).annotations
    assert (anchored.status, anchored.present.exact) == ("edited", "“It is odd,”")
    assert taken(workspace, "x.jsonl", [line]).new == ()


@pytest.mark.parametrize("source", ["", "nowhere.txt"])
def test_what_no_source_has_is_kept_as_an_orphan(source: str, workspace: Workspace) -> None:
    line = {
        "text": "Quite another text.",
        "spans": [{"start": 0, "end": 5, "label": "claim"}],
        "meta": {"source": source},
    }
    imported = taken(workspace, "x.jsonl", [line])
    assert (imported.orphans, imported.new[0].exact) == (1, "Quite")
    assert imported.new[0].source == (source or "x.jsonl")
    assert taken(workspace, "x.jsonl", [line]).new == ()


def test_a_source_with_another_name_is_known_by_its_text(workspace: Workspace) -> None:
    line = {"text": TEXT, "spans": [{"start": 22, "end": 34, "label": "quote"}], "meta": {"source": "row 17"}}
    assert places(taken(workspace, "x.jsonl", [line])) == PLACE


def test_a_context_that_contradicts_is_for_a_person(workspace: Workspace) -> None:
    found = quoted("Storm closes school", prefix="Nobody saw how the ", suffix=" on the north shore")
    for selectors in ([found], [{"type": "TextPositionSelector", "start": 45, "end": 64}, found]):
        imported = taken(workspace, "x.json", w3c(*selectors))
        assert (imported.unsure, imported.orphans) == (1, 0)
        assert imported.report[1:] == [
            "1 new one needs a review: press R in the reader, or run reader check",
            "to review, as other words around them than in the file: 1",
        ]
        (anchored,) = build_corpus(Workspace(workspace.paths), []).annotations
        assert (anchored.status, anchored.present.start) == ("review", 45)
        workspace.undo()


@pytest.mark.parametrize("position", [{}, {"start": 3, "end": 8}, {"start": 40, "end": 45}])
def test_words_that_stand_twice_are_for_a_person(position: dict[str, int], workspace: Workspace) -> None:
    imported = taken(workspace, "x.json", w3c(quoted("Storm"), {"type": "TextPositionSelector", **position}))
    assert (imported.unsure, imported.orphans) == (1, 0)
    (anchored,) = build_corpus(Workspace(workspace.paths), []).annotations
    nearest = TEXT.rindex("Storm") if position.get("start", 0) > 30 else 0
    assert (anchored.status, anchored.present.start) == ("review", nearest)


def test_what_a_person_confirmed_is_not_added_again(workspace: Workspace) -> None:
    found = w3c(quoted("Storm"), {"type": "TextPositionSelector", "start": 3, "end": 8})
    taken(workspace, "x.json", found)
    (anchored,) = workspace.anchoring.of(workspace.article(workspace.source("a/one.txt")))
    assert anchored.placed
    workspace.annotations.confirm([anchored.placed])
    imported = taken(workspace, "x.json", found)
    assert (imported.new, imported.same) == ((), 1)
    workspace.annotations.untag(*workspace.annotations.in_order)
    assert len(taken(workspace, "x.json", found).new) == 1


def test_offsets_without_words_count_in_the_unit_that_is_given(make: Make, tmp_path: Path) -> None:
    workspace = make({"a.txt": "💩 café closes."})
    for unit, start, end in ((OffsetUnit.UTF16, 3, 7), (OffsetUnit.BYTES, 5, 10), (OffsetUnit.CODE_POINTS, 2, 6)):
        (tmp_path / "x.json").write_text(
            json.dumps(w3c({"type": "TextPositionSelector", "start": start, "end": end}, source="a.txt"))
        )
        options = Options(unit=unit, is_unit_certain=True)
        imported = run_to_end(import_(workspace, tmp_path / "x.json", format_by_name("w3c"), options, dry_run=True))
        assert [each.exact for each in imported.new] == ["café"]


@pytest.mark.parametrize("change", [lambda text: text.strip(), lambda text: "\ufeff" + text.replace("\n", "\r\n")])
def test_a_source_is_known_by_its_text_without_what_programs_strip(
    change: Callable[[str], str], make: Make, tmp_path: Path
) -> None:
    text = "\nStorm closes\nharbour.\n"
    workspace, theirs = make({"a.txt": text, "b.txt": "Another."}), change(text)
    start = theirs.index("harbour")
    line = {"text": theirs, "spans": [{"start": start, "end": start + 7, "label": "claim"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(line))
    imported = run_to_end(import_(workspace, tmp_path / "x.jsonl", format_by_name("spacy")))
    assert places(imported) == [("a.txt", *Span(14, 21), "claim")]
    assert (imported.unsure, imported.orphans) == (0, 0)


def test_several_sources_with_the_text_are_said(make: Make, tmp_path: Path) -> None:
    workspace = make({"a.txt": TEXT, "b.txt": TEXT})
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": TEXT, "spans": [{"start": 0, "end": 5, "label": "claim"}]}))
    imported = run_to_end(import_(workspace, tmp_path / "x.jsonl", format_by_name("spacy")))
    assert places(imported) == [("a.txt", 0, 5, "claim")]
    assert imported.report[1:] == ["in the first of several sources that have their text: 1"]


# Once, and as one step


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


# What is wrong


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
def test_a_record_that_is_no_annotation_is_refused_and_said(
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
def test_what_is_no_tagged_passage_is_left_out_and_said(
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
def test_a_file_of_another_kind_is_said_so(format: str, content: str, workspace: Workspace) -> None:
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
    from reader.workflows.export import export
    from reader.workspace.location import locate_workspace

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
