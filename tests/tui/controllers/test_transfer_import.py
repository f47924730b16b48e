"""Import in the app: how a file is named, what is asked before anything happens, and what one undo takes back."""

from pathlib import Path

import pytest
from textual.widgets import Static

from reader.tui.app import ReaderApp
from reader.tui.screens.file_picker import FilePicker, NameList
from reader.tui.screens.question import Question
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.prompt import Prompt
from reader.workspace.workspace import Workspace
from tests.support.qda_projects import TEXT, packed, project
from tests.support.transfers import choose, paste, picker, report, tagged_by_two
from tests.support.under_test import Make, Reader, no_burst, reading, status, typed, until


async def choose_codebook(pilot: Reader, folder: Path, codes: str) -> None:
    """Choose a codebook of another program with some codes for an import."""
    file = folder / "x.qdc"
    file.write_text(f"<CodeBook><Codes>{codes}</Codes></CodeBook>")
    await pilot.press("I")
    await choose(pilot, file)


def foot(pilot: Reader) -> str:
    return str(pilot.app.screen.query_one(DialogBox).border_subtitle)


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    return tagged_by_two(workspace)


async def test_one_undo_takes_an_import_back(tagged: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "said.csv"
    file.write_text("source,start,end,exact,tag\none.txt,25,35,First here,quote\none.txt,x,1,A,claim\n")
    async with reading(tagged) as pilot:
        await pilot.press("I")
        await choose(pilot, file)
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        box = pilot.app.screen.query_one(DialogBox)
        asked = "\n".join(str(each.content) for each in box.query(Static))
        assert "import 1 tag?" in str(box.border_title), "it says how many before anything happens"
        assert "1 new, 0 already here, 1 rejected" in asked
        assert "rejected: row 2: start is" in asked
        await pilot.press("escape")
        assert len(tagged.annotations) == 2
        await pilot.press("I")
        await choose(pilot, file)
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "1 new, 0 already here, 1 rejected, saved" in report(pilot))
        assert foot(pilot) == "u undoes · esc back"
        assert ("quote", "First here") in [(each.tag, each.exact) for each in tagged.annotations]
        await until(pilot, lambda: "imported" in status(pilot))
        await pilot.press("u")
        await until(pilot, lambda: len(tagged.annotations) == 2)
        await until(pilot, lambda: "undone: imported" in report(pilot))
        assert foot(pilot) == "esc back"
        await pilot.press("escape")
        assert "undone: imported" in status(pilot)


async def test_the_codebook_of_another_program_is_added_if_wanted(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await choose_codebook(pilot, tmp_path, '<Code name="trust"/><Code name="quote" color="#123456"/>')
        await until(pilot, lambda: "no tagged passages, entries of 2 tags" in report(pilot))
        assert "with an entry (trust): c adds it to the codebook" in report(pilot)
        assert foot(pilot) == "c adds the tags to the codebook · esc back", "nothing is there to be undone"
        await pilot.press("c")
        await until(pilot, lambda: "1 new entry in" in report(pilot))
        assert foot(pilot) == "u undoes · esc reads the settings again"
        assert "1 tag was left as it is, though the file has other entries: quote (colour)" in report(pilot)
        before = (tagged.paths.folder / "reader.toml").read_text()
        assert 'name = "trust"' in before
        await pilot.press("c")
        assert (tagged.paths.folder / "reader.toml").read_text() == before
        await pilot.press("escape")
        app = pilot.app
        assert isinstance(app, ReaderApp)
        await until(pilot, lambda: app.fresh_start.news)
        assert app.fresh_start.news.endswith("0 already there, saved")


async def test_tags_with_entries_and_passages_are_asked_for_and_the_keys_stay_in_the_foot(
    make: Make, tmp_path: Path
) -> None:
    file = packed(tmp_path, project().replace('name="claim"', 'name="trust"').replace('"c"', '"C"'))
    async with reading(make({"a.txt": TEXT})) as pilot:
        await pilot.press("I")
        await choose(pilot, file)
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        asked = "\n".join(str(each.content) for each in pilot.app.screen.query(Static))
        assert "once this is imported, c adds it to the codebook" in asked
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "(trust): c adds it to the codebook" in report(pilot))
        assert foot(pilot) == "c adds the tags to the codebook · u undoes · esc back"
        await pilot.press("u")
        await until(pilot, lambda: "undone: imported" in report(pilot))
        assert foot(pilot) == "c adds the tags to the codebook · esc back"


async def test_a_path_that_is_typed_over_the_report_adds_no_entries(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await choose_codebook(pilot, tmp_path, '<Code name="trust"/>')
        await until(pilot, lambda: "an entry of 1 tag" in report(pilot))
        typed(pilot, *"/codebook.c")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        assert not (tagged.paths.folder / "reader.toml").exists()


async def test_entries_that_reader_toml_cannot_take_are_reported(tagged: Workspace, tmp_path: Path) -> None:
    async with reading(tagged) as pilot:
        await choose_codebook(pilot, tmp_path, '<Code name="trust"/>')
        await until(pilot, lambda: "an entry of 1 tag" in report(pilot))
        (tagged.paths.folder / "reader.toml").write_text("measure = 3\n")
        await pilot.press("c")
        await until(pilot, lambda: "correct that first; nothing was changed" in report(pilot))


async def test_what_is_of_no_format_is_reported(tagged: Workspace, tmp_path: Path) -> None:
    (tmp_path / "odd\x1b[31m.bin").write_bytes(b"\x00\x01")
    async with reading(tagged) as pilot:
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press("ctrl+u")
        await paste(pilot, f"{tmp_path}/odd")
        await until(pilot, lambda: picker(pilot).query_one(NameList).count == 1)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "unrecognised format" in picker(pilot).message)
        assert "\x1b" not in picker(pilot).message


async def test_a_file_is_found_in_the_list(tagged: Workspace, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "said.txt").touch()
    async with reading(tagged) as pilot:
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        names, prompt = picker(pilot).query_one(NameList), picker(pilot).query_one(Prompt)
        await pilot.press("ctrl+u")
        await paste(pilot, f"{tmp_path}/")
        await pilot.press("f", "o")
        await until(pilot, lambda: list(names.names) == ["folder/"])
        await pilot.press("down", "enter")
        await until(pilot, lambda: list(names.names) == ["said.txt"])
        await pilot.press("tab")
        assert prompt.text == f"{tmp_path}/folder/said.txt"
        await until(pilot, lambda: list(names.names) == ["said.txt"])
        await pilot.press("tab")
        assert picker(pilot).message == "the name is complete: enter chooses it"
        await pilot.press("x")
        await until(pilot, lambda: not names.names)
        assert picker(pilot).message == ""
        await pilot.press("tab")
        await until(pilot, lambda: picker(pilot).message == "no name here begins like this")
        await pilot.press("ctrl+w", "ctrl+w")
        assert prompt.text == f"{tmp_path}/"


async def test_a_tab_waits_for_the_list_and_what_follows_for_the_tab(tagged: Workspace, tmp_path: Path) -> None:
    for name in ("said.csv", "said.csv2"):
        (tmp_path / name).touch()
    async with reading(tagged) as pilot:
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press("ctrl+u")
        await paste(pilot, f"{tmp_path}/")
        typed(pilot, "s", "a", "tab", "2", "tab", "backspace")
        await until(pilot, lambda: picker(pilot).query_one(Prompt).text == f"{tmp_path}/said.csv")


async def test_an_empty_path_brings_back_what_was_picked_before(tagged: Workspace, tmp_path: Path) -> None:
    (tmp_path / "odd.bin").write_bytes(b"\x00")
    async with reading(tagged) as pilot:
        await pilot.press("I")
        await choose(pilot, tmp_path / "odd.bin")
        await until(pilot, lambda: "unrecognised format" in picker(pilot).message)
        await pilot.press("escape", "I")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
        await pilot.press("ctrl+u", "up", "left", "backspace")
        assert picker(pilot).query_one(Prompt).text == f"{tmp_path}/odd.bn"
