"""Counts: digits typed before a motion repeat it, such as `5j`. Digits with a meaning of their own keep it."""

import asyncio
from ast import literal_eval
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from textual.events import Key as KeyEvent
from textual.widget import Widget

from reader.settings.keymap import PLACES
from reader.settings.keys import Key
from reader.tui.bindings import ACTION
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.session import Session
from reader.tui.status import StatusModel

FIRST, DIGITS = "456789", "0123456789"  # the digits that begin a count, and those that continue it
MOST = 3  # digits of a count
# The actions of panes that a count repeats: motions of the article, and those of lists.
CURSOR, PAGE, MOVE = "cursor", "page", "move"
MOTIONS = frozenset((
    "next", "previous", "next_block", "previous_block", "next_quotation", "grow", "shrink",
    "move_end_forward", "move_end_back",
))  # fmt: skip
# The commands that take a number of steps by themselves, and those that are run again and again.
STEPPED = frozenset(("next_source", "next_not_done"))
REPEATED = frozenset(("next_tag", "find_next", "next_suggestion", "next_not_exact", "go_back"))
# The places with motions
COUNTED = frozenset(PLACES) - {"card", "outline", "review", "adjudication", "export"}

Run = Callable[..., Awaitable[None]]


class CountsController:
    """Takes the digits of a count, and the key of the motion that follows.

    Any other key works once, as without a count, so that no count tags or removes anything repeatedly.
    """

    typing_keys: Sequence[Key] = ()

    def __init__(
        self, session: Session, screen: MainScreen, status: StatusModel, navigator: Navigator, run: Run
    ) -> None:
        """Take the services, and what runs a command by its id."""
        self._session, self._screen, self._status = session, screen, status
        self._navigator, self._run = navigator, run
        self._digits = ""
        self._keys: dict[str, Mapping[str, Key]] = {}  # by place: the keys by name
        screen.captures.add_for_all(self)
        screen.pane_focused.subscribe(lambda _pane: self._forget())
        session.cursor_moved.subscribe(lambda _reading: self._forget())

    @property
    def pending(self) -> int:
        """The count that was typed; 0 if none was."""
        return int(self._digits or 0)

    # Keys

    def capture_key(self, event: KeyEvent) -> bool:
        """Take a digit of a count, the key that deletes one, and the motion that the count belongs to."""
        pane = self._screen.focused
        place = getattr(pane, "PLACE", "")
        if pane is None or place not in COUNTED:
            return False
        keys, name = self._keys_of(place), event.character or event.key
        if name in DIGITS and (self._digits or (name in FIRST and name not in keys)):
            self._type((self._digits + name)[:MOST])
            return True
        if not self._digits:
            return False
        if event.key in ("escape", "backspace"):
            self._type(self._digits[:-1] if event.key == "backspace" else "")
            return True
        times = self.pending
        self._type("")
        key = keys.get(name) or keys.get(event.key)
        return key is not None and self._repeat(pane, key, times)

    def capture_paste(self, _text: str) -> bool:
        """Leave pasted text to others."""
        return False

    def _keys_of(self, place: str) -> Mapping[str, Key]:
        if place not in self._keys:
            groups = self._session.keymap.groups
            found = [key for heading in reversed(PLACES[place]) for key in reversed(groups[heading])]
            self._keys[place] = {name: key for key in found for name in key.names}
        return self._keys[place]

    def _type(self, digits: str) -> None:
        self._digits = digits
        self._status.set_status(f"{digits} times: j, l, ] or another motion · esc forgets" if digits else "")

    def _forget(self) -> None:
        self._digits = ""

    # Motions

    def _repeat(self, pane: Widget, key: Key, times: int) -> bool:
        """Repeat what a key does; return False if the key takes no count."""
        found = ACTION.fullmatch(key.action)
        if found is None:
            return False
        id = found["id"]
        arguments: tuple[Any, ...] = literal_eval(f"({found['arguments']},)") if found["arguments"] else ()
        if found["app"]:
            return self._repeat_command(id, arguments, times)
        if id == CURSOR and arguments[0] in MOTIONS:
            motion, unit = (*arguments, "")[:2]
            self._screen.article.action_cursor(motion, unit, times)
        elif id in (MOVE, PAGE):
            getattr(pane, f"action_{id}")(arguments[0] * times)
        else:
            return False
        return True

    def _repeat_command(self, id: str, arguments: Sequence[Any], times: int) -> bool:
        if id in STEPPED:
            self._screen.app.call_later(self._run, id, arguments[0] * times)
        elif id in REPEATED:
            self._screen.app.call_later(self._run_again, id, arguments, times)
        else:
            return False
        return True

    async def _run_again(self, id: str, arguments: Sequence[Any], times: int) -> None:
        """Run a command repeatedly until it leads nowhere; going back undoes it as one jump."""
        before = len(self._navigator.jumps)
        for _ in range(times):
            here = self._session.reading.cursor
            await self._run(id, *arguments)
            if self._session.reading.cursor is here:
                break
            await asyncio.sleep(0)
        if id != "go_back":
            self._navigator.jumps.keep(before + 1)
