"""A list that is filtered: `enter` goes to what belongs to the words, however long that takes."""

import asyncio
from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Key

from reader.settings import TAGS
from reader.settings.keymap import Keymap
from reader.tui.exact_mode import ExactMode
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.filtered_list import FilteredList
from reader.workspace.reading_state import ReadingState

WORDS = [f"word {number}" for number in range(40)]


class WordList(FilteredList[str], can_focus=True):
    """A list of words that is filtered slowly."""

    opened: tuple[str, ...] = ()
    styles_of_theme: ThemeStyles

    @property
    def theme_styles(self) -> ThemeStyles:
        return self.styles_of_theme

    def matching(self) -> Iterator[Sequence[str]]:
        return ([word] if self.filter in word else [] for word in WORDS)

    def id_of(self, item: str) -> str:
        return item

    @property
    def heading(self) -> tuple[str, str]:
        return "words", ""

    @property
    def total(self) -> int:
        return len(WORDS)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        return [Segment(self.shown[number])]

    def action_open(self) -> None:
        self.opened = (*self.opened, self.shown[self.selected])


class WordApp(App[None]):
    """Shows the words."""

    def __init__(self, words: WordList) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield self._words


async def through(words: WordList) -> None:
    """Wait until the filter is through."""
    for _ in range(2000):
        if not words.is_filtering:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never is")


async def test_enter_waits_for_the_items_that_match(theme_styles: ThemeStyles) -> None:
    words = WordList(Keymap(TAGS, {}), ExactMode(ReadingState()), "filter-tags")
    words.styles_of_theme = theme_styles
    async with WordApp(words).run_test():
        words.filter = "7"
        key = Key("enter", None)
        words.on_key(key)
        assert not words.opened
        await through(words)
        assert " ".join(words.opened) == "word 7"
        words.on_key(Key("enter", None))
        assert " ".join(words.opened) == "word 7", "now the key is that of the list"
        words.filter = "8"
        words.on_key(key)
        words.filter = "9"
        await through(words)
        assert " ".join(words.opened) == "word 7", "other words were typed since"
