"""The wheel holds all that the program needs besides its modules, and opens the sample without a checkout."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support import ROOT
from tests.support.commands import lines
from tests.support.terminal import Terminal

DATA = (
    "reader/insight/echoes/background.txt",
    "reader/py.typed",
    "reader/tui/app.tcss",
    "reader/web/page.html",
    "reader/web/page.js",
    "reader/workspace/sample/annotations.json",
    "reader/workspace/sample_originals/interview.txt",
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel of this checkout was unpacked into, as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = (folder / "dist").iterdir()
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


@pytest.fixture
def outside(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where `import reader` finds the unpacked wheel, and where temporary files go."""
    monkeypatch.setenv("PYTHONPATH", str(installed))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_the_wheel_has_every_module_and_all_data(installed: Path) -> None:
    packaged = {path.relative_to(installed).as_posix() for path in (installed / "reader").rglob("*") if path.is_file()}
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reader").rglob("*.py")}
    sample = {f"reader/workspace/sample/seeds/{path.name}" for path in (ROOT / "seeds").iterdir()}
    assert packaged == {*modules, *sample, *DATA}


def test_the_wheel_names_its_program(installed: Path) -> None:
    (points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "reader = reader.cli.entry:main" in points.read_text("utf-8").splitlines()


def test_a_fresh_copy_of_the_sample_is_a_workspace(installed: Path, outside: Path) -> None:
    program = "import reader.workspace.demo as demo; print(demo.__file__, demo.fresh_copy(), sep='\\n', end='')"
    module, folder = subprocess.check_output([sys.executable, "-c", program], cwd=outside, text=True).split("\n")
    assert Path(module).is_relative_to(installed)
    assert Path(folder).parent == outside
    command = [sys.executable, "-m", "reader", "list", "--json"]
    listed = lines(subprocess.check_output(command, cwd=folder, encoding="utf-8"))
    *sample, original = listed
    assert [each["source"] for each in sample] == sorted(path.name for path in (ROOT / "seeds").iterdir())
    assert original["source"] == "originals/interview.txt"
    assert all(each["problem"] is None and each["orphans"] == 0 for each in listed)
    assert all(each["tags"] for each in sample)


def test_the_demo_opens_in_a_terminal(outside: Path) -> None:
    with Terminal(["--demo"], outside) as terminal:
        terminal.wait_for("sentence 1 of", "2-backyard", "4-analysts")
        terminal.press("\x11")
        terminal.wait_for("Keep it in")
        terminal.press("n\n")
        assert terminal.end() == 0
