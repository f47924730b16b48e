"""The table of `reader list` and its records."""

from collections import Counter

import pytest

from reader.reports.columns import cell_width
from reader.reports.selection import Selection
from reader.reports.source_list import SourceEntry, list_sources, source_table
from reader.settings import TAGS
from reader.text.span import Span
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

BY_TAG = Selection(None, None, [tag.name for tag in TAGS])


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("港口", 4), ("👩‍👩‍👧", 2), ("\x07é", 0)]
)
def test_a_width_is_counted_in_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_columns_are_aligned_by_cells_and_long_names_are_cut() -> None:
    entries = [
        SourceEntry("港.txt", "A title", Counter(quote=12, claim=3), 0, ""),
        SourceEntry("x" * 48, "", Counter(), 0, "it is not UTF-8"),
        SourceEntry("y" * 49, "", Counter(quote=1), 1, "the source is gone"),
    ]
    assert source_table(entries, BY_TAG).split("\n") == [
        "source" + " " * 42 + "  quote  claim  boilerplate  title",
        "港.txt" + " " * 42 + "     12      3            ·  A title",
        "x" * 48 + "      ·      ·            ·  ! it is not UTF-8",
        "y" * 24 + "…" + "y" * 23 + "      1      ·            ·  ! the source is gone [1 orphans]",
        "",
    ]


def test_long_names_in_one_folder_are_told_apart_by_their_ends() -> None:
    ids = [f"{'newspapers of the north/' * 3}2026-03-{day}.txt" for day in (17, 18)]
    _, *rows = source_table([SourceEntry(id, "", Counter(), 0, "") for id in ids], BY_TAG).splitlines()
    assert [row.split("  ")[0].rpartition("/")[2] for row in rows] == ["2026-03-17.txt", "2026-03-18.txt"]


def test_tags_that_the_codebook_lacks_have_a_column_too() -> None:
    entries = [SourceEntry("a.txt", "A", Counter({"quote": 2, "rumour": 5, "claim/number": 1}), 0, "")]
    head, row = source_table(entries, BY_TAG).splitlines()
    assert head.split() == ["source", "quote", "claim", "boilerplate", "rumour", "title"]
    assert row.split() == ["a.txt", "2", "1", "·", "5", "A"]


def test_a_source_without_a_title_has_no_blanks_at_its_end() -> None:
    assert not source_table([SourceEntry("a.txt", "", Counter(), 0, "")], BY_TAG).split("\n")[1].endswith(" ")


def test_sources_that_are_gone_come_last_with_their_orphans(make: Make) -> None:
    workspace = make({"b.txt": "One here.", "c.txt": "Two here.", "a.txt": "Three here."})
    for id in ("b.txt", "c.txt"):
        workspace.tag(workspace.article(workspace.source(id)), Span(0, 3), "quote")
    (workspace.sources.folder / "b.txt").unlink()
    (workspace.sources.folder / "c.txt").write_text("Nothing like it.")
    entries = list_sources(Workspace(workspace.paths), BY_TAG)
    assert [(each.source, each.counts["quote"], each.orphans, each.problem) for each in entries] == [
        ("a.txt", 0, 0, ""),
        ("c.txt", 1, 1, ""),
        ("b.txt", 1, 1, "the source is gone"),
    ]
    assert entries[0].record(BY_TAG)["problem"] is None
    assert entries[2].record(BY_TAG) == {
        "source": "b.txt", "title": "", "tags": {"quote": 1}, "orphans": 1, "problem": "the source is gone"
    }  # fmt: skip


def test_who_is_done_stands_in_a_column_of_its_own_if_anybody_is(make: Make) -> None:
    workspace = make({"a.txt": "One here.", "b.txt": "Two here."})
    article = workspace.article(workspace.source("a.txt"))
    for name in ("Bob", "Ann"):
        Workspace(workspace.paths, creator=name).done.toggle(article)
    entries = list_sources(Workspace(workspace.paths), BY_TAG)
    assert [line.split()[4:7] for line in source_table(entries, BY_TAG).splitlines()] == [
        ["done", "title"],
        ["Ann,", "Bob", "a.txt"],
        ["·", "b.txt"],
    ]
    assert entries[0].record(BY_TAG)["done"] == ["Ann", "Bob"]
    assert "done" not in entries[1].record(BY_TAG)
    workspace.source("a.txt").path.write_text("Something else.")
    changed = list_sources(Workspace(workspace.paths), BY_TAG)[0]
    assert (changed.done_by, changed.record(BY_TAG)["done_before_it_changed"]) == (
        "Ann (changed), Bob (changed)",
        ["Ann", "Bob"],
    )


def test_originals_stand_last_and_say_so(make: Make) -> None:
    workspace = make({"a.txt": "A.", "originals/one.txt": "One.", "z.txt": "Z."})
    entries = list_sources(workspace, BY_TAG)
    assert [each.source for each in entries] == ["a.txt", "z.txt", "originals/one.txt"]
    assert [each.record(BY_TAG).get("role") for each in entries] == [None, None, "original"]


def test_sources_are_chosen_by_who_is_done(make: Make) -> None:
    workspace = make({"a.txt": "One here.", "b.txt": "Two here.", "c.txt": "Three here."})
    workspace.done.toggle(workspace.article(workspace.source("a.txt")))
    workspace.done.toggle(workspace.article(workspace.source("b.txt")))
    workspace.source("b.txt").path.write_text("Two here, and more.")
    for terms, found in (("done:", ["a.txt"]), ("done:no", ["b.txt", "c.txt"]), ("done:changed", ["b.txt"])):
        opened = Workspace(workspace.paths)
        entries = list_sources(opened, Selection.of(opened, terms))
        assert [each.source for each in entries] == found
