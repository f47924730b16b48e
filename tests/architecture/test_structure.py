"""The house holds: one direction of imports, one door for each library, and nothing of the machine in the tree."""

import re
import subprocess
import sys

from tests.support import ROOT


def test_the_sample_is_five_sources_and_their_tags() -> None:
    names = sorted(path.name for path in (ROOT / "seeds").iterdir())
    assert len(names) == 5
    assert any(name.endswith(".md") for name in names)
    assert all(name.endswith((".txt", ".md")) for name in names)


def test_every_sample_tag_says_what_its_source_says() -> None:
    done = subprocess.run([sys.executable, "-m", "reader", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "orphan" not in done.stdout


def test_the_architecture_names_every_module_once() -> None:
    """In the house, each under its folder; the commands are in docs/reference/commands.md."""
    (house,) = re.findall(r"^reader/\n(.*?)^```", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.M | re.S)
    named, folders = [], {0: "reader/"}
    for line in house.splitlines():
        indent = len(line) - len(line.lstrip())
        folders = {depth: folder for depth, folder in folders.items() if depth < indent}
        here = folders[max(folders)]
        for name in re.findall(r"(?<!\S)\w+(?:\.py|/)(?=[\s,;]|$)", line):
            named += [here + name] if name.endswith(".py") else []
            folders |= {indent: here + name} if name.endswith("/") else {}
    modules = [path.relative_to(ROOT).as_posix() for path in (ROOT / "reader").rglob("[!_]*.py")]
    assert sorted(named) == sorted(name for name in modules if not name.startswith("reader/commands/"))
