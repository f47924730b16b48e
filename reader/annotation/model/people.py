"""People: the names written in sources, joined to the persons that they mean.

Fields keep names as they are written. The table `people` says which of them mean one person, in a row for
each name: `name`, optionally `source` if it means the person in that source only, and `same_as`, the id of the row of
another name. The rows of a merge may contradict each other, so all readers must resolve them in the same way, as here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.annotation.model.row import StoredRow, row_id
from reader.text.abbreviations import word_set

TABLE = "people"

_PRONOUNS = word_set(
    "i you he she it we they him her them us me one who someone somebody everyone everybody others nobody"
    " ich du er sie es wir ihr man jemand"
)
ARTICLES = word_set(
    "the a an his her its their our my your this that these those one another some several many"
    " der die das den dem des ein eine einer einem einen sein seine ihr ihre unser unsere"
)
ROLES = word_set(
    "president minister chancellor premier secretary spokesman spokeswoman spokesperson chairman chairwoman director"
    " governor senator ambassador commissioner ceo editor"
    " präsident präsidentin ministerin kanzler kanzlerin sprecher sprecherin"
)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name as it is written.

    Attributes:
        text: The name, with single blanks.
        source: The id of the source in which it means a certain person; empty if it means the same one everywhere.
    """

    text: str
    source: str = ""

    @property
    def id(self) -> str:
        """The id of its row."""
        return row_id(TABLE, self.text, self.source)

    @property
    def is_general(self) -> bool:
        """True for a pronoun or a role, such as `she` or `the spokesman`, which means somebody else in each source."""
        words = self.text.split()
        if not words:
            return True
        first, last = words[0].casefold(), words[-1]
        if (len(words) == 1 and first in _PRONOUNS) or last.casefold() in ROLES:
            return True
        is_small = last.islower()
        return is_small and (first in ARTICLES or all(word.islower() for word in words))


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is named in sources.

    Attributes:
        name: The name that stands for the person.
        others: The other names that are joined to it, in order.
    """

    name: Name
    others: tuple[Name, ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        """All names of the person."""
        return self.name, *self.others

    @property
    def words(self) -> str:
        """All names of the person, one a line, for a filter to look into."""
        return "\n".join(dict.fromkeys(name.text for name in self.names))


class People:
    """The persons that names mean, according to the rows of the table.

    If rows join people in a circle, as they can after a merge, the row with the lowest id in it counts as not joined. A
    row that is joined to one that is gone counts as not joined, too.
    """

    def __init__(self, rows: Iterable[StoredRow] = ()) -> None:
        named = [row for row in rows if row.text("name")]
        self._names = {row.id: name_of(row) for row in named}
        targets = {row.id: row.text("same_as") for row in named}
        self._targets = {id: to for id, to in targets.items() if to in self._names and to != id}
        self._persons: dict[Name, Person] = {}
        self._asked: dict[tuple[str, str], Person] = {}  # persons looked up so far, by name and source
        others: dict[Name, list[Name]] = {}
        for id in self._targets:
            name, root = self._names[id], self._names[self._root(id)]
            others.setdefault(root, [])
            if name != root:
                others[root].append(name)
        for root, names in others.items():
            person = Person(root, tuple(sorted(names)))
            self._persons |= dict.fromkeys(person.names, person)

    def person(self, text: str, source: str = "") -> Person:
        """Return the person that a name means in a source."""
        known = self._asked.get((text, source))
        if known is None:
            known = self._asked[text, source] = self._find(text, source)
        return known

    def _find(self, text: str, source: str) -> Person:
        here = name_in(text, source)
        for name in (here, Name(here.text, source), Name(here.text)) if source else (here,):
            if name in self._persons and (name.source or not name.is_general):
                return self._persons[name]
        return Person(here)

    def joined_to(self, name: Name) -> Name | None:
        """Return the name that a name is joined to directly; None if it is not joined."""
        to = self._targets.get(name.id)
        return self._names[to] if to else None

    def leads_to(self, start: Name, end: Name) -> bool:
        """Return whether a name is, or is joined to, another one, directly or through others."""
        return end.id in self._path(start.id)

    def directly_joined(self, name: Name) -> list[Name]:
        """Return the names that are joined directly to a name."""
        return sorted(self._names[id] for id, to in self._targets.items() if to == name.id)

    def _path(self, id: str) -> list[str]:
        """Return the ids from a name to the end of its joins, or once round the circle that the joins form."""
        path = [id]
        while (to := self._targets.get(path[-1])) and to not in path:
            path.append(to)
        return path

    def _root(self, id: str) -> str:
        path = self._path(id)
        back = self._targets.get(path[-1])
        return min(path[path.index(back) :]) if back else path[-1]


def name_in(text: str, source: str) -> Name:
    """Return a name as it is written in a source: a pronoun or a role means somebody in that source only."""
    name = Name(" ".join(text.split()))
    return Name(name.text, source) if name.is_general else name


def name_of(row: StoredRow) -> Name:
    """Return the name that a row is about."""
    return Name(row.text("name"), row.text("source"))


def values_of_name(name: Name, same_as: Name | None) -> Mapping[str, str | None]:
    """Return the values of the row of a name."""
    return {"name": name.text, "source": name.source or None, "same_as": same_as.id if same_as else None}


def fullest(names: Iterable[Name], counts: Mapping[Name, int]) -> Name:
    """Return the name that identifies a person best: no pronoun or role, then most words, then most frequent."""
    return max(names, key=lambda each: (not each.is_general, len(each.text.split()), counts.get(each, 0), each))
