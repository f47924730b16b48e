"""How many annotations each tag has, by source and person."""

import csv
import io
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, annotate
from reader.formats.corpus import ExportScope
from reader.reports.chosen_tags import ChosenTags, chosen_tags
from reader.reports.export_scope import narrowed
from reader.reports.selection import Selection
from reader.reports.source_list import list_sources
from reader.reports.tag_table import MOST_ROWS, TagTable
from reader.text.span import Span
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.stores import add


def chosen(source: str, *tags: tuple[str, str]) -> ChosenTags:
    """Return what is chosen in a source: tags and who set them."""
    made = [
        Annotation(
            id=f"{source} {number}", source=source, start=number, end=number + 1, exact="x", tag=tag, creator=who
        )
        for number, (tag, who) in enumerate(tags)
    ]
    return ChosenTags(source, None, "", made, {})


SOME = TagTable.of(
    [
        chosen("a.txt", ("claim", "Ann"), ("claim/number", "Ann"), ("claim/number/year", "Bob"), ("quote", "")),
        chosen("b.txt", ("claim/number", "Bob"), ("=sum", "Bob")),
    ]
)


def test_a_tag_is_counted_alone_and_with_those_nested_in_it() -> None:
    counts = {(each["tag"], each["source"], each["person"]): tuple(each.values())[3:] for each in SOME.records()}
    assert counts["claim", "a.txt", "Ann"] == (1, 2)
    assert counts["claim", "a.txt", "Bob"] == (0, 1)
    assert counts["claim/number", "b.txt", "Bob"] == (1, 1)
    assert sum(own for own, _ in counts.values()) == 6


def test_it_is_printed_by_person_and_by_source() -> None:
    assert list(SOME.lines()) == [
        "tag       alone  with nested  sources  Bob  Ann  (nobody)",
        "claim         1            4        2    2    2         ·",
        "  number      2            3        2    2    1         ·",
        "    year      1            1        1    1    ·         ·",
        "=sum          1            1        1    1    ·         ·",
        "quote         1            1        1    ·    ·         1",
        "all           6            6        2    3    2         1",
        "",
        "source  all  claim  =sum  quote",
        "a.txt     4      3     ·      1",
        "b.txt     2      1     1      ·",
        "all       6      4     1      1",
    ]


def test_without_nested_tags_there_is_one_number() -> None:
    assert next(TagTable.of([chosen("a.txt", ("claim", "Ann"))]).lines()) == "tag    all  sources  Ann"
    assert list(TagTable.of([]).lines()) == ["no tags"]


def test_csv_guards_what_a_spreadsheet_would_run() -> None:
    (guarded,) = (row for row in csv.DictReader(io.StringIO(SOME.csv())) if "sum" in row["tag"])
    (raw,) = (row for row in csv.DictReader(io.StringIO(SOME.csv(raw=True))) if "sum" in row["tag"])
    assert (guarded["tag"], raw["tag"], raw["annotations"]) == ("'=sum", "=sum", "1")


MANY = TagTable.of(
    chosen(
        f"wire/a report of the harbour office {source:03}.txt",
        *((f"group {tag % 7}/tag {tag}", f"Person {tag % 23}") for tag in range(100) for _ in range(100 // (tag + 1))),
    )
    for source in range(30)
)


@pytest.mark.parametrize("width", [0, 80, 60])
def test_many_tags_people_and_sources_stay_legible(width: int) -> None:
    tags, _, sources = "\n".join(MANY.lines(width)).partition("\n\n")
    assert max(map(len, f"{tags}\n{sources}".splitlines())) <= (width or 80)
    for table, more in ((tags, "more tags: "), (sources, "more sources: ")):
        rows = [line.rstrip() for line in table.splitlines()]
        assert len(rows) == MOST_ROWS + 3
        assert more in rows[-1]
        assert "others" in rows[0]


def test_one_source_more_is_one_source() -> None:
    table = TagTable.of(chosen(f"{number:02}.txt", ("claim", "Ann")) for number in range(MOST_ROWS + 1))
    assert list(table.lines())[-1] == "1 more source: 1 annotation"


def test_the_rest_is_counted() -> None:
    *rows, total, rest = "\n".join(MANY.lines()).partition("\n\n")[2].splitlines()
    numbers = [[int(cell.replace(",", "")) for cell in re.split(r"  +", row.strip())[1:]] for row in rows[1:]]
    assert all(first == sum(others) for first, *others in numbers), "the columns of a row add up"
    left = int(rest.split()[-2].replace(",", ""))
    assert sum(row[0] for row in numbers) + left == int(total.split()[1].replace(",", "")) == sum(MANY.own.values())


TEXT = "Storm closes the harbour. Ships wait outside, and nobody knows for how long it will be. Ann said so."
Given = tuple[str, int, int, str, str]  # source, start, length, tag and creator
passages = st.lists(
    st.tuples(
        st.sampled_from(("same.txt", "edited.txt", "gone.txt")), st.integers(0, 80), st.integers(1, 20),
        st.sampled_from(("claim", "quote", "claim/number", "own")), st.sampled_from(("Ann", "Bob", "")),
    ),
    max_size=12,
)  # fmt: skip


@given(
    passages,
    st.sampled_from(("", "tag:claim", "tag:=claim", "by:ann", "claim near:quote~9", "not in:", "status:orphan")),
)
@settings(max_examples=12)
def test_its_sums_are_those_of_the_list_and_of_an_export(
    given: list[tuple[str, int, int, str, str]], terms: str
) -> None:
    with TemporaryDirectory() as folder:
        workspace = _workspace(Path(folder), given)
        selection = Selection.of(workspace, terms)
        table = TagTable.of(chosen_tags(workspace, selection, tagged_only=True))
        counted = Counter[tuple[str, str]]()
        for cell, number in table.own.items():
            counted[cell.source, cell.tag] += number
        entries = list_sources(workspace, selection)
        assert counted == Counter({(e.source, tag): n for e in entries for tag, n in e.counts.items()})
        scope = narrowed(workspace, ExportScope(), terms)
        exported = scope.select(build_corpus(workspace, [])).annotations
        assert counted == Counter((each.present.source, each.present.tag) for each in exported)


def _workspace(folder: Path, given: list[Given]) -> Workspace:
    """Return a workspace in which a source is the one that was tagged, another one was edited, and a third is gone."""
    sources = folder / "seeds"
    sources.mkdir()
    for name in ("same.txt", "edited.txt", "gone.txt"):
        (sources / name).write_text(f"{name} {TEXT}", "utf-8")
    workspace = Workspace(locate_workspace(folder))
    for name, start, length, tag, creator in given:
        article = workspace.article(workspace.source(name))
        add(workspace.store, annotate(article, Span(start, start + length), tag, creator=creator))
    (sources / "edited.txt").write_text(f"edited.txt {TEXT[40:]}", "utf-8")
    (sources / "gone.txt").unlink()
    return Workspace(locate_workspace(folder))
