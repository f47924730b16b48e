"""reader.toml: what it may say, and what is said, with its line, of what it may not."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from reader.settings import TAGS, Settings, Tag, load_settings
from reader.settings.file import THEMES, File
from reader.settings.keys import PROTECTED, Keymap


def loaded(folder: Path, text: str) -> Settings:
    file = folder / "reader.toml"
    file.write_text(text, "utf-8")
    return load_settings(file)


DATA = """
measure = 80
[[tags]]
name = "data"
key = "d"
meaning = "a number"
"""


def test_a_fourth_tag_is_one_entry(tmp_path: Path) -> None:
    settings = loaded(tmp_path, DATA)
    assert settings.measure == 80
    assert settings.tags == (*TAGS, Tag("data", "d", "4", "a number", "bold", "green"))


def test_a_given_tag_is_changed_where_it_is_said(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[[tags]]\nname = "quote"\nkey = "z"\ncolour = "#aa00bb"')
    assert settings.tags[0] == Tag("quote", "z", "1", TAGS[0].meaning, "italic", "#aa00bb")
    assert settings.tags[1:] == TAGS[1:]


def test_the_workspace_s_file_goes_before_the_user_s(tmp_path: Path) -> None:
    user, workspace = tmp_path / "user.toml", tmp_path / "reader.toml"
    user.write_text('creator = "Ann"\nmeasure = 60\n[keys]\nundo = "z"\nhelp = "f5"')
    workspace.write_text('measure = 66\n[keys]\nundo = "Z"')
    settings = load_settings(user, workspace)
    assert (settings.creator, settings.measure) == ("Ann", 66)
    assert settings.keys == {"undo": "Z", "help": "f5"}


def test_keys_can_change_places(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[keys]\nnext-sentence = "k"\nprevious-sentence = ["j", "up"]')
    assert not settings.problems
    (key,) = Keymap(TAGS, settings.keys).get("previous-sentence")
    assert key.shown == "j ↑"


def test_the_way_out_is_never_lost(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[keys]\nquit = "Z"\nopen = "z"')
    assert settings.keys == {"quit": "Z ctrl+q", "open": "z enter"}


WRONG = [
    ("\n\nmesure = 70", 3, "unknown setting 'mesure' (known: measure"),
    ("measure = 7", 1, "measure must be a whole number from 30 to 200"),
    ("creator = 1979-05-27", 1, "creator must be who tags"),
    ('theme = "solarised"', 1, "there is no theme 'solarised' (known: solarized"),
    ("measure = 70\nafter_tag = next", 2, "Invalid value"),
    ("measure = 70\n= 4", 2, "Invalid"),
    ('[[tags]]\nname = "data"', 1, "the new tag 'data' must have a key"),
    ('[[tags]]\nkey = "d"', 1, "name must be"),
    ('[[tags]]\nname = "data"\nkey = "d"\n[[tags]]\nname = "more"\n\nkey = "no"', 7, "key must be one character"),
    ('[[tags]]\nname = "data"\nkey = "4"', 3, "key must be one character, no digit"),
    ('[[tags]]\nname = "data"\nkey = "d"\nstyle = "blink"', 4, "style must be one of bold"),
    ('[[tags]]\nname = "data"\nkey = "d"\ncolour = "beige"', 4, "colour must be one of gold"),
    ('[[tags]]\nname = "x\'), app.quit(\'"\nkey = "d"', 2, "name must be up to 32 letters"),
    ('[[tags]]\nname = "data"\nkey = "d"\ncommand = "rm"', 4, "unknown setting 'command'"),
    ('[[tags]]\nname = "data"\nkey = "j"', 3, "j is the key of two: the tag data and next-sentence"),
    *(
        (f'[[tags]]\nname = "data"\nkey = "{key}"', 3, f"{key} is the key of two: the tag data and {id}")
        for key, id in {"S": "suggestions", "F": "fill", "*": "choose-all", "x": "remove", "a": "note"}.items()
    ),
    ('[keys]\nredo = "f5"\nundo = "k"', 3, "k is the key of two: previous-sentence and undo"),
    ('[keys]\nlist-next = "u"', 2, "u is the key of two: list-next and undo"),
    ('[keys]\nundoo = "z"', 2, "unknown setting 'undoo' (known: undo"),
    ("[keys]\nundo = 5", 2, "undo must be a key or a list of keys"),
    ("[keys]\nundo = []", 2, "undo must have a key"),
    ('[keys]\nundo = "hyper+z"', 2, "it is no character, and no key such as"),
    ('[keys]\nundo = "ctrl+h"', 2, "a terminal sends backspace for it"),
    ('[keys]\nundo = ["z", "ctrl+["]', 2, "a terminal sends escape for it"),
    *((f'[keys]\nundo = "{name}"', 2, "not to be had for anything else") for name in sorted(PROTECTED)),
]


@pytest.mark.parametrize(("text", "line", "words"), WRONG)
def test_what_cannot_be_is_said_with_its_line_and_left_out(text: str, line: int, words: str, tmp_path: Path) -> None:
    settings = loaded(tmp_path, text)
    (problem,) = settings.problems
    assert problem.startswith(f"{tmp_path / 'reader.toml'}:{line}: ")
    assert words in problem
    assert settings == Settings(problems=settings.problems), "the defaults"


def test_all_that_is_wrong_is_said(tmp_path: Path) -> None:
    tags = '[[tags]]\nname = "data"\n[[tags]]\nname = "more"\nkey = "no"\n[[tags]]\nname = "list"\nkey = "S"\n'
    problems = loaded(tmp_path, f'mesure = 7\ntheme = "no"\n{tags}[keys]\nundo = "hyper+z"\nredo = "j"').problems
    lines = [problem.removeprefix(f"{tmp_path / 'reader.toml'}:").partition(":")[0] for problem in problems]
    assert lines == ["1", "2", "3", "7", "10", "12", "13"]


@pytest.mark.parametrize("data", [b"creator = '\xff'", b"a = " + b"[" * 5000, b"#" * 200_000, b"\0"])
def test_a_file_of_anything_is_left_out(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_bytes(data)
    assert len(load_settings(tmp_path / "reader.toml").problems) == 1


def test_the_keys_of_the_program_do_not_clash() -> None:
    assert list(Keymap(TAGS, {}).clashes()) == []
    ids = [key.id for keys in Keymap((), {}).groups.values() for key in keys]
    assert len(ids) == len(set(ids)), "each has an id of its own"
    assert all(ids)


def test_the_schema_is_one_and_knows_what_is_right() -> None:
    schema = msgspec.json.schema(File)
    jsonschema.validators.validator_for(schema).check_schema(schema)
    jsonschema.validate({"measure": 70, "theme": THEMES[0], "keys": {"undo": ["z"]}, "tags": [{"name": "x"}]}, schema)
    for wrong in ({"measur": 70}, {"keys": {"undoo": "z"}}, {"measure": 7}, {"theme": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(json.dumps(wrong)), schema)
