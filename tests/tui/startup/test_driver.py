"""Keys that are typed before there is an article are held; quitting is not, unless it is typed behind other keys."""

from collections.abc import Sequence

import pytest
from textual.events import Focus, Key, Paste
from textual.message import Message

from reader.tui.startup.driver import _waits

TAG, QUIT = Key("q", "q"), Key("ctrl+q", None)


@pytest.mark.parametrize(
    ("message", "held", "waits"),
    [
        (TAG, [], True),
        (Paste("words"), [], True),
        (Focus(), [TAG], False),
        (QUIT, [], False),
        (QUIT, [TAG], True),
        (QUIT, [TAG, QUIT], False),
        (TAG, [QUIT], True),
    ],
)
def test_what_is_held(message: Message, held: Sequence[Message], waits: bool) -> None:
    assert _waits(message, held) is waits
