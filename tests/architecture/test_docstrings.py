"""Docstrings make sense by themselves."""

from pathlib import Path

import pytest

from tests.architecture.fragments import fragments
from tests.support import ROOT


@pytest.mark.parametrize("package", sorted(path.name for path in (ROOT / "reader").iterdir()))
def test_no_docstring_begins_as_a_fragment(package: str) -> None:
    path = ROOT / "reader" / package
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.suffix == ".py" else []
    found = [f"{file.relative_to(ROOT)}:{line}: {words}" for file in files for line, words in fragments(file)]
    assert found == [], "see `Write docstrings` in CONTRIBUTING.md"


def test_the_counter_finds_fragments_and_nothing_else(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Whatever helps."""\n'
        'class Good:\n    """A passage that the cursor can hold."""\n'
        '    def bad(self):\n        """Whether it holds."""\n'
        '    async def good(self):\n        """Return whether it holds."""\n'
        "    def none(self): ...\n",
        "utf-8",
    )
    assert list(fragments(module)) == [(1, "Whatever helps."), (4, "Whether it holds.")]
