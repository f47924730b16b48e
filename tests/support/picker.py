"""The file picker in tests: a path in the place of what it begins with."""

from textual import events

from reader.tui.screens.file_picker import FilePicker
from reader.tui.widgets.prompt import Prompt
from tests.support.under_test import Reader, until


async def pick(pilot: Reader, text: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, FilePicker))
    await pilot.press("ctrl+u")
    pilot.app.post_message(events.Paste(text))
    await until(pilot, lambda: pilot.app.screen.query_one(Prompt).text == text)
    await pilot.press("enter")
