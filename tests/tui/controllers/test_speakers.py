"""The key for a speaker: on a name, on a tagged quote, on a suggested one, and right after a tag."""

import pytest

from reader.text.span import Span
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, passage, reading, status, until, view

TEXT = "“It is odd,” said Ann Lee of Harlow. The ferry is late today. It rained."
SAID = "“The ferry is late again today,”"
# The speaker of the first is sure, that of the second is not, and of the third nobody is found.
SUGGESTED = f"""A ferry title

{SAID} said Ann Lee, the harbour master.

Bo Moore said that it was “too late for anybody who wanted to cross.”

Cy Weir looked at the sea: “We have waited for four hours, and we will wait for more.”
"""
UNSURE, NAMELESS = "“too late for anybody", "“We have waited for four hours"


@pytest.fixture
def tagged(make: Make) -> Workspace:
    workspace = make({"a.txt": TEXT})
    workspace.state.suggestions = "off"  # of which q would take the speaker
    return workspace


@pytest.fixture
def ferry(make: Make) -> Workspace:
    workspace = make({"a.txt": SUGGESTED})
    workspace.state.suggestions = "all"
    return workspace


def card(pilot: Reader) -> CardPane:
    return app(pilot).query_one(CardPane)


async def card_opened(pilot: Reader) -> None:
    await until(pilot, lambda: app(pilot).query(CardPane) and card(pilot).has_focus and card(pilot).size.height)


def row(pilot: Reader, number: int) -> str:
    return card(pilot).render_line(number).text.strip("▌ ")


def speakers(workspace: Workspace) -> list[str]:
    """Return the speaker of each quote in order of place, `-` for those without one."""
    quotes = [each for each in workspace.annotations if each.tag == "quote"]
    return [(each.fields.get("speaker") or [{"name": "-"}])[0]["name"] for each in quotes]


async def at_quote(pilot: Reader, words: str) -> None:
    """Go to a suggested quote by its words."""
    await until(pilot, lambda: app(pilot).session.reading.suggestions)
    while not passage(pilot).startswith(words):
        before = passage(pilot)
        await pilot.press("quotation_mark")
        assert passage(pilot) != before, words


def footer(pilot: Reader) -> list[str]:
    return [f"{key.shown} {key.brief}" for key in pilot.app.query_one(KeyBar).keys]


# A tagged quote


async def test_the_selected_name_becomes_the_speaker_of_the_nearest_quote(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press('"', "q", "g", "w", "w", "w", "w", "w")
        assert passage(pilot) == "Ann"
        await pilot.press("l", "s")
        assert "speaker set: Ann Lee, saved" in status(pilot)
        assert speakers(tagged) == ["Ann Lee"]
        await pilot.press("escape", '"', "s")
        await card_opened(pilot)
        assert row(pilot, 1).split()[:3] == ["speaker", "Ann", "Lee"]


@pytest.mark.parametrize(
    ("keys", "refusal"),
    [
        (["w", "s"], "no quote near this name: tag it first"),
        (["s"], "no quote here or nearby: tag one first"),
        (["j", "s"], "no quote here or nearby: tag one first"),
        (['"', "q", "j", "j", "s"], "no name selected: select one, or press i"),
    ],
)
async def test_what_is_not_a_name_and_a_name_without_a_quote_are_refused(
    keys: list[str], refusal: str, tagged: Workspace
) -> None:
    async with reading(tagged) as pilot:
        await pilot.press(*keys)
        assert refusal in status(pilot)
        assert "Ann Lee" not in speakers(tagged)


async def test_a_quotation_that_is_not_a_quote_yet_is_not_taken_for_a_name(make: Make) -> None:
    workspace = make({"a.txt": "They call it a ‘backyard’ here. “We wait for you,” said Ann Lee.\n"})
    workspace.state.suggestions = "off"
    workspace.tag(workspace.article(workspace.source("a.txt")), Span(32, 50), "quote")
    async with reading(workspace) as pilot:
        await pilot.press('"', "s")
        assert passage(pilot) == "‘backyard’"
        assert "no name selected: select one, or press i" in status(pilot)
        assert speakers(workspace) == ["-"]


async def test_right_after_a_tag_it_is_about_that_one_and_names_nearby_are_offered(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press('"', "q")
        assert passage(pilot).startswith("The ferry")
        await pilot.press("s")
        await card_opened(pilot)
        assert row(pilot, 1) == "speaker tab takes: Ann Lee of Harlow"
        await pilot.press("tab")
        assert row(pilot, 1).startswith("speaker Ann Lee of Harlow█")
        await pilot.press("enter")
        await until(pilot, lambda: speakers(tagged) == ["Ann Lee of Harlow"])
        assert view(pilot).has_focus, "the card was opened for this alone"
        await pilot.press("u")
        assert speakers(tagged) == ["-"]


async def test_a_speaker_that_is_refused_leaves_the_card_open(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press('"', "q", "s")
        await card_opened(pilot)
        await pilot.press("comma", "enter")
        assert card(pilot).has_focus or speakers(tagged) == ["-"]


# A suggested quote


async def test_what_is_sure_is_said_as_it_is_and_what_is_not_has_a_mark(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        assert "quote? sure · Ann Lee · “said” | enter takes all three" in status(pilot)
        assert footer(pilot) == ["enter accept", "s other speaker", "⌫ dismiss", ". next", "? F1 keys"]
        await at_quote(pilot, UNSURE)
        assert "· Bo Moore? · “said” | enter takes all three" in status(pilot)
        await pilot.press("enter")
        assert "tagged quote · Bo Moore, not sure, saved · u undoes" in status(pilot)
        await pilot.press("k")
        await at_quote(pilot, NAMELESS)
        assert status(pilot).endswith("| s names the speaker")
        assert "s speaker" in footer(pilot)
        await pilot.press("enter")
        assert "tagged quote, saved · u undoes" in status(pilot)
        assert speakers(ferry) == ["Bo Moore", "-"]


async def test_of_a_pronoun_the_key_proposes_who_that_may_be(make: Make) -> None:
    async with reading(make({"a.txt": f"A ferry title\n\nAnn Lee came in.\n\n{SAID} she said.\n"})) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("s")
        assert "Ann Lee · speaker 2 of 2" in status(pilot)


async def test_another_speaker_is_proposed_in_place_and_taken_with_the_quote(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("s")
        assert "quote? sure · Bo Moore" in status(pilot)
        assert "| Bo Moore · speaker 2 of 2" in status(pilot)
        pencilled = [span.of(SUGGESTED) for span in app(pilot).session.reading.pencilled()]
        assert pencilled[0] == "Bo Moore"
        await pilot.press("enter")
        assert "tagged quote · Bo Moore, saved" in status(pilot)
        assert speakers(ferry) == ["Bo Moore"]
        await pilot.press("u")
        assert speakers(ferry) == []


async def test_the_speaker_who_was_chosen_stays_when_the_program_begins_again(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("s")
        app(pilot).position.remember()
    async with reading(Workspace(ferry.paths)) as pilot:
        await pilot.press("k")
        await at_quote(pilot, SAID)
        assert "quote? sure · Bo Moore" in status(pilot)


async def test_after_the_last_one_a_name_is_typed_on_the_card(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("s", "s")
        await card_opened(pilot)
        assert row(pilot, 1).startswith("speaker")
        await pilot.press(*"Ali", "backspace", "enter")
        assert "tagged quote · Al, saved" in status(pilot)
        assert speakers(ferry) == ["Al"]
        assert "cue" not in ferry.annotations[0].fields, "the words say that somebody else spoke"


async def test_a_quote_that_is_tagged_by_its_key_takes_the_speaker_who_is_shown(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("q")
        assert "tagged quote · Ann Lee, saved" in status(pilot)
        assert speakers(ferry) == ["Ann Lee"]
        await pilot.press("u", "k", "c")
        assert "tagged claim, saved" in status(pilot)
        await until(pilot, lambda: [each.fields for each in ferry.annotations] == [{}])


async def test_a_tag_in_quote_takes_the_speaker_too_and_stands_for_the_suggestion(ferry: Workspace) -> None:
    ferry.paths.folder.joinpath("reader.toml").write_text('[[tags]]\nname = "quote/official"\nkey = "Z"\n')
    workspace = Workspace(ferry.paths)
    workspace.state.suggestions = "all"
    async with reading(workspace) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("Z")
        assert "tagged quote/official · Ann Lee, saved" in status(pilot)
        there = app(pilot).session.reading.suggestions
        assert there
        assert "quote" not in [each.tag for each in there.touching(Span(16, 20))]


async def test_a_quote_whose_suggestion_is_not_shown_takes_no_speaker(ferry: Workspace) -> None:
    ferry.state.suggestions = "off"
    async with reading(ferry) as pilot:
        await pilot.press("quotation_mark", "q")
        assert "tagged quote, saved" in status(pilot)
        assert speakers(ferry) == ["-"]


async def test_a_name_beside_a_suggested_quote_accepts_it_with_this_speaker(ferry: Workspace) -> None:
    async with reading(ferry) as pilot:
        await at_quote(pilot, NAMELESS)
        cursor, start = view(pilot).cursor, SUGGESTED.index("Cy Weir")
        assert cursor
        view(pilot).reading.cursor = cursor.select(Span(start, start + len("Cy Weir")))
        await pilot.press("s")
        assert "tagged quote · Cy Weir, saved" in status(pilot)
        assert speakers(ferry) == ["Cy Weir"]


async def test_all_that_are_sure_are_accepted_and_the_others_are_left_to_be_read(ferry: Workspace) -> None:
    ferry.state.suggestions = "sure"
    async with reading(ferry) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("A")
        assert "tagged 1 passage as quote, saved · 1 left whose speaker is not sure" in status(pilot)
        assert passage(pilot).startswith(NAMELESS)
        assert speakers(ferry) == ["Ann Lee"]
        await pilot.press("k")
        await at_quote(pilot, NAMELESS)
        await pilot.press("A")
        assert "tagged 1 passage as quote (1 without a speaker), saved · u undoes" in status(pilot)
        assert speakers(ferry) == ["Ann Lee", "-"]


async def test_those_that_were_left_are_read_one_after_another(make: Make) -> None:
    built = "The bridge was built in 1962 and carries 9,000 cars a day."
    first, last = (
        "“We have waited for four hours, and we will wait.”",
        "“We have seen it all before, and we will again.”",
    )
    said = (f"{SAID} said Ann Lee.", f"Cy Weir looked at the sea: {first}", built, f"Dee Moss looked at it: {last}")
    text = "\n\n".join(["A ferry title", *said])
    workspace = make({"a.txt": text})
    async with reading(workspace) as pilot:
        await at_quote(pilot, SAID)
        await pilot.press("A")
        assert passage(pilot) == first
        await pilot.press("enter")
        assert passage(pilot) == last, "the claim between them is of another kind"
