"""The key for the speaker of a quote: a selected name becomes it, and on a quote others are proposed or typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.settings.fields import Field
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit, passage_at
from reader.text.sanitize import sanitize_line
from reader.text.span import Span
from reader.tui.commands import Command
from reader.tui.edits import Edits
from reader.tui.session import FieldToType, Session
from reader.tui.speaker_choice import CHOSEN, MOST
from reader.tui.status import StatusModel

if TYPE_CHECKING:
    from reader.insight.suggestion import Attribution, Suggestion

REACH = 500  # code points between a name and the quote that it belongs to
LONGEST_NAME = 120  # code points of a passage that may be a name
STOPS = (".", "!", "?", "…", "”", '"')  # the ends of a sentence that is not a name


class SpeakersController:
    """Sets the speaker of a quote that is tagged or suggested."""

    def __init__(
        self,
        session: Session,
        status: StatusModel,
        edits: Edits,
        next_speaker: "Callable[[], bool]",
        accept: "Callable[[Suggestion], object]",
    ) -> None:
        """Take the services, and the actions on suggestions.

        Args:
            session: The session.
            status: The status bar.
            edits: The changes of annotations.
            next_speaker: Proposes another speaker of the suggestion under the cursor; returns False after the last.
            accept: Accepts a suggestion.
        """
        self._session, self._status, self._edits = session, status, edits
        self._workspace, self._next_speaker, self._accept = session.workspace, next_speaker, accept

    def commands(self) -> list[Command]:
        """Return the command that sets a speaker."""
        return [Command("speaker", self.set_speaker, needs_annotations=True)]

    def set_speaker(self) -> None:
        """Make the selected name the speaker of the nearest quote; on a quote, propose another speaker or type one.

        Right after tagging a quote, that quote is meant, unless the cursor has gone on to a suggested one.
        """
        reading = self._session.reading
        cursor, just_set = reading.cursor, reading.just_set
        if cursor is None:
            return
        here = reading.suggestion_under_cursor()
        if just_set and self._person_field(just_set.tag) and not (here and self._person_field(here.tag)):
            self._type(just_set)
            return
        quote = self._nearest_quote(cursor.passage)
        if quote is None:
            is_name = _may_be_name(cursor.article, cursor.passage)
            near = "near this name: tag it" if is_name else "here or nearby: tag one"
            self._status.set_status(f"no quote {near} first", is_error=True)
        elif not quote.span.overlaps(cursor.passage):
            self._set(quote, cursor)
        elif isinstance(quote, Annotation):
            self._type(quote)
        else:
            self._propose(quote, cursor)

    def _propose(self, quote: "Suggestion", cursor: Cursor) -> None:
        """Propose another speaker of a suggested quote; after the last one, let one be typed."""
        reading = self._session.reading
        if reading.suggestion_under_cursor() is not quote:  # another suggestion is nearer
            reading.cursor = cursor.select(quote.span)
        if not self._next_speaker():
            self._type(reading.suggestion_under_cursor() or quote)

    def _nearest_quote(self, name: Span) -> "Annotation | Suggestion | None":
        """Return the nearest tag or suggestion to a name, within `REACH`, that can have a speaker."""
        reading, around = self._session.reading, Span(max(0, name.start - REACH), name.end + REACH)
        suggested = reading.suggestions.touching(around) if reading.suggestions else []
        near: list[Annotation | Suggestion] = [*reading.annotations.touching(around), *suggested]
        found = [each for each in near if self._person_field(each.tag)]
        return min(found, key=lambda each: max(each.span.start - name.end, name.start - each.span.end), default=None)

    def _person_field(self, tag: str) -> Field | None:
        """Return the first field of a tag that is a person; None if it has none."""
        known = self._workspace.settings.like(tag)
        return known.person if known else None

    # Typing it

    def _type(self, quote: "Annotation | Suggestion") -> None:
        """Open the card of a quote, to type its speaker, with the names that stand near it offered."""
        field = self._person_field(quote.tag)
        if field:
            self._session.field_wanted.emit(FieldToType(quote, field.name, self._names_near(quote)))

    def _names_near(self, quote: "Annotation | Suggestion") -> Sequence[str]:
        from reader.insight.quotes.other_speakers import other_speakers, speakers_near

        article = self._session.reading.article
        if article is None:
            return []
        if isinstance(quote, Annotation):
            return [each.name for each in speakers_near(article, quote.span)]
        others = [each.name for each in other_speakers(article, quote)]
        return [*others[MOST:], *others[:MOST]]  # names that were proposed already come last

    # A selected name

    def _set(self, quote: "Annotation | Suggestion", cursor: Cursor) -> None:
        """Make the selected name the speaker of a quote; a suggested one is accepted with it."""
        article, name = cursor.article, cursor.passage
        if not _may_be_name(article, name):
            self._status.set_status("no name selected: select one, or press i", is_error=True)
        elif isinstance(quote, Annotation):
            message = f"speaker set: {sanitize_line(name.of(article.text))}, {{saved}}"
            self._edits.make(partial(self._add_speaker, quote, article, name), message, of=[quote])
        else:
            self._accept(replace(quote, attribution=_said_by(article, name)))

    def _add_speaker(self, quote: Annotation, article: Article, name: Span) -> Step:
        """Make a name the speaker of a quote, in place of its present one."""
        from reader.annotation.model.field_spans import passage
        from reader.annotation.model.field_values import person

        field = self._person_field(quote.tag)
        assert field is not None, "only a tag that has such a field is given a speaker"
        value = person(name.of(article.text), passage(article, name))
        return self._workspace.fields.set([quote], {field.name: [value] if field.is_many else value}, article)


def _said_by(article: Article, name: Span) -> "Attribution":
    from reader.insight.suggestion import Attribution

    return Attribution(name, None, " ".join(name.of(article.text).split()), CHOSEN)


def _may_be_name(article: Article, passage: Span) -> bool:
    """Return False for a passage that is hardly a name: a quotation, a whole sentence with a stop, or a long one."""
    is_quotation = passage == passage_at(article, Unit.QUOTATION, passage.start)
    is_sentence = passage == passage_at(article, Unit.SENTENCE, passage.start)
    has_stop = passage.of(article.text).rstrip().endswith(STOPS)
    return passage.end - passage.start <= LONGEST_NAME and not is_quotation and not (is_sentence and has_stop)
