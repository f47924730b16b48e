"""The figures of the code, counted in a small package whose figures are known."""

from pathlib import Path

import pytest

from tests.architecture.figures import FIGURES, Code, homonyms, main, private_names

PACKAGE = {
    "pyproject.toml": '[[tool.importlinter.contracts]]\ntype = "layers"\nlayers = ["cli", "tui | web", "text"]\n',
    "reader/__init__.py": '"""Read texts."""',
    "reader/__main__.py": "",
    "reader/loose.py": "class Word: ...\nclass _Hidden: ...\n",
    "reader/text/__init__.py": "",
    "reader/text/find.py": "def run(): ...\nclass _Hidden: ...\nclass Word:\n    '''What was found.'''\n" + "\n" * 350,
    "reader/tui/__init__.py": "",
    "reader/tui/base.py": """
from textual.app import App
from reader.text import find
import reader.text.find

class Base(App[None]):
    def _on_idle(self): ...
    def shared(self): ...
""",
    "reader/tui/app.py": """
from reader.tui.base import Base
from reader.loose import Word
from textual.screen import Screen

class ReaderApp(Base):
    def shared(self): return self._driver
    def own(self): return self.screen._dirty_widgets, self._ours
    def run(self): self._ours = 1

class Main(Screen):
    def _on_timer_update(self): ...
""",
    "reader/tui/textual_internals.py": "def driver(app): return app._driver\n",
}
EXPECTED = {
    "packages + loose modules at the top of `reader/`": "2 + 1",
    "layers in the import contract": "3",
    "pairs of packages of which one imports the other": "2",
    "longest chain of inheritance of our own classes": "2",
    "methods of ours on the app object": "4 in 2 classes",
    "files of more than 350 lines": "1",
    "private names of frameworks outside the modules for them": "4 in 2 files",
    "docstrings that begin as a fragment": "1 of 2",
    "names of public classes and functions in several modules": "1",
}


@pytest.fixture
def code(tmp_path: Path) -> Code:
    for name, text in PACKAGE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Code(tmp_path)


def test_each_figure_is_counted(code: Code) -> None:
    assert {name: figure(code) for name, figure in FIGURES.items()} == EXPECTED


def test_names_are_listed_with_their_modules(code: Code) -> None:
    assert homonyms(code) == {"Word": ["reader.loose", "reader.text.find"]}
    assert private_names(code) == {
        "_on_idle": {"reader.tui.base"},
        "_driver": {"reader.tui.app"},
        "_dirty_widgets": {"reader.tui.app"},
        "_on_timer_update": {"reader.tui.app"},
    }


def test_two_checkouts_stand_beside_each_other(code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(code.root), str(code.root)])
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == f"|  | {code.root.name} | {code.root.name} |"
    assert rows[0] == "| packages + loose modules at the top of `reader/` | 2 + 1 | 2 + 1 |"
    assert len(rows) == len(FIGURES)
