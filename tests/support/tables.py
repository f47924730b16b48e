"""The tables of README and docs/, generated from the code."""

import argparse
import json
import tomllib
from collections.abc import Iterable

from reader.cli.commands import COMMANDS
from reader.cli.parser import make_parser
from reader.formats import all_formats
from reader.formats.reader_json import FIELD_DESCRIPTIONS, schema
from reader.settings import TAGS
from reader.settings.field_entries import FIELD_DESCRIPTIONS as FIELD_ENTRY
from reader.settings.file import DESCRIPTIONS, SettingsFile
from reader.settings.keymap import Keymap
from reader.settings.tag_entries import TAG_DESCRIPTIONS
from tests.support import ROOT
from tests.support.api_page import api

KEYMAP = Keymap(TAGS, {})
SHARED = ("workspace", "sources", "annotations", "annotator")  # what every command takes
FIRST = ("note", "undo", "find", "search", "tags", "next-source", "help", "palette", "quit")
EXTRAS = {
    "add": "`reader add`: web pages and PDF files",
    "serve": "`reader serve`: the application in a browser",
    "watch": "the source list updates when files appear or disappear",
    "clipboard": "`y` also copies to the desktop's clipboard",
    "completion": "`reader completion`: commands and options complete in the shell",
    "cluster": "`--dask`: many thousands of sources, on several machines",
    "interop": "the programs that the exports are tested with",
    "dev": "tests, types and style, to work on reader itself",
}


def table(*rows: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (head, *body)]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in head) + " |", *lines[1:]])


def keys() -> str:
    rows = [("", "key", "action", "id")]
    for heading, group in KEYMAP.groups.items():
        for number, key in enumerate(group):
            rows.append(("" if number else heading, f"`{key.shown}`", key.label, f"`{key.id}`" if key.id else ""))
    return table(*rows)


def first_keys() -> str:
    chosen = (*KEYMAP.get("next-sentence", "larger"), *KEYMAP.tags, *KEYMAP.get(*FIRST))
    return table(("key", "action"), *((f"`{key.shown}`", key.label) for key in chosen))


def commands() -> str:
    rows = ((f"[`reader {name}`](#reader-{name})", does) for name, does in COMMANDS.items())
    return table(("command", "action"), *rows)


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    (every,) = (each for each in make_parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(every.choices)


def options() -> str:
    """A section for each command, with what it takes besides what all take."""
    sections = []
    for name, command in command_parsers().items():
        rows = [row(each) for each in command._actions if each.dest not in ("help", *SHARED)]
        sections.append(f"## `reader {name}`\n\n{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.")
        sections += [table(("argument", "meaning"), *rows)] if rows else []
    return "\n\n".join(sections)


def shared() -> str:
    return table(
        ("option", "meaning"), *(row(each) for each in command_parsers()["check"]._actions if each.dest in SHARED)
    )


def row(action: argparse.Action) -> tuple[str, str]:
    value = "" if action.nargs == 0 else action.metavar or "|".join(map(str, action.choices or [action.dest.upper()]))
    some = {"+": " ...", "*": " ..."}.get(str(action.nargs), "")
    name = f"[{value}]" if action.nargs == "?" and not action.option_strings else f"{value}{some}"
    return f"`{' '.join(filter(None, [', '.join(action.option_strings), name]))}`", action.help or ""


def fields(part: str) -> str:
    properties = schema()["properties"]
    names: Iterable[str] = properties if part == "document" else properties[part]["items"]["properties"]
    return table(("field", "content"), *((f"`{name}`", FIELD_DESCRIPTIONS[name]) for name in names))


def settings() -> str:
    names = [name for name in DESCRIPTIONS if name not in ("tags", "keys")]
    plain = ((f"`{name}`", DESCRIPTIONS[name], f"`{json.dumps(getattr(SettingsFile(), name))}`") for name in names)
    tags = ((f"`{name}` in `[[tags]]`", words, "") for name, words in TAG_DESCRIPTIONS.items())
    fields = (
        (f"`{name}` in `[[tags.fields]]`", words, "")
        for name, words in FIELD_ENTRY.items()
        if name not in ("value", "key")  # of an item of `values`
    )
    given = ("an id in `[keys]`", DESCRIPTIONS["keys"], "[keys](keys.md)")
    return table(("setting", "meaning", "default"), *plain, *tags, *fields, given)


def formats() -> str:
    held = {
        "fields": "fields",
        "links": "links",
        "note": "notes",
        "creator": "creators",
        "created": "times",
        "id": "ids",
        "revision": "revisions",
    }
    rows = []
    for each in all_formats():
        what = "folder" if each.is_folder else "file"
        holds = [held[name] for name in held if name in each.keeps] + (["orphans"] if each.has_orphans else [])
        rows.append((f"`{each.name}`", each.meaning, what, ", ".join(holds) or "–", "yes" if each.read else "no"))
    return table(("format", "what it is", "written as", "keeps, besides passages and tags", "import"), *rows)


def extras() -> str:
    there = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert there.keys() == EXTRAS.keys()
    return table(("extra", "for"), *((f"`{name}`", words) for name, words in EXTRAS.items()))


TABLES = {
    "first keys": first_keys(),
    "keys": keys(),
    "commands": commands(),
    "shared": shared(),
    "options": options(),
    "document": fields("document"),
    "sources": fields("sources"),
    "annotations": fields("annotations"),
    "settings": settings(),
    "formats": formats(),
    "extras": extras(),
    "api": api(),
}
