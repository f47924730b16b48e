"""The pages in docs/ say what happens: each ```console block is run, and prints what stands there.

A page with `<!-- needs NAME -->` is left out where there is no such package.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.quick_reader import quick_reader

DOCS = sorted(page for page in (ROOT / "docs").glob("*.md") if "```console" in page.read_text("utf-8"))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STEP = re.compile(r"^(\$ .*\n(?:>.*\n)*)((?:(?!\$ ).*\n)*)", re.MULTILINE)
NEEDS = re.compile(r"<!-- needs (\w+) -->")
MARK = "-- said --"
SECONDS = 120


def missing(page: Path) -> list[str]:
    return [name for name in NEEDS.findall(page.read_text("utf-8")) if not find_spec(name)]


def transcript(page: Path) -> list[tuple[str, str]]:
    """Each command, as it stands there, and what it prints."""
    return [step for block in BLOCK.findall(page.read_text("utf-8")) for step in STEP.findall(block)]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with quick_reader(tmp_path_factory.mktemp("bin")) as program:
        yield program


def replay(page: Path, folder: Path, program: Path) -> list[tuple[str, str]]:
    """Its commands, and what each prints on either stream, one after the other in one shell."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": os.pathsep.join([str(program.parent), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "COLUMNS": "80",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder),
    }
    commands = [command for command, _ in transcript(page)]
    script = "".join(re.sub(r"^(\$|>) ?", "", command, flags=re.MULTILINE) + f"echo '{MARK}'\n" for command in commands)
    done = subprocess.run(
        ["bash"], input=script, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=SECONDS,
    )  # fmt: skip
    return list(zip(commands, done.stdout.split(f"{MARK}\n")[:-1], strict=True))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path, program: Path) -> None:
    """After a change of what is printed: `python tests/docs/test_pages.py` writes the pages anew."""
    if missing(page):
        pytest.skip(f"{', '.join(missing(page))} is missing: pip install -e '.[interop]'")
    assert replay(page, tmp_path, program) == transcript(page)


def rewritten(page: Path, folder: Path, program: Path) -> str:
    steps = iter(replay(page, folder, program))
    return BLOCK.sub(
        lambda block: "```console\n" + "".join("".join(next(steps)) for _ in STEP.findall(block[1])) + "```",
        page.read_text("utf-8"),
    )


if __name__ == "__main__":
    import tempfile

    for page in (page for page in DOCS if not missing(page)):
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as programs:
            os.environ["HOME"] = folder
            with quick_reader(Path(programs)) as reader:
                page.write_text(rewritten(page, Path(folder), reader), "utf-8")
