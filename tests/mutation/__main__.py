"""Put small faults into modules and list those that no test notices: `python -m tests.mutation MODULE ...`.

Each mutant of a random sample runs with the closest tests, in a copy of the tree. The exit code is 0 whatever is found:
a survivor is either a missing test or a mutation that makes no difference, and only a person can tell which.
"""

import argparse
import importlib
import itertools
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from tests.mutation.operators import Mutant, mutants
from tests.support import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist")
PATIENCE = 120.0  # seconds for the tests of a module as it is
TIMES_LONGER = 10  # how much longer they may take with a mutant, which counts as noticed after that
TRIES = 3  # of the tests without a mutation
MOST_MEMORY = 4 << 30  # bytes; a mutant that never ends may also fill the memory
PRELOADED = (
    "hypothesis.stateful",
    "pytest_asyncio.plugin",
    "syrupy",
    "xdist.plugin",
    "pytest_timeout",
    "pytest_cov.plugin",
)

# pytest warns that it cannot rewrite the asserts of plug-ins that are loaded already, which is as well here.
OPTIONS = ("-x", "-q", "-n0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")

_seconds = itertools.count(1_000_000_000)


class Suite(NamedTuple):
    """Tests, given by their paths, and how many seconds they may take."""

    paths: tuple[str, ...]
    patience: float = PATIENCE


class Noticed(NamedTuple):
    """How many mutants were noticed by the closest tests, and by these or others; and how many were tried."""

    closely: int
    all: int
    tried: int


def closest_tests(module: str) -> list[str]:
    """Return the test module of the same name, else those whose names begin alike, else the nearest folder of tests.

    The paths are relative to the root.
    """
    path = Path("tests", *Path(module).parts[1:])
    test = path.with_name(f"test_{path.stem}.py")
    if (ROOT / test).exists():
        return [str(test)]
    words = path.stem.strip("_").split("_")
    for count in range(len(words), 0, -1):
        if found := sorted((ROOT / path.parent).glob(f"test_{'_'.join(words[:count])}*.py")):
            return [str(each.relative_to(ROOT)) for each in found]
    return [str(next(folder for folder in path.parents if (ROOT / folder).is_dir()))]


def wider_tests(module: str) -> list[str]:
    """Return the folders of tests of the package that a module is in."""
    return [f"tests/{Path(module).parts[1]}"]


def failure(tree: Path, suite: Suite) -> str:
    """Run tests in a tree, and return the end of what pytest says if one of them fails, or that they take too long.

    The tests run in a fork of this process, which has loaded pytest and its plug-ins already: that halves the time.
    """
    said = tree.with_name("said")
    child = os.fork()
    if not child:
        _run_tests(tree, suite.paths, said)
    end = time.monotonic() + suite.patience
    while time.monotonic() < end:
        finished, status = os.waitpid(child, os.WNOHANG)
        if finished:
            return said.read_text("utf-8", "replace")[-3000:] or "no word" if status else ""
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return f"it takes longer than {suite.patience:.0f} seconds (`--patience` gives more)"


def _run_tests(tree: Path, paths: tuple[str, ...], said: Path) -> NoReturn:
    """Run tests of a tree, with what they say in a file, and end the process with the exit code of pytest."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdout = sys.stderr = said.open("w", encoding="utf-8", errors="replace")
        for stream in (1, 2):
            os.dup2(sys.stdout.fileno(), stream)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        os.chdir(tree)
        sys.path.insert(0, str(tree))
        for name in [name for name in sys.modules if name.partition(".")[0] in ("reader", "tests")]:
            del sys.modules[name]
        os.environ["HYPOTHESIS_PROFILE"] = "mutation"
        code = int(pytest.main([*OPTIONS, *paths]))
    finally:
        sys.stdout.flush()
        os._exit(code)


@cache
def sound(tree: Path, paths: tuple[str, ...], patience: float) -> Suite:
    """Run tests without a mutation, and return them with the time that they may take with one.

    They are run again if one fails, as one with a limit of time may on a busy machine.

    Raises:
        SystemExit: One of them fails each time; the message has what pytest says.
    """
    wrong = ""
    for _ in range(TRIES):
        start = time.monotonic()
        wrong = failure(tree, Suite(paths, patience))
        if not wrong:
            return Suite(paths, 5 + TIMES_LONGER * (time.monotonic() - start))
    sys.exit(f"{wrong}\n{' '.join(paths)}: fails without a mutation")


def _failed_test(said: str) -> str:
    """Return which test failed, from the end of what pytest says; all of that if it says no such thing."""
    found = [line.removeprefix("FAILED ") for line in said.splitlines() if line.startswith("FAILED ")]
    return f"only {found[0]}" if found else said


def put(file: Path, source: str) -> None:
    """Write a module with a time of its own, since Python recompiles only a file whose size or second differs."""
    file.write_text(source, "utf-8")
    second = next(_seconds)
    os.utime(file, (second, second))


def samples(modules: list[str], count: int, total: int, seed: int) -> dict[str, list[Mutant]]:
    """Draw the mutants to try: so many of each module, or `total` of all modules together unless that is 0."""
    found = {module: list(mutants((ROOT / module).read_text("utf-8"))) for module in modules}
    if not total:
        return {
            module: random.Random(f"{seed} {module}").sample(every, min(count, len(every)))
            for module, every in found.items()
        }
    together = [(module, mutant) for module, every in found.items() for mutant in every]
    drawn: dict[str, list[Mutant]] = {}
    for module, mutant in random.Random(seed).sample(together, min(total, len(together))):
        drawn.setdefault(module, []).append(mutant)
    return drawn


def check(
    tree: Path, module: str, sample: list[Mutant], tests: list[str], others: list[str], patience: float
) -> Noticed:
    """Try some mutants of a module with its closest tests and then with others.

    The survivors are printed, and those that only another test notices, with that test.
    """
    file = tree / module
    source = file.read_text("utf-8")
    closest = sound(tree, tuple(tests), patience)
    closely = widely = 0
    for mutant in sample:
        put(file, mutant.make())
        is_noticed = bool(failure(tree, closest))
        closely += is_noticed
        if not is_noticed and others:
            put(file, source)
            wider = sound(tree, tuple(others), patience)
            put(file, mutant.make())
            far = failure(tree, wider)
            is_noticed = bool(far)
            widely += is_noticed
            if is_noticed:
                print(f"{module}:{mutant.line}: {mutant.description}: {_failed_test(far)}", flush=True)
        if not is_noticed:
            print(f"{module}:{mutant.line}: {mutant.description}", flush=True)
    put(file, source)
    further = f", {widely} more by {' '.join(others)}" if others else ""
    print(f"{module}: {closely} of {len(sample)} noticed by {' '.join(tests)}{further}", flush=True)
    return Noticed(closely, closely + widely, len(sample))


def main() -> None:
    """Run the sample that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="+", metavar="MODULE", help="such as reader/text/cursor.py")
    parser.add_argument("--tests", nargs="+", metavar="PATH", help="run these tests instead of the closest ones")
    parser.add_argument("--wider", action="store_true", help="try what these miss with all tests of the package, too")
    parser.add_argument("--count", type=int, default=25, metavar="N", help="mutants of each module (25)")
    parser.add_argument("--total", type=int, default=0, metavar="N", help="N mutants of all modules together instead")
    parser.add_argument(
        "--patience", type=float, default=PATIENCE, metavar="S", help="seconds for the tests of a module (120)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another sample for each number (1)")
    arguments = parser.parse_args()
    for name in PRELOADED:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(shutil.copytree(ROOT, Path(folder, "tree"), ignore=LEFT_OUT))
        found = [Noticed(0, 0, 0)]
        drawn = samples(arguments.modules, arguments.count, arguments.total, arguments.seed)
        for module, sample in drawn.items():
            tests = arguments.tests or closest_tests(module)
            others = wider_tests(module) if arguments.wider else []
            found.append(check(tree, module, sample, tests, others, arguments.patience))
    closely, noticed, tried = (sum(each) for each in zip(*found, strict=True))
    print(f"{noticed} of {tried} mutants were noticed, {closely} of them by the closest tests")


if __name__ == "__main__":
    main()
