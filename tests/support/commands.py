"""The commands for tests: `reader` in a small workspace, without a terminal."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from unittest.mock import patch

from reader.cli.commands import COMMANDS
from reader.cli.main import main
from tests.support import ROOT

PATIENCE = 10.0  # seconds, for what takes a tenth of one
PATH = {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
HEADLESS = tuple(name for name in COMMANDS if name not in ("open", "serve"))
TEXT = "Storm closes harbour today\n\nShips wait. “It is odd,” said Ann.\n"
MARKED = "# A small port\n\nOne **bold** word.\n"

Output = int | IO[str]
Process = subprocess.Popen[str]
Result = subprocess.CompletedProcess[str]


class Commands:
    """`Commands(folder).run("list", "--json").stdout`; the folder gets two sources and no tags."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = folder / "seeds"
        self.annotations = folder / "annotations.json"
        self.sources.mkdir(parents=True)
        (self.sources / "one.txt").write_text(TEXT, "utf-8")
        (self.sources / "two.md").write_text(MARKED, "utf-8")

    def start(self, *arguments: str | Path, stdout: Output = subprocess.PIPE, **environment: str) -> Process:
        return subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            cwd=self.folder,
            env={**os.environ, **PATH, "PYTHONWARNINGS": "error", **environment},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str | Path, stdout: Output = subprocess.PIPE, **environment: str) -> Result:
        """Whatever happens, it ends, and what it says is no traceback.

        In this process, since to start one takes longer than what it does; in one of its own where what it is
        given as its own is the point.
        """
        inside = stdout == subprocess.PIPE and not environment
        result = (
            run_here(self.folder, *arguments) if inside else self.run_outside(*arguments, stdout=stdout, **environment)
        )
        assert "Traceback" not in result.stderr, result.stderr
        return result

    def run_outside(self, *arguments: str | Path, stdout: Output = subprocess.PIPE, **environment: str) -> Result:
        """As a script runs it."""
        with self.start(*arguments, stdout=stdout, **environment) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def tag(self, source: str = "one.txt", start: int = 0, end: int = 5, tag: str = "quote") -> str:
        """Tags and returns the annotation's id."""
        return self.run("tag", source, str(start), str(end), tag).stdout.strip()

    def exported(self) -> dict[str, Any]:
        return json.loads(self.run("export").stdout)  # type: ignore[no-any-return]


def run_here(folder: Path, *arguments: str | Path, stdout: IO[str] | None = None) -> Result:
    """In this process. The streams are files: they have numbers, which the program may give to others.

    What goes into a file of the caller's is not returned.
    """
    with TemporaryDirectory() as streams, chdir(folder):
        names = [Path(streams, name) for name in ("out", "err")]
        with ExitStack() as stack:
            out, err = (stack.enter_context(name.open("w", encoding="utf-8")) for name in names)
            stack.enter_context(redirect_stdout(stdout or out))
            stack.enter_context(redirect_stderr(err))
            stack.enter_context(patch("sys.stdin", stack.enter_context(Path(os.devnull).open())))
            try:
                status: Any = main([str(each) for each in arguments])
            except SystemExit as end:  # argparse's way
                status = end.code
        return subprocess.CompletedProcess(arguments, status, *(name.read_text("utf-8") for name in names))


def lines(output: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in output.split("\n")[:-1]]


def controls(*outputs: str) -> set[str]:
    """The control characters in what is meant for people."""
    return {each for each in "".join(outputs) if ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0} - {"\n", "\t"}
