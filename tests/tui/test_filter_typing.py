"""The typing of a filter into a list, without an app: which keys begin it, which are typed, and which end it."""

from collections.abc import Sequence

import pytest
from textual.events import Key as KeyEvent

from reader.settings.keys import Key
from reader.tui.filter_typing import FilterTyping

KEYS = (Key("", "enter", "open", "open", "open"),)
BEGIN, CLEAR = Key("filter", "/", "filter", "filter"), Key("leave", "escape", "leave", "leave")


class Shelf:
    """A list with a filter, and what happened to its typing."""

    def __init__(self, clear: Key | None = CLEAR) -> None:
        self.filter = ""
        self.typing = FilterTyping(self, KEYS, BEGIN, clear)
        self.heard: list[str] = []
        self.typing.changed.subscribe(lambda is_on: self.heard.append("begins" if is_on else "ends"))
        self.typing.kept.subscribe(lambda _: self.heard.append("kept"))

    def press(self, *names: str) -> list[bool]:
        """Press keys; return for each whether the filter took it."""
        return [self.typing.capture_key(KeyEvent(name, name if len(name) == 1 else None)) for name in names]


@pytest.mark.parametrize(
    ("keys", "filter", "heard"),
    [
        ("/ a b", "ab", ["begins"]),
        ("/ a backspace", "", ["begins"]),
        ("/ a enter", "a", ["begins", "ends", "kept"]),
        ("/ a escape", "", ["begins", "ends"]),
        ("/ /", "/", ["begins"]),
        ("/ a enter / b", "ab", ["begins", "ends", "kept", "begins"]),
        ("/ a enter escape", "", ["begins", "ends", "kept"]),
    ],
)
def test_every_key_of_the_typing_is_taken(keys: str, filter: str, heard: Sequence[str]) -> None:  # noqa: A002
    shelf = Shelf()
    assert all(shelf.press(*keys.split()))
    assert (shelf.filter, shelf.heard) == (filter, heard)


@pytest.mark.parametrize("key", ["a", "enter", "escape", "down"])
def test_before_it_begins_other_keys_keep_their_meaning(key: str) -> None:
    shelf = Shelf()
    assert shelf.press(key) == [False]
    assert (shelf.filter, shelf.heard) == ("", [])


@pytest.mark.parametrize("key", ["down", "pageup", "shift+tab", "ctrl+e"])
def test_a_key_without_a_character_keeps_its_meaning_during_the_typing(key: str) -> None:
    shelf = Shelf()
    assert shelf.press("/", "a", key) == [True, True, False]
    assert (shelf.filter, shelf.typing.is_on) == ("a", True)


def test_a_list_with_its_own_way_to_clear_the_filter_gets_that_key() -> None:
    shelf = Shelf(clear=None)
    assert shelf.press("/", "a", "enter", "escape") == [True, True, True, False]
    assert shelf.filter == "a"


def test_its_keys_are_shown_only_while_it_lasts() -> None:
    shelf = Shelf()
    shown = [shelf.typing.typing_keys]
    shelf.press("/")
    shown.append(shelf.typing.typing_keys)
    shelf.typing.end()
    shelf.typing.end()  # nothing is left to end
    assert [*shown, shelf.typing.typing_keys] == [(), KEYS, ()]
    assert shelf.heard == ["begins", "ends"]


def test_what_is_pasted_joins_the_filter_on_one_line() -> None:
    shelf = Shelf()
    assert not shelf.typing.capture_paste("old town")
    shelf.press("/", "a")
    assert shelf.typing.capture_paste(" quiet\n harbour ")
    assert shelf.filter == "aquiet harbour"
