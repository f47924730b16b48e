"""Every match of a search in all sources, and tagging all of them as one step."""

import pytest

from reader.errors import UsageError
from reader.text.find import Query
from reader.text.span import Span
from reader.workspace.match_service import Matches
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

SOURCES = {"a.txt": "A ferry. Two ferries.", "b.md": "The **Fer**ry.", "c.txt": "Nothing.", "d.txt": b"\xff\xfe\xff"}


@pytest.fixture
def here(make: Make) -> Workspace:
    return make(SOURCES)


def searched(workspace: Workspace, words: str, *, is_regex: bool = False, is_exact: bool = False) -> Matches:
    return Matches.of(workspace.matches.search(SOURCES, Query(words, is_regex, is_exact)))


def tagged(workspace: Workspace) -> list[tuple[str, str, str]]:
    return [(each.source, each.exact, each.tag) for each in workspace.annotations]


@pytest.mark.parametrize(
    ("words", "is_regex", "is_exact", "found"),
    [
        ("FERR", False, False, [("a.txt", 2), ("b.md", 1)]),
        ("Ferr", False, True, [("b.md", 1)]),
        ("ferr(y|ies)", True, False, [("a.txt", 2), ("b.md", 1)]),
        ("zebra", False, False, []),
    ],
)
def test_all_sources_are_searched_as_one_is(
    words: str, is_regex: bool, is_exact: bool, found: list[tuple[str, int]], here: Workspace
) -> None:
    matches = searched(here, words, is_regex=is_regex, is_exact=is_exact)
    assert [(each.source, len(each.spans)) for each in matches.found] == found
    assert matches.total == sum(number for _, number in found)
    assert [each.source for each in matches.unread] == ["d.txt"]


def test_all_matches_are_tagged_in_one_step_that_one_undo_takes_back(here: Workspace) -> None:
    result = here.matches.tag(searched(here, "ferr").found, "claim")
    assert tagged(here) == [("a.txt", "ferr", "claim"), ("a.txt", "ferr", "claim"), ("b.md", "**Fer**r", "claim")]
    assert (result.step.description, result.already) == ("tagged 3 matches as claim", 0)
    here.undo()
    assert tagged(here) == []


def test_what_this_person_has_tagged_so_is_counted_and_left_alone(here: Workspace) -> None:
    article = here.article(here.source("a.txt"))
    here.tag(article, Span(2, 6), "claim")
    result = here.matches.tag(searched(here, "ferr").found, "claim")
    assert (result.already, len(result.step.changes), len(here.annotations)) == (1, 2, 3)
    again = here.matches.tag(searched(here, "ferr").found, "claim")
    assert (again.already, again.step.changes) == (3, ())


def test_a_source_that_changed_after_the_search_is_left_out_and_named(here: Workspace) -> None:
    matches = searched(here, "ferr")
    here.source("a.txt").path.write_text("Now a ferry stands elsewhere.")
    here.source("b.md").path.unlink()
    result = here.matches.tag(matches.found, "claim")
    assert (result.skipped, tagged(here)) == (["a.txt", "b.md"], [])


def test_the_open_article_is_not_read_again(here: Workspace) -> None:
    article, matches = here.article(here.source("a.txt")), searched(here, "ferr")
    article.source.path.unlink()
    assert len(here.matches.tag(matches.found[:1], "claim", article).step.changes) == 2


def test_an_unknown_tag_is_refused(here: Workspace) -> None:
    with pytest.raises(UsageError, match="no such tag"):
        here.matches.tag(searched(here, "ferr").found, "rumour")
