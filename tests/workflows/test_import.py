"""What other programs write is taken over: found by its words, and kept if it is not found."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.formats import detect_format, format_by_name
from reader.formats.format import Options
from reader.formats.offset_units import OffsetUnit
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.import_ import import_
from reader.workflows.import_targets import OTHER_NAME
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.workspace import Workspace
from tests.support.imports import PLACE, QUOTE, TEXT, places, quoted, taken, w3c

Make = Callable[..., Workspace]


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a/one.txt": TEXT, "two.txt": "Another text."})


# Other people's files


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


def test_a_source_is_known_by_the_end_of_a_longer_path(workspace: Workspace) -> None:
    for path in ("seeds/a/one.txt", "home/seeds/a/one.txt"):
        (each,) = taken(workspace, "x.json", w3c(quoted("It is odd"), source=path, id=path), dry_run=True).new
        assert each.source == "a/one.txt"


def test_a_context_that_contradicts_is_for_a_person(workspace: Workspace) -> None:
    found = quoted("Storm closes school", prefix="Nobody saw how the ", suffix=" on the north shore")
    for selectors in ([found], [{"type": "TextPositionSelector", "start": 45, "end": 64}, found]):
        imported = taken(workspace, "x.json", w3c(*selectors))
        assert (imported.unsure, imported.orphans) == (1, 0)
        assert imported.report[1:] == [
            "1 new one needs a review: press R in the reader, or run reader check",
            "to review, as the words around them are not those in the file: 1",
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


@pytest.mark.parametrize(("now", "source"), [("Storm closes harbour. It is odd.", "b.txt"), (TEXT[:40], "a.txt")])
def test_a_source_that_has_become_another_text_gives_its_tags_to_the_one_with_their_text(
    now: str, source: str, make: Make, tmp_path: Path
) -> None:
    workspace = make({"a.txt": now, "b.txt": TEXT})
    line = {"text": TEXT, "source": "a.txt", "spans": [{"start": 0, "end": 5, "label": "claim"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(line))
    imported = run_to_end(import_(workspace, tmp_path / "x.jsonl", format_by_name("spacy")))
    assert [each.source for each in imported.new] == [source]
    assert imported.remarks == ({OTHER_NAME: 1} if source == "b.txt" else {})


def test_several_sources_with_the_text_are_reported(make: Make, tmp_path: Path) -> None:
    workspace = make({"a.txt": TEXT, "b.txt": TEXT})
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": TEXT, "spans": [{"start": 0, "end": 5, "label": "claim"}]}))
    imported = run_to_end(import_(workspace, tmp_path / "x.jsonl", format_by_name("spacy")))
    assert places(imported) == [("a.txt", 0, 5, "claim")]
    assert imported.report[1:] == ["in the first of several sources that have their text: 1"]
