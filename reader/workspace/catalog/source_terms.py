"""The terms of a filter that ask about a source itself: who is done, suggestions left, language, last change."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from reader.annotation.model.filter_terms import ABOUT_TAGS, NOT, TAG, Term, terms_of
from reader.annotation.model.nearby import RELATIONS

Fact = Literal["done", "left", "lang", "changed", "has", "verdict"]
FACTS: tuple[Fact, ...] = ("done", "left", "lang", "changed", "has")
ABOUT_ANNOTATIONS = (TAG, "by", "note", *RELATIONS)  # the terms that ask about the tags of a source
SOURCE = "source"  # the term that asks for a part of a path
NO_WORDS = ("no", "none")
UNTOLD = "unknown"  # after `lang:`, where the language is not known
# The words after `changed:` that name a time, and the days that it reaches back
SPANS = {"today": 1, "week": 7, "month": 31, "year": 366}
LANGUAGES = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
    "nl": "dutch", "pl": "polish", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """The words of a filter, sorted by what they ask about.

    Attributes:
        asked: The values of terms about the source itself, by the name before the colon.
        denied: The same for terms that have `not` before them.
        tags: The terms that ask about the tags of a source.
        words: All other words, which title or path must have.
        unwanted: Words that neither title nor path may have: those after `not source:`.
    """

    asked: Mapping[Fact, tuple[str, ...]]
    denied: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    tags: tuple[Term, ...] = ()
    words: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, fields: Collection[str] = (), tags: Collection[str] = ()) -> "SourceTerms":
        """Sort the words of a filter; a name that is a field of a tag asks about that field.

        Args:
            text: The filter.
            fields: The names of the fields that tags have.
            tags: The names of the tags.
        """
        asked: dict[Fact, tuple[str, ...]] = {}
        denied: dict[Fact, tuple[str, ...]] = {}
        about_tags, words, unwanted = [], [], []
        for term in terms_of(text, {*ABOUT_TAGS, *fields}, tags, FACTS):
            fact = next((each for each in FACTS if each == term.name and each not in fields), None)
            if fact:
                which = denied if term.is_negated else asked
                which[fact] = (*which.get(fact, ()), term.value)
            elif term.name == SOURCE and term.is_negated:
                unwanted.append(term.value)
            elif term.name in (*ABOUT_ANNOTATIONS, *fields):
                about_tags.append(term)
            else:
                words.append(str(term))
        return cls(asked, denied, tuple(about_tags), tuple(words), tuple(unwanted))

    @property
    def about_tags(self) -> tuple[str, ...]:
        """The terms and words for a filter of tags, in which plain words are looked for in passages and notes."""
        has = [f"has:{value}" for value in self.values("has")]
        lacks = [f"{NOT} has:{value}" for value in self.denied.get("has", ())]
        return (*map(str, self.tags), *has, *lacks, *self.words, *(f"{NOT} {SOURCE}:{word}" for word in self.unwanted))

    @property
    def about_sources(self) -> Iterator[tuple[Fact, str, bool]]:
        """The terms that ask about the source itself: name, value, and whether `not` stands before it."""
        for terms, is_denied in ((self.asked, False), (self.denied, True)):
            yield from ((fact, value, is_denied) for fact, values in terms.items() for value in values)

    def values(self, fact: Fact) -> tuple[str, ...]:
        """Return the values of all terms with a name, except those with `not` before them."""
        return self.asked.get(fact, ())

    def asks_about(self, fact: Fact) -> bool:
        """Return whether there is a term with a name."""
        return fact in self.asked or fact in self.denied


def left_matches(value: str, left: Counter[str]) -> bool:
    """Return whether the sure suggestions left in a source match the value of `left:`.

    Args:
        value: Empty or `yes`, `no`, a number that is reached, or the beginning of a tag's name.
        left: How many suggestions of each tag are left.
    """
    wanted = value.casefold()
    if wanted in ("", "y", "ye", "yes"):
        return left.total() > 0
    if wanted.isdecimal():
        return left.total() >= int(wanted) if int(wanted) else left.total() == 0
    if wanted in NO_WORDS:
        return left.total() == 0
    return any(number and tag.casefold().startswith(wanted) for tag, number in left.items())


def language_matches(value: str, language: str) -> bool:
    """Return whether a language matches the value of `lang:`: its code, the start of its English name, or `unknown`."""
    wanted = value.casefold()
    if not wanted:
        return language != ""
    if not language:
        return UNTOLD.startswith(wanted)
    return language == wanted or (LANGUAGES.get(language, language).startswith(wanted) and wanted not in LANGUAGES)


def change_matches(value: str, written: float, *, is_stale: bool, now: datetime) -> bool:
    """Return whether the last change of a file matches the value of `changed:`.

    Args:
        value: Empty or `yes` for a source that changed after it was tagged or done, `no` for all others; `today`,
            `week`, `month`, `year`, a number of days, or the beginning of a date such as `2026-11`.
        written: When the file was written, in seconds since 1970; 0 if that is not known.
        is_stale: Whether it changed after somebody tagged it or was done with it.
        now: The present time.
    """
    wanted = value.casefold()
    if wanted in ("", "yes", "no"):
        return is_stale is (wanted != "no")
    if not written:
        return False
    time = datetime.fromtimestamp(written)
    span = next((days for name, days in SPANS.items() if name.startswith(wanted)), 0)
    if wanted.isdecimal() and len(wanted) < 4:
        span = int(wanted)
    if span:
        return time.date() > now.date() - timedelta(days=span)
    return time.date().isoformat().startswith(wanted)
