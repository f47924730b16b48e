"""What is typed into a page of `reader serve` is read as in a terminal."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.app import App
from textual.drivers import web_driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key
from textual.message import Message

from reader.tui.startup import browser_driver
from reader.tui.startup.browser_driver import BrowserDriver
from reader.tui.startup.driver import TerminalDriver
from reader.tui.startup.process import ProcessApp


class Packets:
    """Packets of the server, in place of the standard input."""

    def __init__(self, *typed: str) -> None:
        self._typed = [each.encode() for each in typed]

    def __iter__(self) -> Iterator[bytes]:
        yield from (b"D" + len(each).to_bytes(4, "big") + each for each in self._typed)

    def close(self) -> None:
        """End; nothing was opened."""


async def test_no_reply_of_a_page_is_a_key_and_none_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    packets = Packets("\x1b[8;24;80t", "\x1b[106;1:3u", "", "\x1b", "[A", "\x1b]11;rgb:1/b/c\x1b\\", "q")
    monkeypatch.setattr(web_driver, "InputReader", lambda: packets)
    app, ended = App[None](), list[App[Any]]()
    driver, messages = BrowserDriver(app), list[Message]()
    monkeypatch.setattr(driver, "process_message", messages.append)
    monkeypatch.setattr(browser_driver, "end", ended.append)
    driver.run_input_thread()
    assert ended == [app], "nobody can type any more"
    driver.exit_event.set()
    driver.run_input_thread()
    assert ended == [app], "it ends by itself"
    assert [each.key for each in messages if isinstance(each, Key)] == ["up", "q"] * 2
    assert vars(web_driver)["XTermParser"].__module__ == "textual._xterm_parser"


@pytest.mark.parametrize(
    ("wanted", "driver"),
    [
        (None, TerminalDriver),
        ("textual.drivers.web_driver:WebDriver", BrowserDriver),
        ("textual.drivers.headless_driver:HeadlessDriver", HeadlessDriver),
    ],
)
def test_each_place_has_its_driver(monkeypatch: pytest.MonkeyPatch, wanted: str | None, driver: type) -> None:
    if wanted is None:
        monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    else:
        monkeypatch.setattr("textual.constants.DRIVER", wanted)
        monkeypatch.setenv("TEXTUAL_DRIVER", wanted)
    assert ProcessApp().driver_class is driver
