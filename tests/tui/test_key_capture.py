"""Key captures without an app: whoever was begun last is asked first, and only for the pane that has the focus."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from textual.events import Key as KeyEvent
from textual.widget import Widget

from reader.settings.keys import Key
from reader.tui.key_capture import KeyCaptures


@dataclass
class Capture:
    """Takes the keys that it is told to take."""

    takes: str
    typing_keys: Sequence[Key] = ()
    heard: list[str] = field(default_factory=list)

    def capture_key(self, event: KeyEvent) -> bool:
        self.heard.append(event.key)
        return event.key in self.takes

    def capture_paste(self, text: str) -> bool:
        self.heard.append(text)
        return text in self.takes


def key(name: str) -> KeyEvent:
    return KeyEvent(name, name)


@pytest.fixture
def pane() -> Widget:
    return Widget()


def test_the_capture_that_was_begun_last_is_asked_first(pane: Widget) -> None:
    captures, find, hints = KeyCaptures(), Capture("ab"), Capture("bc")
    captures.add(pane, find)
    captures.add(pane, hints)
    assert captures.capture_key(pane, key("b"))
    assert (find.heard, hints.heard) == ([], ["b"])
    captures.raise_to_top(find)
    assert captures.capture_key(pane, key("b"))
    assert (find.heard, hints.heard) == (["b"], ["b"])


def test_a_key_that_one_does_not_take_is_offered_to_the_next(pane: Widget) -> None:
    captures, below, above = KeyCaptures(), Capture("a"), Capture("b")
    captures.add(pane, below)
    captures.add(pane, above)
    assert captures.capture_key(pane, key("a"))
    assert not captures.capture_key(pane, key("c"))
    assert (below.heard, above.heard) == (["a", "c"], ["a", "c"])


def test_only_captures_of_the_focused_pane_are_asked(pane: Widget) -> None:
    captures, capture = KeyCaptures(), Capture("a")
    captures.add(pane, capture)
    assert not captures.capture_key(Widget(), key("a"))
    assert not captures.capture_key(None, key("a"))
    assert capture.heard == []


def test_pasted_text_is_offered_in_the_same_way(pane: Widget) -> None:
    captures, capture = KeyCaptures(), Capture("pasted")
    captures.add(pane, capture)
    assert captures.capture_paste(pane, "pasted")
    assert not captures.capture_paste(pane, "else")


def test_the_footer_shows_the_keys_of_what_is_typed_into(pane: Widget) -> None:
    keys = (Key("", "enter", "app.nothing", "keep"),)
    captures = KeyCaptures()
    captures.add(pane, Capture("", keys))
    captures.add(pane, Capture(""))
    assert captures.typing_keys(pane) == keys
    assert captures.typing_keys(Widget()) == ()
