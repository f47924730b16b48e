"""Unbound keys: a letter or sign that means nothing in a pane gets an answer, so that nobody waits for one."""

from collections.abc import Sequence

from textual.events import Key as KeyEvent

from reader.settings.keymap import PLACES
from reader.settings.keys import Key
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.status import StatusModel
from reader.workspace.checks import retired

TYPED_INTO = ("card",)  # the places where every letter is typed


class UnboundKeysController:
    """Says that a key does nothing, and which key lists those that do."""

    typing_keys: Sequence[Key] = ()

    def __init__(self, session: Session, screen: MainScreen, status: StatusModel) -> None:
        self._session, self._screen, self._status = session, screen, status
        self._names: dict[str, frozenset[str]] = {}  # by place: the names of its keys
        screen.captures.add_for_all(self)

    def capture_key(self, event: KeyEvent) -> bool:
        """Answer a key that no capture took and that has no meaning here; it is passed on all the same."""
        place, name = getattr(self._screen.focused, "PLACE", ""), event.character or ""
        is_sign = place in PLACES and place not in TYPED_INTO and event.is_printable and name.strip()
        if is_sign and name not in self._names_of(place):
            (help_key,) = self._session.keymap.get("help")
            nothing = f"{name} does nothing here · {help_key.shown_names[0]} shows the keys"
            self._status.set_status(self._retired(name) or nothing)
        return False

    def _retired(self, name: str) -> str:
        """Return the message for the key of a retired tag; empty for any other key."""
        tags = self._session.workspace.settings.tags
        return next((retired(tag) for tag in tags if tag.is_retired and name in (tag.key, tag.alias)), "")

    def capture_paste(self, _text: str) -> bool:
        """Leave pasted text to others."""
        return False

    def _names_of(self, place: str) -> frozenset[str]:
        if place not in self._names:
            groups = self._session.keymap.groups
            keys = (key for heading in PLACES[place] for key in groups[heading])
            self._names[place] = frozenset(name for key in keys for name in key.names)
        return self._names[place]
