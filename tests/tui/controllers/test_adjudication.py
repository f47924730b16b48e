"""Adjudication: what people disagree on is shown in place, a key decides, and undo takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.text.span import Span
from reader.tui.screens.adjudication import AdjudicationScreen, PlaceView
from reader.tui.screens.question import Question
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, no_burst, passage, reading, status, typed, until, view

Make = Callable[..., Workspace]

TEXT = "The harbour is closed. “We wait,” said Ann. Ten ships are outside.\n\nShare this page.\n"
SAID = {
    "ann": {"The harbour is closed.": "claim", "“We wait,”": "quote", "Share this page.": "boilerplate"},
    "bob": {
        "The harbour is closed.": "claim",
        "“We wait,” said Ann.": "quote",
        "Ten ships are outside.": "claim",
        "Share this page.": "quote",
    },
}


@pytest.fixture
def eve(make: Make) -> Workspace:
    """Ann and Bob tagged, and agree on one passage of four; Eve decides."""
    workspace = make({"port.txt": TEXT})
    for who, said in SAID.items():
        tag(workspace, who, said)
    return Workspace(workspace.paths, creator="eve")


def tag(workspace: Workspace, who: str, said: dict[str, str]) -> None:
    with Workspace(workspace.paths, creator=who) as theirs:
        article = theirs.article(theirs.source("port.txt"))
        for exact, name in said.items():
            start = TEXT.index(exact)
            theirs.tag(article, Span(start, start + len(exact)), name)


def decisions(workspace: Workspace) -> list[tuple[str, str]]:
    """What Eve took, and what she dismissed."""
    tagged = [(each.tag, each.exact) for each in workspace.annotations if each.creator == "eve"]
    return tagged + [(f"no {each.tag}", each.exact) for each in workspace.store.dismissals]


def adjudicate(pilot: Reader) -> AdjudicationScreen:
    assert isinstance(pilot.app.screen, AdjudicationScreen)
    return pilot.app.screen


def title(pilot: Reader) -> str:
    return str(adjudicate(pilot).query_one("Vertical").border_title)


def shown(pilot: Reader) -> list[str]:
    """What stands there, without colours."""
    place = adjudicate(pilot).query_one(PlaceView)
    lines = ["".join(segment.text for segment in place.render_line(y)).rstrip() for y in range(place.size.height)]
    return [line for line in lines if line]


async def opened(pilot: Reader) -> None:
    await pilot.press("D")
    await until(pilot, lambda: "1 of 3" in title(pilot) and any("├" in line for line in shown(pilot)))


async def test_both_sides_stand_under_the_text(eve: Workspace) -> None:
    async with reading(eve, (60, 20)) as pilot:
        await opened(pilot)
        assert "1 of 3 disagreements · 1 agreed (A)" in title(pilot)
        assert shown(pilot) == [
            "  The harbour is closed. “We wait,” said Ann. Ten ships",
            "1                        ├ quote ─┤",
            "2                        ├ quote ───────────┤",
            "  are outside.",
        ]
        await pilot.press("j")
        await until(pilot, lambda: "1 nothing" in shown(pilot))
        assert "2 ─ claim ───┤" in shown(pilot)


KEYS = {
    "one": ("1", [("quote", "“We wait,”")]),
    "the other": ("right", [("quote", "“We wait,” said Ann.")]),
    "both": ("b", [("quote", "“We wait,” said Ann."), ("quote", "“We wait,”")]),
    "neither": ("n", [("no quote", "“We wait,” said Ann."), ("no quote", "“We wait,”")]),
}


@pytest.mark.parametrize("name", KEYS)
async def test_a_key_decides_and_undo_brings_the_question_back(name: str, eve: Workspace) -> None:
    key, expected = KEYS[name]
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press(key)
        await until(pilot, lambda: "2 of 3 disagreements · 1 decided" in title(pilot))
        assert sorted(decisions(eve)) == sorted(expected)
        await pilot.press("k")
        await until(pilot, lambda: any(line.startswith("✓") for line in shown(pilot)))
        await pilot.press("j", "u")
        await until(pilot, lambda: "1 of 3 disagreements ·" in title(pilot) and "decided" not in title(pilot))
        assert decisions(eve) == []


async def test_all_are_decided_without_looking_up(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press("1", "2", "n", "A")
        await until(pilot, lambda: len(decisions(eve)) == 5)
        assert sorted(decisions(eve)) == [
            ("claim", "Ten ships are outside."),
            ("claim", "The harbour is closed."),
            ("no boilerplate", "Share this page."),
            ("no quote", "Share this page."),
            ("quote", "“We wait,”"),
        ]
        await until(pilot, lambda: "3 decided" in title(pilot) and "agreed" not in title(pilot))
        await pilot.press("A")
        await until(pilot, lambda: "nothing left that everyone agrees on" in adjudicate(pilot).message)


async def test_keys_that_run_ahead_are_each_for_the_next_place(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        typed(pilot, "1", "2", "n", "u")
        await until(pilot, lambda: "3 of 3 disagreements · 2 decided" in title(pilot))
        assert decisions(eve) == [("quote", "“We wait,”"), ("claim", "Ten ships are outside.")]


async def test_a_burst_asks_before_it_takes_all_that_are_agreed(eve: Workspace) -> None:
    for who in SAID:
        tag(eve, who, {"Ann": "claim"})
    eve = Workspace(eve.paths, creator="eve")  # which has read what the others have tagged since
    async with reading(eve) as pilot:
        await opened(pilot)
        typed(pilot, "j", "A")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        assert decisions(eve) == []
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(decisions(eve)) == 2)


async def test_what_cannot_be_decided_is_said_and_stays(eve: Workspace, tmp_path: Path) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        (tmp_path / "seeds" / "port.txt").write_text(f"New. {TEXT}")
        await pilot.press("1")
        await until(pilot, lambda: any("changed in the meantime" in each.message for each in pilot.app._notifications))
        assert decisions(eve) == []
        await until(pilot, lambda: any(line.startswith("  New. The harbour") for line in shown(pilot)))
        assert "1 of 3 disagreements" in title(pilot)
        await pilot.press("1")
        await until(pilot, lambda: decisions(eve) == [("quote", "“We wait,”")])


async def test_what_others_do_meanwhile_is_seen(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        tag(eve, "bob", {"closed": "quote"})
        await until(pilot, lambda: "1 of 4 disagreements" in title(pilot))


async def test_a_place_is_visited(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press("j", "o")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AdjudicationScreen))
        assert passage(pilot) == "Ten ships are outside."


async def test_nobody_decides_alone(make: Make) -> None:
    async with reading(make({"one.txt": "One."})) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: any("nothing to adjudicate" in each.message for each in pilot.app._notifications))
        assert len(pilot.app.screen_stack) == 1 and view(pilot).has_focus, status(pilot)


@pytest.mark.parametrize("size", [(40, 12), (220, 60)])
async def test_it_fits_any_screen(size: tuple[int, int], eve: Workspace) -> None:
    async with reading(eve, size) as pilot:
        await opened(pilot)
        assert any("├ quote ─┤" in line for line in shown(pilot))
        assert any(line.startswith("2") for line in shown(pilot))


async def test_a_field_that_differs_is_shown_and_settled(eve: Workspace) -> None:
    for who, rating in (("ann", "open"), ("bob", "refuted")):
        with Workspace(eve.paths, creator=who) as theirs:
            claim = next(each for each in theirs.annotations if each.creator == who and each.start == 0)
            theirs.fields.set([claim], {"rating": rating})
    async with reading(Workspace(eve.paths, creator="eve"), (80, 24)) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: "1 of 4" in title(pilot) and any("├" in line for line in shown(pilot)))
        said = "\n".join(str(each.render()) for each in adjudicate(pilot).query("Static"))
        assert "port.txt · rating differs" in said
        assert "claim: rating refuted · The harbour is closed." in said
        await pilot.press("2")
        await until(pilot, lambda: "took bob, saved" in str(adjudicate(pilot).message))
        (own,) = (each for each in pilot.app.workspace.annotations if each.creator == "eve")  # type: ignore[attr-defined]
        assert dict(own.fields) == {"rating": "refuted"}
