"""The app as its user meets it: keys in, what is on the screen and in the file out."""

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.annotation.annotation import Annotation
from reader.settings import TAGS
from reader.text.cursor import Cursor
from reader.tui.app import ReaderApp
from reader.tui.article_view import ArticleView
from reader.tui.dialogs import Help, NoteEditor
from reader.tui.keys import groups
from reader.tui.lines import KeyLine, StatusLine
from reader.tui.source_list import SourceList
from reader.workspace import Workspace, locate

PARAGRAPH = "First here. Second here! “Third,” she said. Fourth here."
ONE = f"A headline of five words\n\n{PARAGRAPH}\n\nShare this\n"
TWO = "Another source. With two sentences.\n"

Reader = Pilot[None]


@asynccontextmanager
async def reading(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    app = ReaderApp(workspace)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: view(pilot).cursor is not None or not workspace.sources)
        yield pilot


async def until(pilot: Reader, condition: Callable[[], object]) -> None:
    for _ in range(200):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came to that; the status line says {status(pilot)!r}")


def view(pilot: Reader) -> ArticleView:
    return pilot.app.query_one(ArticleView)


def status(pilot: Reader) -> str:
    line = pilot.app.query_one(StatusLine)
    return f"{line.place} | {line.message}"


def passage(pilot: Reader) -> str:
    cursor = view(pilot).cursor
    assert cursor
    return cursor.passage.of(cursor.article.text)


def saved(workspace: Workspace) -> list[tuple[str, str]]:
    """Tag and text of every annotation, as another program finds them in the file."""
    if not workspace.place.annotations.exists():
        return []
    table = json.loads(workspace.place.annotations.read_bytes()).get("annotations", {})
    return [(each["tag"], each["exact"]) for each in table.values()]


def screen_rows(pilot: Reader) -> list[str]:
    article = view(pilot)
    return ["".join(segment.text for segment in article.render_line(y)) for y in range(article.size.height)]


@pytest.fixture
def workspace(make: Callable[..., Workspace]) -> Workspace:
    return make({"one.txt": ONE, "two.txt": TWO})


async def test_the_first_key_works_on_the_text(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q")
        assert saved(workspace) == [("quote", "A headline of five words")]


@pytest.mark.parametrize(
    ("keys", "tagged"),
    [
        ("j j q", [("quote", "Second here!")]),
        ("down 2", [("claim", "First here.")]),
        ("j 3", [("boilerplate", "First here.")]),
        ("j c c", [("claim", "First here."), ("claim", "Second here!")]),
        ("j c k c", []),
        ("j j j minus q", [("quote", "“Third,”")]),
        ("j j j minus minus c", [("claim", "Third")]),
        ("j j j quotation_mark q", [("quote", "“Third,”")]),
        ("quotation_mark q", [("quote", "“Third,”")]),
        ("j j minus w c", [("claim", "here")]),
        ("j v j c", [("claim", "First here. Second here!")]),
        ("j v j j k b", [("boilerplate", "First here. Second here!")]),
        (
            "j v right_curly_bracket q",
            [("quote", "First here. Second here! “Third,” she said. Fourth here.\n\nShare this")],
        ),
        ("j plus b", [("boilerplate", "First here. Second here! “Third,” she said. Fourth here.")]),
        ("j plus minus b", [("boilerplate", "First here.")]),
        ("j l c", [("claim", "First here. Second")]),
        ("j h c", [("claim", "First here")]),
        ("j h h c", [("claim", "First")]),
        ("j o l c", [("claim", "here.")]),
        ("j shift+left shift+left c", [("claim", "First her")]),
        ("G b", [("boilerplate", "Share this")]),
        ("G g c", [("claim", "A headline of five words")]),
        ("right_curly_bracket right_curly_bracket left_curly_bracket c", [("claim", "First here.")]),
        ("j q u", []),
        ("j q u ctrl+r", [("quote", "First here.")]),
        ("j q k x", []),
        ("j q j b u u", []),
        ("J c", [("claim", "Another source.")]),
    ],
)
async def test_keys_tag_passages(keys: str, tagged: list[tuple[str, str]], workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press(*keys.split())
        assert saved(workspace) == tagged


async def test_the_status_line_says_where_and_that_it_is_saved(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        assert status(pilot) == "sentence 1 of 6 | "
        await pilot.press("j", "q")
        await until(pilot, lambda: "sentence 3" in status(pilot))
        assert status(pilot) == "sentence 3 of 6 | tagged quote, saved · u undoes, ctrl+q quits"
        await pilot.press("k")
        await until(pilot, lambda: "sentence 2" in status(pilot))
        assert status(pilot) == "sentence 2 of 6 · quote | saved"


async def test_nested_tags_are_all_named_and_the_nearest_is_removed(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "j", "j", "c", "k", "minus", "q", "k", "minus")
        await until(pilot, lambda: "quote · claim" in status(pilot))
        await pilot.press("x")
        assert saved(workspace) == [("claim", "“Third,” she said.")]


async def test_a_note_is_written_and_kept(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "k", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press("s", "o", "ctrl+n", "q", "enter")
        await until(pilot, lambda: "noted" in status(pilot))
        assert [each.note for each in workspace.annotations] == ["so\nq"]
        assert "“so q”" in status(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press("x", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, NoteEditor))
        assert [each.note for each in workspace.annotations] == ["so\nq"]
        await pilot.press("u")
        await until(pilot, lambda: [each.note for each in workspace.annotations] == [""])


async def test_a_note_needs_a_tag(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "tag the passage first" in status(pilot))


async def test_rows_show_tags_by_letter_and_style(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "j", "j", "c", "k", "minus", "q", "G", "b", "j")
        article = view(pilot)
        rows = screen_rows(pilot)
        row = next(index for index, text in enumerate(rows) if "Third" in text)
        assert "qc" in rows[row]
        styles = {segment.text.strip(): segment.style for segment in article.render_line(row) if segment.text.strip()}
        assert styles["“Third,”"].italic and styles["“Third,”"].underline, "a quote in a claim shows both"
        assert styles["she said."].underline and not styles["she said."].italic
        assert any("b" in text.split()[:1] or "b  Share this" in text for text in rows if "Share this" in text)


async def test_undo_goes_to_what_changed_in_another_source(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "c", "J", "u")
        await until(pilot, lambda: view(pilot).article and view(pilot).article.source.id == "one.txt")
        assert passage(pilot) == "First here."
        assert saved(workspace) == []


async def test_tab_and_enter_open_another_source(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: "quote" in [key.brief for key in pilot.app.query_one(KeyLine).keys])
        await pilot.press("tab")
        assert pilot.app.query_one(SourceList).has_focus
        await until(pilot, lambda: "open" in [key.brief for key in pilot.app.query_one(KeyLine).keys])
        await pilot.press("j", "enter", "c")
        assert saved(workspace) == [("claim", "Another source.")]


async def test_the_list_shows_title_counts_and_progress(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await until(pilot, lambda: len(pilot.app.query_one(SourceList).titles) == 2)
        await pilot.press("j", "c", "b")
        sources = pilot.app.query_one(SourceList)
        await until(pilot, lambda: sources.counts.get("one.txt"))
        lines = ["".join(segment.text for segment in sources.render_line(y)) for y in range(6)]
        assert lines[0].startswith("▌A headline of five words")
        assert lines[1].split() == ["▌q0", "c1", "b1", "54%"]
        assert lines[3].strip() == "two.txt"
        assert lines[4].split() == ["q0", "c0", "b0", "new"]


async def test_it_opens_where_it_was_left(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("J", "j", "ctrl+q")
    async with reading(Workspace(locate(tmp_path))) as pilot:
        assert passage(pilot) == "With two sentences."


async def test_what_another_program_tags_appears(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        other = Workspace(locate(tmp_path))
        article = other.article(other.source("one.txt"))
        cursor = view(pilot).cursor
        assert cursor
        other.tag(article, cursor.passage, "claim")
        await until(pilot, lambda: "claim" in status(pilot))
        await pilot.press("j", "q")
        assert saved(workspace) == [("claim", "A headline of five words"), ("quote", "First here.")]


async def test_a_read_only_file_says_so_and_nothing_changes(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q")
        workspace.place.annotations.chmod(0o444)
        await pilot.press("q")
        await until(pilot, lambda: "read-only" in status(pilot))
        assert saved(workspace) == [("quote", "First here.")]
        assert [each.tag for each in view(pilot).annotations] == ["quote"]
        workspace.place.annotations.chmod(0o644)
        await pilot.press("q")
        assert len(saved(workspace)) == 2


async def test_a_file_damaged_meanwhile_is_said_once_and_left(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q")
        workspace.place.annotations.write_bytes(b"{")
        await until(pilot, lambda: pilot.app._notifications)
        await pilot.press("q")
        assert workspace.place.annotations.read_bytes() == b"{"
        assert [each.tag for each in view(pilot).annotations] == ["quote"]


async def test_tags_that_lost_their_passage_are_said_and_kept(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q", "J", "c", "ctrl+q")
    (tmp_path / "seeds" / "one.txt").write_text("Something else now.")
    (tmp_path / "seeds" / "two.txt").unlink()
    changed = Workspace(locate(tmp_path))
    async with reading(changed) as pilot:
        await until(pilot, lambda: "1 tag of sources that are gone: `reader check`" in status(pilot))
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "1 tag without a passage here: `reader check`" in status(pilot))
        assert not any("│" in row or " q " in row for row in screen_rows(pilot))
        await pilot.press("b")
        assert saved(changed) == [
            ("quote", "First here."),
            ("claim", "Another source."),
            ("boilerplate", "Something else now."),
        ]


async def test_no_sources_says_what_to_do(tmp_path: Path) -> None:
    async with reading(Workspace(locate(tmp_path))) as pilot:
        await until(pilot, lambda: any("nothing to read" in row for row in screen_rows(pilot)))
        await pilot.press("q", "j", "v", "a", "x", "u", "tab", "enter", "J", "plus")
        assert any("reader FOLDER" in row for row in screen_rows(pilot))


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"caf\xe9", "not UTF-8"), (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"), (None, "cannot be read")],
)
async def test_a_source_that_cannot_be_read_is_listed_with_the_reason(
    content: bytes | None, reason: str, make: Callable[..., Workspace], tmp_path: Path
) -> None:
    workspace = make({"bad.txt": content or b"gone", "good.txt": "It reads."})
    assert len(workspace.sources) == 2
    if content is None:
        (tmp_path / "seeds" / "bad.txt").unlink()
    app = ReaderApp(workspace)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: passage(pilot) == "It reads.")  # the first that can be read
        await pilot.press("K")
        await until(pilot, lambda: any(reason in row for row in screen_rows(pilot)))
        await until(pilot, lambda: reason in app.query_one(SourceList).problems.get("bad.txt", ""))
        await pilot.press("q", "J", "c")
        assert saved(workspace) == [("claim", "It reads.")]
        await pilot.press("K")
        (tmp_path / "seeds" / "bad.txt").write_text("Now it reads, too.")
        await until(pilot, lambda: view(pilot).cursor)
        assert passage(pilot) == "Now it reads, too."
        assert "bad.txt" not in app.query_one(SourceList).problems


async def test_an_empty_source_can_be_opened(make: Callable[..., Workspace]) -> None:
    workspace = make({"empty.txt": "", "blank.txt": " \n\n\t\n"})
    async with reading(workspace) as pilot:
        await pilot.press("q", "j", "k", "v", "plus", "minus", "l", "G", "pagedown", "J", "q")
        assert saved(workspace) == []
        assert any("empty" in row for row in screen_rows(pilot))


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (5, 3), (1, 1), (220, 60)])
async def test_any_size_of_terminal(size: tuple[int, int], workspace: Workspace) -> None:
    async with reading(workspace, size) as pilot:
        await pilot.press("j", "q", "tab", "j", "enter", "question_mark", "escape", "c")
        assert saved(workspace) == [("quote", "First here."), ("claim", "Another source.")]


async def test_a_narrow_terminal_shows_one_pane_at_a_time(workspace: Workspace) -> None:
    async with reading(workspace, (40, 12)) as pilot:
        sources, article = pilot.app.query_one(SourceList), view(pilot)
        assert (sources.size.width, article.size.width) == (0, 40)
        await pilot.press("tab")
        await until(pilot, lambda: sources.size.width == 40)
        await pilot.press("enter")
        await until(pilot, lambda: article.size.width == 40)


async def test_a_resize_keeps_the_first_row(make: Callable[..., Workspace]) -> None:
    workspace = make({"long.txt": "\n\n".join(f"Paragraph {n} has some words in it. And more." for n in range(200))})
    async with reading(workspace, (100, 20)) as pilot:
        await pilot.press(*["pagedown"] * 6)
        first = screen_rows(pilot)[0].strip() or screen_rows(pilot)[1].strip()
        await pilot.resize_terminal(70, 20)
        await until(pilot, lambda: view(pilot).size.width < 60)
        assert first.split(" has")[0] in "".join(screen_rows(pilot)[:3])


def row_of_cursor(pilot: Reader) -> int:
    """The first row in sight with the cursor's bar; -1 if there is none."""
    return next((y for y, row in enumerate(screen_rows(pilot)) if "▌" in row), -1)


LONG = "\n\n".join(f"Paragraph {n} has some words in it. And more." for n in range(200))


async def test_it_opens_with_the_cursor_in_sight(make: Callable[..., Workspace], tmp_path: Path) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        await pilot.press(*["pagedown"] * 5, "j", "j", "ctrl+q")
        left = passage(pilot)
    async with reading(Workspace(locate(tmp_path))) as pilot:
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)
        assert passage(pilot) == left


@pytest.mark.parametrize("size", [(70, 20), (160, 50), (40, 10)])
async def test_a_resize_keeps_the_cursor_in_sight(size: tuple[int, int], make: Callable[..., Workspace]) -> None:
    async with reading(make({"long.txt": LONG}), (100, 30)) as pilot:
        await pilot.press("pagedown", "pagedown", *["j"] * 20)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: view(pilot).size.height == size[1] - 2)
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)


async def test_who_scrolls_takes_the_cursor_along(make: Callable[..., Workspace]) -> None:
    async with reading(make({"long.txt": LONG})) as pilot:
        await until(pilot, lambda: view(pilot).show_vertical_scrollbar)
        for top in (100, 60, 61, 62, 59, 57, 150, 149, 148, 3, 0):
            view(pilot).scroll_to(y=top, animate=False)  # as the wheel and the scroll bar do
            await pilot.pause()
            assert view(pilot).scroll_offset.y == top, "the cursor does not pull it back"
            assert row_of_cursor(pilot) >= 0
        shown = passage(pilot)
        await pilot.press("b")
        assert any(shown in row for row in screen_rows(pilot))


async def test_a_source_edited_meanwhile_is_read_again(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j")
        (tmp_path / "seeds" / "one.txt").write_text(f"XX {ONE}", "utf-8")
        await pilot.press("c")
        await until(pilot, lambda: "read again" in status(pilot))
        await pilot.press("c")
        await until(pilot, lambda: saved(workspace))
        article = workspace.article(workspace.source("one.txt"))
        assert [each.exact for each in workspace.annotations_of(article)] == [passage_before(pilot, article.text)]


def passage_before(pilot: Reader, text: str) -> str:
    (annotation,) = view(pilot).annotations
    return text[annotation.start : annotation.end]


async def test_a_source_deleted_meanwhile_is_not_tagged(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        (tmp_path / "seeds" / "one.txt").unlink()
        await pilot.press("q")
        await until(pilot, lambda: "cannot be tagged now" in status(pilot))
        assert saved(workspace) == []


async def test_a_file_damaged_and_then_removed_is_written_again_with_all_tags(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        workspace.place.annotations.write_bytes(b'{"broken')
        await pilot.press("b")
        await until(pilot, lambda: "not JSON" in status(pilot))
        workspace.place.annotations.unlink()
        await pilot.press("b")
        await until(pilot, lambda: "tagged boilerplate, saved" in status(pilot))
        assert [tag for tag, _ in saved(workspace)] == ["quote", "claim", "boilerplate"]


async def test_a_file_that_is_gone_or_smaller_is_said(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("q", "c")
        content = workspace.place.annotations.read_bytes()
        workspace.place.annotations.unlink()
        await until(pilot, lambda: "annotations.json is gone" in status(pilot))
        workspace.place.annotations.write_bytes(content)
        workspace.place.annotations.write_bytes(b"{}")
        await until(pilot, lambda: "another program removed 2 tags" in status(pilot))


async def test_the_newest_of_two_tags_on_a_passage_goes_first(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await pilot.press("j", "q", "k")
        await pilot.pause(0.01)
        await pilot.press("c", "k", "x")
        assert saved(workspace) == [("quote", "First here.")]


async def test_a_long_reason_is_wrapped(make: Callable[..., Workspace]) -> None:
    workspace = make({"bad.txt": b"caf\xe9"})
    app = ReaderApp(workspace)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: any("iconv" in row for row in screen_rows(pilot)))
        assert "-t UTF-8" in " ".join(row.strip() for row in screen_rows(pilot))


async def test_the_palette_has_every_key(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        commands = {command.title: command for command in pilot.app.get_system_commands(pilot.app.screen)}
        await commands["Tag: claim: an assertion that can be checked"].callback()
        assert saved(workspace) == [("claim", "A headline of five words")]
        assert len(commands) > 40


async def test_a_range_grows_by_pages_with_its_end_in_sight(make: Callable[..., Workspace]) -> None:
    workspace = make({"long.txt": LONG})
    async with reading(workspace) as pilot:
        await pilot.press("v", *["pagedown"] * 4)
        cursor = view(pilot).cursor
        assert cursor and cursor.passage.start == 0
        assert any(cursor.head.of(cursor.article.text) in row for row in screen_rows(pilot))
        await pilot.press(*["pagedown"] * 30, "c")
        assert saved(workspace) == [("claim", LONG)]


async def test_one_tag_over_several_blocks_is_one_line_in_the_gutter(make: Callable[..., Workspace]) -> None:
    async with reading(make({"a.txt": "One here.\n\nTwo there.\n\nThree."})) as pilot:
        await pilot.press("v", "j", "j", "c", "G")
        column = "".join(row[view(pilot)._left + 2] for row in screen_rows(pilot)[:5])
        assert column == "c││││"


async def test_with_no_sources_it_stays_open(tmp_path: Path) -> None:
    async with reading(Workspace(locate(tmp_path))) as pilot:
        assert isinstance(pilot.app, ReaderApp)
        pilot.app._remember()  # what a timer does after some seconds
        assert pilot.app._remembered is not None


def test_every_motion_of_the_keys_is_one_of_the_cursor() -> None:
    for _, keys in groups(TAGS):
        for key in keys:
            if found := re.match(r"cursor\('(\w+)'", key.action):
                assert callable(getattr(Cursor, found[1]))


async def test_the_theme_is_remembered(workspace: Workspace, tmp_path: Path) -> None:
    async with reading(workspace) as pilot:
        pilot.app.theme = "reader-light"
        await pilot.press("ctrl+q")
    assert ReaderApp(Workspace(locate(tmp_path))).theme == "reader-light"


async def test_help_lists_every_key(workspace: Workspace) -> None:
    async with reading(workspace, (100, 80)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Help))


async def test_a_click_selects_the_sentence(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        rows = screen_rows(pilot)
        y = next(index for index, row in enumerate(rows) if "Second" in row)
        await pilot.click(ArticleView, offset=(rows[y].index("Second") + 2, y))
        assert passage(pilot) == "Second here!"


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
