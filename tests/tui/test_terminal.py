"""The whole job in a real terminal, as the README promises it."""

import json
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from tests.support import ROOT
from tests.support.commands import run_here
from tests.support.terminal import PATIENCE, Terminal


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "annotations.json", tmp_path)
    return tmp_path


def export(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return json.loads(run_here(folder, "export").stdout)  # type: ignore[no-any-return]


def tagged(folder: Path, count: int) -> list[Document]:
    """What another program finds in the file, when it has so many."""
    end = time.monotonic() + PATIENCE
    while True:
        with TinyDB(folder / "annotations.json") as database:
            found: list[Document] = database.table("annotations").all()
        if len(found) >= count or time.monotonic() > end:
            return found


def test_read_tag_quit_and_export(sample: Path) -> None:
    before = {str(each["id"]) for each in export(sample)["annotations"]}
    with Terminal([], sample) as terminal:
        screen = terminal.wait_for("sentence 1 of", "2-backyard", "4-analysts", "ctrl+q")
        assert "q0" not in screen, "no zeroes"
        terminal.press("jjq")
        terminal.wait_for("tagged quote, saved · u undoes, ctrl+q quits")
        assert b"tagged quote" in (sample / ".annotations.json.reader" / "log").read_bytes(), "on disk when it says so"
        assert len(tagged(sample, len(before) + 1)) == len(before) + 1, "and in the file right after"
        terminal.press("\x11")
        assert terminal.end() == 0
    document = export(sample)
    (new,) = [each for each in document["annotations"] if each["id"] not in before]
    source = next(each for each in document["sources"] if each["id"] == new["source"])
    text = (sample / "seeds" / str(new["source"])).read_bytes().decode(str(source["encoding"]))
    assert (new["tag"], text[new["start"] : new["end"]]) == ("quote", new["exact"])
    assert new["exact"] == "Read the digest"


def test_the_terminal_s_cursor_follows_for_screen_readers_and_input_methods(sample: Path) -> None:
    def at_cursor(terminal: Terminal) -> str:
        return terminal.text.split("\n")[terminal.screen.cursor.y][terminal.screen.cursor.x :]

    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("jj")
        terminal.wait_for("sentence 3 of")
        terminal.until(lambda: at_cursor(terminal).startswith("Read the digest"))
        terminal.press("\t")
        terminal.until(lambda: terminal.screen.cursor.x == 1 and at_cursor(terminal)[:1].isalpha())
        terminal.press("\t/wa")
        terminal.until(lambda: terminal.text.split("\n")[-2][: terminal.screen.cursor.x].endswith("/wa"))
        terminal.press("\x1b")
        terminal.press("\x11")
        assert terminal.end() == 0


def test_it_opens_again_at_the_same_sentence(sample: Path) -> None:
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("Jj")
        terminal.wait_for("sentence 2 of")
        terminal.press("\x11")
        assert terminal.end() == 0
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 2 of", "▌Dmitry Peskov")


def test_the_demo_is_a_fresh_copy_that_can_be_kept(tmp_path: Path, home: Path) -> None:
    with Terminal(["--demo"], tmp_path) as terminal:
        terminal.wait_for("sentence 1 of", "2-backyard")
        terminal.press("q")
        terminal.wait_for("tagged quote, saved")
        terminal.press("\x11")
        terminal.wait_for("The sample with your tags is in ", "Keep it in")
        while "[Y/n]" not in "".join(row.rstrip() for row in terminal.text.splitlines()):  # a long path cuts the line
            terminal.read()
        terminal.press("y\n")
        assert terminal.end() == 0
        assert "open it again:" in terminal.text
    assert list(tmp_path.iterdir()) == []
    assert len(export(home / "reader-sample")["annotations"]) == len(export(ROOT)["annotations"]) + 1


def test_no_control_character_of_a_text_reaches_the_terminal(tmp_path: Path) -> None:
    attack = "\x1b]52;c;aGFja2Vk\x07\x1b[31mred\x9b5m\x1b]0;title\x07"
    (tmp_path / f"{attack.replace('/', '')}.txt").write_text(f"A headline {attack} of words\n\nText {attack} here.\n")
    with Terminal([], tmp_path) as terminal:
        terminal.wait_for("␛]52;c;aGFja2Vk␇", "sentence 1 of")
        terminal.press("q\x11")
        terminal.end()
        assert b"]52;" not in terminal.output.replace("␛]52;".encode(), b"")
        assert b"\x1b]0;title" not in terminal.output


def test_a_hostile_note_reaches_the_editor_as_marks(sample: Path) -> None:
    run_here(sample, "tag", "1-kremlin-digest.txt", "0", "89", "quote", "--note", "a\x1b]52;c;b\x07")
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of", "a␛]52;c;b␇")
        terminal.press("a")
        terminal.wait_for("note on this quote", "a␛]52;c;b␇")
        terminal.press("x\r")
        terminal.wait_for("note saved")
        assert b"\x1b]52;" not in terminal.output
    assert [each["note"] for each in export(sample)["annotations"]].count("a\x1b]52;c;b\x07x") == 1


def test_what_is_typed_right_after_a_belongs_to_the_note(sample: Path) -> None:
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("ckabad\x0eqcb, all at once\rjjq")
        terminal.wait_for("tagged quote, saved")
        terminal.press("\x11")
        assert terminal.end() == 0
    new = [each for each in export(sample)["annotations"] if each["creator"] != "sample"]
    assert [(each["tag"], each["note"]) for each in new] == [("claim", "bad\nqcb, all at once"), ("quote", "")]


def test_ctrl_works_in_a_layout_without_latin_letters(sample: Path) -> None:
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        assert b"\x1b[>29u" in terminal.output, "the terminal is asked for the base key, too"
        terminal.press("\x1b[1081::113;5u")
        assert terminal.end() == 0


def test_keys_in_one_write_act_one_after_another(sample: Path) -> None:
    before = len(export(sample)["annotations"])
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press(":export\r")
        terminal.wait_for("[everyone]")
        terminal.press("\x1b")
        terminal.until(lambda: "[everyone]" not in terminal.text)
        terminal.press("jjqaquite so\rTx")
        terminal.wait_for("removed 1 tag, saved")
        terminal.press("*x\r")
        terminal.wait_for("it may not have been meant")
        terminal.press("\x11")
        assert terminal.end() == 0
    tags = export(sample)["annotations"]
    assert len(tags) == before, "one was set and one removed"
    assert [(each["tag"], each["note"]) for each in tags if each["creator"] != "sample"] == [("quote", "quite so")]


def test_a_signal_keeps_the_place(sample: Path) -> None:
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("jjj")
        terminal.wait_for("sentence 4 of")
        terminal.process.kill(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    with Terminal([], sample) as terminal:
        terminal.wait_for("sentence 4 of")


@pytest.mark.parametrize("size", [(20, 5), (160, 50)])
def test_any_size(size: tuple[int, int], sample: Path) -> None:
    with Terminal([], sample, size) as terminal:
        terminal.wait_for("sentence 1 of", "▌   ", "Kremlin")
        assert "q0" not in terminal.text or size[0] >= 64, "where there is room for one pane, it is the article's"
        terminal.press("jq\x11")
        assert terminal.end() == 0
    assert len(export(sample)["annotations"]) == len(export(ROOT)["annotations"]) + 1


def test_a_damaged_file_is_named_and_left(sample: Path) -> None:
    (sample / "annotations.json").write_bytes(b'{"annotations": ')
    with Terminal([], sample) as terminal:
        assert terminal.end() == 1
        shown = terminal.text.replace("\n", "")
    assert "annotations.json" in shown
    assert "not JSON" in shown
    assert (sample / "annotations.json").read_bytes() == b'{"annotations": '


@pytest.mark.parametrize("option", ["", "--no-mouse"])
def test_the_mouse_is_left_to_the_terminal_where_that_is_asked_for(option: str, sample: Path) -> None:
    with Terminal([option] if option else [], sample) as terminal:
        terminal.wait_for("sentence 1 of")
        assert (b"\x1b[?1003h" in terminal.output) == (not option)
        terminal.press("\x11")
        assert terminal.end() == 0


MOST_ROWS = 20  # of 24


def test_it_draws_on_the_terminal_while_standard_error_is_a_file_and_draws_all_of_it_anew(sample: Path) -> None:
    program = ("sh", "-c", 'exec "$0" -m reader 2>errors', sys.executable)
    with Terminal([], sample, program=program) as terminal:
        before = terminal.wait_for("sentence 1 of", "ctrl+q")
        terminal.clear()
        terminal.press("\x0c")
        # Counts may have come in the meantime, but nearly all rows are as they were.
        terminal.until(lambda: sum(row in terminal.text for row in before.splitlines()) >= MOST_ROWS)
        terminal.press("\x06")
        dialog = terminal.wait_for("search all sources", "esc back")
        terminal.clear()
        terminal.press("\x0c")
        terminal.until(lambda: sum(row in terminal.text for row in dialog.splitlines()) >= MOST_ROWS)
        terminal.press("\x1b\x11")
        assert terminal.end() == 0
    assert (sample / "errors").read_text() == ""


def test_the_terminals_background_is_followed_and_its_answer_is_never_typed(sample: Path) -> None:
    with Terminal([], sample, in_colour=True) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.until(lambda: b"\x1b]11;?\x1b\\" in terminal.output)
        before = terminal.screen.buffer[0][40].bg
        terminal.press("\x1b]11;rgb:fcfc/f9")
        time.sleep(0.6)  # longer than any other sequence would be waited for
        terminal.press("f9/f2f2\x07")
        terminal.until(lambda: terminal.screen.buffer[0][40].bg == "fcf9f2" != before)
        terminal.press("\x1b]11;rgb:0000/0000/0000\x07")  # nobody asked again
        terminal.press("\x11")
        assert terminal.end() == 0
        assert "\x1b[?2031l" in terminal.output.decode("utf-8", "replace")
    assert not (sample / ".annotations.json.reader" / "log").exists(), "no key was typed"


def test_from_an_empty_folder_another_one_is_opened_in_the_same_terminal(tmp_path: Path, sample: Path) -> None:
    (empty := tmp_path / "empty").mkdir()
    with Terminal([], empty) as terminal:
        terminal.wait_for("No .txt or .md files in", "o      open another folder")
        terminal.press("o")
        terminal.wait_for("open another folder", "empty/")
        terminal.press("\r")
        terminal.wait_for("sentence 1 of", "q quote")
        terminal.press("jq")
        terminal.wait_for("tagged quote, saved")
        terminal.press("\x11")
        assert terminal.end() == 0
    assert len(export(sample)["annotations"]) == len(export(ROOT)["annotations"]) + 1, "the folder above was opened"
