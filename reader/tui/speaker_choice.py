"""The speakers that a reader chose for suggested quotes: proposed in turn, and kept for the next start."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.article import Article

if TYPE_CHECKING:
    from reader.insight.suggestion import Attribution, Suggestion

MOST = 3  # speakers besides the suggested one; any other is chosen or typed on the card
CHOSEN = 1.0  # the confidence in a speaker whom a person has chosen
MOST_KEPT = 1000  # the newest choices, kept in the reading state
AROUND = 40  # code points beside a quote that identify it after the file has changed


class SpeakerChoices:
    """The speakers that were chosen for the suggested quotes of the open article."""

    def __init__(self, kept: dict[str, str]) -> None:
        """Start with the names in the reading state, and note every choice there."""
        self._kept = kept
        self._found: Sequence[Suggestion] = ()
        self._choices: dict[Suggestion, SpeakerChoice] = {}

    def reset(self) -> None:
        """Start with another article."""
        self._found, self._choices = (), {}

    def applied(self, article: Article, found: "Sequence[Suggestion]") -> "Sequence[Suggestion]":
        """Return suggestions, each with the speaker chosen for it."""
        self._found = found
        return [self._applied(article, each) for each in found] if self._kept else found

    def _applied(self, article: Article, found: "Suggestion") -> "Suggestion":
        if _key(article, found) not in self._kept:
            return found
        return replace(found, attribution=self._choice(article, found).speaker)

    def _choice(self, article: Article, found: "Suggestion") -> "SpeakerChoice":
        if found not in self._choices:
            from reader.insight.quotes.other_speakers import other_speakers

            name = self._kept.get(_key(article, found))
            self._choices[found] = SpeakerChoice(found.attribution, other_speakers(article, found)[:MOST], name)
        return self._choices[found]

    def choose_next(self, article: Article, suggestion: "Suggestion") -> "SpeakerChoice | None":
        """Choose the next speaker of a suggested quote; None after the last one, which restores the original one."""
        place = suggestion.tag, suggestion.span
        found = next((each for each in self._found if (each.tag, each.span) == place), suggestion)
        choice, key = self._choice(article, found), _key(article, found)
        is_another = choice.go_on()
        self._kept.pop(key, None)
        if is_another and choice.speaker:
            self._kept[key] = choice.speaker.name
            for oldest in list(self._kept)[:-MOST_KEPT]:
                del self._kept[oldest]
        return choice if is_another else None


class SpeakerChoice:
    """The choice of a speaker for a suggested quote: first the one that was found, then the others in turn.

    Attributes:
        names: The names of all of them.
        number: The number of the chosen one, from 1; 0 for nobody.
    """

    def __init__(self, own: "Attribution | None", others: "Sequence[Attribution]", name: str | None = None) -> None:
        """Start with the speaker that was found, who may be None, or with a name that was chosen before."""
        self._own = own
        self._all = [*([own] if own else []), *(replace(each, confidence=CHOSEN) for each in others)]
        self.names = [each.name for each in self._all]
        self.number = self.names.index(name) + 1 if name in self.names else self._first

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


def _key(article: Article, suggestion: "Suggestion") -> str:
    """Return the key of a suggestion in the reading state: it reveals no words, and survives changes elsewhere."""
    span = suggestion.span
    words = article.text[max(0, span.start - AROUND) : span.end + AROUND]
    parts = "\0".join((article.source.id, suggestion.tag, words))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
