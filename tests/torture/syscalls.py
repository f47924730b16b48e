"""kill -9 at each call to the system that changes the disk, one after the other: strace delivers it. Linux only."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from reader.annotation.store.store import Store
from tests.support import ROOT

from . import kills
from .script import Model, ops, perform, small

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "link", "unlink", "mkdir", "fchmod", "truncate", "flock")
STEPS = 12
SEEDS = (1, 2)  # the odd one writes the file at each change


def _strace(folder: Path, seed: int, *options: str) -> str:
    """Runs the script under strace; returns the acknowledgements, a dot each."""
    program = [sys.executable, "-B", "-m", "tests.torture.syscalls", str(folder), str(seed)]
    command = ["strace", "-f", "-qq", "-o", str(folder / "trace"), *options, *program]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout


def _counts(seed: int) -> dict[str, int]:
    """How often the script makes each call."""
    with TemporaryDirectory() as folder:
        said = _strace(Path(folder), seed, "-e", f"trace={','.join(CALLS)}")
        assert said == "." * STEPS, f"the script does not run: {said!r}"
        trace = (Path(folder) / "trace").read_text()
    return {call: len(re.findall(rf"^\d+ +{call}\(", trace, re.MULTILINE)) for call in CALLS}


def problem(seed: int, call: str, number: int) -> str:
    """What is wrong after a kill at the call of that name and number."""
    with TemporaryDirectory() as folder:
        inject = f"inject={call}:signal=KILL:when={number}"
        said = _strace(Path(folder), seed, "-e", f"trace={call}", "-e", inject)
        script, model = ops(Model({}), Random(seed)), Model({})
        for _ in said:
            _, model = next(script)
        return kills.problem(Path(folder, "annotations.json"), model, next(script)[1])[0]


def trials() -> Iterator[str]:
    """Each call of each script."""
    for seed in SEEDS:
        for call, count in _counts(seed).items():
            for number in range(1, count + 1):
                what = problem(seed, call, number)
                yield what and f"script {seed}, {call} number {number}: {what}"


def _run(folder: Path, seed: int) -> None:
    path = folder / "annotations.json"
    with small(2000 * (seed % 2)):
        store = Store(path)
        script = ops(Model({}), Random(seed))
        for _ in range(STEPS):
            store = perform(next(script)[0], store, lambda: Store(path))
            print(".", end="", flush=True)


if __name__ == "__main__":
    _run(Path(sys.argv[1]), int(sys.argv[2]))
