"""The commands for tests: `reader` as a script runs it, in a small workspace, without a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from reader.commands import COMMANDS

PATIENCE = 10.0  # seconds, for what takes a tenth of one
ROOT = Path(__file__).parents[1]
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
        """Whatever happens, it ends, and what it says is no traceback."""
        with self.start(*arguments, stdout=stdout, **environment) as process:
            try:
                out, err = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def tag(self, source: str = "one.txt", start: int = 0, end: int = 5, tag: str = "quote") -> str:
        """Tags and returns the annotation's id."""
        return self.run("tag", source, str(start), str(end), tag).stdout.strip()

    def exported(self) -> dict[str, Any]:
        return json.loads(self.run("export").stdout)  # type: ignore[no-any-return]


def lines(output: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in output.split("\n")[:-1]]


def controls(*outputs: str) -> set[str]:
    """The control characters in what is meant for people."""
    return {each for each in "".join(outputs) if ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0} - {"\n", "\t"}
