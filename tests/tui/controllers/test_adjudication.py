"""Adjudication: what people disagree on is shown in place, a key decides, and undo takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.text.span import Span
from reader.tui.screens.adjudication import AdjudicationScreen
from reader.tui.screens.question import Question
from reader.tui.screens.whose_tags import WhoseList, WhoseTags
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.heading import Heading
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.people_tags import PeopleTags
from reader.tui.widgets.place_text import PlaceText
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import Reader, answered, no_burst, passage, reading, status, typed, until, view

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


def heading(pilot: Reader) -> str:
    return adjudicate(pilot).query_one(Heading).left


def state(pilot: Reader) -> str:
    bar = adjudicate(pilot).query_one(StatusBar)
    return f"{bar.place} | {bar.message}"


def drawn(pane: LineView) -> list[str]:
    lines = ["".join(segment.text for segment in pane.render_line(y)).rstrip() for y in range(pane.size.height)]
    return [line for line in lines if line]


def shown(pilot: Reader) -> list[str]:
    """The text of the place, without colours."""
    return drawn(adjudicate(pilot).query_one(PlaceText))


def people(pilot: Reader) -> list[str]:
    """What everyone tagged there, without colours."""
    return drawn(adjudicate(pilot).query_one(PeopleTags))


def place(pilot: Reader) -> str:
    """The words of the text that are drawn as the passage."""
    pane = adjudicate(pilot).query_one(PlaceText)
    style = pane.theme_styles.passage.bgcolor
    lines = [pane.render_line(y) for y in range(pane.size.height)]
    return " ".join(each.text for line in lines for each in line if each.style and each.style.bgcolor == style).strip()


async def opened(pilot: Reader) -> None:
    await pilot.press("D")
    await until(pilot, lambda: "1 of 3" in heading(pilot) and place(pilot) and people(pilot))


async def test_everyone_s_tags_stand_under_the_text(eve: Workspace) -> None:
    async with reading(eve, (60, 20)) as pilot:
        await opened(pilot)
        assert heading(pilot) == "disagreements · 1 of 3 · ann, bob"
        assert state(pilot).startswith("place 1 of 3 · 1 more on which all agree")
        assert shown(pilot)[0] == "The harbour is closed. “We wait,” said Ann. Ten ships are"
        assert place(pilot) == "“We wait,” said Ann."
        assert people(pilot) == [
            "1 ann      q quote  “We wait,”",
            "2 bob      q quote  “We wait,” said Ann.",
            "0 nothing  no tag stays here",
        ]
        assert adjudicate(pilot).query_one(PeopleTags).region.y > adjudicate(pilot).query_one(PlaceText).region.y
        await pilot.press("j")
        await until(pilot, lambda: "1 ann      nothing" in people(pilot))
        assert place(pilot) == "Ten ships are outside."


async def test_from_120_columns_on_they_stand_beside_it_with_the_whole_passages(eve: Workspace) -> None:
    tag(eve, "bob", {TEXT.strip(): "claim"})
    async with reading(Workspace(eve.paths, creator="eve"), (120, 24)) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: "1 of 1" in heading(pilot) and place(pilot))
        text, tags = adjudicate(pilot).query_one(PlaceText).region, adjudicate(pilot).query_one(PeopleTags).region
        assert (text.y, text.right) == (tags.y, tags.x)
        said = " ".join(" ".join(people(pilot)).split())
        assert "Ten ships are outside." in said and "Share this page." in said


KEYS = {
    "one": ("1", [("quote", "“We wait,”")]),
    "the other": ("2", [("quote", "“We wait,” said Ann.")]),
    "both": ("+", [("quote", "“We wait,” said Ann."), ("quote", "“We wait,”")]),
    "neither": ("0", [("no quote", "“We wait,” said Ann."), ("no quote", "“We wait,”")]),
}


@pytest.mark.parametrize("name", KEYS)
async def test_a_key_decides_and_undo_brings_the_question_back(name: str, eve: Workspace) -> None:
    key, expected = KEYS[name]
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press(key)
        await until(pilot, lambda: "place 2 of 3 · 1 decided" in state(pilot))
        assert sorted(decisions(eve)) == sorted(expected)
        await pilot.press("k")
        await until(pilot, lambda: any(line.startswith("✓") for line in people(pilot)))
        await pilot.press("j", "u")
        await until(pilot, lambda: "place 1 of 3" in state(pilot) and "decided" not in state(pilot))
        assert decisions(eve) == []


async def test_all_are_decided_without_looking_up(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press("1", "2", "0", "A")
        await until(pilot, lambda: len(decisions(eve)) == 5)
        assert sorted(decisions(eve)) == [
            ("claim", "Ten ships are outside."),
            ("claim", "The harbour is closed."),
            ("no boilerplate", "Share this page."),
            ("no quote", "Share this page."),
            ("quote", "“We wait,”"),
        ]
        await until(pilot, lambda: "3 decided" in state(pilot) and "agree" not in state(pilot).partition("|")[0])
        await pilot.press("A")
        await until(pilot, lambda: "nothing left that everyone agrees on" in adjudicate(pilot).message)


async def test_keys_that_run_ahead_are_each_for_the_next_place(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        typed(pilot, "1", "2", "0", "u")
        await until(pilot, lambda: "place 3 of 3 · 2 decided" in state(pilot))
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


async def test_what_cannot_be_decided_is_reported_and_stays(eve: Workspace, tmp_path: Path) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        (tmp_path / "seeds" / "port.txt").write_text(f"New. {TEXT}")
        await pilot.press("1")
        await until(pilot, lambda: "changed in the meantime" in adjudicate(pilot).message)
        assert decisions(eve) == []
        await until(pilot, lambda: any(line.startswith("New. The harbour") for line in shown(pilot)))
        assert "1 of 3" in heading(pilot)
        await pilot.press("1")
        await until(pilot, lambda: decisions(eve) == [("quote", "“We wait,”")])


async def test_changes_by_others_meanwhile_are_shown(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        tag(eve, "bob", {"closed": "quote"})
        await until(pilot, lambda: "1 of 4" in heading(pilot))


async def test_a_place_is_visited(eve: Workspace) -> None:
    async with reading(eve) as pilot:
        await opened(pilot)
        await pilot.press("j", "o")
        await until(pilot, lambda: not isinstance(pilot.app.screen, AdjudicationScreen))
        assert passage(pilot) == "Ten ships are outside."


async def test_nobody_decides_alone(make: Make) -> None:
    async with reading(make({"one.txt": "One."})) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: "nothing to adjudicate" in status(pilot))
        assert len(pilot.app.screen_stack) == 1 and view(pilot).has_focus, status(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50), (220, 60)])
async def test_it_fits_any_screen(size: tuple[int, int], eve: Workspace) -> None:
    async with reading(eve, size) as pilot:
        await opened(pilot)
        assert "We wait" in place(pilot)
        await until(pilot, lambda: [line[:1] for line in people(pilot) if line[0] != " "][:2] == ["1", "2"])


async def test_a_field_that_differs_is_shown_and_settled(eve: Workspace) -> None:
    for who, rating in (("ann", "open"), ("bob", "refuted")):
        with Workspace(eve.paths, creator=who) as theirs:
            claim = next(each for each in theirs.annotations if each.creator == who and each.start == 0)
            theirs.fields.set([claim], {"rating": rating})
    async with reading(Workspace(eve.paths, creator="eve"), (80, 24)) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: "1 of 4" in heading(pilot) and place(pilot) and people(pilot))
        assert adjudicate(pilot).query_one("#title", Heading).right == "rating differs"
        assert [line.strip() for line in people(pilot)][:4] == [
            "1 ann      c claim  The harbour is closed.", "rating open",
            "2 bob      c claim  the same as ann", "rating refuted",
        ]  # fmt: skip
        await pilot.press("2")
        await until(pilot, lambda: "took bob, saved" in str(adjudicate(pilot).message))
        (own,) = (each for each in pilot.app.workspace.annotations if each.creator == "eve")  # type: ignore[attr-defined]
        assert dict(own.fields) == {"rating": "refuted"}


# Whose tags are compared


@pytest.fixture
def of_four(eve: Workspace) -> Workspace:
    """Cem tagged, too, and the program did with nobody looking."""
    tag(eve, "cem", {"Ten ships are outside.": "claim"})
    tag(eve, "reader", {"“We wait,”": "quote"})
    return Workspace(eve.paths, creator="eve")


def choices(pilot: Reader) -> list[str]:
    assert isinstance(pilot.app.screen, WhoseTags)
    return [line.strip() for line in drawn(pilot.app.screen.query_one(WhoseList))]


async def test_with_more_than_two_people_a_question_asks_whose_tags_are_compared(of_four: Workspace) -> None:
    async with reading(of_four) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhoseTags))
        await answered(pilot)
        assert choices(pilot) == [
            "▌1 [x] ann     3 tags",
            "2 [x] bob     4 tags",
            "3 [x] cem     1 tag",
            "4 [ ] reader  1 tag · nobody has looked at these",
        ]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AdjudicationScreen) and place(pilot))
        assert heading(pilot).endswith("· ann, bob, cem")
        assert "3 cem      nothing" in people(pilot)
        await pilot.press("j", "j", "3")
        await until(pilot, lambda: decisions(of_four) == [("claim", "Ten ships are outside.")])


async def test_others_are_compared_on_demand_and_the_program_only_if_it_is_chosen(of_four: Workspace) -> None:
    async with reading(of_four) as pilot:
        await pilot.press("D", "3", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AdjudicationScreen) and place(pilot))
        assert heading(pilot).endswith("· ann, bob")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhoseTags))
        await pilot.press("2", "1", "enter")
        await answered(pilot)
        said = str(pilot.app.screen.query_one(DialogBox).border_subtitle)
        assert said == "choose at least two others: you decide between them"
        await pilot.press("2", "G", "4", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AdjudicationScreen) and "reader" in heading(pilot))
        assert heading(pilot).endswith("· bob, reader")
        await pilot.press("w", "escape")
        await answered(pilot)
        assert heading(pilot).endswith("· bob, reader"), "nothing was chosen"


async def test_with_two_people_nothing_is_asked(eve: Workspace) -> None:
    tag(eve, "reader", {"“We wait,”": "quote"})
    async with reading(Workspace(eve.paths, creator="eve")) as pilot:
        await opened(pilot)
        assert heading(pilot).endswith("· ann, bob")


async def test_all_are_chosen_with_the_program_where_there_is_but_one_other_person(eve: Workspace) -> None:
    tag(eve, "reader", {"“We wait,”": "quote"})
    async with reading(Workspace(eve.paths, creator="ann")) as pilot:
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhoseTags))
        await answered(pilot)
        await pilot.press("asterisk")
        assert all("[x]" in each for each in choices(pilot)) and len(choices(pilot)) == 2
        await pilot.press("asterisk")
        assert not any("[x]" in each for each in choices(pilot))
