"""Keys as Textual has them."""

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType, Keymap
from textual.events import Key as KeyEvent

from reader.settings.keys import Key


def bindings(keys: Sequence[Key]) -> list[BindingType]:
    return [Binding(_joined(key.names), key.action, key.label, show=False, id=key.id or None) for key in keys]


def keymap(changed: Mapping[str, str]) -> Keymap:
    """What reader.toml changes, by id."""
    return {id: _joined(keys.split()) for id, keys in changed.items()}


def is_one_of(event: KeyEvent, key: Key) -> bool:
    return (event.character if event.is_printable else event.key) in key.names


def _joined(names: Sequence[str]) -> str:
    return ",".join("comma" if name == "," else name for name in names)
