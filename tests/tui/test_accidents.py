"""What goes wrong, and what other programs do meanwhile: said in the app, and nothing lost."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.text.article import Article
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.sources.list import SourceList
from reader.workspace.article_loader import ArticleLoader
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import ONE, Reader, passage, reading, saved, screen_rows, status, until, view


async def written(pilot: Reader, *keys: str) -> None:
    """Write into the note editor, once it is open."""
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
    await pilot.press(*keys)


@pytest.mark.parametrize("in_list", [False, True])
async def test_a_note_that_is_being_written_outlives_what_others_change(
    in_list: bool, workspace: Workspace, tmp_path: Path
) -> None:
    article = workspace.article(workspace.source("one.txt"))
    mine = workspace.tag(article, Span(0, 24), "claim")
    other = Workspace(locate_workspace(tmp_path))
    async with reading(workspace) as pilot:
        await pilot.press(*(["T"] if in_list else []), "a")
        await written(pilot, *"mine")
        other.fields.set(other.annotations.in_order, {"rating": "open"})
        await until(pilot, lambda: workspace.annotations[0].fields)
        await pilot.press("enter")
        await until(pilot, lambda: workspace.annotations[0].note == "mine")
        await pilot.press("a")
        await written(pilot, *" too")
        other.store.refresh()
        other.note(other.annotations[0], "theirs")
        await until(pilot, lambda: workspace.annotations[0].note == "theirs")
        await pilot.press("enter")
        await until(pilot, lambda: "another program changed the note meanwhile" in status(pilot))
        await written(pilot, "enter")
        await until(pilot, lambda: workspace.annotations[0].note == "mine too")
        assert workspace.annotations[0].id == mine.id


async def test_what_another_program_tags_appears(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        other = Workspace(locate_workspace(tmp_path))
        article = other.article(other.source("one.txt"))
        cursor = view(pilot).cursor
        assert cursor
        other.tag(article, cursor.passage, "claim")
        await until(pilot, lambda: "claim" in status(pilot))
        await pilot.press("j", "q")
        assert saved(workspace) == [("claim", "A headline of five words"), ("quote", "First here.")]


async def test_a_file_damaged_meanwhile_is_reported_once_and_left(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q")
        assert len(saved(workspace)) == 1
        workspace.paths.annotations.write_bytes(b"{")
        await until(pilot, lambda: "it is not JSON" in status(pilot))
        await pilot.press("q")
        assert workspace.paths.annotations.read_bytes() == b"{"
        assert [each.tag for each in view(pilot).reading.annotations] == ["quote"]


async def test_tags_that_lost_their_passage_are_reported_and_kept(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q", "J", "c", "ctrl+q")
    (tmp_path / "seeds" / "one.txt").write_text("Something else now.")
    (tmp_path / "seeds" / "two.txt").unlink()
    changed = Workspace(locate_workspace(tmp_path))
    async with reading(changed) as pilot:
        await until(pilot, lambda: "1 tag in missing sources: press R" in status(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "1 tag to review: press R" in status(pilot))
        assert not any("│" in row or " q " in row for row in screen_rows(pilot))
        await pilot.press("b")
        assert saved(changed) == [
            ("quote", "First here."),
            ("claim", "Another source."),
            ("boilerplate", "Something else now."),
        ]


async def test_with_no_sources_it_stays_open(tmp_path: Path) -> None:
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        assert isinstance(pilot.app, ReaderApp)
        pilot.app.position.remember()  # what a timer does after some seconds
        assert pilot.app.position._remembered is not None


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"caf\xe9", "not UTF-8"), (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"), (None, "cannot be read")],
)
async def test_a_source_that_cannot_be_read_is_listed_with_the_reason(
    content: bytes | None, reason: str, make: Callable[..., Workspace], tmp_path: Path
) -> None:
    workspace = make({"bad.txt": content or b"", "good.txt": "It reads."})
    if content is None:
        (tmp_path / "seeds" / "bad.txt").unlink()
        (tmp_path / "seeds" / "bad.txt").symlink_to("nowhere.txt")
    app = ReaderApp(workspace)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: passage(pilot) == "It reads.")  # the first that can be read
        await pilot.press("K")
        await until(pilot, lambda: any(reason in row for row in screen_rows(pilot)))
        await until(pilot, lambda: reason in app.query_one(SourceList).facts.problems.get("bad.txt", ""))
        await pilot.press("q", "J", "c")
        assert saved(workspace) == [("claim", "It reads.")]
        await pilot.press("K")
        (tmp_path / "seeds" / "bad.txt").write_text("Now it reads, too.")
        await until(pilot, lambda: view(pilot).cursor)
        assert passage(pilot) == "Now it reads, too."
        assert "bad.txt" not in app.query_one(SourceList).facts.problems


async def test_a_long_reason_is_wrapped(make: Callable[..., Workspace]) -> None:
    workspace = make({"bad.txt": b"caf\xe9"})
    app = ReaderApp(workspace)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: any("iconv" in row for row in screen_rows(pilot)))
        assert "-t UTF-8" in " ".join(row.strip() for row in screen_rows(pilot))


async def test_an_empty_source_can_be_opened(make: Callable[..., Workspace]) -> None:
    workspace = make({"empty.txt": "", "blank.txt": " \n\n\t\n"})
    async with reading(workspace) as pilot:
        await pilot.press("q", "j", "k", "v", "plus", "minus", "l", "G", "pagedown", "J", "q")
        assert saved(workspace) == []
        assert any("empty" in row for row in screen_rows(pilot))


async def test_a_source_edited_meanwhile_is_read_again(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j")
        (tmp_path / "seeds" / "one.txt").write_text(f"XX {ONE}", "utf-8")
        await pilot.press("c")
        await until(pilot, lambda: "read again" in status(pilot))
        await pilot.press("c")
        await until(pilot, lambda: saved(workspace))
        article = workspace.article(workspace.source("one.txt"))
        assert [each.exact for each in workspace.annotations.of(article)] == [passage_before(pilot, article.text)]


async def test_nothing_is_tagged_while_a_changed_source_is_read_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(workspace) as pilot:
        never_read: Future[Article] = Future()
        monkeypatch.setattr(ArticleLoader, "opening", lambda _loader, _source: never_read)
        (tmp_path / "seeds" / "one.txt").write_text("Another text.", "utf-8")
        await until(pilot, lambda: "another program changed the source: reading it again" in status(pilot))
        await pilot.press("q")
        assert saved(workspace) == [], "the passage on the screen may no longer be in the file"


def passage_before(pilot: Reader, text: str) -> str:
    (annotation,) = view(pilot).reading.annotations
    return text[annotation.start : annotation.end]


async def test_a_source_deleted_meanwhile_is_not_tagged(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        (tmp_path / "seeds" / "one.txt").unlink()
        await pilot.press("q")
        await until(pilot, lambda: "cannot tag here now" in status(pilot))
        assert saved(workspace) == []


async def test_a_file_damaged_and_then_removed_is_written_again_with_all_tags(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        assert len(saved(workspace)) == 2
        workspace.paths.annotations.write_bytes(b'{"broken')
        await pilot.press("b")
        await until(pilot, lambda: "not JSON" in status(pilot))
        workspace.paths.annotations.unlink()
        await pilot.press("b")
        await until(pilot, lambda: "tagged boilerplate, saved" in status(pilot))
        assert [tag for tag, _ in saved(workspace)] == ["quote", "claim", "boilerplate"]


async def test_a_file_that_is_gone_or_smaller_is_reported(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        assert len(saved(workspace)) == 2
        content = workspace.paths.annotations.read_bytes()
        workspace.paths.annotations.unlink()
        await until(pilot, lambda: "annotations.json is missing" in status(pilot))
        workspace.paths.annotations.write_bytes(content)
        workspace.paths.annotations.write_bytes(b"{}")
        await until(pilot, lambda: "2 tags missing: press R" in status(pilot))


HOSTILE = "\x1b]52;c;aGk=\x07Evil\x9b31m [@click=app.quit]x[/] \u202eabc\u200b [/]"


async def test_hostile_text_stays_text(make: Callable[..., Workspace]) -> None:
    workspace = make({f"{HOSTILE.replace('/', '')}.txt": f"{HOSTILE} is a long headline here\n\n{HOSTILE}. Next."})
    async with reading(workspace, (100, 30)) as pilot:
        await pilot.press("j", "c", "k", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        pilot.app.screen.query_one("NoteArea").insert(HOSTILE)  # type: ignore[attr-defined]
        await pilot.press("enter", "tab", "tab", "question_mark", "escape")
        await until(pilot, lambda: "\x1b" not in status(pilot) and workspace.annotations[0].note)
        everything = "".join(screen_rows(pilot)) + status(pilot)
        sources = pilot.app.query_one(SourceList)
        everything += "".join(segment.text for y in range(3) for segment in sources.render_line(y))
        assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in everything)
        assert "\u202e" not in everything
        annotation: Annotation = workspace.annotations[0]
        assert annotation.note == HOSTILE
        assert HOSTILE.split(" ")[0] in annotation.exact
