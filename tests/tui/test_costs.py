"""What things cost, in counts that know no clock: what is imported, made and painted, however large the text is."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from reader.text.plain import PlainBlocks
from reader.tui import penciling
from reader.tui.painter import Painter
from reader.tui.rows import Layout
from reader.workspace import Workspace
from under_test import reading, row_of_cursor, until, view

MEGABYTE = "\n\n".join(
    f"Paragraph {n} has a few words in it. And some more of them follow here." for n in range(14_000)
)
ROOM = 24  # rows of the terminal


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many blocks and rows were made, and rows painted; a test sets them back."""
    counts = {"blocks": 0, "folded": 0, "painted": 0}

    def count(owner: type, method: str, what: str) -> None:
        original = getattr(owner, method)

        def counting(*arguments: object, **named: object) -> object:
            counts[what] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, method, counting)

    count(PlainBlocks, "_make", "blocks")
    count(Layout, "_fold", "folded")
    count(Painter, "row", "painted")
    return counts


def since_then(counts: dict[str, int]) -> dict[str, int]:
    found = dict(counts)
    counts.update(dict.fromkeys(counts, 0))
    return found


async def test_a_large_text_costs_what_its_screen_costs(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    workspace = make({"large.txt": MEGABYTE})
    async with reading(workspace) as pilot:
        article = view(pilot)
        await until(pilot, lambda: row_of_cursor(pilot) >= 0)
        pilot.app.workers.cancel_all()  # it counts the sentences, which looks at every block
        await pilot.pause()
        for keys, most in (("G", 6 * ROOM), ("pageup", 4 * ROOM), ("pagedown", 4 * ROOM), ("g", 6 * ROOM)):
            since_then(counted)
            before = article.top
            await pilot.press(keys)
            await until(pilot, lambda before=before: article.top != before)
            await pilot.pause()
            cost = since_then(counted)
            assert cost["blocks"] <= most, keys
            assert cost["folded"] <= most, keys
            assert cost["painted"] <= 2 * ROOM, keys


async def test_a_motion_or_a_tag_paints_the_rows_that_change(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    async with reading(make({"large.txt": MEGABYTE}), (100, 40)) as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        since_then(counted)
        await pilot.press("j")
        await until(pilot, lambda: counted["painted"] > 0)
        await pilot.pause()
        assert since_then(counted)["painted"] <= 4
        await pilot.press("q")
        await until(pilot, lambda: len(view(pilot).annotations) == 1 and counted["painted"] > 0)
        await pilot.pause()
        assert since_then(counted)["painted"] <= 8


def test_an_article_is_described_without_its_text(make: Callable[..., Workspace]) -> None:
    workspace = make({"large.txt": MEGABYTE})
    assert len(repr(workspace.article(workspace.source("large.txt")))) < 1000


def imported_by(program: str) -> set[str]:
    program = f"import sys\n{program}\nprint()\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return set(run.stdout.split("\n")[-2].split())


def test_the_first_frame_imports_what_it_needs_and_no_more() -> None:
    modules = imported_by("import reader.cli, reader.tui.app")
    late = {
        "markdown_it",
        "tomllib",
        "reader.settings.file",
        "reader.tui.clipboard",
        "reader.tui.dialogs",
        "reader.annotation.search",
        "reader.annotation.diff",
        "reader.annotation.repair",
    }
    late |= {"regex", "sqlite3", "reader.fulltext", "reader.tui.tag_list", "reader.tui.search", "reader.tui.outline"}
    late |= {"textual.widgets._text_area", "reader.tui.note_editor", "reader.tui.review", "reader.tui.palette"}
    late |= {"reader.suggesting", "reader.insight.suggest", "reader.insight.echoes", "reader.tui.echo_pane"}
    assert not modules & late
    assert not {each for each in modules if each.startswith("reader.insight.")}


def test_latin_text_is_laid_out_without_the_tables_of_unicode() -> None:
    program = "from reader.tui.rows import fit, _fold_line; fit('“Größe” – a title', 9)"
    assert "wcwidth" not in imported_by(f"{program}; list(_fold_line('“Größe” – a title', 0, 17, 9, 9))")


def test_the_first_screen_imports_nearly_nothing() -> None:
    known = imported_by("import termios")
    modules = imported_by("from reader.tui.first_screen import show; show('.')") - known
    assert modules <= {"reader", "reader.tui", "reader.tui.first_screen", "reader.version", "binascii"}


@pytest.mark.parametrize("command", ["--version", "export --help"])
def test_a_headless_command_starts_without_the_terminal_and_the_store(command: str) -> None:
    run = (
        f"import contextlib\nfrom reader.cli import main\nwith contextlib.suppress(SystemExit): main({command.split()})"
    )
    modules = imported_by(run)
    assert not modules & {"textual", "rich", "tinydb", "msgspec", "markdown_it", "reader.workspace"}


async def test_nothing_is_suggested_before_the_first_frame(
    make: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[object] = []
    monkeypatch.setattr(Workspace, "find_suggestions", lambda _self, article: began.append(article))
    monkeypatch.setattr(penciling, "WAIT", 3600)
    async with reading(make({"a.txt": "“It rained,” he said. It did.", "b.txt": "“It rained,” she said."})) as pilot:
        await pilot.press("j", "q", "j", "J", "K")
        await pilot.pause()
        assert not began


async def test_suggestions_make_no_rows_and_paint_those_that_they_are_on(
    make: Callable[..., Workspace], counted: dict[str, int]
) -> None:
    text = "\n\n".join(f"“We have {n} of them,” he said. And the rest is nothing." for n in range(1500))
    assert len(text) < penciling.LARGEST
    async with reading(make({"a.txt": text}), (100, 40)) as pilot:
        await pilot.pause()
        since_then(counted)
        await until(pilot, lambda: view(pilot)._suggested)
        await pilot.pause()
        cost = since_then(counted)
        assert cost["folded"] == 0
        assert cost["painted"] <= 40
        await pilot.press("enter")
        await until(pilot, lambda: len(view(pilot).annotations) == 1)
        await pilot.pause()
        cost = since_then(counted)
        assert cost["folded"] <= 4
        assert cost["painted"] <= 8
