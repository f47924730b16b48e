"""What all tests share: a home of their own, and small workspaces."""

import gc
import os
from collections.abc import Generator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import ONE, TWO, Make

# In CI the examples are always the same ones; elsewhere they are fewer, and new each time; coverage needs only a few.
# A busy machine is no failure: a test whose subject is time says so itself.
SLOW_MACHINE = [HealthCheck.too_slow]
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=SLOW_MACHINE)
settings.register_profile("here", max_examples=40, deadline=None, suppress_health_check=SLOW_MACHINE)
settings.register_profile("coverage", settings.get_profile("ci"), max_examples=15)
# With a mutant the examples are the same as without it, so that a failure is its doing; none is made smaller.
settings.register_profile(
    "mutation", settings.get_profile("here"), derandomize=True, phases=[Phase.explicit, Phase.generate], database=None
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))

# What the shell that runs the tests says of colours, sizes, editors and git is not for the programs under test.
OF_THE_SHELL = {
    "NO_COLOR",
    "FORCE_COLOR",
    "COLORFGBG",
    "TERM_PROGRAM",
    "LC_TERMINAL",
    "COLUMNS",
    "LINES",
    "EDITOR",
    "VISUAL",
}
for name in [each for each in os.environ if each in OF_THE_SHELL or each.startswith("GIT_")]:
    del os.environ[name]


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start one more worker than there are cores, since many tests wait for a terminal or another program."""
    return (yield) + ("PYTEST_XDIST_AUTO_NUM_WORKERS" not in os.environ)


# Looking for garbage less often saves a quarter of the time to load the tests, and a sixth of that of an app.
gc.set_threshold(10_000, 10, 10)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through all tests over and over: that took a third of their time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the disk in peace, for no test sees what is synced but those of `tests/torture`, whose disks lose power."""
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda _descriptor: None)


_homes = count()  # pytest finds a free number by listing all of them


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State and settings of the person who runs the tests stay out of them."""
    home = tmp_path_factory.mktemp(f"home-{next(_homes)}", numbered=False)
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("LOGNAME", "tester")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    return home


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A workspace in `tmp_path` with the given sources: `make({"a.txt": "One. Two."})`."""

    def make(sources: dict[str, str | bytes]) -> Workspace:
        for name, content in sources.items():
            path = tmp_path / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Workspace(locate_workspace(tmp_path))

    return make


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"one.txt": ONE, "two.txt": TWO})
