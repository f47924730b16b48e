"""Store sync: what other programs do to annotations.json and to the open source is seen and shown."""

from reader.errors import ReaderError
from reader.tui.edits import count_tags
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.opening import Opening
from reader.tui.session import Changes, Session
from reader.tui.status import Status

LOOK_EVERY = 0.5  # seconds between looks at what other programs did
COMPLAINT_SECONDS = 20  # that a toast about a damaged file stays


class StoreSyncController:
    """Keeps the screen and the files the same."""

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs, status: Status, opening: Opening) -> None:
        self._session, self._screen, self._jobs, self._status = session, screen, jobs, status
        self._opening, self._workspace = opening, session.workspace
        self._complaint = ""  # what was last said of annotations.json
        self._known = 0  # annotations when they were last shown
        self._notices: set[str] = set()  # of the store, that were said
        self._missed = 0  # how often in a row annotations.json was not there when it was looked at
        self._is_looking = False  # whether a job takes in what other programs did
        session.changed.subscribe(self._changed)

    def start(self) -> None:
        """Say what is wrong with settings and store, and begin to look at the files."""
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
        """Say what was found in the store, once each."""
        for notice in dict.fromkeys(self._workspace.store.notices):
            if notice not in self._notices:
                self._notices.add(notice)
                self._status.toast(notice)

    def look_around(self) -> None:
        """See whether another reader, a command or an editor changed the annotations or the open source."""
        if not self._is_looking:
            if self._workspace.store.has_news:
                self._is_looking = True
                self._jobs.call("news", self._workspace.store.refresh, on_done=self._take_news, on_error=self._complain)
            elif self._complaint:
                self._complaint = ""
                self._status.set_status("annotations.json can be read again")
        self._say_if_it_is_gone()
        self._opening.reread()

    def _complain(self, error: ReaderError | OSError) -> None:
        """Say what is wrong once, not twice a second."""
        self._is_looking = False
        if str(error) != self._complaint:
            self._complaint = str(error)
            self._status.toast(self._complaint, "error", seconds=COMPLAINT_SECONDS)

    def _take_news(self, changes: object) -> None:
        self._is_looking = False
        if not changes:
            return
        before = self._known
        self._session.changed.emit(Changes(None))
        fewer = before - self._known
        if fewer > 0:
            self._status.set_status(f"another program removed {count_tags(fewer)} from annotations.json", is_error=True)

    def _say_if_it_is_gone(self) -> None:
        """Say once that the file is gone, at the second look: a first tag is in the log before it is in the file."""
        self._missed = self._missed + 1 if self._workspace.store.is_missing else 0
        if self._missed == 2:
            self._status.set_status("annotations.json is gone: the next change writes it again", is_error=True)
