"""The peers from PyPI, each in a virtual environment of its own: their pins of Textual clash."""

import compileall
import subprocess
import sysconfig
import venv
from pathlib import Path

PATIENCE = 300  # seconds for an installation


class Venvs:
    """Virtual environments below a folder, made when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.problems: dict[str, str] = {}  # by distribution: why it is not there

    def prepare(self, name: str) -> bool:
        """Whether a distribution is there, after it was installed if need be."""
        done = self._folder / name / "done"
        if name not in self.problems and not done.exists():
            try:
                self._install(name)
                done.touch()
            except (subprocess.SubprocessError, OSError) as error:
                self.problems[name] = f"not installed: {_reason(error)}"
        return name not in self.problems

    def bin(self, name: str) -> Path:
        return self._folder / name / "bin"

    def versions(self) -> dict[str, str]:
        """Of what is there, with the Textual that it came with; of the rest, why it is not."""
        there = {done.parent.name: self._version(done.parent.name) for done in sorted(self._folder.glob("*/done"))}
        return {**there, **self.problems}

    def _version(self, name: str) -> str:
        listed = subprocess.run(
            [self.bin(name) / "python", "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"],
            capture_output=True,
            text=True,
        ).stdout
        versions = dict(line.split("==") for line in listed.splitlines() if "==" in line)
        own = versions.get(name, "?")
        return f"{own} (Textual {versions['textual']})" if "textual" in versions else own

    def _install(self, name: str) -> None:
        venv.create(self._folder / name, with_pip=True, clear=True)
        python = self.bin(name) / "python"
        for command in ("pip install --quiet --disable-pip-version-check", "compileall -q"):
            what = name if command.startswith("pip") else str(self._folder / name / "lib")
            subprocess.run(
                [python, "-m", *command.split(), what], check=True, capture_output=True, text=True, timeout=PATIENCE
            )


def compile_bytecode(package: Path, libraries: bool) -> None:
    """Of the project, and of all that it can import: the first start after an installation is another measurement."""
    compileall.compile_dir(package, quiet=2)
    if libraries:
        compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2, workers=0)


def _reason(error: Exception) -> str:
    words = getattr(error, "stderr", None) or str(error)
    return str(words).strip().splitlines()[-1][:200]
