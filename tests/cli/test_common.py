"""What commands share: asking, the workspace that was named, and what is printed safely."""

import io
import sys
from types import SimpleNamespace

import pytest

from reader.cli.commands import COMMANDS, has_only_path, module_of
from reader.cli.common import annotator, confirm, print_lines, program, say
from reader.cli.main import _with_command_first
from reader.errors import UsageError


class Typed(io.StringIO):
    """A terminal on which this was typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "is_yes"), [("y\n", True), ("YES \n", True), ("n\n", False), ("\n", False), ("", False), ("yo\n", False)]
)
def test_only_yes_is_yes(typed: str, is_yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(typed))
    monkeypatch.setattr(sys, "stderr", asked := Typed())
    assert confirm("replace \x1b[31mit?") is is_yes
    assert asked.getvalue() == "reader: replace ␛[31mit? [y/N] "


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_without_a_terminal_the_answer_is_no(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    streams = {"stdin": Typed("y\n"), "stderr": Typed()} | {stream: io.StringIO("y\n")}
    for name, value in streams.items():
        monkeypatch.setattr(sys, name, value)
    assert not confirm("replace it?")


def test_messages_and_records_cannot_control_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2J", "b")
    print_lines([{"text": "“\x9b31m\u202e”"}, {}])
    printed = capsys.readouterr()
    assert printed.err == "a␛[2J\nb\n"
    assert printed.out == '{"text": "“\\u009b31m\\u202e”"}\n{}\n'


def test_a_name_that_cannot_be_saved_is_wrong_usage() -> None:
    assert annotator(SimpleNamespace(annotator=None)) == annotator(SimpleNamespace()) == ""  # type: ignore[arg-type]
    assert annotator(SimpleNamespace(annotator="Ann")) == "Ann"  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="not UTF-8"):
        annotator(SimpleNamespace(annotator="\udcff"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["open"]),
        (["folder"], ["open", "folder"]),
        (["list", "folder"], ["list", "folder"]),
        (["--workspace", "w", "list"], ["list", "--workspace", "w"]),
        (["--creator=Ann", "--sources", "s", "tag", "a"], ["tag", "--creator=Ann", "--sources", "s", "a"]),
        (["--creator", "list"], ["open", "--creator", "list"]),
        (["--creator", "list", "list"], ["list", "--creator", "list"]),
        (["--workspace"], ["open", "--workspace"]),
        (["--no-mouse", "list"], ["open", "--no-mouse", "list"]),
        (["--help"], ["--help"]),
        (["-h", "list"], ["-h", "list"]),
        (["--version"], ["--version"]),
    ],
    ids=repr,
)
def test_the_command_may_stand_after_the_shared_options(arguments: list[str], expected: list[str]) -> None:
    assert _with_command_first(arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "is_only_path"),
    [([], True), (["folder"], True), (["-"], False), (["--demo"], False), (["list"], False), (["a", "b"], False)],
    ids=repr,
)
def test_a_path_alone_needs_no_parser(arguments: list[str], is_only_path: bool) -> None:
    assert has_only_path(arguments) is is_only_path


def test_every_command_has_a_module() -> None:
    assert module_of("git-setup") == "reader.cli.commands.git_setup"
    assert module_of("import") == "reader.cli.commands.import_"
    assert all(module_of(name).isascii() for name in COMMANDS)


@pytest.mark.parametrize(
    ("called", "found", "shown"),
    [
        (".venv/bin/reader", None, ".venv/bin/reader"),
        ("/opt/my env/bin/reader", "/usr/bin/reader", "'/opt/my env/bin/reader'"),
        ("/usr/bin/reader", "/usr/bin/reader", "reader"),
        ("reader", None, "reader"),
        ("/lib/python3/reader/__main__.py", None, "reader"),
    ],
)
def test_messages_name_the_program_as_it_was_called(
    called: str, found: str | None, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", [called])
    monkeypatch.setattr("shutil.which", lambda _name: found)
    assert program() == shown
