"""Keys as Textual's bindings, and the commands that they run."""

from collections.abc import Container, Iterable, Mapping, Sequence

from textual.binding import Binding, BindingType
from textual.binding import Keymap as TextualKeymap
from textual.events import Key as KeyEvent

from reader.settings.keymap import Keymap
from reader.settings.keys import IN_DIALOGS, Key
from reader.system.lazy_pattern import lazy_pattern

COMMAND = lazy_pattern(r"app\.(?P<id>\w+)(?:\((?P<arguments>.*)\))?")
# The id of a command, or, without `app.`, an action of the focused pane
ACTION = lazy_pattern(r"(?P<app>app\.)?(?P<id>\w+)(?:\((?P<arguments>.*)\))?")


def bindings(keys: Sequence[Key]) -> list[BindingType]:
    """Return Textual's bindings for keys."""
    return [
        Binding(
            _joined(key.names), action_of(key), key.label, show=False, id=key.id or None, priority=key.id in IN_DIALOGS
        )
        for key in keys
    ]


def action_of(key: Key) -> str:
    """Return a key's action as Textual runs it: `app.tag('quote')` names the command `tag` with an argument.

    An action without `app.` is a method of the pane or screen that has the focus.
    """
    found = COMMAND.fullmatch(key.action)
    if found is None or found["id"] == SIMULATE:
        return key.action
    arguments = f", {found['arguments']}" if found["arguments"] else ""
    return f"app.command('{found['id']}'{arguments})"


UNBOUND = "unbound"  # no key has this name; for an empty one Textual would leave an action its key
SIMULATE = "simulate_key"  # Textual's own action: a click on a key in the key bar types it


def command_ids(keys: Iterable[Key]) -> set[str]:
    """Return the ids of the commands that keys run."""
    found = (COMMAND.fullmatch(key.action) for key in keys)
    return {match["id"] for match in found if match and match["id"] != SIMULATE}


def check_keys(keymap: Keymap, commands: Container[str]) -> None:
    """Raise ValueError if a key runs a command that is not registered."""
    for heading, keys in keymap.groups.items():
        for id in command_ids(keys):
            if id not in commands:
                raise ValueError(f"a key of {heading!r} runs {id!r}, which is not a command")


def keymap(changed: Mapping[str, str]) -> TextualKeymap:
    """Return the keys that reader.toml changes, by id, as Textual's keymap."""
    return {id: _joined(keys.split()) or UNBOUND for id, keys in changed.items()}


def letters_with_alt(changed: Mapping[str, str]) -> frozenset[str]:
    """Return the letters that reader.toml binds together with alt."""
    return frozenset(name[-1] for keys in changed.values() for name in keys.split() if name.startswith("alt+"))


def is_one_of(event: KeyEvent, key: Key) -> bool:
    """Return whether an event is one of the keys of an action."""
    return (event.character if event.is_printable else event.key) in key.names


def _joined(names: Sequence[str]) -> str:
    return ",".join("comma" if name == "," else name for name in names)
