"""The suggestions of one article: which are pending, which are sure, and which speakers were chosen for them."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reader.annotation.model.annotation import Annotation
from reader.settings.fields import SPEAKER
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.speaker_choice import SpeakerChoice, SpeakerChoices

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.insight.suggestions.pipeline import Candidates, TaggedSpan

LONGEST = 28  # characters of a name in a message


class SuggestionSession:
    """The suggestions of one article. Plain Python.

    Attributes:
        candidates: The suggestions that were found; None until they are known.
        dismissed: The suggestions that were dismissed.
        pending: The candidates that are neither tagged nor dismissed.
        awaited: The direction of a step that waits for the candidates; 0 if there is none.
        reached: The cursor after a step to a suggestion: accepting goes on from there to the next one.
        direction: The direction of that step.
        is_by_kind: Whether that goes on to a suggestion of the same tag.
    """

    def __init__(self, spoken: Collection[str] = (), chosen: dict[str, str] | None = None) -> None:
        """Start without suggestions.

        Args:
            spoken: The names of the tags that have a speaker.
            chosen: The speakers that were chosen, as the reading state keeps them.
        """
        self._spoken, self._choices = spoken, SpeakerChoices({} if chosen is None else chosen)
        self.candidates: Candidates | None = None
        self.dismissed: Sequence[TaggedSpan] = ()
        self.pending: Sequence[Suggestion] = ()
        self.awaited = 0
        self.reached: Cursor | None = None
        self.direction = 1
        self.is_by_kind = False

    def reset(self) -> None:
        """Start with another article."""
        self.candidates, self.dismissed, self.pending, self.awaited = None, (), (), 0
        self._choices.reset()

    def resolve(self, tagged: "Sequence[TaggedSpan]", article: Article) -> None:
        """Find out which candidates in an article are pending, given everything that is tagged there."""
        from reader.insight.suggestions.pipeline import pending

        if self.candidates is not None:
            self.pending = self._choices.applied(article, pending(self.candidates, tagged, self.dismissed))

    def choose_next_speaker(self, article: Article, suggestion: "Suggestion") -> SpeakerChoice | None:
        """Choose the next speaker of a suggested quote; None after the last one, which restores the original one."""
        return self._choices.choose_next(article, suggestion)

    def sure(self, tag: str) -> "list[Suggestion]":
        """Return the pending suggestions of a tag that are sure."""
        return [each for each in self.pending if each.tag == tag and each.is_sure]

    def unread(self, tag: str) -> "list[Suggestion]":
        """Return the pending suggestions of a tag that can be accepted together without being read.

        Those are the sure ones with a sure speaker. Once only others are left, these are returned, to be accepted
        without a speaker.
        """
        sure = self.sure(tag)
        return [each for each in sure if not self.lacks_speaker(each)] or sure

    def lacks_speaker(self, suggestion: "Suggestion") -> bool:
        """Return True if a suggestion has a speaker, but the speaker is not sure."""
        found = suggestion.attribution
        return suggestion.tag in self._spoken and not (found and found.is_sure)


def said_to_speak(annotation: Annotation, suggestion: "Suggestion | None") -> str:
    """Return the words for the speaker that a tag took from a suggestion: ` · Ann Lee`; empty if there is none.

    A speaker who is not sure is marked as such.
    """
    from reader.annotation.model.field_values import shown  # no start waits for it

    name = sanitize_line(shown(annotation.fields.get(SPEAKER, "")))
    if not name:
        return ""
    found = suggestion.attribution if suggestion else None
    doubt = ", not sure" if found and not found.is_sure and found.name == name else ""
    return f" · {brief_name(name)}{doubt}"


def brief_name(name: str) -> str:
    """Return a name for a message, cut if it is long."""
    shown = sanitize_line(name)
    return f"{shown[: LONGEST - 1]}…" if len(shown) > LONGEST else shown
