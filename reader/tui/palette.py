"""The palette: Textual's, whose list may have changed since a key or a click was meant for it."""

from contextlib import suppress
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette


class Commands(CommandList):
    """Textual 8.2.8 looks for a page before the list is drawn, and for an option that has gone."""

    def _move_page(self, direction: Any) -> None:
        with suppress(KeyError):
            super()._move_page(direction)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()  # or Textual calls the base class's as well
        with suppress(IndexError):
            await super()._on_click(event)


class Palette(CommandPalette):
    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield Commands() if isinstance(widget, CommandList) else widget
