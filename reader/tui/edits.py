"""Edits: changes of annotations are made, passed on to all that show annotations, and announced."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeVar

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.errors import ReaderError
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.consent import Consent
from reader.tui.jobs import Jobs
from reader.tui.session import Changes, Session
from reader.tui.status import StatusModel

MANY = 500  # annotations whose change a key does not wait for
SAVED = "{saved}"  # in a message: stands for whether the change is on disk
OTHER_NOTE = "another program changed the note meanwhile: enter replaces it with yours, esc keeps it"
CHANGING = "change"  # the name of the jobs that change many annotations
Changed = TypeVar("Changed")
NOTHING = Step("", ())  # the step of an undo or redo when there was nothing to undo or redo


class Edits:
    """Makes changes of annotations for the controllers.

    Attributes:
        consent: Asks first, where a change may not have been meant.
    """

    def __init__(self, session: Session, status: StatusModel, jobs: Jobs, consent: Consent) -> None:
        self._session, self._status, self._jobs = session, status, jobs
        self.consent = consent
        self._is_preparing = False

    @property
    def saved(self) -> str:
        """The words `saved` or `not saved`: it never says `saved` before the last change is on disk."""
        return "not saved" if self._session.workspace.store.unsaved else "saved"

    @property
    def is_changing(self) -> bool:
        """True if many annotations are being changed in the background, or a change of them is being prepared."""
        return self._is_preparing or self._jobs.is_running(CHANGING)

    def attempt(self, change: Callable[[], Changed]) -> Changed | None:
        """Make a change and return what it returns, such as its step; if it is refused, show why and return None."""
        if self._is_preparing and self.is_refused():
            return None
        try:
            return change()
        except ReaderError as error:
            if not self.is_refused():  # by this program itself, not by another one
                self.report(error)
            return None

    def is_refused(self) -> bool:
        """Return whether many annotations are still being changed; if so, tell the user to wait."""
        if self.is_changing:
            self._status.set_status("still changing the tags: press the key again when that is done", is_error=True)
        return self.is_changing

    def report(self, error: Exception) -> None:
        """Show why something could not be done."""
        self._status.fail(str(error))

    def announce(self, step: Step, message: str, *, short: str = "") -> None:
        """Pass a change on to all that show annotations, and show a message.

        Args:
            step: The change.
            message: The message; `{saved}` in it stands for `saved` or `not saved`.
            short: The message in fewer words, for a narrow screen.
        """
        self._emit(Changes.of(step, message), short)

    def announce_all(self, message: str) -> None:
        """Announce that any annotation may have changed, and show a message."""
        self._emit(Changes(None, message), "")

    def make(self, change: Callable[[], Step], message: str, *, short: str = "", of: Sequence[Annotation] = ()) -> bool:
        """Make a change, and announce it; return whether it was made.

        Args:
            change: Makes it.
            message: The message.
            short: The message in fewer words, for a narrow screen.
            of: The annotations whose fields or links are changed. If one is another person's, a copy of one's own is
                changed instead, and the message says so.
        """
        step = self.attempt(change)
        if step is not None:
            self.announce(step, with_new_ones(message, step, of), short=short)
        return step is not None

    def now(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """Return annotations as they are now, whoever changed them; one that is gone is returned as it was.

        The article knows where a changed source has them; the store knows of a change that is not shown yet.
        """
        here, store = self._session.reading.annotations, self._session.workspace.store
        return [
            max(filter(None, (here.get(each.id), store.get(each.id))), key=lambda one: one.revision, default=each)
            for each in annotations
        ]

    def make_beside(self, change: Callable[[], Step], message: str, *, of: Sequence[Annotation] = ()) -> None:
        """Make a change of many annotations in the background, and announce it when it is done, as `make` does."""
        self.change_beside(change, lambda step: self.announce_all(with_new_ones(message, step, of)))

    def change_beside(self, change: Callable[[], Changed], then: Callable[[Changed], object]) -> None:
        """Make a change of many annotations in the background, and continue with its result."""
        if self.is_refused():
            return
        self._status.set_status("changing the tags …")
        self._jobs.call(CHANGING, change, keys_wait=True, on_done=then, on_error=self.report)

    def prepare_beside(self, steps: Iterator[None], message: str, then: Callable[[], object]) -> None:
        """Find out in a job what a change needs, then make the change; until then other changes are refused.

        Args:
            steps: What is done.
            message: The message shown meanwhile.
            then: Makes the change, on the screen's thread.
        """

        def go_on(_nothing: None) -> None:
            self._is_preparing = False
            then()

        self._is_preparing = True
        self._status.set_status(message)
        self._jobs.run("prepare", _in_order(steps), keys_wait=True, on_done=go_on)

    def make_many(
        self, number: int, change: Callable[[], Step], message: str, *, of: Sequence[Annotation] = ()
    ) -> bool:
        """Make a change of a number of annotations: in the background if a key would wait too long for it.

        Returns:
            Whether it was made, or is being made.
        """
        if number > MANY:
            self.make_beside(change, message, of=of)
            return True
        return self.make(change, message, of=of)

    def _emit(self, changes: Changes, short: str) -> None:
        message = changes.message.replace(SAVED, self.saved)
        self._session.changed.emit(changes._replace(message=message))
        self._status.set_status(message, short=short.replace(SAVED, self.saved))


def with_new_ones(message: str, step: Step, of: Sequence[Annotation]) -> str:
    """Return a message that also says which of the changed annotations are new ones, beside those of other people."""
    new = sum(change.before is None for change in step.annotation_changes)
    others = {each.creator for each in of} - {"", step.author}
    if not (new and others):
        return message
    whose = f"{sanitize_line(*others)}’s" if len(others) == 1 else f"those of {len(others)} people"
    which = " on a tag" if len(of) == new == 1 else f", {counted(new, 'of them on a tag', 'of them on tags')}"
    return message.replace(f", {SAVED}", f"{which} of your own beside {whose}, {SAVED}")


def _in_order(steps: Iterator[None]) -> Generator[None, None, None]:
    yield from steps
