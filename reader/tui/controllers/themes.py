"""Themes: the one that was chosen, or the one that suits the terminal's background."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.settings import FOLLOW
from reader.tui.commands import Command
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.startup.gate import StartupGate
from reader.tui.theme import DARK, LIGHT
from reader.workspace.terminal_background import is_probably_dark, remember_background

if TYPE_CHECKING:
    from reader.tui.screens.chooser import ChooserItem

MOST = 7  # rows of the list of themes; the text below shows how each looks


def first_theme(session: Session) -> str:
    """Return the name of the first theme; if it follows the terminal, it is a guess until the terminal answers."""
    wanted = wanted_theme(session)
    return _suiting(is_dark=is_probably_dark(os.environ)) if wanted == FOLLOW else wanted


def wanted_theme(session: Session) -> str:
    """Return the name of the theme that was chosen last, or else the one set; `auto` follows the terminal."""
    return session.workspace.state.theme or session.workspace.settings.theme


def _suiting(*, is_dark: bool) -> str:
    return DARK.name if is_dark else LIGHT.name


class ThemesController:
    """Changes the theme, and follows the terminal while none is chosen."""

    def __init__(self, session: Session, screen: MainScreen, gate: StartupGate, ask: Callable[[], object]) -> None:
        """Follow the terminal of a session.

        Args:
            session: The session.
            screen: The main screen, whose application has the themes.
            gate: Puts the question off until the first frame is there.
            ask: Asks the terminal for its background.
        """
        self._session, self._screen, self._gate, self._ask = session, screen, gate, ask
        self._is_dark: bool | None = None  # as the terminal said

    def commands(self) -> list[Command]:
        """Return the commands that change the theme; only the palette shows them."""
        return [
            Command("theme", self.show),
            Command("dark", partial(self.choose, DARK.name)),
            Command("light", partial(self.choose, LIGHT.name)),
        ]

    def start(self) -> None:
        """Ask the terminal once the start is over; nothing waits for the answer."""
        self._gate.after_start(self._ask_if_followed)

    def _ask_if_followed(self) -> None:
        if wanted_theme(self._session) == FOLLOW:
            self._ask()

    def answer(self, *, is_dark: bool) -> None:
        """Take the terminal's answer, or its report that its background has changed."""
        self._is_dark = is_dark
        with contextlib.suppress(OSError):  # the next start only guesses worse
            remember_background(os.environ, is_dark=is_dark)
        if wanted_theme(self._session) == FOLLOW:
            self._show(FOLLOW)

    def choose(self, name: str) -> None:
        """Keep a theme from now on; `auto` follows the terminal."""
        state, settings = self._session.workspace.state, self._session.workspace.settings
        state.theme = "" if name == settings.theme else name
        self._show(name)
        if self._is_dark is None:
            self._ask_if_followed()

    def _show(self, name: str) -> None:
        """Show a theme; showing the present one again costs nothing."""
        is_dark = is_probably_dark(os.environ) if self._is_dark is None else self._is_dark
        self._screen.app.theme = _suiting(is_dark=is_dark) if name == FOLLOW else name

    # The list of themes

    def show(self) -> None:
        """List the themes; each is shown while it is selected, and `esc` goes back to the present one."""
        from reader.tui.screens.chooser import Chooser

        chooser = Chooser(
            "themes", "which theme?", self._matching, keys="↑↓ show it · enter keep · esc leave", most=MOST
        )
        chooser.moved.subscribe(self._show)
        before = wanted_theme(self._session)
        self._screen.open_over(chooser, lambda name: self.choose(name) if name else self._show(before))

    def _matching(self, typed: str) -> "Sequence[ChooserItem[str]]":
        from reader.tui.screens.chooser import ChooserItem

        wanted, words = wanted_theme(self._session), typed.casefold().split()
        return [
            ChooserItem(name, name, note=note, is_current=name == wanted)
            for name, note in self._themes()
            if all(word in f"{name} {note}" for word in words)
        ]

    def _themes(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the themes with a description of each: ours first."""
        yield FOLLOW, "light or dark, as the terminal is"
        themes = self._screen.app.available_themes
        for name in (DARK.name, LIGHT.name, *sorted(themes.keys() - {DARK.name, LIGHT.name})):
            yield name, "dark" if themes[name].dark else "light"
