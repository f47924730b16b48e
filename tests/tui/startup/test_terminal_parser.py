"""Textual's messages for what a terminal sends: those of typed keys are as ever, and no reply makes one."""

from itertools import islice

import pytest
from textual.events import Key, MouseDown, Paste, Resize
from textual.message import Message
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput

from reader.tui.startup.terminal_parser import TerminalParser
from reader.tui.terminal_input.questions import Questions
from reader.tui.textual_internals import KEY_SEQUENCES, message_maker
from tests.support.control_sequences import control_sequences


class Typing:
    """A parser whose clock goes on when it is told to."""

    def __init__(self, with_alt: str = "") -> None:
        self.now = 0.0
        self.questions = Questions()
        for asked in ("\x1b[?2026$p", "\x1b[?2048$p", "\x1b[?1003h", "\x1b[?2048h", "\x1b[?1004h"):
            self.questions.note(asked)
        self.parser = TerminalParser(self.questions, with_alt, clock=lambda: self.now)

    def read(self, *parts: str, gap: float = 0.0) -> list[Message]:
        messages = list[Message]()
        for part in parts:
            messages += self.parser.feed(part)
            messages += self.wait(gap)
        return messages + self.wait(20.0)

    def wait(self, seconds: float) -> list[Message]:
        messages, end = list[Message](), self.now + seconds
        while (patience := self.parser.patience(seconds)) < end - self.now:
            self.now += patience
            messages += self.parser.tick()
        self.now = end
        return messages


def keys_of(*parts: str, gap: float = 0.0, with_alt: str = "") -> list[tuple[str, str | None]]:
    messages = Typing(with_alt).read(*parts, gap=gap)
    return [(each.key, each.character) for each in messages if isinstance(each, Key)]


# What is left out: what looks like the place of a cursor or a window's size, and what Textual takes for characters.
LEFT_OUT = {"\x1b[1;2R", "\x1b[1;5R", "\x1b[1;6R", *(f"\x1b[{number}~" for number in (25, 26, 28, 29, *range(31, 35)))}
LEFT_OUT |= {"\x1b[62~", "\x1b[63~", *(f"\x1b[5{letter}" for letter in "ABCD"), *(f"\x1b[1;{bits}u" for bits in "5678")}
LEFT_OUT |= {"\x1b\x1b", "\x9b", *(f"\x1b[1;{bits}t" for bits in "5678")}


def test_each_key_that_textual_knows_is_the_same_as_ever() -> None:
    make = message_maker()
    for sequence in KEY_SEQUENCES:  # type: ignore[attr-defined]
        if sequence != "\x1b" and sequence not in LEFT_OUT:
            assert keys_of(sequence) == [(each.key, each.character) for each in make(sequence)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("q", [("q", "q")]),
        ("\x1b", [("escape", "\x1b")]),
        ("\x1bq", [("escape", "\x1b"), ("q", "q")]),
        ("\x1bx", [("alt+x", None)]),
        ("\x1b[113;3u", [("alt+q", None)]),
        ("\x1b[1081::113;5u", [("ctrl+q", None)]),
        ("\x1b[97:65;2u", [("A", "A")]),
        ("\x1b[32;;32u", [("space", " ")]),
        ("\x1b[13u", [("enter", "\r")]),
        ("\x1b[27u", [("escape", None)]),
        ("\x1b[106;1:3u", []),
        ("\x1b[1;1:3B", []),
        ("\x1b[0;;20320:22909:20320:22909:97u", [(each, each) for each in "你好你好a"]),
    ],
)
def test_keys(typed: str, keys: list[tuple[str, str | None]]) -> None:
    assert keys_of(typed, with_alt="x") == keys


def test_answers_the_mouse_and_pasted_text() -> None:
    typing = Typing()
    (sync,) = typing.read("\x1b[?2026;2$y")
    (resize,) = typing.read("\x1b[?2048;2$y")
    (size,) = typing.read("\x1b[48;30;90;0;0t")
    (button,) = typing.read("\x1b[<0;3;4M")
    (paste,) = typing.read("\x1b[200~q\x1b[Bj\x1b[201~")
    assert isinstance(sync, TerminalSupportsSynchronizedOutput)
    assert isinstance(resize, InBandWindowResize)
    assert isinstance(size, Resize)
    assert size.size == (90, 30)
    assert isinstance(button, MouseDown)
    assert (button.x, button.y) == (2, 3), "the terminal counts in cells"
    assert isinstance(paste, Paste)
    assert paste.text == "q\x1b[Bj"


def test_what_was_read_together_has_the_same_time() -> None:
    typing = Typing()
    typing.now = 7.0
    first = [*typing.parser.feed("qj")]
    typing.now = 8.0
    assert [each.time for each in (*first, *typing.parser.feed("c"))] == [7.0, 7.0, 8.0]


def test_no_reply_becomes_a_key_whole_or_cut_at_any_byte() -> None:
    for reply in islice(control_sequences(3), 200):
        assert keys_of(reply) == []
        for place in range(1, len(reply)):
            assert {*keys_of(reply[:place], reply[place:], gap=0.2)} <= {("escape", "\x1b")}
