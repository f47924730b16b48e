"""Put small faults into modules and list those that no test notices: `python -m tests.mutation MODULE ...`.

Each mutant of a random sample runs with the closest tests, in a copy of the tree. The exit code is 0 whatever is found:
a survivor is either a missing test or a mutation that makes no difference, and only a person can tell which.
"""

import argparse
import importlib
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import pytest

from tests.mutation.operators import Mutant, mutants
from tests.support import ROOT

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "dist")
# Seconds for the tests of a module as it is. A mutant may take ten times as long, and counts as noticed after that.
PATIENCE = 120.0
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


def closest_tests(module: str) -> list[str]:
    """Return the test module of the same name, else those whose names begin alike, else the nearest folder of tests.

    The paths are relative to the root.
    """
    path = Path("tests", *Path(module).parts[1:])
    test = path.with_name(f"test_{path.stem}.py")
    if (ROOT / test).exists():
        return [str(test)]
    words = path.stem.split("_")
    for count in range(len(words), 0, -1):
        if found := sorted((ROOT / path.parent).glob(f"test_{'_'.join(words[:count])}*.py")):
            return [str(each.relative_to(ROOT)) for each in found]
    return [str(next(folder for folder in path.parents if (ROOT / folder).is_dir()))]


def wider_tests(module: str) -> list[str]:
    """Return the folders of tests of the package that a module is in."""
    return [f"tests/{Path(module).parts[1]}"]


def is_noticed(tree: Path, tests: list[str], patience: float = PATIENCE) -> bool:
    """Return True if one of the tests fails in a tree, or takes too long.

    The tests run in a fork of this process, which has loaded pytest and its plug-ins already: that halves the time.
    """
    child = os.fork()
    if not child:
        _run_tests(tree, tests)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        finished, status = os.waitpid(child, os.WNOHANG)
        if finished:
            return status != 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run_tests(tree: Path, tests: list[str]) -> NoReturn:
    """Run tests of a tree without a word, and end the process with the exit code of pytest."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("reader", "tests")]:
        del sys.modules[name]
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    os._exit(int(pytest.main([*OPTIONS, *tests])))


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
    tree: Path, module: str, tests: list[str], others: list[str], sample: list[Mutant], patience: float
) -> tuple[int, int]:
    """Try some mutants of a module, print the survivors, and return how many were noticed, and tried."""
    file = tree / module
    source = file.read_text("utf-8")
    noticed = 0
    for mutant in sample:
        put(file, mutant.source)
        if is_noticed(tree, tests, patience) or (others and is_noticed(tree, others, 10 * PATIENCE)):
            noticed += 1
        else:
            print(f"{module}:{mutant.line}: {mutant.description}", flush=True)
    put(file, source)
    print(f"{module}: {noticed} of {len(sample)} noticed by {' '.join(tests)}", flush=True)
    return noticed, len(sample)


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
        noticed = tried = 0
        drawn = samples(arguments.modules, arguments.count, arguments.total, arguments.seed)
        for module, sample in drawn.items():
            tests = arguments.tests or closest_tests(module)
            start = time.monotonic()
            if is_noticed(tree, tests, arguments.patience):
                sys.exit(f"{' '.join(tests)}: fails without a mutation")
            patience = 5 + 10 * (time.monotonic() - start)
            others = wider_tests(module) if arguments.wider else []
            result = check(tree, module, tests, others, sample, patience)
            noticed, tried = noticed + result[0], tried + result[1]
    print(f"{noticed} of {tried} mutants were noticed")


if __name__ == "__main__":
    main()
