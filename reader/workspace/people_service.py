"""People of a workspace: who is quoted under which names, and joining and splitting names, each time as one step."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value, has_span, values_of
from reader.annotation.model.join_offers import JoinOffer, JoinOffers
from reader.annotation.model.people import TABLE, Name, People, Person, fullest, name_in, values_of_name
from reader.annotation.model.row import RowChange, StoredRow, new_row
from reader.annotation.store.history import Step
from reader.annotation.store.store import Store
from reader.errors import ReaderError, SourceError
from reader.settings import Settings
from reader.settings.tag_names import nearest
from reader.system.threads import run_to_end
from reader.text.sanitize import sanitize
from reader.text.source import read_source
from reader.workspace.annotations import Annotations
from reader.workspace.sources import Sources


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a field of an annotation gives.

    Attributes:
        name: The name as it is written, and the source if it means somebody there only.
        annotation: The annotation.
        start: The place of the name, in code points; the start of the annotation if the name is not in the text.
    """

    name: Name
    annotation: Annotation
    start: int


class PeopleService:
    """Knows the people of a workspace. Every method is safe on any thread."""

    def __init__(self, settings: Settings, store: Store, sources: Sources, annotations: Annotations) -> None:
        self._store, self._sources, self._annotations = store, sources, annotations
        self._fields = {
            tag.name: [field.name for field in tag.fields if field.type == "person"] for tag in settings.tags
        }
        self._known: tuple[tuple[StoredRow, ...], People] = ((), People())

    @property
    def people(self) -> People:
        """The joins of names, as they are now."""
        rows = self._store.rows.of(TABLE)
        if rows is not self._known[0]:
            self._known = rows, People(rows)
        return self._known[1]

    # Who is named

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotations in whose fields people are named, as they are stored."""
        return self._annotations.in_order

    def has_person(self, tag: str) -> bool:
        """Return whether annotations with a tag can name a person."""
        return bool(self._fields.get(nearest(tag, self._fields)))

    def mentions(self, annotations: Iterable[Annotation] | None = None) -> Iterator[Mention]:
        """Yield the names that annotations give, of all of them by default."""
        for each in self._annotations if annotations is None else annotations:
            for name in self._fields.get(nearest(each.tag, self._fields), ()) if each.fields else ():
                yield from (_mention(each, value) for value in values_of(each, name) if _is_person(value))

    def unnamed(self) -> Iterator[Mention]:
        """Yield the annotations that could name a person but do not, each as a mention of an empty name."""
        for each in self._annotations:
            if self.has_person(each.tag) and not any(self.mentions([each])):
                yield Mention(Name("", each.source), each, each.start)

    def persons(self, mentions: Iterable[Mention]) -> dict[Person, list[Mention]]:
        """Return the mentions of each person, in order of their number."""
        people, found = self.people, dict[Person, list[Mention]]()
        for each in mentions:
            found.setdefault(people.person(each.name.text, each.annotation.source), []).append(each)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0].name)))

    def offers(self) -> dict[Name, JoinOffer]:
        """Return all offers to join names, by the name that is to be joined as `name_in` gives it."""
        return run_to_end(self.offers_in_steps(list(self.mentions())))

    def offers_in_steps(self, mentions: Sequence[Mention]) -> Generator[None, None, dict[Name, JoinOffer]]:
        """Find the same as `offers` in steps of one source, of all mentions."""
        by_source: dict[str, list[Mention]] = {}
        for each in mentions:
            by_source.setdefault(each.annotation.source, []).append(each)
        found: dict[Name, JoinOffer] = {}
        for source, here in by_source.items():
            places = sorted((each.start, each.name.text) for each in here)
            for offer in JoinOffers(source, self._text(source), self.people).find(places):
                name = name_in(offer.names[0].text, source)
                before = found.setdefault(name, offer)
                if before is not offer and before.to == offer.to:
                    found[name] = replace(before, names=(*before.names, *offer.names))
            yield
        return found

    def _text(self, source: str) -> str:
        """Return the text of a source; empty if it cannot be read."""
        try:
            return read_source(self._sources.source(source)).text  # only the text: the open article stays open
        except SourceError:
            return ""

    # Joining

    def join(self, names: Sequence[Name], into: Name | None = None) -> Step:
        """Join names as one person.

        Args:
            names: The names.
            into: The name that stands for the person; None for the one that identifies the person best.

        Raises:
            ReaderError: They already mean one person, would be joined in a circle, or one can mean anybody.
        """
        people = self.people
        into = into or fullest(names, Counter(each.name for each in self.mentions()))
        others = [name for name in dict.fromkeys(names) if name != into]
        for name in (into, *others):
            if name.is_general and not name.source:
                raise ReaderError(
                    f"“{sanitize(name.text)}” means somebody else in each source: give the source (--source)"
                )
        if into.is_general and not all(name.is_general and name.source == into.source for name in others):
            raise ReaderError(f"“{sanitize(into.text)}” means one person in its source only: join it to a name")
        if any(people.leads_to(into, name) for name in others):
            raise ReaderError("this would join people in a circle: split one first")
        new = [name for name in others if people.joined_to(name) != into]
        if not new:
            raise ReaderError("these names already mean one person: - splits them")
        rows = [] if self._store.rows.get(into.id) else [self._row(into, None)]
        rows += [self._row(name, into) for name in new]
        label = people.person(into.text, into.source).name.text
        return self._annotations.do(f"joined {_count_names([into, *new])} as {label}", rows=rows)

    def split(self, names: Sequence[Name]) -> Step:
        """Split names from the person that they are joined to; a name that stands for a person loses all joined names.

        Raises:
            ReaderError: None of them is joined to another name.
        """
        people = self.people
        split = [name for name in dict.fromkeys(names) if people.joined_to(name)]
        split += [other for name in names for other in people.directly_joined(name) if other not in split]
        if not split:
            raise ReaderError("this name is not joined to another one: + joins names")
        label = people.person(split[0].text, split[0].source).name.text
        words = f"split {_count_names(split)} from {label}"
        return self._annotations.do(words, rows=[self._row(name, None) for name in split])

    def _row(self, name: Name, same_as: Name | None) -> RowChange:
        before = self._store.rows.get(name.id)
        values: Mapping[str, Value] = values_of_name(name, same_as)
        creator = self._annotations.creator
        if before:
            return RowChange(before, before.with_values(values, creator))
        return RowChange(None, new_row(TABLE, name.id, values, creator))


def _count_names(names: Sequence[Name]) -> str:
    """Return `1 name`, or `2 names`; a name used in several sources counts once."""
    number = len({name.text for name in names})
    return "1 name" if number == 1 else f"{number:,} names"


def _is_person(value: Value) -> bool:
    return isinstance(value, dict) and isinstance(value.get("name"), str) and value["name"].strip() != ""


def _mention(annotation: Annotation, value: Value) -> Mention:
    start = value["start"] if has_span(value) else annotation.start
    return Mention(name_in(value["name"], annotation.source), annotation, start)
