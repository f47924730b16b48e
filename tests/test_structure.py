"""The house holds: one direction of imports, one door for each library, and nothing of the machine in the tree."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_import_contracts_hold() -> None:
    command = shutil.which("lint-imports", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert command, "lint-imports is missing: pip install -e '.[dev]'"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_sample_is_five_sources_and_their_tags() -> None:
    names = sorted(path.name for path in (ROOT / "seeds").iterdir())
    assert len(names) == 5
    assert any(name.endswith(".md") for name in names)
    assert all(name.endswith((".txt", ".md")) for name in names)


def test_every_sample_tag_says_what_its_source_says() -> None:
    done = subprocess.run([sys.executable, "-m", "reader", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "orphan" not in done.stdout
