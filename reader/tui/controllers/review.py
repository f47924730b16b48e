"""Review: the tags that a person should check, since their sources changed."""

from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.store.losses import counted_losses
from reader.text.counted import counted
from reader.text.sanitize import sanitize_line
from reader.tui.commands import Command
from reader.tui.edits import MANY, Edits
from reader.tui.jobs import Jobs
from reader.tui.main_screen import MainScreen
from reader.tui.navigator import Navigator
from reader.tui.opening import Opening
from reader.tui.session import Changes, Location, Session

if TYPE_CHECKING:
    from reader.annotation.model.link_end import LinkEnd
    from reader.tui.screens.review import Decided


class ReviewController:
    """Opens the review, keeps it up to date, and carries out the decisions."""

    def __init__(
        self,
        session: Session,
        screen: MainScreen,
        jobs: Jobs,
        edits: Edits,
        opening: Opening,
        navigator: Navigator,
    ) -> None:
        self._session, self._screen, self._jobs = session, screen, jobs
        self._edits, self._opening, self._navigator = edits, opening, navigator
        self._workspace = session.workspace
        self._elsewhere: list[Anchored] = []  # the unsure annotations of other sources
        session.changed.subscribe(self._changed)
        session.opened.subscribe(lambda _reading: self._show())
        session.lost_changed.subscribe(lambda _nothing: self._show())

    def commands(self) -> list[Command]:
        """Return the command that opens the review."""
        return [Command("review", self._open, needs_annotations=True)]

    def _open(self) -> None:
        from reader.tui.screens.review import Review  # not at the start, which would take longer

        cursor = self._session.reading.cursor
        passage = cursor.passage.of(cursor.article.text) if cursor else ""
        keys = self._session.keymap.groups["Review"]
        tags = self._workspace.settings.tags
        review = Review(self._unsure_here(), list(self._session.lost), passage, keys, tags)
        review.decided.subscribe(self._decide)
        review.wanted.subscribe(self._describe)
        review.set_reactive(Review.is_looking, self._is_looking_here)
        self._screen.open_over(review)
        self._look_elsewhere()

    # Filling the list

    def _changed(self, changes: Changes) -> None:
        self._show(changes.message)

    def _show(self, message: str = "") -> None:
        """List the annotations that are left to review, if the review is on the screen."""
        if not self._screen.has_screen_over:
            return
        from reader.tui.screens.review import Review

        if isinstance(review := self._screen.on_top, Review):
            self._elsewhere = [each for each in self._elsewhere if self._is_current(each.annotation)]
            review.lost = list(self._session.lost)
            review.is_looking = self._is_looking_here
            review.found = [*self._unsure_here(), *self._elsewhere]
            review.message = sanitize_line(message)

    def _describe(self, row: Anchored) -> None:
        """Find what is around an annotation, then and now, on a thread: it reads the source."""
        from reader.workspace.changed_passages import ChangedPassage, describe_change

        def show(context: ChangedPassage) -> None:
            from reader.tui.screens.review import Review

            if self._screen.has_screen_over and isinstance(review := self._screen.on_top, Review):
                review.add_context(row, context)

        self._jobs.call("context", lambda: describe_change(self._workspace, row), exclusive=True, on_done=show)

    @property
    def _is_looking_here(self) -> bool:
        """True while a job is still looking for the tags of the open source."""
        article = self._session.reading.article
        return article is not None and self._workspace.anchoring.is_slow(article)

    def _unsure_here(self) -> list[Anchored]:
        article = self._session.reading.article
        return self._workspace.anchoring.unsure_in(article) if article and not self._is_looking_here else []

    def _look_elsewhere(self) -> None:
        """Look into the other sources in a job, since every one with tags has to be read."""
        article = self._session.reading.article
        here = article.source.id if article else ""
        steps = self._find_elsewhere(here)
        self._jobs.run("elsewhere", steps, exclusive=True, keys_wait=True, on_done=self._show_elsewhere)

    def _find_elsewhere(self, here: str) -> Generator[None, None, list[Anchored]]:
        tags = yield from self._workspace.anchoring.unsure_elsewhere(here)
        ends = yield from self._workspace.link_ends.unsure()
        return [*tags, *ends]

    def _is_current(self, annotation: Annotation) -> bool:
        """Return whether a tag, or the end of a link, is still as it was when it was looked for."""
        if end := _as_end(annotation):
            return self._workspace.link_ends.is_current(end)
        return self._workspace.store.get(annotation.id) == annotation

    def _show_elsewhere(self, found: list[Anchored]) -> None:
        self._elsewhere = found
        self._show()

    # Decisions

    def _decide(self, decided: "Decided") -> None:
        if decided.lost:
            self._decide_on_lost(decided)
        else:
            self._decide_on_found(decided)

    def _decide_on_lost(self, decided: "Decided") -> None:
        """Carry out a decision in the background, since the log may have to be read."""
        annotations, ids, first = self._workspace.annotations, [loss.id for loss in decided.lost], decided.lost[0]
        subject = first.annotation.tag if len(ids) == 1 and first.is_tag else counted_losses(decided.lost)
        match decided.decision:
            case "restore" | "restore-all":
                message = f"brought back {subject}, {{saved}} · u undoes"
                act = partial(self._edits.make_beside, partial(annotations.restore, ids), message)
                self._edits.consent.ask_in_burst(len(ids), f"bring back {subject}", act)
            case "accept" | "accept-all":
                message = f"accepted the loss of {subject}, {{saved}} · u brings back"
                act = partial(self._edits.make_beside, partial(annotations.accept_loss, ids), message)
                self._edits.consent.ask_in_burst(len(ids), f"accept the loss of {subject}", act)
            case _:
                self._show("missing: b brings the tag back, x accepts that it is gone")

    def _decide_on_found(self, decided: "Decided") -> None:
        first, number = decided.found[0], len(decided.found)
        subject = first.annotation.tag if number == 1 else counted(number, "tag")
        match decided.decision:
            case "confirm" if first.placed is None:
                does = "points it to" if _as_end(first.annotation) else "puts it on"
                self._show(f"not found: p {does} the passage under the cursor")
            case "confirm":
                placed = [each.placed for each in decided.found if each.placed]
                self._edits.consent.ask_in_burst(number, f"confirm {subject}", lambda: self._confirm(placed, subject))
            case "attach":
                self._put_under_cursor(first.annotation)
            case "remove" if end := _as_end(first.annotation):
                self._edits.make(
                    partial(self._workspace.link_ends.unlink, end), "link removed, {saved} · u brings it back"
                )
            case "remove":
                message = f"removed {subject}, {{saved}} · u brings it back"
                self._edits.make(lambda: self._workspace.annotations.untag(first.annotation), message)
            case "visit":
                self._screen.close_top()
                self._navigator.visit(self._place_of(first))

    def _place_of(self, anchored: Anchored) -> Location:
        """Return the place to go to: for the end of a link that is gone, the tag that has the link."""
        end = _as_end(anchored.annotation)
        owner = self._workspace.link_ends.owner(end) if end and anchored.placed is None else None
        return Location.of_annotation(owner or anchored.present)

    def _confirm(self, placed: list[Annotation], subject: str) -> None:
        message = f"confirmed {subject}, {{saved}} · u undoes"
        number = MANY + 1 if self._workspace.annotations.is_slow_to_confirm(placed) else len(placed)
        self._edits.make_many(number, lambda: self._workspace.annotations.confirm(placed), message)

    def _put_under_cursor(self, annotation: Annotation) -> None:
        cursor = self._session.reading.cursor
        if cursor is None or not cursor.passage or self._opening.reread():
            self._show("no passage under the cursor")
            return
        message = f"put {annotation.tag} on the passage, {{saved}} · u undoes"
        if _as_end(annotation):
            message = f"the link {annotation.tag} now leads to the passage, {{saved}} · u undoes"
        self._edits.make(
            lambda: self._workspace.annotations.attach(annotation, cursor.article, cursor.passage), message
        )


def _as_end(annotation: Annotation) -> "LinkEnd | None":
    """Return an entry of the review if it is the end of a link; None for a tag."""
    from reader.annotation.model.link_end import LinkEnd

    return annotation if isinstance(annotation, LinkEnd) else None
