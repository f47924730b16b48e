"""Each private name of Textual or asyncio that we use is still there, with the parameters that we expect.

A failure here means that Textual was upgraded: read what changed, adapt `reader/tui/textual_internals.py`, and correct
the entry.
"""

import ast
import importlib
import inspect
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from reader.tui.textual_internals import PRIVATE_NAMES, VERSION, PrivateName
from tests.support import ROOT

INTERNALS = ROOT / "reader" / "tui" / "textual_internals.py"
ENTRIES = pytest.mark.parametrize("entry", PRIVATE_NAMES, ids=lambda entry: entry.path.partition(":")[2])


source_of = cache(inspect.getsource)  # which parses the whole module of a class each time


def found(entry: PrivateName) -> tuple[Any, str]:
    """The class that has the name, or its module."""
    module, _, path = entry.path.partition(":")
    owner, _, name = path.rpartition(".")
    imported = importlib.import_module(module)
    return getattr(imported, owner) if owner else imported, name


def test_the_installed_textual_is_the_one_that_was_checked() -> None:
    assert version("textual") == VERSION, "check each entry of PRIVATE_NAMES against this release, then raise VERSION"


@ENTRIES
def test_a_private_name_is_as_we_expect_it(entry: PrivateName) -> None:
    owner, name = found(entry)
    if entry.signature:
        assert str(inspect.signature(getattr(owner, name))) == entry.signature
    elif inspect.ismodule(owner):
        assert hasattr(owner, name)
    else:
        sources = (source_of(cls) for cls in owner.__mro__ if cls.__module__.startswith(("textual", "asyncio")))
        assert any(re.search(rf"\bself\.{name}\b(: [^=\n]+)? = ", source) for source in sources)


@ENTRIES
def test_an_entry_has_a_reason_and_is_used(entry: PrivateName) -> None:
    assert entry.reason
    assert re.search(rf"\b{found(entry)[1]}\b", INTERNALS.read_text("utf-8").partition("\n)\n")[2])


def private_uses(path: Path) -> set[str]:
    """The private names that a module takes from another object than its own `self` or `cls`; `_replace` is none."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    attributes = (
        node for node in nodes if isinstance(node, ast.Attribute) and re.match("_(?!replace$)[a-z]", node.attr)
    )
    return {
        each.attr
        for each in attributes
        if not (isinstance(each.value, ast.Name) and each.value.id in ("self", "cls"))
        and not (isinstance(each.value, ast.Call) and ast.unparse(each.value.func) == "super")
    }


def test_no_other_module_of_the_terminal_uses_private_names() -> None:
    modules = [path for path in (ROOT / "reader" / "tui").rglob("*.py") if path != INTERNALS]
    assert {path.name: uses for path in modules if (uses := private_uses(path))} == {}


def our_classes() -> list[type]:
    """All classes of the terminal that inherit from one of Textual's, but for those of the internals module."""
    modules = [
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        for path in (ROOT / "reader" / "tui").rglob("*.py")
        if path != INTERNALS
    ]
    found = {cls for module in modules for _, cls in inspect.getmembers(module, inspect.isclass)}
    ours = [cls for cls in found if cls.__module__.startswith("reader.tui") and "internals" not in cls.__module__]
    return sorted((cls for cls in ours if textual_bases(cls)), key=lambda cls: cls.__name__)


def textual_bases(cls: type) -> list[type]:
    return [base for base in cls.__mro__ if base.__module__.startswith("textual")]


@cache
def private_names(cls: type) -> set[str]:
    """The private names that the source of a class defines, or assigns to its instances."""
    source = source_of(cls)
    assigned = re.findall(r"\bself\.(_[a-z]\w*)\b(?:: [^=\n]+)? = ", source)
    return {*assigned, *re.findall(r"\bdef (_[a-z]\w*)\(", source)}


@pytest.mark.parametrize("cls", our_classes(), ids=lambda cls: cls.__name__)
def test_no_class_of_ours_takes_a_private_name_that_textual_uses(cls: type) -> None:
    theirs = {name for base in textual_bases(cls) for name in private_names(base)}
    assert private_names(cls) & theirs == set()
