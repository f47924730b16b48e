"""A page gets what a screen reader has to know: the status line, the selected passage or row, title and language."""

from collections.abc import Mapping

from reader.tui.spoken import Spoken
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, app, no_burst, reading, typed, until

PAGE = "# Der Hafen\n\nDer **Hafen** ist zu, und die Schiffe sind nicht da. Es ist auch kalt.\n"


def follow(pilot: Reader) -> list[Mapping[str, str]]:
    told: list[Mapping[str, str]] = []
    Spoken(app(pilot).session, app(pilot).main_screen, told.append)
    return told


def known(told: list[Mapping[str, str]]) -> dict[str, str]:
    """What the page shows after all messages."""
    return {name: text for message in told for name, text in message.items()}


async def test_the_sentence_and_the_status_line_are_told_when_they_change(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        told = follow(pilot)
        await until(pilot, lambda: known(told).get("passage") == "A headline of five words")
        assert known(told)["title"] == "A headline of five words"
        await pilot.press("j")
        await until(pilot, lambda: known(told)["passage"] == "First here.")
        assert known(told)["status"].startswith("sentence 2 of")
        await pilot.press("q")
        await until(pilot, lambda: "tagged quote, saved" in known(told)["status"])
        assert known(told)["passage"] == "Second here!"
        assert [*told[-1]] != [*told[0]], "only what changed is told"


async def test_many_keys_are_few_messages(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        told = follow(pilot)
        await until(pilot, lambda: told)
        await no_burst(pilot)
        typed(pilot, *"jkjkjkjkjkjkjkjkjkjkj")
        await until(pilot, lambda: known(told)["passage"] == "First here.")
        assert sum("passage" in each for each in told) < 10


async def test_markup_is_not_read_out_and_the_language_is_known(make: Make) -> None:
    async with reading(make({"hafen.md": PAGE})) as pilot:
        told = follow(pilot)
        await pilot.press("j")
        await until(pilot, lambda: known(told).get("passage", "").startswith("Der Hafen ist zu"))
        assert known(told)["language"] == "de"
        assert known(told)["title"] == "Der Hafen"


async def test_the_selected_row_of_a_list_is_told(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        told = follow(pilot)
        await pilot.press("tab", "j")
        await until(pilot, lambda: "Another source" in known(told).get("passage", ""))
        await pilot.press("tab")
        await until(pilot, lambda: known(told)["passage"] == "A headline of five words")


async def test_a_dialog_is_told_while_it_is_open(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        told = follow(pilot)
        await pilot.press("colon", *"dark")
        await until(pilot, lambda: "palette · dark · the dark theme" in known(told).get("passage", ""))
        await pilot.press("escape")
        await until(pilot, lambda: known(told)["passage"] == "A headline of five words")
