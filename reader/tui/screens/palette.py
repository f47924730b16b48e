"""The palette: Textual's command palette in our style, with every action and its key, found by a few letters."""

from collections.abc import Iterable
from typing import Protocol, cast

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content

from reader.tui.commands import PaletteAction
from reader.tui.palette_search import matching_phrase, score
from reader.tui.textual_internals import CommandListRepairs

AMONG_EQUALS = 1e-5  # of a score, for each place in the help


class OffersActions(Protocol):
    """An application that has actions for the palette."""

    def palette_actions(self) -> Iterable[PaletteAction]:
        """Yield the actions of the application, in the order of the help."""
        ...


class Actions(Provider):
    """All actions of the keys, in the order of the help."""

    @property
    def _actions(self) -> Iterable[PaletteAction]:
        return cast("OffersActions", self.app).palette_actions()

    async def discover(self) -> Hits:
        """Yield all actions, while nothing is typed."""
        for action in self._actions:
            yield DiscoveryHit(_line(action, Content(action.label)), action.run, action.label)

    async def search(self, query: str) -> Hits:
        """Yield the actions that answer what is typed, those that come earlier in the help first among equals."""
        matcher = self.matcher(query)
        for place, action in enumerate(self._actions):
            if (found := score(query, action.names)) > 0:
                phrase = matching_phrase(query, action.names)
                label = Content(action.label) if phrase else matcher.highlight(action.label)
                line = _line(action, label, phrase)
                yield Hit(found * (1 - place * AMONG_EQUALS), line, action.run, action.label)


def _line(action: PaletteAction, label: Content, phrase: str = "") -> Content:
    heading = "changes several tags" if action.names.changes_several else action.heading.lower()
    return Content.assemble(
        (f"{action.shown:<12} ", "$accent"),
        label,
        (f"  “{phrase}”" if phrase else "", "$accent"),
        (f"  {heading}", "italic"),
    )


class ForgivingList(CommandListRepairs, CommandList):
    """The list of actions."""


class Palette(CommandPalette):
    """The command palette."""

    is_typed_into = True
    DEFAULT_CSS = """
    Palette > Vertical { width: 78; max-width: 100%; margin-top: 1; }
    Palette #--input { border: round $primary; background: $surface; padding: 0 1; }
    Palette #--input.--list-visible { border: round $primary; }
    Palette #--input SearchIcon { margin: 0; color: $accent; text-style: bold; }
    Palette CommandInput, Palette CommandInput:focus { border: none; padding: 0; height: 1; background: $surface; }
    Palette #--results { background: $surface; }
    Palette CommandList, Palette CommandList:focus {
        background: $surface; border: round $primary; padding: 0 1; max-height: 70vh; scrollbar-size-vertical: 1;
    }
    Palette CommandList { text-wrap: nowrap; text-overflow: ellipsis; }
    Palette CommandList > .option-list--option { padding: 0; text-style: none; }
    Palette CommandList > .option-list--option-highlighted {
        background: $passage-away; color: $foreground; text-style: none;
    }
    Palette CommandList:ansi > .option-list--option-highlighted {
        background: ansi_blue !important; color: ansi_white !important; text-style: bold underline !important;
    }
    """

    def compose(self) -> ComposeResult:
        """Show Textual's palette with our prompt and our list."""
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.icon = ":"
            yield ForgivingList() if isinstance(widget, CommandList) else widget
