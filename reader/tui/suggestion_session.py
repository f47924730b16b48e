"""The suggestions of one article: which are pending, which of them are sure, and whom one chose as their speakers."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from reader.insight.suggestion import Attribution, Suggestion
    from reader.insight.suggestions.pipeline import Candidates, TaggedSpan

SPEAKER = "speaker"  # the name of the field
LONGEST = 28  # characters of a name in a message
MOST = 3  # others than the speaker who is suggested: whoever is none of these is chosen or typed on the card
CHOSEN = 1.0  # the confidence in a speaker whom a person has chosen


class SuggestionSession:
    """The suggestions of one article. Plain Python.

    Attributes:
        candidates: The suggestions that were found; None until they are known.
        dismissed: The suggestions that were dismissed.
        pending: The candidates that are neither tagged nor dismissed.
        awaited: The direction of a step that waits for the candidates; 0 if none does.
        reached: The cursor after a step to a suggestion: accepting goes on from there to the next one.
        direction: The direction of that step.
        is_by_kind: Whether that goes on to a suggestion of the same tag.
    """

    def __init__(self, spoken: Collection[str] = ()) -> None:
        """Begin with the names of the tags of which somebody is the speaker."""
        self._spoken = spoken
        self.candidates: Candidates | None = None
        self.dismissed: Sequence[TaggedSpan] = ()
        self.pending: Sequence[Suggestion] = ()
        self.awaited = 0
        self.reached: Cursor | None = None
        self.direction = 1
        self.is_by_kind = False
        self._choices: dict[TaggedSpan, SpeakerChoice] = {}

    def reset(self) -> None:
        """Begin another article."""
        self.candidates, self.dismissed, self.pending, self.awaited = None, (), (), 0
        self._choices = {}

    def resolve(self, tagged: "Sequence[TaggedSpan]") -> None:
        """Find out which candidates are pending, given everything that is tagged."""
        from reader.insight.suggestions.pipeline import pending

        if self.candidates is not None:
            found = pending(self.candidates, tagged, self.dismissed)
            self.pending = [self._as_chosen(each) for each in found] if self._choices else found

    def _as_chosen(self, suggestion: "Suggestion") -> "Suggestion":
        """Return a suggestion with the speaker that was chosen for it."""
        choice = self._choices.get((suggestion.tag, suggestion.span))
        return replace(suggestion, attribution=choice.speaker) if choice else suggestion

    def choose_next_speaker(self, article: Article, suggestion: "Suggestion") -> "SpeakerChoice | None":
        """Go on to the next speaker of a suggested quote; None after the last one, when it has its own again."""
        key = suggestion.tag, suggestion.span
        if key not in self._choices:
            from reader.insight.quotes.other_speakers import other_speakers

            self._choices[key] = SpeakerChoice(suggestion.attribution, other_speakers(article, suggestion)[:MOST])
        choice = self._choices[key]
        return choice if choice.go_on() else None

    def sure(self, tag: str) -> "list[Suggestion]":
        """Return the pending suggestions of a tag that are sure."""
        return [each for each in self.pending if each.tag == tag and each.is_sure]

    def unread(self, tag: str) -> "list[Suggestion]":
        """Return the pending suggestions of a tag that can be accepted together, unread.

        Those are sure, and so are their speakers. Once only others are left, these are returned, which are accepted
        without a speaker.
        """
        sure = self.sure(tag)
        return [each for each in sure if not self.lacks_speaker(each)] or sure

    def lacks_speaker(self, suggestion: "Suggestion") -> bool:
        """Return True if somebody says what is suggested, and it is not sure who."""
        found = suggestion.attribution
        return suggestion.tag in self._spoken and not (found and found.is_sure)


class SpeakerChoice:
    """The choice of a speaker for a suggested quote: the one that was found, then the others, one after the other.

    Attributes:
        names: The names of all of them.
        number: Which of them is chosen, counted from 1; 0 if that is nobody.
    """

    def __init__(self, own: "Attribution | None", others: "Sequence[Attribution]") -> None:
        """Begin with the speaker that was found, who may be None."""
        self._own = own
        self._all = [*([own] if own else []), *(replace(each, confidence=CHOSEN) for each in others)]
        self.names = [each.name for each in self._all]
        self.number = self._first

    @property
    def _first(self) -> int:
        return 1 if self._own else 0

    @property
    def speaker(self) -> "Attribution | None":
        """The speaker that is chosen."""
        return self._all[self.number - 1] if self.number else None

    def go_on(self) -> bool:
        """Choose the next one; after the last, choose the first again and return False."""
        is_last = self.number == len(self._all)
        self.number = self._first if is_last else self.number + 1
        return not is_last


def said_to_speak(annotation: Annotation, suggestion: "Suggestion | None") -> str:
    """Return the words for the speaker whom a tag has taken from a suggestion: ` · Ann Lee`; empty if there is none.

    A speaker who is not sure is said to be so.
    """
    from reader.annotation.model.field_values import shown  # no start waits for it

    name = sanitize_line(shown(annotation.fields.get(SPEAKER, "")))
    if not name:
        return ""
    found = suggestion.attribution if suggestion else None
    doubt = ", not sure" if found and not found.is_sure and found.name == name else ""
    return f" · {brief_name(name)}{doubt}"


def brief_name(name: str) -> str:
    """Return a name for a message, without its end if it is long."""
    shown = sanitize_line(name)
    return f"{shown[: LONGEST - 1]}…" if len(shown) > LONGEST else shown
