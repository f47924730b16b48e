"""The list of people as rows: a row for each person, and below it one for each name that is joined to it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.model.filter import Filter
from reader.annotation.model.filter_terms import Term
from reader.annotation.model.join_offers import JoinOffer
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import Name, Person
from reader.settings import Tag
from reader.text.fold import fold
from reader.workspace.people_service import Mention


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, or a name that is joined to one.

    Attributes:
        person: The person.
        name: The name of the row.
        mentions: The mentions of the whole person, or of the name only.
        offer: An offer to join the person to another one; None if there is none.
    """

    person: Person
    name: Name
    mentions: Sequence[Mention]
    offer: JoinOffer | None = None

    @property
    def is_joined(self) -> bool:
        """True for a name that is joined to the person of the row above."""
        return self.name != self.person.name

    @property
    def sources(self) -> int:
        """The number of sources that the name is given in."""
        return len({each.annotation.source for each in self.mentions})


def person_rows(
    found: Mapping[Person, Sequence[Mention]], offers: Mapping[Name, JoinOffer], *, is_by_name: bool = False
) -> Iterator[PersonRow]:
    """Yield the rows of people, in the order of their number of mentions or of their names.

    Args:
        found: The mentions of each person.
        offers: The offers to join names, as `PeopleService.offers` returns them.
        is_by_name: Whether the order is that of the alphabet.
    """
    persons = sorted(found, key=lambda person: fold(person.name.text)) if is_by_name else found
    for person in persons:
        yield PersonRow(person, person.name, found[person], offers.get(person.name))
        for name in person.others:
            yield PersonRow(person, name, [each for each in found[person] if _means(name, each)])


def _means(name: Name, mention: Mention) -> bool:
    """Return whether a mention is of a name, which may be valid in one source only."""
    return mention.name.text == name.text and name.source in ("", mention.annotation.source)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """A filter of people: words of their names, and terms such as `tag:` or `source:` that choose mentions.

    Attributes:
        text: The words and terms.
        fields: The names of the fields that terms may name.
        is_exact: Whether case, accents and marks matter.
        tags: The tags of the settings by name; None if they are not known.
        nearby: Everything that may stand beside a mention; None if only other mentions of the person do.
    """

    text: str
    fields: Collection[str]
    is_exact: bool = False
    tags: Mapping[str, Tag] | None = None
    nearby: Nearby | None = None

    @property
    def _by_terms(self) -> Filter:
        """The filter of mentions: all terms, and other words with a colon."""
        terms = " ".join(str(part) for part in self._parts if ":" in part.word)
        return Filter(terms, self.fields, self.is_exact, tags=self.tags, nearby=self.nearby)

    @property
    def _parts(self) -> Sequence[Term]:
        return Filter(self.text, self.fields).terms

    @property
    def asks_nearby(self) -> bool:
        """True if a term asks what is near a mention."""
        return self._by_terms.asks_nearby

    def prepare(self) -> Iterator[None]:
        """Find what stands beside what, if the filter asks for that, in steps of milliseconds."""
        return self._by_terms.prepare()

    def choose(self, found: Mapping[Person, Sequence[Mention]]) -> dict[Person, Sequence[Mention]]:
        """Return the people with a name that has all words, and their mentions that match all terms."""
        by_terms, words = self._by_terms, [part.word for part in self._parts if ":" not in part.word]
        chosen = {person: mentions for person, mentions in found.items() if self._has(person, words)}
        if not by_terms.text:
            return chosen
        matching = {person: _matching(by_terms, mentions) for person, mentions in chosen.items()}
        return {person: mentions for person, mentions in matching.items() if mentions}

    def _has(self, person: Person, words: Sequence[str]) -> bool:
        names = person.words if self.is_exact else fold(person.words)
        return all((word if self.is_exact else fold(word) or word) in names for word in words)


def _matching(terms: Filter, mentions: Sequence[Mention]) -> list[Mention]:
    ids = {each.id for some in terms.matching([each.annotation for each in mentions], {}) for each in some}
    return [each for each in mentions if each.annotation.id in ids]


def count_offers(rows: Sequence[PersonRow]) -> Counter[bool]:
    """Return the number of sure offers under True, and of guesses under False."""
    return Counter(row.offer.is_sure for row in rows if row.offer)
