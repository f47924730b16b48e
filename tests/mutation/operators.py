"""The mutations: each changes one comparison, number, condition, bound or statement of a module."""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
STRIPPING = ("strip", "lstrip", "rstrip", "casefold", "lower")
NOT_RUN = ("annotation", "returns", "decorator_list")  # parts of a tree that say nothing about what happens


class Mutant(NamedTuple):
    """A module with one mutation: the line of the mutation, what it is, and how the whole source is made."""

    line: int
    description: str
    make: Callable[[], str]


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, without its comments."""
    tree = ast.parse(source)
    for parent in _nodes(tree):
        for name, value in _run_fields(parent):
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                for changed in _changes(node) if isinstance(node, ast.AST) else ():
                    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
                    make = partial(_mutated, tree, parent, name, index, node, changed)
                    yield Mutant(line, f"{_short(node)} → {_short(changed)}", make)


def _nodes(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes of a tree whose parts are run, from the top down."""
    nodes = [tree]
    for node in nodes:
        for _, value in _run_fields(node):
            nodes += [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.AST)]
    return nodes


def _run_fields(node: ast.AST) -> Iterator[tuple[str, Any]]:
    if not _is_type_checking(node):
        yield from ((name, value) for name, value in ast.iter_fields(node) if name not in NOT_RUN)


def _mutated(tree: ast.AST, parent: ast.AST, name: str, index: int | None, node: ast.AST, changed: ast.AST) -> str:
    """Return the source of a tree in which a node has changed; it takes too long for mutants that are not tried."""
    _put(parent, name, index, changed)
    source = ast.unparse(ast.fix_missing_locations(tree))
    _put(parent, name, index, node)
    return source


def _put(parent: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:80]


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what can take the place of a node."""
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                yield _with(node, ops=[*node.ops[:number], SWAPPED[type(operator)](), *node.ops[number + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=SWAPPED[type(node.op)]())
            for dropped in node.values:
                rest = [value for value in node.values if value is not dropped]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp() if type(node.op) in SWAPPED and not (_is_text(node.left) or _is_text(node.right)):
            yield _with(node, op=SWAPPED[type(node.op)]())
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=float() as value):
            yield from (ast.Constant(value * 1.5), ast.Constant(value / 2)) if value else [ast.Constant(1.0)]
        case ast.Call(func=ast.Name(id="min" | "max"), args=[_, _], keywords=[]):
            yield from node.args
        case ast.Call(func=ast.Attribute(attr=name)) if name in STRIPPING:
            yield node.func.value  # type: ignore[attr-defined]
        case ast.IfExp():
            yield from (node.body, node.orelse)
        case ast.If() if not _is_type_checking(node):
            yield from (_with(node, test=ast.Constant(True)), _with(node, test=ast.Constant(False)))
        case ast.While():
            yield _with(node, test=ast.Constant(False))
        case ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Slice():
            if node.lower:
                yield _with(node, lower=None)
            if node.upper:
                yield _with(node, upper=None)
        case ast.comprehension() if node.ifs:
            yield _with(node, ifs=[])
        case ast.Break() | ast.Continue():
            yield SWAPPED[type(node)]()


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))
