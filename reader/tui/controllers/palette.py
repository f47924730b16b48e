"""The palette: every action of the keys, found by words that people type, and the few actions without a key."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.widget import Widget

from reader.settings.keymap import PLACES, keyless_tags
from reader.settings.keys import Key
from reader.text.sanitize import sanitize_line
from reader.tui.bindings import action_of, command_ids
from reader.tui.commands import Command, PaletteAction
from reader.tui.main_screen import MainScreen
from reader.tui.palette_search import EXACT, Names, matching_phrase, score
from reader.tui.session import Session
from reader.tui.status import StatusModel
from reader.workspace.location import settings_files

if TYPE_CHECKING:
    from reader.tui.screens.chooser import ChooserItem

LEAD = 10  # cells of the keys
SEVERAL = "changes several tags"
# The actions that have no key, by the id of their command
WITHOUT_KEY = {
    "theme": "change the theme (colours)",
    "dark": "the dark theme",
    "light": "the light theme",
    "save": "save: every change is saved at once",
    "settings": "settings, and tags of your own: where reader.toml is",
    "rename_tag": "rename a tag",
    "merge_tag": "merge a tag into another one",
    "retire_tag": "retire a tag",
    "read_settings": "read the settings again, after a change of reader.toml",
    "add_source": "add a web page, e-mail, PDF, EPUB or text file as a source",
    "add_documents": "make sources of the web pages, e-mails, PDF and EPUB files here",
    "report": "write a report for an editor: quotes, claims, the story",
    "open_folder": "open another folder",
    "open_sample": "read a fresh copy of the sample",
}


class PaletteController:
    """Gathers the actions of the palette, and runs those that have no key.

    Args:
        session: The session.
        screen: The main screen, whose panes run the actions of their keys.
        status: Says what is saved, and where the settings are.
        more: Each yields actions for the present situation, such as accepting suggestions of one kind.
    """

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        status: StatusModel,
        more: Sequence[Callable[[], Iterable[PaletteAction]]],
    ) -> None:
        self._session, self._screen, self._status, self._more = session, screen, status, more

    def commands(self) -> list[Command]:
        """Return the commands that show the palette, and those that only the palette shows."""
        return [
            Command("command_palette", self.show, is_enabled=lambda: not self._screen.has_screen_over),
            Command("save", self._say_saved),
            Command("settings", self._say_settings),
        ]

    def show(self) -> None:
        """Show the palette."""
        from reader.tui.screens.chooser import Chooser

        keys = "↑↓ move · enter do it · esc leave"
        chooser = Chooser("palette", "what do you want to do?", self._matching, lead=LEAD, keys=keys)
        self._screen.open_over(chooser, self._do)

    async def _do(self, action: PaletteAction | None) -> None:
        if action and inspect.isawaitable(result := action.run()):
            await result

    def _matching(self, typed: str) -> "Sequence[ChooserItem[PaletteAction]]":
        """Return the actions that match what is typed, the best first; those that change several tags come last."""
        actions = list(self.actions())
        found = [score(typed, action.names) if typed.strip() else EXACT for action in actions]
        order = sorted(range(len(actions)), key=lambda at: (_is_risky(actions[at].names, found[at]), -found[at]))
        return [_choice(actions[at], typed) for at in order if found[at] > 0]

    def actions(self) -> Iterator[PaletteAction]:
        """Yield the actions of all keys but the palette's own, then those without a key."""
        from reader.settings.palette_words import CHANGES_SEVERAL, phrases_of

        with_key, shown = set[str](), set[tuple[str, str, str, Widget | None]]()
        for heading, pane in self._panes():
            for key in (key for key in self._session.keymap.groups[heading] if key.id != "palette"):
                commands = command_ids([key])
                same = (key.keys, key.label, key.action, None if commands else pane)
                if same in shown:  # article and list have some commands in common
                    continue
                shown.add(same)
                with_key |= commands
                yield PaletteAction(heading, names_of(key), partial(self._run, action_of(key), pane))
        for id, label in WITHOUT_KEY.items():
            if id in with_key:  # the palette where there is nothing to read
                continue
            names = Names(id, label, phrases_of(id), changes_several=id in CHANGES_SEVERAL)
            yield PaletteAction("Everywhere", names, partial(self._run, f"app.command('{id}')", self._screen))
        for more in self._more:
            yield from more()
        yield from self._keyless_tags()

    def _keyless_tags(self) -> Iterator[PaletteAction]:
        """Yield the tags of the codebook that have no key; they come last, as there can be hundreds."""
        article = self._screen.article
        for key in keyless_tags(self._session.workspace.settings.tags):
            yield PaletteAction("Tag", names_of(key), partial(self._run, action_of(key), article))

    def _panes(self) -> Iterator[tuple[str, Widget]]:
        """Yield the headings of the keys that work now, each with the pane whose actions they are."""
        screen = self._screen
        owners: dict[str, Widget] = {}
        for owner in (screen.article, screen.sources):
            owners.update((heading, owner) for heading in PLACES[owner.PLACE] if heading not in owners)
        if screen.side.panel:
            owners[PLACES[screen.side.place][0]] = screen.side.panel
        return iter(owners.items())

    async def _run(self, action: str, pane: DOMNode) -> None:
        await self._screen.app.run_action(action, pane)

    def _say_saved(self) -> None:
        waiting = self._session.workspace.store.unsaved
        # Beside every message, with the reason: what is not saved.
        self._status.set_status("not saved yet: it is tried again" if waiting else "every change is saved at once")

    def _say_settings(self) -> None:
        *_, own = settings_files(self._session.workspace.paths.folder)
        path = sanitize_line(str(own))
        if own.is_file():
            self._status.set_status(f"settings of this workspace: {path}", short=path)
        else:
            more = "write it, then find “read settings” in the palette"
            self._status.set_status(f"no {path} yet: {more}", short=f"no {path} yet: you can write one")


def names_of(key: Key) -> Names:
    """Return the names under which the action of a key is found."""
    from reader.settings.palette_words import CHANGES_SEVERAL, phrases_of

    return Names(
        key.id.replace("-", " "), key.label, phrases_of(key.id), tuple(key.shown_names), key.id in CHANGES_SEVERAL
    )


def _is_risky(names: Names, found: float) -> bool:
    """Return whether an action changes several tags although its exact name was not typed."""
    return names.changes_several and found < EXACT


def _choice(action: PaletteAction, typed: str) -> "ChooserItem[PaletteAction]":
    from reader.tui.screens.chooser import ChooserItem

    phrase = matching_phrase(typed, action.names)
    label = f"{action.label}  “{phrase}”" if phrase else action.label
    note = SEVERAL if action.names.changes_several else ""
    return ChooserItem(action, label, lead=_fitting(action.names.keys), note=note)


def _fitting(keys: Sequence[str]) -> str:
    """Return as many of some keys as there is room for, at least the first."""
    shown = next(iter(keys), "")
    for key in keys[1:]:
        if len(shown) + len(key) + 2 > LEAD:
            break
        shown += f" {key}"
    return shown
