"""A change of the codebook in words."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotation.model.annotation import dismissal
from reader.reports.codebook_change import change_summary, done_lines, plan_lines
from reader.workspace.codebook_files import FileChange
from reader.workspace.codebook_service import CodebookPlan
from reader.workspace.tag_moves import LINK, Apart, TagMove
from tests.support.stores import an_annotation

USERS, OWN = Path("user/reader.toml"), Path("reader.toml")
ONE = an_annotation("a" * 36, tag="rumour", creator="ann")
TWO = replace(ONE, id="b" * 36, source="two\x1b.txt", creator="")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (CodebookPlan("retire", "rumour", ""), "no annotation has it"),
        (CodebookPlan("retire", "rumour", "", [ONE]), "1 annotation keeps it, in 1 source, by 1 person"),
        (CodebookPlan("retire", "rumour", "", [ONE, TWO]), "2 annotations keep it, in 2 sources, by 2 people"),
        (CodebookPlan("retire", "rumour", "witness", [ONE]), "1 tag, in 1 source, by 1 person"),
        (CodebookPlan("merge", "rumour", "witness"), "no tags"),
    ],
)
def test_the_summary_counts_what_has_the_tag(plan: CodebookPlan, words: str) -> None:
    assert change_summary(plan) == words


def test_a_plan_says_all_that_it_comes_to_and_is_safe_to_print() -> None:
    apart = (Apart(ONE, TWO, ("rating", LINK)), Apart(TWO, ONE, ("rating",)))
    move = TagMove((), (ONE, TWO), (dismissal(ONE),), 3, 1, apart)
    files = [FileChange(USERS, b"", b""), FileChange(OWN, b"", b"")]
    plan = CodebookPlan("merge", "rumour", "witness", [ONE, TWO], move, files, lacking=Counter(place=2))
    assert [*plan_lines(plan, USERS)] == [
        "merge rumour into witness: 2 tags, in 2 sources, by 2 people",
        "       1  (nobody)",
        "       1  ann",
        "       1  one.txt",
        "       1  two␛.txt",
        "1 dismissed suggestion of it, too",
        "3 become one with a tag that is already there; nothing is lost",
        "2 stay beside such a tag, since they differ: a link between them 1, rating 2",
        "1 dismissed suggestion dropped: the same person has tagged or dismissed the same passage",
        "kept, though witness has no such fields: place 2",
        "  aaaaaaaa  one.txt: One.",
        "  bbbbbbbb  two␛.txt: One.",
        "would change user/reader.toml, which applies to all your workspaces",
        "would change reader.toml",
    ]
    assert next(done_lines(plan, USERS)) == "merged rumour into witness: 2 tags, in 2 sources, by 2 people"


def test_of_many_sources_the_rest_is_one_line() -> None:
    found = [replace(ONE, source=f"{number:02}.txt") for number in range(23)]
    lines = [*plan_lines(CodebookPlan("retire", "rumour", "", found), USERS)]
    assert lines[-2:] == ["       1  19.txt", "       3  in 3 more"]
