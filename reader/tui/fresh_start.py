"""A fresh start: the application ends and starts again with the same workspace, since its codebook has changed."""

from collections.abc import Sequence

from reader.system.files import Signature, signature
from reader.tui.main_screen import MainScreen
from reader.tui.session import Session
from reader.tui.status import StatusModel
from reader.workspace.location import settings_files


class FreshStart:
    """Restarts the application where keys, colours and lists must be made again, and then reports what was done.

    Attributes:
        news: The message after the restart; empty without a restart.
    """

    def __init__(self, session: Session, screen: MainScreen, status: StatusModel, *, in_browser: bool) -> None:
        self._session, self._screen, self._status, self._in_browser = session, screen, status, in_browser
        self._files = settings_files(session.workspace.paths.folder)
        self._read = self._signatures
        self._told, self.news = "", ""
        session.opened.subscribe(lambda _: self._say())

    def tell(self, news: str) -> None:
        """Show a message once the source is open."""
        self._told = news

    def _say(self) -> None:
        if self._told:
            self._status.set_status(self._told)
            self._told = ""

    @property
    def is_due(self) -> bool:
        """True if a file of the settings has changed since it was read."""
        return self._signatures != self._read

    @property
    def _signatures(self) -> Sequence[Signature | None]:
        return [signature(file) for file in self._files]

    async def begin(self, news: str) -> None:
        """Quit and restart the application; a page in a browser has to be loaded again instead."""
        store = self._session.workspace.store
        if self._in_browser or store.unsaved:
            how = "load the page again" if self._in_browser else "open reader again once it is saved"
            self._status.set_status(f"{news} · {how} to see the new codebook")
        else:
            self.news = news
            await self._screen.app.run_action("app.command('quit')")
