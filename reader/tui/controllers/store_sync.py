"""Store sync: changes that other programs make to annotations.json or to the open source are shown."""

from reader.annotation.store.losses import counted_records
from reader.errors import ReaderError
from reader.text.counted import counted
from reader.tui.fresh_start import FreshStart
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.memory import spare_from_collection
from reader.tui.opening import Opening
from reader.tui.session import Changes, Session
from reader.tui.status import StatusModel

LOOK_EVERY = 0.5  # seconds between checks for changes


class StoreSyncController:
    """Keeps the screen in step with the files."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        status: StatusModel,
        opening: Opening,
        fresh_start: FreshStart,
    ) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._opening, self._fresh_start, self._workspace = opening, fresh_start, session.workspace
        self._complaint = ""  # the last message about a damaged annotations.json
        self._known = 0  # the number of annotations that were last shown
        self._notices: set[str] = set()  # the notices of the store that were shown
        self._missed = 0  # the number of checks in a row that did not find annotations.json
        self._is_refreshing = False  # whether a job reads the changes of other programs
        session.changed.subscribe(self._changed)

    def start(self) -> None:
        """Report problems of settings and store, and begin to watch the files."""
        self._known = len(self._workspace.store)
        self._screen.set_interval(LOOK_EVERY, self.look_around)
        self._screen.call_later(self._say_what_is_wrong)

    def _changed(self, changes: Changes) -> None:
        self._known = len(self._workspace.store)
        if changes.changes is None:
            self._say_notices()

    def _say_what_is_wrong(self) -> None:
        for problem in self._workspace.settings.problems:
            self._status.toast(problem)
        self._say_notices()

    def _say_notices(self) -> None:
        """Show the notices of the store, each of them once."""
        for notice in dict.fromkeys(self._workspace.store.notices):
            if notice not in self._notices:
                self._notices.add(notice)
                self._status.toast(notice)

    def look_around(self) -> None:
        """Check whether another reader, a command or an editor changed the annotations or the open source."""
        if not self._is_refreshing:
            if self._workspace.store.has_news:
                self._is_refreshing = True
                refresh = self._workspace.store.refresh
                self._jobs.call("news", refresh, on_done=self._show_news, on_error=self._complain)
            elif self._complaint:
                self._status.solve(self._complaint)
                self._complaint = ""
                self._status.set_status("annotations.json can be read again")
        self._say_if_it_is_gone()
        self._opening.reread_all()

    def _complain(self, error: ReaderError | OSError) -> None:
        """Report a problem once, rather than twice a second."""
        self._is_refreshing = False
        if str(error) != self._complaint:
            self._status.solve(self._complaint)
            self._complaint = str(error)
            self._status.fail(self._complaint, lasts=True)

    def _show_news(self, changes: object) -> None:
        self._is_refreshing = False
        if not (self._workspace.store.rows.take_news() or changes):
            return
        spare_from_collection(self._workspace.store)
        before = self._known
        self._session.changed.emit(Changes(None))
        if self._fresh_start.is_due:
            self._status.set_status("another program changed the codebook: find “read settings” in the palette (:)")
        fewer = before - self._known
        if fewer > 0:
            self._status.set_status(
                f"another program removed {counted(fewer, 'tag')} from annotations.json", is_error=True
            )

    def _say_if_it_is_gone(self) -> None:
        """Report a missing file once, at the second check, since a first tag is in the log before it is in the file."""
        self._missed = self._missed + 1 if self._workspace.store.is_missing else 0
        if self._missed == 2:
            store = self._workspace.store
            records = counted_records(len(store), len(store.rows.all))
            message = f"annotations.json is missing, with {records}: the next change writes it again"
            self._status.set_status(message, is_error=True)
