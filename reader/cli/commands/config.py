"""The command `reader config`, which shows and checks the settings."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.common import say, workspace_argument, workspace_place

if TYPE_CHECKING:
    from reader.settings import Settings, Tag
    from reader.settings.fields import Field

REPORTS = {
    "path": "list the files; a later one overrides those before it",
    "show": "print all settings and keys as a reader.toml",
    "validate": "check the files; exit status 1 if one cannot be used",
    "schema": "print the JSON Schema of reader.toml",
}


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    descriptions = "; ".join(f"{name}: {does}" for name, does in REPORTS.items()) + " (default: show)"
    command.add_argument("what", nargs="?", choices=tuple(REPORTS), default="show", metavar="WHAT", help=descriptions)
    workspace_argument(command)


def run(options: argparse.Namespace) -> int:
    """Print one of the reports; `validate` returns 1 if a file cannot be used."""
    if options.what == "schema":
        print(json.dumps(_schema(), indent=2))
        return 0
    from reader.settings import load_settings
    from reader.text.sanitize import sanitize
    from reader.workspace.location import settings_files

    files = settings_files(workspace_place(options).folder)
    settings = load_settings(*files)
    say(*settings.problems)
    if options.what == "show":
        print(*(sanitize(line) for lines in _shown(settings) for line in lines.split("\n")), sep="\n")
    elif options.what == "path":
        print(*(sanitize(str(file)) for file in files), sep="\n")
    elif not settings.problems:
        print(*(sanitize(_verdict(file)) for file in files), sep="\n")
    return 1 if settings.problems and options.what == "validate" else 0


def _schema() -> object:
    import msgspec

    from reader.settings.file import SettingsFile

    return msgspec.json.schema(SettingsFile)


def _verdict(file: Path) -> str:
    return f"{file}: valid" if file.is_file() else f"{file}: no such file (it is optional)"


def _shown(settings: "Settings") -> Iterator[str]:
    """Yield the lines of a reader.toml with all settings and keys."""
    from reader.settings.keymap import Keymap

    for name in ("theme", "measure", "after_tag", "creator", "side_panel"):
        yield f"{name} = {_toml(getattr(settings, name))}"
    for tag in settings.tags:
        yield "\n[[tags]]"
        yield from _tag_shown(tag)
        for field in tag.fields:
            yield "[[tags.fields]]"
            yield from _field_shown(field)
    yield "\n[keys]"
    for heading, keys in Keymap((), settings.keys).groups.items():
        yield f"# {heading}"
        for key in keys:
            unused = "" if key.names else "# "  # a setting of yours has taken its key
            yield f"{unused}{key.id} = {_toml(key.names)}  # {key.label}"


def _tag_shown(tag: "Tag") -> Iterator[str]:
    for name in ("name", "key", "colour", "look", "style"):
        yield f"{name} = {_toml(getattr(tag, name))}"
    said = {
        "formerly": tag.formerly,
        "meaning": tag.description,
        "when": tag.when,
        "when_not": tag.when_not,
        "examples": tag.examples,
    }
    yield from (f"{name} = {_toml(value)}" for name, value in said.items() if value)
    if tag.is_retired:
        yield "retired = true"


def _field_shown(field: "Field") -> Iterator[str]:
    yield f"name = {_toml(field.name)}"
    yield f"type = {_toml(field.type)}"
    if field.description:
        yield f"meaning = {_toml(field.description)}"
    if field.choices:
        yield (
            "values = ["
            + ", ".join(f"{{ value = {_toml(each.value)}, key = {_toml(each.key)} }}" for each in field.choices)
            + "]"
        )
    if field.is_many:
        yield "many = true"


def _toml(value: str | int | Iterable[str]) -> str:
    """Return a value in TOML, which is JSON for these types."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
