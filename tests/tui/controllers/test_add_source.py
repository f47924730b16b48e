"""A web page, a PDF, an EPUB or a text is added from inside the application, and opened."""

from functools import partial
from pathlib import Path

from reader.tui.screens.file_picker import FilePicker
from reader.tui.screens.transfer import TransferScreen
from reader.tui.widgets.empty_folder import EmptyFolder
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.picker import pick
from tests.support.under_test import Reader, app, reading, status, until, view


def _opened(pilot: Reader) -> str:
    article = view(pilot).reading.article
    return article.source.id if article else ""


def _report(pilot: Reader) -> str:
    screen = pilot.app.screen
    return "\n".join(screen._lines) if isinstance(screen, TransferScreen) else ""


def _says(pilot: Reader, words: str) -> bool:
    return words in getattr(pilot.app.screen, "message", "")


async def ask(pilot: Reader) -> None:
    await app(pilot).commands.run("add_source")
    await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))


async def test_a_file_becomes_a_source_and_is_opened(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_text("The ferry sank.\n\nNobody was hurt.\n")
    async with reading(workspace) as pilot:
        await ask(pilot)
        await pick(pilot, str(page))
        await until(pilot, lambda: _opened(pilot) == "the-ferry-sank.md")
        assert not app(pilot).main_screen.has_screen_over
        await until(pilot, lambda: len(workspace.sources.catalog.entries) == 3)
        assert "added " in status(pilot)


async def test_all_that_is_said_of_a_source_can_be_read(workspace: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_bytes("The ferry of the town sank, and the cafés of the port were closed.".encode("cp1252"))
    async with reading(workspace) as pilot:
        await ask(pilot)
        await pick(pilot, str(page))
        await until(pilot, lambda: isinstance(pilot.app.screen, TransferScreen))
        await until(pilot, lambda: "check its accents" in _report(pilot))
        said = status(pilot)
        await pilot.press("u", "escape")  # u takes nothing back
        await until(pilot, lambda: not app(pilot).main_screen.has_screen_over)
        assert status(pilot) == said


async def test_what_is_said_of_many_documents_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text("<title>The ferry</title><p>Words about the ferry, enough of them.</p>")
    (tmp_path / "mayor.pdf").write_text("")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        await pilot.press("a")
        await until(pilot, lambda: "not added: mayor.pdf: there is no text in this file" in _report(pilot))
        assert _report(pilot).startswith("added 1\nthe-ferry.md: only 7 words were found")


async def test_what_cannot_be_added_is_reported_and_can_be_corrected(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await ask(pilot)
        for name, words in ((str(tmp_path / "nowhere.txt"), "cannot be read"), ("ftp://example.org/a", "only files")):
            await pick(pilot, name)
            await until(pilot, partial(_says, pilot, words))
        await pilot.press("escape")
        assert len(workspace.sources.catalog.entries) == 2


async def test_a_file_that_is_open_alone_gets_no_others(tmp_path: Path) -> None:
    file = tmp_path / "alone.txt"
    file.write_text("Alone.")
    async with reading(Workspace(locate_workspace(file))) as pilot:
        await app(pilot).commands.run("add_source")
        assert "open its folder" in status(pilot)


async def test_the_documents_of_a_folder_without_sources_become_sources(tmp_path: Path) -> None:
    for name in ("ferry", "mayor"):
        (tmp_path / f"{name}.html").write_text(
            f"<title>The {name}</title><p>Words about the {name}, enough of them.</p>"
        )
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        assert "2 web pages, e-mails, PDF or EPUB files" in _pane(pilot)
        await pilot.press("a")
        await until(pilot, lambda: _opened(pilot) == "the-ferry.md")
        await until(pilot, lambda: len(app(pilot).workspace.sources.catalog.entries) == 2)
        assert "added 2" in status(pilot)


async def test_why_nothing_was_added_is_said_in_the_pane(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, EmptyFolder))
        assert "1 web page, e-mail, PDF or EPUB file" in _pane(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "1 not added: empty.html" in _pane(pilot))


def _pane(pilot: Reader) -> str:
    assert isinstance(pilot.app.focused, EmptyFolder)
    return "\n".join(pilot.app.focused.render_line(y).text for y in range(pilot.app.focused.size.height))
