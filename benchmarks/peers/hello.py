"""Textual's hello-world, with one key."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    BINDINGS = [("j", "answer", "Answer")]

    def compose(self) -> ComposeResult:
        yield Static("Hello, world!")

    def action_answer(self) -> None:
        self.query_one(Static).update("Hello again!")


Hello().run()
