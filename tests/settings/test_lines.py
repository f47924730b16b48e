"""The line of every setting in a TOML file, whatever strings, comments and arrays are around it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings.lines import Place, lines_of

TEXT = '''\
a = 1 # b = 2
"b.c" = [
  [1, 2], # [x]
  ["]", '"', """
q = 1
"""],
  { d = "}", e.f = 1.5, "g" = { h = 1979-05-27 07:32:00 } },
]
[[t]]
[[t]]
i = \'\'\'
[[t]]
\'\'\'\'
[t.j]
k = {}
[[t.l]]
m = []
[[t.l]]
n = true
[u."v.w"]
o.p = "#"
'''
PLACES: dict[Place, int] = {
    ("a",): 1,
    ("b.c",): 2,
    ("b.c", 0): 3,
    ("b.c", 0, 1): 3,
    ("b.c", 1, 0): 4,
    ("b.c", 1, 2): 4,
    ("b.c", 2): 7,
    ("b.c", 2, "d"): 7,
    ("b.c", 2, "e", "f"): 7,
    ("b.c", 2, "g", "h"): 7,
    ("t",): 9,
    ("t", 0): 9,
    ("t", 1): 10,
    ("t", 1, "i"): 11,
    ("t", 1, "j"): 14,
    ("t", 1, "j", "k"): 15,
    ("t", 1, "l", 0): 16,
    ("t", 1, "l", 0, "m"): 17,
    ("t", 1, "l", 1): 18,
    ("t", 1, "l", 1, "n"): 19,
    ("u", "v.w"): 20,
    ("u", "v.w", "o", "p"): 21,
}


@pytest.mark.parametrize(("place", "line"), PLACES.items(), ids=map(repr, PLACES))
def test_a_place_has_a_line(place: Place, line: int) -> None:
    value = tomllib.loads(TEXT)
    for part in place:
        value = value[part]  # type: ignore[index]  # the place is one
    assert lines_of(TEXT, [place]) == [line]


@pytest.mark.parametrize(
    ("place", "line"), [(("a", "x"), 1), (("t", 1, "i", 0), 11), (("t", 7), 1), (("u", "x"), 1), (("x",), 1), ((), 1)]
)
def test_what_is_not_there_has_the_line_of_what_it_would_be_in(place: Place, line: int) -> None:
    assert lines_of(TEXT, [place]) == [line]


VALUES = st.sampled_from(
    [
        "1", "-1.5e3", "true", "07:32:00", '"a"', "''", '"\\"\\\\"', '"""\nx = 1\n[y]\n"""', "'''\n# '''", "[]", "{}",
        "[1, 2,]", '[\n"a", # x = 1\n\n"b"\n]', '{ x = 1, y = "}" }', '"""a"""""',
    ]
)  # fmt: skip


@given(st.lists(st.tuples(VALUES, st.sampled_from(["", "\n", "# z = 1\n", "  "])), max_size=6))
def test_every_assignment_is_found_after_any_values(settings: list[tuple[str, str]]) -> None:
    text, lines = "", []
    for number, (value, before) in enumerate(settings):
        text += before
        lines.append(text.count("\n") + 1)
        text += f"s{number} = {value}\n"
    assert list(tomllib.loads(text)) == [f"s{number}" for number in range(len(settings))]
    assert lines_of(text, [(f"s{number}",) for number in range(len(settings))]) == lines
