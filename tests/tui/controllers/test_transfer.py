"""Export in the app: a format, a file, a report; nothing is overwritten unasked."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from reader.text.counted import counted
from reader.tui.screens.export_choice import ExportChoice
from reader.tui.screens.file_picker import FilePicker
from reader.tui.widgets.prompt import Prompt
from reader.workflows.export import JobProgress
from reader.workspace.workspace import Workspace
from tests.support.transfers import choose, picker, report, tagged_by_two
from tests.support.under_test import Reader, reading, status, typed, until


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    return tagged_by_two(workspace)


async def export_to(pilot: Reader, path: Path) -> None:
    """In the dialog: name another file, and write it."""
    await pilot.press("tab")
    await choose(pilot, path)
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportChoice))
    await pilot.press("enter")


def dialog(pilot: Reader) -> ExportChoice:
    assert isinstance(pilot.app.screen, ExportChoice)
    return pilot.app.screen


def written(path: Path) -> list[tuple[str, str]]:
    return [(each["tag"], each["creator"]) for each in json.loads(path.read_bytes())["annotations"]]


async def test_an_export_is_chosen_named_written_and_reported(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", "tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        assert picker(pilot).query_one(Prompt).text == str(tagged.paths.folder / "export.json")
        await choose(pilot, tmp_path / "out.json")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportChoice))
        await pilot.press("enter")
        await until(pilot, lambda: "2 tags from 2 sources written, read back and verified" in report(pilot))
        assert written(tmp_path / "out.json") == [("quote", "ann"), ("claim", "bob")]
        await pilot.press("u", "escape")  # u undoes no tag behind the report
        await until(pilot, lambda: "exported 2 tags" in status(pilot))


@pytest.mark.parametrize(("keys", "expected"), [("w", [("quote", "ann")]), ("q", [("claim", "bob")]), ("wq", [])])
async def test_only_some_are_exported(
    keys: str, expected: list[tuple[str, str]], tagged: Workspace, tmp_path: Path
) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", *keys)
        await export_to(pilot, tmp_path / "out.json")
        await until(pilot, lambda: f"{counted(len(expected), 'tag')} from" in report(pilot))
        assert written(tmp_path / "out.json") == expected


async def test_what_a_format_cannot_hold_is_reported(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged, (40, 12)) as pilot:
        await pilot.press("E")
        names = [each.name for each in dialog(pilot).form.kinds]
        await pilot.press(*["j"] * names.index("doccano"))
        await export_to(pilot, tmp_path / "out.jsonl")
        await until(pilot, lambda: "doccano does not keep:" in report(pilot))
        assert "creators: 2" in report(pilot)


async def test_what_cannot_be_read_back_is_not_called_verified(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E")
        names = [each.name for each in dialog(pilot).form.kinds]
        await pilot.press(*["j"] * names.index("markdown"))
        await export_to(pilot, tmp_path / "notes")
        await until(pilot, lambda: "2 tags from 2 sources written." in report(pilot))


async def test_nothing_is_written_over_unasked(tagged: Workspace, tmp_path: Path) -> None:
    (target := tmp_path / "out.json").write_text("mine")
    async with reading(tagged) as pilot:
        await pilot.press("E", "ctrl+o")
        assert isinstance(pilot.app.screen, ExportChoice), "nothing was asked yet"
        await export_to(pilot, target)
        await until(pilot, lambda: "ctrl+o overwrites it" in dialog(pilot).message)
        await pilot.press("enter", "enter", "o", "ctrl+o", "o")
        assert target.read_text() == "mine", "something else was chosen since"
        await pilot.press("enter")
        await until(pilot, lambda: "ctrl+o overwrites it" in dialog(pilot).message)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "2 tags from 2 sources written, read back and verified" in report(pilot))
        assert len(written(target)) == 2


async def test_the_last_choice_is_there_again(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", "b", "w")
        await export_to(pilot, tmp_path / "out.json")
        await until(pilot, lambda: "written" in report(pilot))
        await pilot.press("escape", "E")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportChoice))
        form = dialog(pilot).form
        assert (form.left_out, form.whose, form.path) == ({"boilerplate"}, "ann", tmp_path / "out.json")


async def test_what_was_written_is_opened_if_that_is_wanted(
    tagged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[Path]()
    monkeypatch.setattr("reader.tui.desktop.open_in_desktop", opened.append)
    async with reading(tagged) as pilot:
        await pilot.press("E", "o")
        await export_to(pilot, tmp_path / "out.json")
        await until(pilot, lambda: opened == [tmp_path / "out.json"])


async def test_the_workspaces_own_files_are_refused(tagged: Workspace) -> None:
    before = tagged.paths.annotations.read_bytes()
    async with reading(tagged) as pilot:
        await pilot.press("E")
        await export_to(pilot, tagged.paths.annotations)
        await until(pilot, lambda: "this file belongs to the workspace" in dialog(pilot).message)
        await pilot.press("ctrl+o", "escape")
        assert tagged.paths.annotations.read_bytes() == before


async def test_a_folder_that_is_not_there_is_reported(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E")
        await export_to(pilot, tmp_path / "nowhere" / "out.json")
        await until(pilot, lambda: "No such file" in report(pilot))
        assert f"{tmp_path}/nowhere/out.json: it cannot be written" in report(pilot).replace("\n", "")
        assert ".export-" not in report(pilot)
        assert "name a file in an existing folder" in report(pilot)


async def test_an_absolute_path_replaces_the_one_that_was_there(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", "tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        typed(pilot, *f"{tmp_path}/out.json")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportChoice))
        await pilot.press("enter")
        await until(pilot, lambda: "2 tags from 2 sources written" in report(pilot))
    assert len(written(tmp_path / "out.json")) == 2


async def test_an_export_can_be_stopped(tagged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Event()

    def endless(*_: object) -> Iterator[JobProgress]:
        try:
            while True:
                yield JobProgress(1, 2, "sources read")
        finally:
            closed.set()

    monkeypatch.setattr("reader.tui.export_work.export", endless)
    async with reading(tagged) as pilot:
        await pilot.press("E")
        await export_to(pilot, tmp_path / "out.json")
        await until(pilot, lambda: "1 of 2 sources read" in report(pilot))
        await pilot.press("escape")
        await until(pilot, closed.is_set)
        assert len(pilot.app.screen_stack) == 1


async def test_keys_that_are_typed_ahead_are_not_lost(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", "j", "escape")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.press("E")
        assert isinstance(pilot.app.screen, ExportChoice)


async def test_a_filter_and_an_address_are_typed_in_the_dialog(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await pilot.press("E", "at", "slash", *"tag:q", "x", "escape")
        assert (dialog(pilot).form.terms, dialog(pilot).is_typed_into) == ("", False), "json has no address"
        await pilot.press("slash", *"tag:claim", "enter")
        await until(pilot, lambda: "1 of 2 tags from all 2 sources" in summary(pilot))
        await pilot.press("slash", "ctrl+u", *"tga:claim", "enter")
        await until(pilot, lambda: "did you mean tag:?" in dialog(pilot).message)
        names = [each.name for each in dialog(pilot).form.kinds]
        await pilot.press(*["j"] * names.index("claimreview"), "at", *"example", "enter")
        assert "that is not an address" in summary(pilot)
        await pilot.press("enter")
        assert dialog(pilot).is_current, "nothing is written with an address that is none"
        assert dialog(pilot).is_typed_into, "what is typed next belongs to the address"
        await pilot.press("escape")
        assert (dialog(pilot).form.address, dialog(pilot).is_typed_into) == ("", False)


async def test_a_report_is_found_by_the_palette_written_and_opened(
    tagged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[Path]()
    monkeypatch.setattr("reader.tui.desktop.open_in_desktop", opened.append)
    async with reading(tagged) as pilot:
        await pilot.press("colon", *"report")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportChoice))
        await until(pilot, lambda: "1 quote, 1 claim, what several sources say" in summary(pilot))
        await pilot.press("q")
        await export_to(pilot, tmp_path / "told.md")
        await until(pilot, lambda: f"The report was written to {tmp_path}/told.md." in report(pilot).replace("\n", ""))
        assert (tmp_path / "told.md").read_text().startswith("# Report")
        await pilot.press("o")
        await until(pilot, lambda: opened == [tmp_path / "told.md"])


def summary(pilot: Reader) -> str:
    return str(dialog(pilot).query_one("#summary", Static).render())
