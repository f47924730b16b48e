"""The first screen: a picture of the last one, painted before the application is there, as long as it is true."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pyte
import pytest

from reader.tui.startup import snapshot
from reader.workspace.workspace import Workspace
from tests.support.terminal import HELD_READER, Terminal
from tests.support.under_test import LONG

Make = Callable[..., Workspace]
MARK = b"\x1b[?1049h"  # what a first screen begins with
TEXTUAL = b"\x1b[?1003h"  # among what Textual begins with


def opened_and_left(folder: Path, keys: str = "") -> str:
    """The screen of a program that is started, given some keys, and left."""
    with Terminal([], folder) as terminal:
        terminal.wait_for("sentence 1 of")
        if "two.txt" in terminal.text:
            terminal.wait_for("Another source")  # its title, which is read after the first frame
        terminal.press(keys)
        if keys:
            terminal.wait_for(f"sentence {1 + keys.count('j')} of")
        text = terminal.text
        terminal.press("\x11")
        assert terminal.end() == 0
    return text


def test_the_screen_that_was_left_is_there_at_once_and_stays(workspace: Workspace) -> None:
    workspace.state.suggestions = "off"  # they come later, and are in no picture
    workspace.save_state()
    folder = workspace.paths.folder
    left = opened_and_left(folder, "jj")
    with Terminal([], folder, program=HELD_READER) as terminal:
        first = terminal.wait_for("sentence 3 of")
        assert first.split() == left.split(), "the picture is what was left"
        assert TEXTUAL not in terminal.output, "and Textual has not even begun"
        (folder / "go").touch()
        seen = set()

        def is_painted_again() -> bool:
            seen.add(terminal.text.strip())
            return TEXTUAL in terminal.output and terminal.output.count(b"Second here") > 1

        terminal.until(is_painted_again)
        assert seen == {first.strip()}, "no blank, no word that moves"
        assert terminal.output.count(MARK) == 1
        terminal.press("\x11")
        assert terminal.end() == 0


MARKED_UP = "\n".join(
    (
        "# A headline of Markdown\n\nSome *emphasis*, a [link](https://example.org) and `code` in it.\n",
        *(f"- Item {n} of a list\n  - and one below it, long enough that it takes two rows in most" for n in range(20)),
        "\n> A block quote that is as long as it has to be so that it goes on in the next row.\n",
        "| a | table |\n| - | - |\n| of | two |\n",
    )
)


@pytest.mark.parametrize(
    ("name", "size"),
    [("a.txt", (80, 24)), ("a.md", (160, 50)), ("a.md", (40, 12)), ("wide.txt", (120, 40)), ("wide.txt", (40, 12))],
)
def test_at_the_first_start_of_all_the_words_are_where_they_stay(name: str, size: tuple[int, int], make: Make) -> None:
    wide = "\n\n".join(f"{n} 漢字かな交じり文と café。" * 5 for n in range(40))
    workspace = make({name: {"a.txt": LONG, "a.md": MARKED_UP, "wide.txt": wide}[name]})
    with Terminal([], workspace.paths.folder, size) as terminal:
        terminal.wait_for("sentence 1 of")
        before, _, _ = terminal.output.partition(TEXTUAL)
        first = pyte.Screen(*size)
        pyte.ByteStream(first).feed(before)
        assert len(places(first)) > 20, "Textual had not even begun"
        assert places(first) <= places(terminal.screen), "no word moves"
        assert terminal.output.count(MARK) == 1
        terminal.press("\x11")
        assert terminal.end() == 0


def places(screen: pyte.Screen) -> set[tuple[int, int, str]]:
    """Each word, and the cell where it begins. The second cell of a wide character is empty."""
    cells = ([screen.buffer[y][x].data[:1] or "\0" for x in range(screen.columns)] for y in range(screen.lines))
    words = ((y, word) for y, row in enumerate(cells) for word in re.finditer(r"\S+", "".join(row)))
    return {(y, word.start(), word.group()) for y, word in words}


def test_what_is_typed_before_the_application_is_there_is_done(workspace: Workspace) -> None:
    folder = workspace.paths.folder
    opened_and_left(folder)
    with Terminal([], folder, program=HELD_READER) as terminal:
        terminal.wait_for("sentence 1 of")
        assert TEXTUAL not in terminal.output
        terminal.press("jc")
        (folder / "go").touch()
        terminal.wait_for("tagged claim")
        terminal.press("\x11")
        assert terminal.end() == 0
    assert '"exact": "First here."' in workspace.paths.annotations.read_text()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a first screen paints; the terminal has 80 by 24 cells."""
    painted: list[str] = []
    monkeypatch.setattr(snapshot, "paint", painted.append)
    monkeypatch.setattr(os, "get_terminal_size", lambda _file: (80, 24))
    return painted


def test_a_picture_is_shown_as_it_was_kept(painted: list[str], workspace: Workspace) -> None:
    target = str(workspace.paths.folder)
    snapshot.keep_snapshot(target, map(str, workspace.files_of(workspace.sources[0])), ["one", "“two”\x1b[0m"])
    snapshot.show_picture(target)
    assert painted == ["one\r\n“two”\x1b[0m"]


@pytest.mark.parametrize(
    "change", ["source", "tags", "state", "a new source", "settings", "size", "terminal", "damage"]
)
def test_a_picture_of_what_has_changed_is_not_shown(
    change: str, painted: list[str], workspace: Workspace, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workspace.paths.folder
    article = workspace.article(workspace.sources[0])
    workspace.tag(article, article.whole, "quote")
    workspace.save_state()
    snapshot.keep_snapshot(str(folder), map(str, workspace.files_of(workspace.sources[0])), ["one", "two"])
    match change:
        case "source":
            (folder / "seeds" / "one.txt").write_text("Other words of a headline\n\nAnd other text.\n")
        case "tags":
            workspace.undo()
        case "state":
            workspace.state.theme = "another"
            workspace.save_state()
        case "a new source":
            (folder / "seeds" / "a.txt").write_text("A new one.")
        case "settings":
            (folder / "reader.toml").write_text("measure = 40")
        case "size":
            monkeypatch.setattr(os, "get_terminal_size", lambda _file: (81, 24))
        case "terminal":
            monkeypatch.setenv("NO_COLOR", "1")
        case "damage":
            (picture,) = (home / "reader").glob("screen-*")
            picture.write_bytes(b"[]\n\xff")
    snapshot.show_picture(str(folder))
    assert not painted


def test_a_place_is_where_it_was_left(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "long.txt").write_text(LONG)
    with Terminal([], tmp_path) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("  jjjjjj")
        left = terminal.wait_for("sentence 47 of")
        terminal.press("\x11")
        assert terminal.end() == 0
    with Terminal([], tmp_path) as terminal:
        assert terminal.wait_for("sentence 47 of").split() == left.split()
        terminal.press("j")
        terminal.wait_for("sentence 48 of")


def test_what_goes_wrong_is_said_on_the_shell_s_screen(workspace: Workspace, home: Path) -> None:
    folder = workspace.paths.folder
    opened_and_left(folder)
    (picture,) = (home / "reader").glob("screen-*")
    damaged = folder / "annotations.json"
    damaged.write_text("{")
    head, rows = picture.read_bytes().decode().split(snapshot.AFTER_HEAD)
    fields = head.split(snapshot.BETWEEN)
    about = 3 + len(snapshot.ENVIRONMENT)
    head = snapshot.BETWEEN.join([*fields[:about], *snapshot._signed(fields[about::2])])
    picture.write_bytes(f"{head}{snapshot.AFTER_HEAD}{rows}".encode())  # as if it had been damaged then
    with Terminal([], folder) as terminal:
        assert terminal.end() == 1
    _, _, after = terminal.output.partition(snapshot.LEAVE.encode())
    assert b"annotations.json" in after


def test_the_cache_folder_is_that_of_platformdirs() -> None:
    folder = platformdirs.user_cache_path("reader", appauthor=False)
    assert Path(snapshot._file(".")).parent == folder


def test_a_picture_depends_on_whether_a_variable_is_set_and_to_what(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "size", lambda: (80, 24))
    described = []
    for value in (None, "", "1"):
        monkeypatch.delenv("NO_COLOR", raising=False)
        if value is not None:
            monkeypatch.setenv("NO_COLOR", value)
        described.append(tuple(snapshot._about(".")))
    assert len(set(described)) == 3
    assert all(part for parts in described for part in parts), "no part is empty, for a NUL ends each"


def test_a_pipe_a_link_a_long_file_and_that_of_another_user_are_not_pictures(
    painted: list[str], workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(workspace.paths.folder)
    snapshot.keep_snapshot(target, [], ["a", "b"])
    picture = Path(snapshot._file(target))
    snapshot.show_picture(target)
    assert painted == ["a\r\nb"]
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "MOST_BYTES", picture.stat().st_size - 1)
        snapshot.show_picture(target)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: picture.stat().st_uid + 1)
        snapshot.show_picture(target)
    picture.rename(tmp_path / "real")
    picture.symlink_to(tmp_path / "real")
    snapshot.show_picture(target)
    picture.unlink()
    os.mkfifo(picture)
    snapshot.show_picture(target)
    assert len(painted) == 1
