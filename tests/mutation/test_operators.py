"""The mutations that `python -m tests.mutation` makes."""

import ast

import pytest

from tests.mutation.__main__ import closest_tests, samples
from tests.mutation.operators import mutants


@pytest.mark.parametrize(
    ("source", "mutated"),
    [
        ("a < b", ["a <= b"]),
        ("a < b < c", ["a <= b < c", "a < b <= c"]),
        ("a and b", ["a or b", "b", "a"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("f'{a}' + 'b'", []),
        ("a = True", ["a = False"]),
        ("a = 3", ["a = 4", "a = 2"]),
        ("a = 0.5", ["a = 0.75", "a = 0.25"]),
        ("a = 0.0", ["a = 1.0"]),
        ("a = min(b, c)", ["a = b", "a = c"]),
        ("a = b.strip()", ["a = b"]),
        ("a = b if c else d", ["a = b", "a = d"]),
        ("if a:\n    b", ["if True:\n    b", "if False:\n    b"]),
        ("while a:\n    break", ["while False:\n    break", "while a:\n    continue"]),
        ("a += b", ["pass"]),
        ("a(b)", ["pass"]),
        ("a = b[c:d]", ["a = b[:d]", "a = b[c:]"]),
        ("a = [b for b in c if d]", ["a = [b for b in c]"]),
        ("if TYPE_CHECKING:\n    import a", []),
        ("a: int", []),
        ("a: Literal[1]", []),
        ("@a(b=True)\nclass C:\n    d = True", ["@a(b=True)\nclass C:\n    d = False"]),
        ("a = 'text'", []),
    ],
)
def test_each_mutant_changes_one_thing(source: str, mutated: list[str]) -> None:
    assert [mutant.make() for mutant in mutants(source)] == mutated


def test_a_mutant_says_where_and_what_and_the_rest_is_as_it_was() -> None:
    source = "a = 1\n\ndef b(c: int) -> bool:\n    return c > 1"
    lines = {mutant.line: mutant.description for mutant in mutants(source)}
    assert lines == {1: "1 → 0", 4: "1 → 0"}
    assert all(ast.parse(mutant.make()) for mutant in mutants(source))


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        ("reader/text/cursor.py", ["tests/text/test_cursor.py"]),
        ("reader/text/cursor_of_none.py", ["tests/text/test_cursor.py"]),
        ("reader/text/markdown/inline.py", ["tests/text/markdown"]),
        ("reader/text/none/of_it.py", ["tests/text"]),
    ],
)
def test_the_closest_tests_mirror_the_module(module: str, tests: list[str]) -> None:
    assert closest_tests(module) == tests


def test_a_sample_is_drawn_of_each_module_or_of_all_together() -> None:
    modules = ["reader/text/span.py", "reader/text/cursor.py"]
    each = samples(modules, 3, 0, 1)
    assert {module: len(drawn) for module, drawn in each.items()} == dict.fromkeys(modules, 3)
    one, again, other = (
        [mutant.description for drawn in samples(modules, 3, 12, seed).values() for mutant in drawn]
        for seed in (1, 1, 2)
    )
    assert len(one) == 12
    assert one == again != other
