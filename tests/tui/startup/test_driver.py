"""Keys that are typed before there is an article are held; quitting is not, unless it is typed behind other keys."""

from collections.abc import Sequence

import pytest
from textual.events import Focus, Key, Paste
from textual.message import Message

from reader.tui.startup.driver import TerminalDriver, _waits
from reader.tui.startup.process import ProcessApp

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


async def test_the_letters_with_alt_of_the_application_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    letters: list[object] = []

    def parser(_questions: object, alt_keys: object) -> object:
        letters.append(alt_keys)
        raise EOFError("that is all")

    monkeypatch.setattr("reader.tui.startup.driver.TerminalParser", parser)
    for app in (ProcessApp(frozenset("hn")), ProcessApp()):
        with pytest.raises(EOFError):
            TerminalDriver(app).read_terminal()
    assert letters == [frozenset("hn"), frozenset()]


@pytest.mark.parametrize(("term", "asked"), [("xterm-256color", ["\x1b[?2031h\x1b]11;?\x1b\\"]), ("linux", [])])
async def test_a_terminal_that_can_answer_is_asked_for_its_background(
    term: str, asked: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = list[str]()
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(TerminalDriver, "write", lambda _driver, data: written.append(data))
    TerminalDriver(ProcessApp()).ask_background()
    assert written == asked
