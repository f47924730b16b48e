"""reader.toml: what it may say, and what is said, with its line, of what it may not."""

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import msgspec
import pytest

from reader.settings import TAGS, Settings, Tag, load_settings
from reader.settings.file import THEMES, SettingsFile
from reader.settings.keymap import Keymap
from reader.settings.keys import PROTECTED


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


def test_a_byte_order_mark_is_not_part_of_the_settings_and_moves_no_line(tmp_path: Path) -> None:
    assert loaded(tmp_path, f"\ufeff{DATA}") == loaded(tmp_path, DATA)
    assert "reader.toml:1: measure must be" in loaded(tmp_path, "\ufeffmeasure = 1").problems[0]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> 473b14a", "||||||| base"])
def test_a_conflict_that_git_left_is_called_one(mark: str, tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, f"measure = 80\n{mark}\n").problems
    assert "reader.toml:2: git could not merge two changes here: keep one, and remove" in problem


def test_a_given_tag_is_changed_where_it_is_said(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[[tags]]\nname = "quote"\nkey = "z"\ncolour = "#aa00bb"')
    assert settings.tags[0] == TAGS[0]._replace(key="z", colour="#aa00bb")
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


@pytest.mark.parametrize(
    ("given", "carry"),
    [
        ("", "Y"),
        ('[[tags]]\nname = "data"\nkey = "Y"', "C"),
        ('[keys]\nnext-block = "Y"', "C"),
        ('[keys]\ncarry = "X"\nnext-block = "Y"', "X"),
        ('[keys]\nechoes-carry = "Y"', "Y"),
    ],
)
def test_an_action_keeps_its_former_key_where_a_reader_has_given_the_new_one_away(
    tmp_path: Path, given: str, carry: str
) -> None:
    settings = loaded(tmp_path, given)
    assert not settings.problems
    (key,) = Keymap(settings.tags, settings.keys).get("carry")
    assert key.keys == carry


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ('[[tags]]\nname = "idea"\nkey = "i"', "card"),
        ('[keys]\nhint = "*"', "choose-matches"),
        ('[keys]\nnext-source = "r"', "link"),
        ('[keys]\nopen-after = "V"', "export-verdicts"),
    ],
)
def test_a_new_action_gives_way_to_a_key_that_a_reader_has_given_away(tmp_path: Path, given: str, id: str) -> None:
    settings = loaded(tmp_path, given)
    assert not settings.problems
    keymap = Keymap(settings.tags, settings.keys)
    assert [key.names for key in keymap.get(id)] == [[]]
    assert not list(keymap.clashes())


def test_the_way_out_is_never_lost(tmp_path: Path) -> None:
    settings = loaded(tmp_path, '[keys]\nquit = "Z"\nopen = "z"')
    assert settings.keys == {"quit": "Z ctrl+q", "open": "z enter"}


WRONG = [
    ("\n\nmesure = 70", 3, "there is no setting 'mesure': did you mean 'measure'?"),
    ("measure = 7", 1, "measure must be a whole number from 30 to 200"),
    ("creator = 1979-05-27", 1, "creator must be the name of the annotator"),
    ('theme = "solarised"', 1, "there is no theme 'solarised': did you mean 'solarized-"),
    ("measure = 70\nafter_tag = next", 2, "Invalid value"),
    ("measure = 70\n= 4", 2, "Invalid"),
    ('[[tags]]\nkey = "d"', 1, "name must be"),
    ('[[tags]]\nname = "data"\nkey = "d"\n[[tags]]\nname = "more"\n\nkey = "no"', 7, "key must be one character"),
    ('[[tags]]\nname = "data"\nkey = "4"', 3, "key must be one character that is not a digit"),
    ('[[tags]]\nname = "data"\nkey = "d"\nstyle = "blink"', 4, "style must be one of bold"),
    ('[[tags]]\nname = "data"\nkey = "d"\ncolour = "beige"', 4, "colour must be one of gold"),
    ('[[tags]]\nname = "x\'), app.quit(\'"\nkey = "d"', 2, "name must be up to 64 letters"),
    (
        '[[tags]]\nname = "data"\nkey = "d"\ncommand = "rm"',
        4,
        "there is no setting 'command'; `reader config show` lists them",
    ),
    ('[[tags]]\nname = "data"\nkey = "j"', 3, "the key 'j' is assigned twice: to the tag data and next-sentence"),
    *(
        (f'[[tags]]\nname = "data"\nkey = "{key}"', 3, f"the key '{key}' is assigned twice: to the tag data and {id}")
        for key, id in {"S": "suggestions", "F": "fill", "*": "choose-all", "x": "remove", "a": "note"}.items()
    ),
    ('[keys]\nredo = "f5"\nundo = "k"', 3, "the key 'k' is assigned twice: to previous-sentence and undo"),
    ('[keys]\nlist-next = "u"', 2, "the key 'u' is assigned twice: to list-next and undo"),
    ('[keys]\nundoo = "z"', 2, "there is no setting 'undoo': did you mean 'undo'?"),
    ("[keys]\nundo = 5", 2, "undo must be a key or a list of keys"),
    ("[keys]\nundo = []", 2, "undo must have a key"),
    ('[keys]\nundo = "hyper+z"', 2, "it is neither a character nor a key such as"),
    ('[keys]\nundo = "ctrl+h"', 2, "a terminal sends backspace for it"),
    ('[keys]\nundo = ["z", "ctrl+["]', 2, "a terminal sends escape for it"),
    *((f'[keys]\nundo = "{name}"', 2, "its meaning cannot be changed") for name in sorted(PROTECTED)),
]


LINES = [
    ('creator = """\nmeasure = 1\n[keys]\n"""\nmeasure = 7', 5, "a multi-line string that looks like settings"),
    ("creator = '''\nmeasure = 1\n''''\nmeasure = 7", 4, "a literal one that ends in a quotation mark"),
    ("# measure = 1\nmeasure = 7", 2, "a comment"),
    ('creator = "# \\"" # "\nmeasure = 7', 2, "a comment sign in a string"),
    ('tags = [\n  { name = "data", key = "d" },\n  { name = "more", key = "no" },\n]', 3, "an inline table"),
    ('tags = [{name="data", key="d"}, # "\n{name="more", key = "no"}]', 2, "a comment in an array"),
    ('keys = { undo = "z", redo = "hyper+z" }', 1, "inline keys"),
    ('\nkeys.undo = "z"\nkeys.redo = "hyper+z"', 3, "dotted keys"),
    ('[keys]\n"undo" = "z"\n\'redo\' = [\n"y",\n"hyper+z"]', 3, "quoted keys, and a list over lines"),
    ('[[tags]]\nname = "data"\nkey = "d"\n[[ "tags" ]]\nname = "more"\nkey = "no"', 6, "a quoted header"),
    ('measure = 70\r\n\r\nafter_tag = "up"\r\n', 3, "line ends of Windows"),
    ('[[tags]]\nname = "data"\nkey = "d"\n[tags.look]\ncolour = "red"', 4, "a table within a tag"),
]


@pytest.mark.parametrize(("text", "line"), [each[:2] for each in LINES], ids=[each[2] for each in LINES])
def test_the_line_is_that_of_the_setting(text: str, line: int, tmp_path: Path) -> None:
    problems = loaded(tmp_path, text).problems
    assert [problem.removeprefix(f"{tmp_path / 'reader.toml'}:").partition(":")[0] for problem in problems] == [
        f"{line}"
    ]


@pytest.mark.parametrize(("text", "line", "words"), WRONG)
def test_what_cannot_be_is_reported_with_its_line_and_left_out(
    text: str, line: int, words: str, tmp_path: Path
) -> None:
    settings = loaded(tmp_path, text)
    (problem,) = settings.problems
    assert problem.startswith(f"{tmp_path / 'reader.toml'}:{line}: ")
    assert words in problem
    assert settings == Settings(problems=settings.problems), "the defaults"


def test_all_that_is_wrong_is_reported(tmp_path: Path) -> None:
    tags = '[[tags]]\nname = "data"\n[[tags]]\nname = "more"\nkey = "no"\n[[tags]]\nname = "list"\nkey = "S"\n'
    problems = loaded(tmp_path, f'mesure = 7\ntheme = "no"\n{tags}[keys]\nundo = "hyper+z"\nredo = "j"').problems
    lines = [problem.removeprefix(f"{tmp_path / 'reader.toml'}:").partition(":")[0] for problem in problems]
    assert lines == ["1", "2", "7", "10", "12", "13"]


def test_one_clash_is_listed_once_at_the_setting_that_makes_it(tmp_path: Path) -> None:
    user, workspace = tmp_path / "user.toml", tmp_path / "reader.toml"
    user.write_text('[[tags]]\nname = "data"\nkey = "d"')
    workspace.write_text('[[tags]]\nname = "data"\ncolour = "red"\n[keys]\nundo = "d"\n')
    assert load_settings(user, workspace).problems == (
        f"{workspace}:5: the key 'd' is assigned twice: to the tag data and undo; this file is ignored",
    )


def test_a_number_that_a_new_tag_gets_can_clash_with_an_earlier_file(tmp_path: Path) -> None:
    user, workspace = tmp_path / "user.toml", tmp_path / "reader.toml"
    user.write_text('[keys]\nundo = "4"')
    workspace.write_text('measure = 70\n[[tags]]\nname = "data"\nkey = "d"')
    (problem,) = load_settings(user, workspace).problems
    assert problem.startswith(f"{workspace}:2: the key '4' is assigned twice: to the tag data and undo")


def test_every_clash_of_a_file_is_listed(tmp_path: Path) -> None:
    problems = loaded(tmp_path, '[keys]\nundo = ["k", "j"]\nredo = "g"').problems
    assert [problem.split(": ")[1] for problem in problems] == [
        "the key 'k' is assigned twice", "the key 'g' is assigned twice"
    ]  # fmt: skip


def test_what_resembles_nothing_is_told_where_to_look(tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, "[keys]\nxyzzy = 'z'").problems
    assert problem.endswith(
        "reader.toml:2: there is no setting 'xyzzy'; `reader config show` lists them; this file is ignored"
    )
    (problem,) = loaded(tmp_path, "theme = 'xyzzy'").problems
    assert "there is no theme 'xyzzy'; `reader config schema` lists them" in problem


def test_no_more_than_nine_problems_are_listed(tmp_path: Path) -> None:
    problems = loaded(tmp_path, "".join(f"mesure{number} = 1\n" for number in range(12))).problems
    assert [problem.split(":")[1] for problem in problems] == [f"{line}" for line in range(1, 10)]


@pytest.mark.parametrize("data", [b"creator = '\xff'", b"a = " + b"[" * 5000, b"#" * 1_000_001, b"\0"])
def test_a_file_of_anything_is_left_out(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "reader.toml").write_bytes(data)
    assert len(load_settings(tmp_path / "reader.toml").problems) == 1


def test_the_keys_of_the_program_do_not_clash() -> None:
    assert list(Keymap(TAGS, {}).clashes()) == []
    ids = [key.id for keys in Keymap((), {}).groups.values() for key in keys]
    assert len(ids) == len(set(ids)), "each has an id of its own"
    assert all(ids)


def test_the_schema_is_one_and_knows_what_is_right() -> None:
    schema = msgspec.json.schema(SettingsFile)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)
    validator.validate({"measure": 70, "theme": THEMES[0], "keys": {"undo": ["z"]}, "tags": [{"name": "x"}]})
    for wrong in ({"measur": 70}, {"keys": {"undoo": "z"}}, {"measure": 7}, {"theme": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(json.loads(json.dumps(wrong)))


@pytest.mark.parametrize(("width", "is_taken"), [(29, False), (30, True), (200, True), (201, False)])
def test_the_width_of_the_text_has_two_bounds(width: int, is_taken: bool, tmp_path: Path) -> None:
    file = tmp_path / "reader.toml"
    file.write_text(f"measure = {width}")
    settings = load_settings(file)
    assert (settings.measure == width, not settings.problems) == (is_taken, is_taken)


# Files that are not settings at all


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".".join("a" * 40_000) + " = 1", "a key has more than 16 parts"),
        ("\n\n[" + ".".join(["'a b'"] * 17) + "]", ":3: a key has more than 16 parts"),
        ("x = { " + " . ".join(['"a"'] * 17) + " = 1 }", "a key has more than 16 parts"),
        (".".join("a" * 16) + " = 1", "there is no setting 'a'"),
        ("x = " + "[" * 40_000, "it is nested too deeply"),
        ("measure = " + "9" * 5_000, "it has a number that is too long"),
        ("measure = 1e308", "measure must be a whole number from 30 to 200"),
        ("measure = nan", "measure must be a whole number from 30 to 200"),
    ],
    ids=lambda value: value[:20],
)
def test_what_would_keep_the_parser_busy_for_ever_is_a_mistake(text: str, message: str, tmp_path: Path) -> None:
    settings = loaded(tmp_path, text)
    assert message in settings.problems[0]
    assert replace(settings, problems=()) == Settings()


def test_many_words_without_a_dot_are_looked_through_once(tmp_path: Path) -> None:
    for text in ("a" * 99_000, '"' * 99_000, "a." * 15 + "b" * 90_000):
        assert loaded(tmp_path, text).problems


def test_a_message_quotes_the_beginning_of_a_very_long_name(tmp_path: Path) -> None:
    (problem,) = loaded(tmp_path, "theme = '" + "x" * 90_000 + "'").problems
    assert problem.startswith(f"{tmp_path}/reader.toml:1: there is no theme 'xxxx")
    assert problem.endswith("x…; this file is ignored")
    assert len(problem) == len(f"{tmp_path}/reader.toml:1: ; this file is ignored") + 300


def test_a_file_of_another_user_is_ignored_and_so_is_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "it is not a regular file" in load_settings(tmp_path / "pipe").problems[0]
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    settings = loaded(tmp_path, "measure = 80")
    assert settings.measure == Settings().measure
    assert settings.problems == (
        f"{tmp_path}/reader.toml: it cannot be read and is ignored: it belongs to another user",
    )
