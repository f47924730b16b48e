"""The README says what the program does: its commands, keys, tags and fields are the code's."""

import json
import re
from pathlib import Path

import pytest

from commands import run_here
from reader.commands import COMMANDS
from reader.formats import all_formats
from reader.formats.own import MEANING, schema
from reader.settings import TAGS
from reader.settings.file import TAG_WORDS, WORDS, File
from reader.settings.keys import Keymap

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def table(*rows: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (head, *body)]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in head) + " |", *lines[1:]])


PLAIN = {name: words for name, words in WORDS.items() if name not in ("tags", "keys")}


def keys_table() -> str:
    rows = [("", "key", "does")]
    for heading, keys in Keymap(TAGS, {}).groups.items():
        for number, key in enumerate(keys):
            rows.append(("" if number else heading, f"`{key.shown}`", key.label))
    return table(*rows)


def commands_table() -> str:
    return table(("command", "does"), *((f"`reader {name}`", words) for name, words in COMMANDS.items()))


def fields_table(part: str) -> str:
    properties = schema()["properties"]
    names = properties if part == "document" else properties[part]["items"]["properties"]
    return table(("field", "holds"), *((f"`{name}`", MEANING[name]) for name in names))


def settings_table() -> str:
    plain = ((f"`{name}`", words, f"`{json.dumps(getattr(File(), name))}`") for name, words in PLAIN.items())
    tags = ((f"`{name}` in `[[tags]]`", words, "") for name, words in TAG_WORDS.items())
    return table(("setting", "is", "default"), *plain, *tags, ("an id in `[keys]`", WORDS["keys"], "as above"))


def formats_table() -> str:
    rows = []
    for each in all_formats():
        what = "folder" if each.is_folder else "file"
        holds = [_HELD[name] for name in _HELD if name in each.keeps] + (["orphans"] if each.has_orphans else [])
        rows.append((f"`{each.name}`", each.meaning, what, ", ".join(holds) or "–", "yes" if each.read else "no"))
    return table(("format", "is", "one", "has, besides passages and tags", "comes back"), *rows)


_HELD = {"note": "notes", "creator": "creators", "created": "times", "id": "ids", "revision": "revisions"}

TABLES = {
    "keys": keys_table(),
    "commands": commands_table(),
    "document": fields_table("document"),
    "sources": fields_table("sources"),
    "annotations": fields_table("annotations"),
    "settings": settings_table(),
    "formats": formats_table(),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_the_codes(name: str) -> None:
    """After a change of the code: `python tests/test_readme.py` writes them anew."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", README, re.DOTALL)
    assert found, f"the README has no table {name}"
    assert found[1] == TABLES[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    done = run_here(ROOT, name, "--help")
    assert done.returncode == 0
    assert "usage: reader" in done.stdout


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    (command,) = re.findall(r"^python3 -m venv .*pytest.*$", README, re.MULTILINE)
    assert "README.md" in ci
    assert "-e '.[dev]'" in command


def test_pictures_are_there() -> None:
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", README):
        assert (ROOT / picture).is_file(), picture


if __name__ == "__main__":
    for name, text in TABLES.items():
        place = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
        README = place.sub(lambda _, text=text: text + "\n", README)
    (ROOT / "README.md").write_text(README, "utf-8")
