"""Print the figures that show how the code is built: `python -m tests.architecture.figures [CHECKOUT ...]`.

Each checkout is a column of the table, so that two versions can be compared; without one it is this checkout.
"""

import ast
import inspect
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from textwrap import dedent

from tests.architecture.fragments import fragments
from tests.support import ROOT
from tests.support.tables import table

LONG = 350  # lines of a file that holds more than one idea
FRAMEWORKS = ("textual", "rich", "tinydb", "markdown_it", "textual_serve")
# One file for each library whose private names are used.
INTERNALS = ("textual_internals.py", "tinydb_storage.py", "server.py")
# Names with an underscore that Python documents as public.
NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}
# What every command, detector or format has.
PROTOCOL = {"arguments", "run", "main", "preserve", "read", "sniff", "write"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Class:
    """A class of ours, with its bases by their full names: `reader.tui.app.ReaderApp`, `textual.app.App`."""

    bases: list[str]
    methods: set[str]


@dataclass
class Module:
    """A parsed file of the package, and where the names in it come from."""

    name: str
    path: Path
    tree: ast.Module

    @cached_property
    def imported(self) -> dict[str, str]:
        """Return the full name of each name that is imported."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {(each.asname or each.name).split(".")[0]: each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
        return found

    def resolve(self, expression: ast.expr) -> str:
        """Return the full name of a base class; its subscript does not matter."""
        expression = expression.value if isinstance(expression, ast.Subscript) else expression
        first, _, rest = ast.unparse(expression).partition(".")
        return ".".join(filter(None, [self.imported.get(first, f"{self.name}.{first}"), rest]))


class Code:
    """The package `reader` of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.package = root / "reader"
        self.modules = [self._module(path) for path in sorted(self.package.rglob("*.py"))]

    def _module(self, path: Path) -> Module:
        parts = path.relative_to(self.root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        return Module(name, path, ast.parse(path.read_text("utf-8")))

    @cached_property
    def classes(self) -> dict[str, Class]:
        return {
            f"{module.name}.{node.name}": Class([module.resolve(base) for base in node.bases], set(_methods(node)))
            for module in self.modules
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
        }

    def ancestry(self, name: str) -> list[str]:
        """Return the longest chain from a class of ours to one that has no base of ours."""
        chains = [self.ancestry(base) for base in self.classes[name].bases if base in self.classes and base != name]
        return [name, *max(chains, key=len, default=[])]

    def family(self, name: str) -> set[str]:
        """Return a class, and all its bases of ours."""
        bases = [base for base in self.classes[name].bases if base in self.classes and base != name]
        return {name}.union(*map(self.family, bases))

    def outer_bases(self, name: str) -> Iterator[type]:
        """Yield the classes of frameworks that a class of ours is derived from."""
        for base in self.classes[name].bases:
            if base in self.classes:
                yield from self.outer_bases(base) if base != name else ()
            elif base.split(".")[0] in FRAMEWORKS:
                module, _, attribute = base.rpartition(".")
                yield getattr(import_module(module), attribute)

    @property
    def app(self) -> str:
        return next(name for name in self.classes if name.endswith(".ReaderApp"))


def _methods(node: ast.ClassDef) -> Iterator[str]:
    return (each.name for each in node.body if isinstance(each, Function))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def top_level(code: Code) -> str:
    """Return how many packages and how many loose modules there are."""
    loose = [path for path in code.package.glob("*.py") if not path.name.startswith("__")]
    packages = [path for path in code.package.iterdir() if path.is_dir() and any(path.rglob("*.py"))]
    return f"{len(packages)} + {len(loose)}"


def layers(code: Code) -> str:
    """Return how many layers the import contract has."""
    config = tomllib.loads((code.root / "pyproject.toml").read_text("utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    return str(next(len(each["layers"]) for each in contracts if each["type"] == "layers"))


def package_imports(code: Code) -> str:
    """Return how many pairs of packages and loose modules there are of which the first imports the second."""
    names = {module.name for module in code.modules}
    pairs = set()
    for module in code.modules:
        for imported in module.imported.values():
            target = imported if imported in names else imported.rpartition(".")[0]
            if "." in module.name and target in names and "." in target:
                pairs.add((module.name.split(".")[1], target.split(".")[1]))
    return str(sum(one != other for one, other in pairs))


def inheritance(code: Code) -> str:
    """Return how many classes of ours the longest chain of inheritance has."""
    return str(max(len(code.ancestry(name)) for name in code.classes))


def app_methods(code: Code) -> str:
    """Return how many methods of ours the app object has, and from how many classes."""
    family = code.family(code.app)
    methods = set[str]().union(*(code.classes[name].methods for name in family))
    return f"{len(methods)} in {len(family)} classes" if len(family) > 1 else str(len(methods))


def long_files(code: Code) -> str:
    """Return how many files are too long."""
    return str(sum(len(module.path.read_text("utf-8").splitlines()) > LONG for module in code.modules))


def private_names(code: Code) -> dict[str, set[str]]:
    """Return the private names of frameworks that are used outside the modules for them, with their files.

    They are found without running the code: private modules; a private attribute that nothing of ours defines; one of
    ours that a framework's base class has, too, and one of its that `self` is asked for.
    """
    ours = NAMED_TUPLES.union(*(_defined(module.tree) for module in code.modules))
    found: dict[str, set[str]] = defaultdict(set)
    for module in code.modules:
        if module.path.name in INTERNALS:
            continue
        used = {name for name in module.imported.values() if name.split(".")[0] in FRAMEWORKS}
        names = {part for name in used for part in name.split(".") if _is_private(part)}
        names |= {
            node.attr
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute) and _is_private(node.attr) and node.attr not in ours and used
        }
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                bases = tuple(code.outer_bases(f"{module.name}.{node.name}"))
                theirs = set[str]().union(*map(_private_of, bases))
                names |= theirs.intersection(_own_private(node))
        for name in names:
            found[name].add(module.name)
    return found


@cache
def _private_of(framework_class: type) -> frozenset[str]:
    """Return the private names that a class of a framework, or a base of it, defines or sets."""
    theirs = [each for each in framework_class.__mro__ if each.__module__.split(".")[0] in FRAMEWORKS]
    trees = [ast.parse(dedent(inspect.getsource(each))) for each in theirs]
    own = (name for each in theirs for name in vars(each))
    return frozenset(filter(_is_private, (*own, *(name for tree in trees for name in _attributes_set(tree)))))


def _attributes_set(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def _defined(tree: ast.AST) -> Iterator[str]:
    """Yield the names that code gives to functions, classes, fields and attributes of its own."""
    yield from _attributes_set(tree)
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value  # a slot


def _own_private(node: ast.ClassDef) -> Iterator[str]:
    """Yield the private names that a class defines, sets or asks `self` for."""
    yield from filter(_is_private, _methods(node))
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and _is_private(each.attr) and ast.unparse(each.value) in ("self", "cls"):
            yield each.attr


def internals(code: Code) -> str:
    """Return how many private names of frameworks are used, and in how many files, outside the modules for them."""
    found = private_names(code)
    return f"{len(found)} in {len(set().union(*found.values()))} files" if found else "0"


def fragment_docstrings(code: Code) -> str:
    """Return how many docstrings begin as a fragment, of how many."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = (node for module in code.modules for node in ast.walk(module.tree) if isinstance(node, kinds))
    count = sum(len(list(fragments(module.path))) for module in code.modules)
    return f"{count} of {sum(ast.get_docstring(node) is not None for node in nodes)}"


def homonyms(code: Code) -> dict[str, list[str]]:
    """Return the names of public classes and functions that several modules define, with these modules."""
    places: dict[str, list[str]] = defaultdict(list)
    for module in code.modules:
        for node in module.tree.body:
            if isinstance(node, Function | ast.ClassDef) and node.name not in PROTOCOL:
                places[node.name].append(module.name)
    return {name: modules for name, modules in places.items() if len(modules) > 1 and not name.startswith("_")}


def homonym_count(code: Code) -> str:
    """Return how many names several modules define."""
    return str(len(homonyms(code)))


FIGURES: dict[str, Callable[[Code], str]] = {
    "packages + loose modules at the top of `reader/`": top_level,
    "layers in the import contract": layers,
    "pairs of packages of which one imports the other": package_imports,
    "longest chain of inheritance of our own classes": inheritance,
    "methods of ours on the app object": app_methods,
    f"files of more than {LONG} lines": long_files,
    "private names of frameworks outside the modules for them": internals,
    "docstrings that begin as a fragment": fragment_docstrings,
    "names of public classes and functions in several modules": homonym_count,
}


def main(arguments: list[str]) -> None:
    """Print the table; `-v` prints the private names and the homonyms of the last checkout below it."""
    roots = [Path(each) for each in arguments if each != "-v"] or [ROOT]
    columns = [Code(root.resolve()) for root in roots]
    head = ("", *(root.resolve().name for root in roots))
    print(table(head, *((name, *map(figure, columns)) for name, figure in FIGURES.items())))
    if "-v" in arguments:
        for found in (private_names(columns[-1]), homonyms(columns[-1])):
            print("", *(f"{name}: {', '.join(sorted(places))}" for name, places in sorted(found.items())), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
