"""What each command loads, seen in `sys.modules`: the contracts say what may be imported, this says what is.

A start that loads what it has no use for is slow, and needs libraries that may be missing.
"""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.architecture.contracts import LAYERS, LIBRARIES
from tests.support.commands import HEADLESS, PATH, Commands

# Cheap, or loaded by every command, or by the standard library itself.
UNWATCHED = {"argparse", "socket", "fcntl", "cli", "errors", "similar", "version", "__main__"}
# Parts of packages that only some commands need.
PARTS = (
    "annotation.anchoring.reanchor",
    "annotation.store.repair",
    "annotation.store.salvage",
    "settings.file",
    "text.markdown",
    "text.patience_diff",
    "workspace.full_text_index",
    "workspace.suggestion_service",
    "workspace.watcher",
)
WATCHED = {*LIBRARIES, *(package for layer in LAYERS for package in layer), *PARTS} - UNWATCHED
START = {"reader.tui", "reader.tui.startup", "reader.tui.startup.snapshot"}  # the first picture; without Textual

HELP = {"text", "system"}  # a sanitizer, with expressions that are compiled when they are used
STORE = {"annotation", "settings", "system", "text", "tinydb", "msgspec"}
WORKSPACE = STORE | {"workspace", "platformdirs"}
INTERCHANGE = WORKSPACE | {"formats", "workflows"}
AUTHOR = {"collaboration", "subprocess"}  # who tags is asked of git
PEOPLE = WORKSPACE | {"collaboration", "workflows"}
COLUMNS = {"reports", "wcwidth"}

COMMANDS: dict[str, set[str]] = {
    "--version": HELP,
    "--help": HELP,
    "list --help": HELP,
    "export --help": HELP | {"formats"},
    "serve --help": HELP,
    "list": WORKSPACE | COLUMNS,
    "list --quotes": WORKSPACE | {"reports"},
    "people": WORKSPACE | {"reports"},
    "claims": WORKSPACE | {"reports"},
    "codebook": WORKSPACE | {"reports", "formats"},
    "codebook retire quote --dry-run": WORKSPACE | {"reports", "settings.file", "tomllib"},
    "undo --creator mine": WORKSPACE | AUTHOR,
    "stats": WORKSPACE | {"reports"},
    "passages": WORKSPACE,
    "passages ../markdown": WORKSPACE | {"markdown_it", "text.markdown"},
    "tag one.txt 0 5 quote": WORKSPACE | AUTHOR,
    "untag {id}": WORKSPACE | AUTHOR,
    "set {id} manner=direct": WORKSPACE | AUTHOR,
    "link {id} one.txt:6-9": WORKSPACE | AUTHOR,
    "log": WORKSPACE,
    "help list": HELP,
    "check": WORKSPACE | {"reports", "formats"},
    "repair": STORE | {"workspace", "annotation.store.repair", "annotation.store.salvage"},
    "export": INTERCHANGE,
    "import ../export.json": INTERCHANGE | AUTHOR,
    "schema": {"annotation", "formats", "settings", "system", "text", "msgspec"},
    "restore": WORKSPACE | {"reports"},
    "suggest": WORKSPACE | {"insight", "workspace.suggestion_service"},
    "echoes": WORKSPACE | COLUMNS | {"insight"},
    "report": WORKSPACE | {"insight", "reports", "formats"},
    "verify": WORKSPACE | {"insight", "reports"},
    "agree . ../other": PEOPLE | {"reports", "formats"},
    "merge ../other": PEOPLE | AUTHOR | {"formats"},
    "git-text annotations.json": STORE | {"collaboration"},
    "config show": WORKSPACE - {"annotation", "tinydb", "msgspec"},
    "config schema": {"settings", "settings.file", "system", "msgspec", "tomllib"},
    "completion bash": HELP | {"formats", "shtab"},
    "add ../page.txt": WORKSPACE | {"ingest", "http"},
    "add ../page.html": WORKSPACE | {"ingest", "http", "trafilatura"},
}

# What the first frame does without: it is loaded when somebody asks for it, or when there is something to do for it.
LATER = (
    "argparse",
    "shlex",
    "ssl",
    "reader.annotation.model.claim_ledger",
    "reader.annotation.model.field_order",
    "reader.annotation.model.join_offers",
    "reader.annotation.model.links",
    "reader.annotation.model.people",
    "reader.annotation.model.twins",
    "reader.annotation.store.repair",
    "reader.annotation.store.salvage",
    "reader.annotation.store.three_way_merge",
    "reader.annotation.store.weighing",
    "reader.settings.palette_words",
    "reader.similar",
    "reader.system.lock_holder",
    "reader.text.fold",
    "reader.text.normalize",
    "reader.text.quotations",
    "reader.text.shown_passage",
    "reader.text.tags",
    "reader.workspace.gaps",
    "textual.widgets._text_area",
)
# Parts of the app that open when somebody asks for them.
ON_DEMAND = (
    "article.hints",
    "clipboard",
    "controllers.add_source",
    "controllers.adjudication",
    "controllers.claims",
    "controllers.codebook",
    "controllers.codebook_changes",
    "controllers.navigation",
    "controllers.people",
    "controllers.review",
    "controllers.search_all",
    "controllers.source_editor",
    "controllers.speakers",
    "controllers.tag_list",
    "controllers.transfer",
    "editor",
    "screens",
    "widgets.echo_pane",
    "widgets.people_list",
    "widgets.tag_list",
)

COMMAND = """
import sys
from reader.cli.entry import main
sys.argv = ["reader", *{arguments!r}]
try:
    status = main()
except SystemExit as exit:
    status = exit.code
assert not status, status
"""
FIRST_FRAME = """
import os
import re
from reader.cli.main import main
from reader.tui.startup import light_asyncio

def opened(_gate):
    print("\\n", *{wanted}, file=sys.__stdout__, flush=True)
    os._exit(0)

def import_asyncio(really_import=light_asyncio.import_asyncio):
    really_import()
    from reader.tui.startup.gate import StartupGate
    StartupGate.open = opened

light_asyncio.import_asyncio = import_asyncio
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
main([{folder!r}])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace, and beside it what its commands read: other workspaces, an export, pages."""
    mine, other, markdown = (Commands(tmp_path / name) for name in ("mine", "other", "markdown"))
    (markdown.sources / "one.txt").unlink()
    for commands in (mine, other):
        (commands.sources / "two.md").unlink()
        commands.run("tag", "one.txt", "0", "5", "quote", "--creator", commands.folder.name)
    (tmp_path / "export.json").write_text(other.run("export").stdout, "utf-8")
    (tmp_path / "page.txt").write_text("A page.\n", "utf-8")
    (tmp_path / "page.html").write_text("<title>A page</title><p>With a sentence in it.</p>", "utf-8")
    return mine.folder


# Dataclasses that have all methods although the first frame needs them: public ones, and what is compared.
DATACLASSES = {
    "annotation.anchoring.anchor.Anchored",
    "annotation.model.annotation.Annotation",
    "annotation.model.annotation.Dismissal",
    "settings.Settings",
    "text.article.Article",
    "text.block.Block",
    "text.source.Source",
    "tui.article.rows.Row",
    "workspace.reading_state.ReadingState",
}
COMPILED = """[
    f"{module}.{name}"
    for module, loaded in [*sys.modules.items()]
    if module.startswith("reader.")
    for name, each in [*vars(loaded).items()]
    if isinstance(each, re.Pattern)
    or isinstance(each, type)
    and each.__module__ == module
    and "__dataclass_fields__" in vars(each)
    and each.__dataclass_params__.repr
]"""


def loaded_by(program: str, folder: Path | None = None, *, ends_itself: bool = False) -> set[str]:
    """Return the modules that a program, run by a new interpreter, has loaded at its end."""
    program = f"import sys\n{program}" if ends_itself else f"import sys\n{program}\nprint()\nprint(*sys.modules)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, env=os.environ | PATH, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("\n")[-2].split())


def among(modules: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return which of these modules and packages were loaded, as a whole or in part."""
    return {name for name in names if any(f"{module}.".startswith(f"{name}.") for module in modules)}


def watched(modules: set[str]) -> set[str]:
    """Return what a row of the table holds: the libraries, and our packages without `reader.`."""
    return among({module.removeprefix("reader.") for module in modules - START}, WATCHED)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_what_it_needs(command: str, folder: Path) -> None:
    (identifier,) = (annotation.id for annotation in Workspace(locate_workspace(folder)).annotations)
    arguments = command.format(id=identifier).split()
    assert watched(loaded_by(COMMAND.format(arguments=arguments), folder)) == COMMANDS[command]


def test_every_command_is_in_the_table() -> None:
    assert {command.split()[0] for command in COMMANDS} >= set(HEADLESS) - {"git-merge", "git-setup"}


def test_the_version_is_printed_without_our_modules_that_are_large() -> None:
    modules = loaded_by(COMMAND.format(arguments=["--version"]))
    assert not among(modules, ("dataclasses", "json", "reader.text.block"))


# The API


@pytest.mark.parametrize(
    ("code", "modules"),
    [
        ("", {"reader"}),
        ("reader.open", {"reader"}),
        ("reader.Span(0, 1)", {"reader", "reader.text", "reader.text.span"}),
    ],
    ids=["import", "name", "span"],
)
def test_the_api_loads_nothing_before_it_is_used(code: str, modules: set[str]) -> None:
    loaded = loaded_by(f"import reader\n{code}") - loaded_by("")
    assert {name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names} == modules


def test_a_script_needs_no_terminal_app(folder: Path) -> None:
    modules = loaded_by("import reader\nlist(reader.open().articles())", folder)
    assert watched(modules) == WORKSPACE


# The app


def test_the_first_frame_loads_what_it_shows_and_no_more(folder: Path) -> None:
    modules = loaded_by(FIRST_FRAME.format(folder=str(folder), wanted="sys.modules"), ends_itself=True)
    assert watched(modules) == WORKSPACE | {"tui", "textual", "rich", "subprocess"}  # Textual loads subprocess
    assert not among(modules, (*LATER, *(f"reader.tui.{name}" for name in ON_DEMAND)))


def test_the_first_frame_compiles_few_dataclasses_and_no_expression_of_a_module(folder: Path) -> None:
    compiled = loaded_by(FIRST_FRAME.format(folder=str(folder), wanted=COMPILED), ends_itself=True)
    assert {name.removeprefix("reader.") for name in compiled} == DATACLASSES


def test_the_first_picture_loads_nearly_nothing() -> None:
    modules = loaded_by("from reader.tui.startup.snapshot import show_picture; show_picture('.')") - loaded_by(
        "import termios"
    )
    assert modules <= {"reader", *START, "reader.version", "binascii"}


def test_asyncio_is_loaded_without_tls_which_can_be_loaded_later() -> None:
    light = "from reader.tui.startup.light_asyncio import import_asyncio; import_asyncio(); import asyncio"
    modules = loaded_by(f"{light}; asyncio.run(asyncio.sleep(0))")
    assert "asyncio" in modules
    assert "ssl" not in modules
    assert "ssl" in loaded_by(f"{light}; import ssl; ssl.create_default_context()")


def test_asyncio_keeps_the_tls_that_was_loaded_before() -> None:
    light = "from reader.tui.startup.light_asyncio import import_asyncio; import_asyncio(); import asyncio"
    assert "ssl" in loaded_by(f"import ssl; {light}; assert asyncio.base_events.ssl is ssl")


def test_latin_text_is_laid_out_without_the_tables_of_unicode() -> None:
    program = "from reader.tui.article.rows import fit, _cut_for, _wrap_line; fit('“Größe” – a title', 9)"
    wrap = "list(_wrap_line(_cut_for(text, 0, 17), text, 0, 17, 9, 9))"
    assert "wcwidth" not in loaded_by(f"{program}; text = '“Größe” – a title'; {wrap}")
