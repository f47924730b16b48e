"""Offers to join names that may mean one person, within a source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.annotation.model.people import ARTICLES, ROLES, Name, People
from reader.system.lazy_pattern import lazy_pattern
from reader.text.abbreviations import TITLES, word_set

MOST_WORDS = 3  # words of a full name before the surname

_RANKS = word_set(
    "captain colonel major general admiral lieutenant sergeant officer detective sheriff judge justice professor doctor"
    " mayor sir dame lord lady king queen prince princess pope bishop cardinal father sister mister herr frau"
)
# Words that stand in a name, or before one that is no person's: `van der Meer`, `a spokeswoman for Royal Mail`.
_NO_ROLES = word_set(
    "of for at in on from to with by and or as than about against de la le les van von der den des di da do du del"
    " della dos das el al ibn bin ten ter af av zu zum zur vom im y e et und och og i"
)
# A word of a name, such as `Ann`, `B.` or `J.R.`; after a longer word a full stop ends the sentence.
_WORD = r"(?<!\w)((?:[^\W\d_]\w?\.)+|[^\W\d_][\w'’-]*)"
_LAST_WORD = lazy_pattern(rf"{_WORD}[^\S\n]+\Z")
_FIRST_WORD = lazy_pattern(rf"[^\S\n]+{_WORD}")


@dataclass(frozen=True, slots=True)
class JoinOffer:
    """A name that may mean the same person as another one.

    Attributes:
        names: The name, in each source in which it may mean that person.
        to: The name of the person.
        is_sure: Whether it is the surname of the only full name that it can belong to, or that name with a role before
            it; a pronoun or a role alone is a guess.
    """

    names: tuple[Name, ...]
    to: Name
    is_sure: bool


class JoinOffers:
    """Finds offers for the names in a source that are not joined yet.

    A surname is offered the full name that stands before it, as a speaker or just in the text, unless several people
    there have that surname. A full name with a role before it, as in `spokesman Ann Lee`, is offered the name alone,
    which other sources may give. A role is offered the full name that it stood before; if there is none it is offered,
    as a pronoun is, the person who was mentioned last before it.

    Args:
        source: The id of the source.
        text: The text of the source; empty if it cannot be read.
        people: The names that are joined already.
    """

    def __init__(self, source: str, text: str, people: People) -> None:
        self._source, self._text, self._people = source, text, people
        self._full_names: list[Name] = []

    def find(self, mentions: Sequence[tuple[int, str]]) -> Iterator[JoinOffer]:
        """Yield the offers for names of speakers, each given with its place, in order of their places."""
        last: Name | None = None
        offered = dict[Name, Name]()
        for start, text in mentions:
            person = self._people.person(text, self._source)
            name = person.name
            if name in offered:
                last = offered[name]
            elif len(person.names) > 1:
                last = name
            elif offer := self._general(name, start, last) if name.is_general else self._full(name, start):
                offered[name] = last = offer.to
                yield offer
            elif not name.is_general:
                last = name
            full = Name(_without_role(name.text), name.source)
            if len(full.text.split()) > 1 and not name.is_general and full not in self._full_names:
                self._full_names.append(full)

    def _full(self, name: Name, start: int) -> JoinOffer | None:
        if (full := _without_role(name.text)) == name.text:
            return self._surname(name, start)
        to = self._people.person(full, self._source).name
        return JoinOffer((name,), to, is_sure=True) if to != name else None

    def _surname(self, name: Name, start: int) -> JoinOffer | None:
        bearers = {full for full in self._full_names if _ends_with(full.text, name.text)}
        bearers |= {Name(full) for full in _full_names_before(self._text, start, name.text)}
        persons = {self._people.person(each.text, self._source).name for each in bearers}
        if len(persons) != 1:
            return None
        return JoinOffer((Name(name.text, self._source),), persons.pop(), is_sure=True)

    def _general(self, name: Name, start: int, last: Name | None) -> JoinOffer | None:
        named = _named_after(self._text, start, name.text.split()[-1])
        to = self._people.person(named, self._source).name if named else last
        return JoinOffer((name,), to, is_sure=False) if to and to != name else None


def _without_role(name: str) -> str:
    """Return the full name after a role in small letters, such as `Ann Lee` of `chief engineer Ann Lee`; else all."""
    words = name.split()
    first = next((at for at in range(len(words)) if all(word[0].isupper() for word in words[at:])), 0)
    role, full = words[:first], words[first:]
    is_role = all(word.islower() and word not in _NO_ROLES for word in role) and not ARTICLES.issuperset(role)
    return " ".join(full) if is_role and len(full) > 1 else name


def _ends_with(full: str, name: str) -> bool:
    """Return whether a name is the end of a fuller one, such as `Orbán` of `Viktor Orbán`."""
    return full != name and full.split()[-len(name.split()) :] == name.split()


def _full_names_before(text: str, end: int, surname: str) -> set[str]:
    """Return the full names with a surname that stand in a text before an offset."""
    found = set[str]()
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", text[:end]):
        words, here = [surname], match.start()
        while len(words) <= MOST_WORDS and (before := _LAST_WORD.search(text, max(0, here - 40), here)):
            if not _is_of_name(before[1], text):
                break
            words.insert(0, before[1])
            here = before.start()
        if len(words) > 1:
            found.add(" ".join(words))
    return found


def _named_after(text: str, end: int, role: str) -> str:
    """Return the last full name right after a role in a text before an offset; empty if there is none."""
    found = ""
    for match in re.finditer(rf"(?<!\w){re.escape(role)}(?!\w)", text[:end], re.IGNORECASE):
        words, here = list[str](), match.end()
        while len(words) <= MOST_WORDS and (after := _FIRST_WORD.match(text, here)) and _is_of_name(after[1], text):
            words.append(after[1])
            here = after.end()
        found = " ".join(words) if len(words) > 1 else found
    return found


def _is_of_name(word: str, text: str) -> bool:
    """Return whether a word can be part of a full name: it has a capital, and not only at the start of a sentence."""
    bare = word.rstrip(".")
    if not word[0].isupper() or bare in TITLES or bare.casefold() in ROLES | _RANKS:
        return False
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is None
