"""Filtering annotations by words in their text or note, and by terms such as `tag:claim` or `by:ann`."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.done import DONE_TERM, DoneMarks
from reader.annotation.model.field_spans import Value, values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.filter_terms import ABOUT_TAGS, TAG, Term, terms_of
from reader.annotation.model.links import links_of
from reader.annotation.model.nearby import RELATIONS, Nearby, NearbyQuestion
from reader.annotation.model.people import People
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.annotation.model.tag_names import names_test
from reader.annotation.model.validity import problems_of
from reader.settings import Tag
from reader.settings.fields import VERDICT
from reader.text.fold import fold

NOBODY, NOTHING_DONE = People(), DoneMarks()
INVALID = "invalid"  # after `has:`
ORPHAN = "orphan"  # the status of an annotation that has no place
SLICE = 5000  # annotations, which are filtered within milliseconds
Test = Callable[[Annotation], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; every word and term of `text` must match, folded as `reader.text.fold` says.

    `source:wire`, `by:ann`, `note:check` and `status:review` match a part of that property; `note:` alone matches any
    note. `tag:claim` includes the tags nested in it, and `tag:=claim` does not (`tag_names.names_test`). A
    field of a tag is matched in the same way as a property: `speaker:peskov`, `rating:open`. `has:` matches the name of
    a field that has a value, the type of a link, `note` or `link`, and `has:invalid` fields and links that are not
    valid. A person is matched by all names that are joined to the one that is given. `near:quote`, `in:quote`,
    `holds:quote` and `overlaps:quote` ask what is near the passage (`nearby.NearbyQuestion`). `not` before a term
    reverses it. Any other word matches the passage or the note.

    Attributes:
        text: The words and terms.
        fields: The names of the fields that terms may name.
        is_exact: Whether case, accents and marks matter.
        people: The names that mean one person.
        tags: The tags of the settings by name, which say what is valid; None if that is not known.
        done: Who is done with which source, for `done:`, which asks that of the annotation's source.
        verdicts: By id, the verdicts on quotes that were checked, for `verdict:`, which finds those that were kept, and
            where none was those that the check finds; `verdict:out-of-date` finds those on texts that changed since.
        nearby: Everything that may stand beside an annotation; None if it is among what is filtered.
    """

    text: str = ""
    fields: Collection[str] = ()
    is_exact: bool = False
    people: People = NOBODY
    tags: Mapping[str, Tag] | None = None
    done: DoneMarks = NOTHING_DONE
    verdicts: Mapping[str, QuoteVerdict] = field(default_factory=dict)
    nearby: Nearby | None = None

    @property
    def terms(self) -> list[Term]:
        """The words and terms."""
        return terms_of(self.text, {*ABOUT_TAGS, *self.fields}, self.tags or (), (DONE_TERM,))

    @property
    def asks_nearby(self) -> bool:
        """True if a term asks what is near a passage."""
        return any(map(self._nearby_question, self.terms))

    @property
    def asks_for_places(self) -> bool:
        """True if a term asks what is near a passage, or how a passage was found."""
        return self.asks_nearby or any(term.name == "status" for term in self.terms)

    def prepare(self) -> Iterator[None]:
        """Find what is near each passage, if the filter asks for that, in steps of milliseconds."""
        for term in self.terms:
            if self.nearby and (question := self._nearby_question(term)):
                yield from self.nearby.prepare(question, is_exact=self.is_exact)

    def matching(
        self, annotations: Sequence[Annotation], statuses: Mapping[str, str]
    ) -> Iterator[Sequence[Annotation]]:
        """Yield the matching annotations, in slices that take milliseconds.

        Args:
            annotations: The annotations to filter.
            statuses: Their anchoring statuses by id; one that is missing is `exact`. Nothing is near an orphan.
        """
        terms, nearby = self.terms, self.nearby
        if nearby is None and self.asks_nearby:
            placed = (each for each in annotations if statuses.get(each.id) != ORPHAN)
            nearby = Nearby(sorted(placed, key=position_key), self.tags or ())
        tests = [self._test(term, statuses, nearby) for term in terms]
        for start in range(0, len(annotations), SLICE):
            found = annotations[start : start + SLICE]
            for test in tests:
                found = [each for each in found if test(each)]
            yield found

    def _nearby_question(self, term: Term) -> NearbyQuestion | None:
        """Return the question of a term about what is near a passage; None for any other term."""
        name = next((each for each in RELATIONS if each == term.name), None)
        return NearbyQuestion.of(name, term.value) if name and name not in self.fields else None

    def _test(self, term: Term, statuses: Mapping[str, str], nearby: Nearby | None) -> Test:
        test = self._positive_test(term, statuses, nearby)
        return (lambda each: not test(each)) if term.is_negated else test

    def _positive_test(self, term: Term, statuses: Mapping[str, str], nearby: Nearby | None) -> Test:
        name, value = term.name, term.value
        properties: dict[str, Callable[[Annotation], str]] = {
            "source": lambda each: each.source,
            "by": lambda each: each.creator,
            "note": lambda each: each.note,
            "status": lambda each: statuses.get(each.id, "exact"),
            "has": self._with_validity if value and INVALID.startswith(fold(value)) else _what_it_has,
            **{name: partial(self._field, name) for name in self.fields},
        }
        if nearby and (question := self._nearby_question(term)):
            stands = nearby.test(question, is_exact=self.is_exact)
            return lambda each: statuses.get(each.id) != ORPHAN and stands(each)
        if name == TAG:
            is_meant = cache(names_test(value, self.tags or (), is_exact=self.is_exact))
            return lambda each: is_meant(each.tag)
        if name in properties:
            if not value:
                return lambda each: properties[name](each) != ""
            return _contains(value, properties[name], is_exact=self.is_exact, is_repeated=True)
        if name:
            return lambda each: self.done.matches(each.source, value)
        return _contains(term.word, lambda each: f"{each.exact}\n{each.note}", is_exact=self.is_exact)

    def _field(self, name: str, annotation: Annotation) -> str:
        """Return the values of a field, with all names of a person and all that is known of a verdict."""
        if name == VERDICT and (known := self.verdicts.get(annotation.id)):
            return known.words
        return "\n".join(_words(self.people, annotation.source, value) for value in values_of(annotation, name))

    def _with_validity(self, annotation: Annotation) -> str:
        """Return the names of the fields, links and note that an annotation has, and `invalid` if any is not valid."""
        is_invalid = self.tags is not None and any(problems_of(annotation, self.tags))
        return f"{_what_it_has(annotation)}\n{INVALID}" if is_invalid else _what_it_has(annotation)


def _words(people: People, source: str, value: Value) -> str:
    if not (isinstance(value, dict) and isinstance(value.get("name"), str)):
        return shown(value)
    return people.person(value["name"], source).words


def _what_it_has(annotation: Annotation) -> str:
    """Return the names of the fields, links and note that an annotation has, one a line."""
    links = [link.type for link in links_of(annotation)]
    others = [*(["note"] if annotation.note else []), *(["link"] if links else [])]
    others += ["suggested"] if annotation.was_suggested else []
    return "\n".join([*annotation.fields, *links, *others])


def _contains(word: str, field: Callable[[Annotation], str], *, is_exact: bool, is_repeated: bool = False) -> Test:
    """Return a test that tells whether a text of an annotation contains a word.

    Args:
        word: The word.
        field: Returns the text.
        is_exact: Whether case, accents and marks matter.
        is_repeated: Whether many annotations have the same text, so that the answer is kept.
    """
    folded = "" if is_exact else fold(word)  # a word of nothing but accents is looked for unchanged
    if not folded:
        return lambda each: word in field(each)
    if not is_repeated:
        return lambda each: folded in fold(field(each))
    known: dict[str, bool] = {}

    def test(each: Annotation) -> bool:
        text = field(each)
        found = known.get(text)
        if found is None:
            found = known[text] = folded in fold(text)
        return found

    return test
