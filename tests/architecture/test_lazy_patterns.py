"""No function of `re` or `regex` is given a lazy pattern: only its own methods can be called."""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.support import ROOT

LIBRARIES = ("re", "regex")
CALL = re.compile(r"\b(?:re|regex)\.\w+\(")


def faults(sources: Mapping[str, str]) -> Iterator[str]:
    """Yield the places of some modules, by name, at which a library function is given a lazy pattern."""
    trees = {name: ast.parse(text) for name, text in sources.items() if "lazy_pattern(" in text or CALL.search(text)}
    lazy = {(name, each) for name, tree in trees.items() for each in lazy_names(tree)}
    anywhere = {each for _, each in lazy}
    for name, tree in trees.items():
        here = {each for module, each in lazy if module == name} | imported(tree, lazy)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_of_library(node.func)):
            given = [*call.args[:1], *(each.value for each in call.keywords if each.arg == "pattern")]
            parts = [part for each in given for part in ast.walk(each)]
            names = {part.id for part in parts if isinstance(part, ast.Name)}
            names_of_others = {part.attr for part in parts if isinstance(part, ast.Attribute)}
            if names & here or names_of_others & anywhere:
                yield f"{name}:{call.lineno}"


def lazy_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names to which a module assigns lazy patterns, alone or in a collection."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            calls = [part.func for part in ast.walk(node.value) if isinstance(part, ast.Call)]
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Name) and each.id == "lazy_pattern" for each in calls):
                yield from (part.id for each in targets for part in ast.walk(each) if isinstance(part, ast.Name))


def imported(tree: ast.Module, lazy: set[tuple[str, str]]) -> set[str]:
    """Return the names under which a module imports lazy patterns of others."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {
        name.asname or name.name for node in imports for name in node.names if (node.module or "", name.name) in lazy
    }


def is_of_library(function: ast.expr) -> bool:
    """Return whether what is called is a function of one of the libraries."""
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in LIBRARIES


def test_no_module_gives_a_lazy_pattern_to_a_function_of_a_library() -> None:
    files = (ROOT / "reader").rglob("*.py")
    sources = {".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text("utf-8") for path in files}
    assert sum("lazy_pattern(" in text for text in sources.values()) > 20
    assert list(faults(sources)) == []


@pytest.mark.parametrize(
    ("line", "is_fault"),
    [
        ("re.search(WORD, text)", True),
        ("re.sub(pattern=WORD, repl='', string=text)", True),
        ("regex.match(WORD, text)", True),
        ("re.compile(WORD + '$')", True),
        ("re.fullmatch(f'{WORD}$', text)", True),
        ("re.search(other.WORD, text)", True),
        ("re.search(THEIRS, text)", True),
        ("re.search(KINDS['a'], text)", True),
        ("WORD.search(text)", False),
        ("re.search(PLAIN, text)", False),
        ("re.search(PLAIN, WORD.sub('', text))", False),
        ("find(WORD, text)", False),
    ],
)
def test_a_lazy_pattern_in_a_wrong_place_is_found(line: str, is_fault: bool) -> None:
    other = "WORD = lazy_pattern('a')"
    module = "from other import WORD as THEIRS\nWORD: X = lazy_pattern('a')\nKINDS = {'a': lazy_pattern('a')}\n"
    assert list(faults({"other": other, "module": module + line})) == ["module:4"] * is_fault
