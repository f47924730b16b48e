"""`reader config`: where the settings are, what they are, and whether they can be used."""

import json
from pathlib import Path

import pytest

from tests.support.commands import Commands, controls


def test_what_it_shows_is_a_file_that_says_the_same(reader: Commands) -> None:
    settings = reader.folder / "reader.toml"
    settings.write_text('[[tags]]\nname = "data"\nkey = "d"\nmeaning = "“\\"it\\"”"\n[keys]\nundo = ["z", ";"]\n')
    shown = reader.run("config", "show").stdout
    assert 'undo = ["z", ";"]  # undo' in shown
    settings.write_text(shown)
    assert reader.run("config", "show").stdout == shown
    result = reader.run("config", "validate")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"{settings.name}: valid" in result.stdout


def test_what_the_codebook_says_is_shown_as_it_can_be_said_again(reader: Commands) -> None:
    settings = reader.folder / "reader.toml"
    said = 'when = "It was counted.\\nBy somebody."\nwhen_not = "a \\"date\\""\nexamples = ["One in ten.", "9 %"]\n'
    nested = f'[[tags]]\nname = "claim/number"\nkey = ""\n{said}[[tags]]\nname = "boilerplate"\nretired = true\n'
    settings.write_text(nested)
    shown = reader.run("config", "show").stdout
    assert f"{said}[[tags.fields]]" in shown
    assert shown.count("\nretired = true\n") == 1
    settings.write_text(shown)
    again = reader.run("config", "show")
    assert (again.stdout, again.stderr) == (shown, "")


def test_what_cannot_be_used_is_said_with_file_and_line(reader: Commands) -> None:
    (reader.folder / "reader.toml").write_text("\nmesure = 70\n")
    result = reader.run("config", "validate")
    assert result.returncode == 1
    assert "reader.toml:2: there is no setting 'mesure'" in result.stderr
    assert "measure = 72" in reader.run("config", "show").stdout, "the defaults"
    assert reader.run("list").returncode == 0, "and the other commands go on"


def test_the_user_s_file_and_the_workspace_s(reader: Commands, home: Path) -> None:
    user = home / "reader" / "reader.toml"
    assert reader.run("config", "path").stdout.split("\n")[:2] == [str(user), "reader.toml"]
    user.parent.mkdir()
    user.write_text("measure = 66")
    assert "measure = 66" in reader.run("config", "show").stdout


def test_the_schema_has_every_id(reader: Commands) -> None:
    schema = json.loads(reader.run("config", "schema").stdout)
    assert schema["$defs"]["Keys"]["properties"]["next-word"]["description"] == "next word"


@pytest.mark.parametrize("what", ["path", "show", "validate"])
def test_no_folder_or_setting_controls_the_terminal(what: str, tmp_path: Path) -> None:
    reader = Commands(tmp_path / "w\x1b[2Jx")
    settings = reader.folder / "reader.toml"
    settings.write_text('creator = "\\u001b[2J\\u009b"\n')
    for _ in ("usable", "not usable"):
        result = reader.run("config", what, "--workspace", reader.folder)
        assert "2J" in result.stdout + result.stderr
        assert not controls(result.stdout, result.stderr)
        settings.write_text('"\\u001b[2J" = 1')


def test_the_settings_are_shown_if_nothing_else_is_asked_for(reader: Commands) -> None:
    assert reader.run("config").stdout == reader.run("config", "show").stdout
