"""Texts that break programs, in every place that a text can have: shown as marks, and kept as they are."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events

from reader.cli.main import main
from reader.formats.reader_json import document_chunks
from reader.settings import FILE_NAME
from reader.settings.file import DESCRIPTIONS
from reader.text.span import Span
from reader.tui.screens.note_editor import NoteEditor
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.naughty import PLAIN, controls_in, fill, is_utf8, naughty_strings, strays_in
from tests.support.terminal import Terminal
from tests.support.under_test import Reader, reading, saved, typed, until, view

STRINGS = naughty_strings()
LONG = [text for text in STRINGS if len(text) >= 200]
SHORT = [text for text in STRINGS if len(text) < 200]
SOME = SHORT[::8]  # where each takes its time; `python -m tests.torture.naughty` takes all, one by one
WRITTEN = [text for text in SHORT if is_utf8(text)]
FEW = SOME[::2]
ARGUMENTS = sorted(text for text in FEW if "\0" not in text and is_utf8(text))


def test_there_are_many() -> None:
    assert len(set(STRINGS)) == len(STRINGS) >= 200


def screen(pilot: Reader) -> str:
    """All that is on the screen, of every widget."""
    strips = pilot.app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


@pytest.mark.parametrize("strings", [SOME, LONG], ids=["short", "long"])
async def test_as_name_title_text_tag_and_note(strings: list[str], tmp_path: Path) -> None:
    fill(tmp_path, strings)
    workspace = Workspace(locate_workspace(tmp_path))
    async with reading(workspace, (120, 30)) as pilot:
        for source in workspace.sources:
            await opened(pilot, source.id)
            assert not controls_in(screen(pilot)), source.id
            typed(pilot, "G", "q", "J")
        await until(pilot, lambda: len(saved(workspace)) == 2 * len(strings))
    exported = json.loads("".join(document_chunks(build_corpus(workspace, []))))
    assert len(exported["annotations"]) == 2 * len(strings)
    for record in exported["annotations"]:
        text = workspace.article(workspace.source(record["source"])).text
        assert text[record["start"] : record["end"]] == record["exact"]


async def test_as_a_note_that_is_pasted_and_opened_again(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        typed(pilot, "q", "k")
        for some in (WRITTEN[start : start + 12] for start in range(0, len(WRITTEN), 12)):
            note = " ".join("".join(some).splitlines())
            await edit_note(pilot)
            pilot.app.screen.query_one("NoteArea").load_text("")  # type: ignore[attr-defined]
            pilot.app.post_message(events.Paste(note))
            await pilot.pause(0)
            assert not controls_in(screen(pilot))
            typed(pilot, "enter")
            await noted(pilot, note)


async def opened(pilot: Reader, id: str) -> None:
    await until(pilot, lambda: view(pilot).reading.article and view(pilot).reading.article.source.id == id)  # type: ignore[union-attr]


async def noted(pilot: Reader, note: str) -> None:
    await until(pilot, lambda: [each.note for each in view(pilot).reading.annotations] == [note])


async def edit_note(pilot: Reader) -> None:
    typed(pilot, "a")
    await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen.is_mounted)


@pytest.mark.parametrize("note", ["a\x0bb\x0c", "a\u2028b\u2029", "a\r\nb\nc\rd", "\x85", "a\n"])
async def test_a_note_that_is_opened_and_not_changed_stays_as_it_is(note: str, workspace: Workspace) -> None:
    article = workspace.article(workspace.source("one.txt"))
    workspace.tag(article, Span(0, 10), "quote", note)
    before = workspace.paths.annotations.read_bytes()
    async with reading(workspace) as pilot:
        await edit_note(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, NoteEditor))
    assert workspace.paths.annotations.read_bytes() == before


# The commands

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        """All that a command says, on both streams; a traceback would end the test."""
        with suppress(SystemExit):
            main(list(arguments))
        return "".join(capfd.readouterr())

    return run


def unseemly(said: str) -> set[str]:
    return controls_in(said.replace("\n", "").replace("\t", ""))


@pytest.mark.usefixtures("workspace")
def test_as_an_argument(run: Run) -> None:
    for text in ARGUMENTS:
        for command in (
            [text],
            ["list", text],
            ["--workspace", text, "list"],
            ["tag", text, "0", "5", "quote"],
            ["tag", "one.txt", "0", "5", text],
            ["tag", "one.txt", "0", "5", "quote", f"--note={text}"],
            ["untag", text],
            ["export", "-o", f"nowhere/{text}"],
        ):
            said = run(*command)
            assert not unseemly(said), command
            assert "it crashed" not in said, command
    exported = json.loads(run("export"))
    assert sorted(each["note"] for each in exported["annotations"]) == ARGUMENTS


def test_as_names_texts_and_tags_of_a_workspace(tmp_path: Path, run: Run) -> None:
    fill(tmp_path, [*SOME, *LONG[:3]])
    run("tag", min(path.name for path in Path("seeds").iterdir()), "0", "5", "claim", f"--note={WRITTEN[0]}")
    for command in ("list", "passages", "check", "export", "list --json", "passages --json", "check --json", "log"):
        said = run(*command.split())
        assert said
        assert not unseemly(said), command
        if "--json" in command:
            assert all(json.loads(line) for line in said.split("\n") if line.startswith("{"))
    exported = json.loads(run("export").partition("\n}\n")[0] + "}")
    assert len(exported["annotations"]) == len(SOME) + 3 + 1


@pytest.mark.usefixtures("workspace")
def test_as_settings(tmp_path: Path, run: Run) -> None:
    for text in WRITTEN[::12]:
        literal = "".join(f"\\U{ord(character):08x}" for character in text)
        for content in (text, f'"{literal}" = 1', *(f'{name} = "{literal}"' for name in DESCRIPTIONS)):
            (tmp_path / FILE_NAME).write_text(content)
            assert not unseemly(run("list")), content


@pytest.mark.usefixtures("workspace")
def test_as_the_annotations_file(tmp_path: Path, run: Run) -> None:
    for text in FEW:
        tables = {"annotations": {"1": {text: text}}}
        for content in (text, json.dumps(text), json.dumps({text: text}), json.dumps({text: {text: text}}), tables):
            data = (content if isinstance(content, str) else json.dumps(content)).encode("utf-8", "surrogatepass")
            (tmp_path / "annotations.json").write_bytes(data)
            said = run("check")
            assert not unseemly(said), content
            assert (tmp_path / "annotations.json").read_bytes() == data


# A real terminal


def test_nothing_of_them_reaches_the_terminal(tmp_path: Path) -> None:
    fill(tmp_path, SOME)
    text = "\n\n".join(WRITTEN)
    (tmp_path / "seeds" / "0.txt").write_text(f"{text}\n\n{PLAIN * 30}")
    (tmp_path / "seeds" / "999.txt").write_text("The end.")
    with Terminal([], tmp_path, (160, 60)) as terminal:
        terminal.wait_for("sentence 1 of")
        terminal.press("   qGq\t\t" + "J" * (len(SOME) + 1))
        terminal.wait_for("The end.")
        terminal.press("\x11")
        assert terminal.end() == 0
    with Terminal([], tmp_path, (160, 60)) as again:  # it paints what it left before the program is there
        again.wait_for("The end.")
        again.press("\x11")
        assert again.end() == 0
    assert not strays_in(terminal.output + again.output)
