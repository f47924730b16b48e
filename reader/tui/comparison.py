"""The comparison of all sources: started when echoes are first asked for, and again when sources change."""

import contextlib
from collections.abc import Callable, Generator
from threading import Lock
from typing import TypeVar

from reader.system.garbage import without_collection
from reader.tui.event import Event
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.memory import spare_what_stays
from reader.tui.session import Session

QUIET = 2.0  # seconds after a change of the sources before they are compared again

Result = TypeVar("Result")


class Comparison:
    """Compares the sources in the background, and lets one thread at a time query the result.

    Attributes:
        is_running: The sources are being compared.
        is_done: There is a result to query; while sources are compared again, the earlier one.
        progressed: How far it is, in words.
        ended: The sources have been compared.
    """

    def __init__(self, session: Session, screen: MainScreen, jobs: Jobs) -> None:
        self._workspace, self._screen, self._jobs = session.workspace, screen, jobs
        self._asking = Lock()
        self.is_running = self.is_done = False
        self.progressed = Event[str]()
        self.ended = Event[None]()
        session.sources_changed.subscribe(lambda _nothing: self._start_again())

    def start(self) -> None:
        """Compare the sources, unless that is already under way."""
        if not self.is_running:
            self.is_running = True
            self._jobs.run("echoes", self._find_all(), on_progress=self.progressed.emit, on_done=self._end)

    def _find_all(self) -> Generator[str, None, None]:
        echoes = self._workspace.echoes
        with without_collection():
            for _ in echoes.find():
                yield echoes.progress
        spare_what_stays(sum(len(each.words) for each in echoes.index.tokenized))

    def _end(self, _result: None) -> None:
        self.is_running, self.is_done = False, True
        self.ended.emit(None)
        self._jobs.call("echoes", self._save)

    def _save(self) -> None:
        with contextlib.suppress(OSError):  # the next start only takes longer
            self._workspace.echoes.save()

    def _start_again(self) -> None:
        if self.is_done:
            self._screen.set_timer(QUIET, self.start)

    def in_turn(self, question: Callable[[], Result]) -> Callable[[], Result]:
        """Wrap a question about the echoes so that it waits for its turn."""

        def ask() -> Result:
            with self._asking, without_collection():
                return question()

        return ask
