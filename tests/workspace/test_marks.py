"""Marks: set, taken back, found again in a source that changed, and kept in the reader's own state folder."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.text.span import Span
from reader.workspace.location import locate_workspace
from reader.workspace.marks import LEAST_CONTEXT, TAG, near
from reader.workspace.reading_state import marks_file
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "The ferry leaves at noon. It comes back in the evening. Nobody knows why it is late."
FIRST, SECOND = Span(0, 25), Span(26, 55)


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"a.txt": TEXT, "b.txt": "Another text is here."})


def places(workspace: Workspace, id: str = "a.txt") -> list[str]:
    article = workspace.sources.read(id)
    return [mark.span.of(article.text) for mark in workspace.marks.of(article)]


def again(workspace: Workspace) -> Workspace:
    return Workspace(locate_workspace(workspace.paths.folder))


def test_a_mark_is_set_and_taken_back(here: Workspace) -> None:
    article = here.sources.read("a.txt")
    assert here.marks.toggle(article, SECOND)
    assert here.marks.toggle(article, FIRST)
    assert places(again(here)) == [FIRST.of(TEXT), SECOND.of(TEXT)]
    assert not here.marks.toggle(article, Span(4, 9)), "a word of what is marked"
    assert places(here) == [SECOND.of(TEXT)]


def test_a_mark_is_taken_back_only_if_it_is_clear_which(here: Workspace) -> None:
    article = here.sources.read("a.txt")
    here.marks.toggle(article, FIRST)
    here.marks.toggle(article, SECOND)
    assert here.marks.toggle(article, article.whole), "two are in it"
    assert not here.marks.toggle(article, article.whole), "now one is the same"


def test_nothing_of_it_is_in_the_workspace(here: Workspace, tmp_path: Path) -> None:
    before = sorted(tmp_path.glob("**/*"))
    here.marks.toggle(here.sources.read("a.txt"), FIRST)
    assert [each for each in sorted(tmp_path.glob("**/*")) if each not in before and "state" not in each.parts] == []
    assert marks_file(here.paths.sources).exists()


@pytest.mark.parametrize(
    ("now", "place", "is_found"),
    [
        (f"A new first line.\n\n{TEXT}", "It comes back in the evening.", True),
        (TEXT.replace("comes back in the evening", "never returns"), "I", True),  # known by what stands before it
        (TEXT.replace("comes back in the evening", "never returns").replace("noon", "one"), "N", True),  # or after
        ("Quite another text is here, and nothing of the old one is left.", None, False),
    ],
)
def test_it_is_found_in_a_source_that_changed(here: Workspace, now: str, place: str | None, is_found: bool) -> None:
    here.marks.toggle(here.sources.read("a.txt"), SECOND)
    here.source("a.txt").path.write_text(now)
    (mark,) = here.marks.of(here.sources.read("a.txt"))
    assert mark.is_found is is_found
    assert place is None or mark.span.of(now).strip()[: len(place)] == place


def test_it_follows_one_change_after_another(here: Workspace) -> None:
    here.marks.toggle(here.sources.read("a.txt"), SECOND)
    for text in (f"One. {TEXT}", f"One. Two. {TEXT.replace('noon', 'nine')}", TEXT.replace("Nobody", "Somebody")):
        here.source("a.txt").path.write_text(text)
        article = here.sources.read("a.txt")
        assert here.marks.is_slow(article)
        here.marks.follow(article, here.marks.of(article))
        assert places(here) == [SECOND.of(TEXT)]
        assert not here.marks.is_slow(article)


def test_all_are_listed_also_of_a_source_that_is_gone(here: Workspace) -> None:
    for id in ("b.txt", "a.txt"):
        here.marks.toggle(here.sources.read(id), Span(0, 7))
    here.source("b.txt").path.unlink()
    found = [(mark.stored.source, mark.is_found) for some in here.marks.everywhere() for mark in some]
    assert found == [("a.txt", True), ("b.txt", False)]
    here.marks.remove([mark.id for some in here.marks.everywhere() for mark in some if not mark.is_found])
    assert [each.source for each in again(here).marks.stored] == ["a.txt"]


@pytest.mark.parametrize("damaged", [b"", b"[{}]", b"null", b'[{"id": 1}]', b"[" * 100_000])
def test_a_file_that_cannot_be_used_is_not_a_mark(here: Workspace, damaged: bytes) -> None:
    here.marks.toggle(here.sources.read("a.txt"), FIRST)
    marks_file(here.paths.sources).write_bytes(damaged)
    assert places(here) == []


def test_two_programs_lose_nothing(here: Workspace) -> None:
    other = again(here)
    here.marks.toggle(here.sources.read("a.txt"), FIRST)
    other.marks.toggle(other.sources.read("a.txt"), SECOND)
    assert len(places(here)) == 2


CONTEXT = "x" * LEAST_CONTEXT


@pytest.mark.parametrize(
    ("prefix", "suffix", "text", "start", "is_found"),
    [
        (CONTEXT, "", f"{CONTEXT}here", LEAST_CONTEXT, True),
        (CONTEXT[1:], "", f"{CONTEXT[1:]}here", 5, False),  # too little to go by
        ("", CONTEXT, f"here{CONTEXT}", 4, True),
        ("", CONTEXT[1:], f"here{CONTEXT[1:]}", 5, False),
        ("", f"  {CONTEXT}", f"here  {CONTEXT}", 6, True),  # the first word after it
        (CONTEXT, "", CONTEXT, 5, False),  # nothing is left behind it
        (CONTEXT, "", f"{CONTEXT}here {CONTEXT}there", 5, False),  # in two places
        (f"{' ' * 20}x", "", f"{' ' * 20}x here", 5, False),  # blanks tell nothing
    ],
)
def test_words_that_are_gone_are_known_by_what_stands_beside_them(
    prefix: str, suffix: str, text: str, start: int, is_found: bool
) -> None:
    stored = Annotation(id="1", source="a.txt", start=5, end=9, exact="gone", tag=TAG, prefix=prefix, suffix=suffix)
    mark = near(stored, text)
    assert (mark.span.start, mark.is_found, mark.gone) == (start, is_found, "gone")


def test_only_marks_in_the_same_source_are_looked_for(here: Workspace) -> None:
    here.marks.toggle(here.sources.read("a.txt"), FIRST)
    assert not here.marks.is_slow(here.sources.read("b.txt"))


def test_what_has_not_changed_is_not_stored_again(here: Workspace) -> None:
    article = here.sources.read("a.txt")
    here.marks.toggle(article, FIRST)
    before = marks_file(here.paths.sources).stat().st_ino
    here.marks.follow(article, here.marks.of(article))
    assert marks_file(here.paths.sources).stat().st_ino == before
