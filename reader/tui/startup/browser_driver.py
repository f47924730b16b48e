"""The driver of a page that `reader serve` shows, which reads what is typed there as a terminal's driver does."""

from typing import Any

from textual.drivers.web_driver import WebDriver

from reader.tui.startup.terminal_parser import TerminalParser
from reader.tui.terminal_input.questions import Questions
from reader.tui.textual_internals import browser_parser


class BrowserDriver(WebDriver):
    """Textual's driver for browsers, to which only what was typed is a key."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.questions = Questions()

    def write(self, data: str) -> None:
        """Write to the page's terminal, and note what that asks."""
        self.questions.note(data)
        super().write(data)

    def run_input_thread(self) -> None:
        """Read what the page sends until it is closed."""
        with browser_parser(lambda debug: TerminalParser(self.questions)):  # noqa: ARG005 (the driver names it)
            super().run_input_thread()
