"""Entries in TOML at the end of a reader.toml: they say the same when read, and all else stays."""

import random
import tomllib

import pytest

from reader.settings.entry_writing import Setting, with_entries, written


@pytest.mark.parametrize(
    ("value", "toml"),
    [
        ("so", '"so"'),
        ('a "b" \\ \t\x7f', '"a \\"b\\" \\\\ \\t\\u007f"'),
        ("one\ntwo", '"""\none\ntwo"""'),
        ('one "a"\n"""two"', '"""\none "a"\n"\\""two""""'),
        (True, "true"),
        (False, "false"),
        (("one", "two"), '["one", "two"]'),
        ((), "[]"),
        (("x" * 50, "y" * 50), f'[\n  "{"x" * 50}",\n  "{"y" * 50}",\n]'),
    ],
)
def test_values_are_written_as_a_person_would(value: Setting, toml: str) -> None:
    assert written(value) == toml


def test_a_list_is_in_one_line_as_long_as_it_fits() -> None:
    assert "\n" not in written(("x" * 84,))
    assert "\n" in written(("x" * 85,))


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("", ""),
        ("a = 1\n", "a = 1\n\n"),
        ("a = 1", "a = 1\n\n"),
        ("a = 1\r\n", "a = 1\r\n\r\n"),
        ("[keys]\n# so\n\n\n", "[keys]\n# so\n\n\n\n"),
    ],
)
def test_what_is_there_stays(text: str, begin: str) -> None:
    found = with_entries(text, [{"name": "x"}, {"name": "x/y", "when": "one\ntwo"}])
    end = "\r\n" if "\r" in text else "\n"
    added = '[[tags]]\nname = "x"\n\n[[tags]]\nname = "x/y"\nwhen = """\none\ntwo"""\n'.replace("\n", end)
    assert found == begin + added
    assert with_entries(text, []) == text


def test_any_text_comes_back() -> None:
    chance = random.Random(6)
    pieces = ["a", "\n", '"', '""', '"""', "\\", "\t", "\x00", "\x7f", "\r", " ", "é", "#", "'", "\u2028", "\x85"]
    for _ in range(500):
        one, other = ("".join(chance.choices(pieces, k=chance.randrange(8))) for _ in range(2))
        for text in ("", "a = 1", "a = 1\r\n"):
            (entry,) = tomllib.loads(with_entries(text, [{"name": "x", "when": one, "examples": (other, one)}]))["tags"]
            assert entry == {"name": "x", "when": one, "examples": [other, one]}
