"""The manual page and the completions know every command and every option."""

import argparse
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS
from reader.cli.parser import make_parser
from tests.support import ROOT
from tests.support.commands import Commands

PAGE = (ROOT / "docs" / "reader.1").read_text("utf-8").replace("\\-", "-")


@cache
def parsers() -> Mapping[str, argparse.ArgumentParser]:
    (commands,) = [each for each in make_parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return commands.choices


def options(command: str) -> list[str]:
    return [name for action in parsers()[command]._actions for name in action.option_strings if action.dest != "help"]


def helps(command: str) -> list[str]:
    """What the parser says of each argument."""
    return [action.help or "" for action in parsers()[command]._actions if action.dest != "help"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_page_is_of_today(command: str) -> None:
    """After a change of the command line: `python docs/manual.py` writes it anew."""
    _, _, section = PAGE.partition(rf".SH COMMAND \fI\,'reader {command}'\/\fR")
    section = section.split(".SH COMMAND")[0]
    assert section
    assert all(name in section for name in options(command))
    words = " ".join(re.sub(r"\\f[BIR]|\\,|\\/", "", section).split())
    assert all(" ".join(text.split()) in words for text in helps(command))


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh", "fish"])
def test_every_shell_gets_every_command(tmp_path: Path, shell: str) -> None:
    result = Commands(tmp_path).run("completion", shell)
    assert result.returncode == 0
    assert all(name in result.stdout for name in COMMANDS)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is missing: apt-get install bash")
def test_bash_completes(tmp_path: Path) -> None:
    script = tmp_path / "reader.bash"
    script.write_text(Commands(tmp_path / "workspace").run("completion", "bash").stdout)
    ask = 'source "$0"; COMP_WORDS=(reader exp); COMP_CWORD=1; _shtab_reader; echo "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", ask, script], capture_output=True, text=True, timeout=10)
    assert done.stdout.strip() == "export", done.stderr
