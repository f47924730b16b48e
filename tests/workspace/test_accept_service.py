"""Accepting the sure suggestions of many sources."""

import pytest

from reader.workspace import accept_service
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

CLAIM = "The bridge was built in 1962 and carries 9,000 cars a day."


def bridges(make: Make) -> Workspace:
    workspace = make({f"{name}.txt": f"A title of {name}\n\n{CLAIM} It is in {name}.\n" for name in ("a", "b", "c")})
    for _ in workspace.sources.catalog.find():
        pass
    return workspace


def test_all_are_one_step_which_leaves_out_what_changed_or_was_decided(make: Make) -> None:
    workspace = bridges(make)
    found = [each for each in workspace.accepting.find(["a.txt", "b.txt", "c.txt", "none.txt"]) if each]
    assert [each.source for each in found if each.problem] == ["none.txt"]
    assert sum(one.tag == "claim" for each in found for one in each.found) >= 3
    workspace.source("b.txt").path.write_text("Something else is here.")
    opened = workspace.article(workspace.source("c.txt"))
    workspace.tag(opened, found[2].found[0].span, found[2].found[0].tag)
    before = len(workspace.annotations)
    accepted = workspace.accepting.accept(found, opened)
    assert list(accepted.skipped) == ["b.txt", "none.txt"]
    assert len(accepted.step.changes) == len(found[0].found) + len(found[2].found) - 1
    workspace.undo()
    assert len(workspace.annotations) == before


def test_nothing_is_accepted_if_nothing_is_sure(make: Make) -> None:
    workspace = bridges(make)
    assert workspace.accepting.accept([]).step.changes == ()


def test_evidence_on_lines_is_gathered_first_unless_there_are_very_many_sources(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, ids = bridges(make), ["a.txt", "b.txt", "c.txt"]
    monkeypatch.setattr(accept_service, "MOST_SOURCES", 2)
    assert [each is None for each in workspace.accepting.find(ids)] == [False] * 3
    monkeypatch.setattr(accept_service, "MOST_SOURCES", 3)
    assert [each is None for each in workspace.accepting.find(ids)] == [True] * 3 + [False] * 3
    assert [each is None for each in workspace.accepting.find(ids)] == [False] * 3, "it is known by now"


def test_nothing_is_looked_for_in_a_long_text(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = bridges(make)
    length = len(workspace.article(workspace.source("a.txt")).text)
    for longest, is_any in ((length - 1, False), (length, True)):
        monkeypatch.setattr(accept_service, "LARGEST", longest)
        (found,) = [each for each in workspace.accepting.find(["a.txt"]) if each]
        assert bool(found.found) is is_any
