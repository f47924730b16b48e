"""The sources that a filter finds: by title and path, by facts on them, and by their tags."""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import DoneMarks
from reader.annotation.model.filter import Filter
from reader.annotation.model.filter_terms import TAG, Term
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import People
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.annotation.model.tag_names import names_test
from reader.settings import Tag
from reader.text.fold import fold
from reader.workspace.catalog.entries import SEARCHED, Entries
from reader.workspace.catalog.source_terms import (
    ABOUT_ANNOTATIONS,
    SOURCE,
    Fact,
    SourceTerms,
    change_matches,
    language_matches,
    left_matches,
)

FOUND_OUT = frozenset[Fact](("left", "lang", "changed"))  # facts that only a look into the sources tells
Test = Callable[[int], bool]  # takes the position of an entry


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Everything that is known of sources besides their titles, by the id that each has now.

    Attributes:
        counts: How many annotations of each tag a source has.
        done: Who is done with which source.
        left: How many sure suggestions of each tag are left; sources not examined are missing.
        languages: The language of a source.
        stale: The sources that changed after they were tagged or done, as far as is known.
        annotations: All annotations, in order of place.
        verdicts: By id, the verdicts on the quotes that were checked.
        name_now: Returns the id that a source has now.
        tags: The tags of the settings.
        people: The names that mean one person.
        known: The kinds of facts that are known of all sources.
        nearby: The annotations by their places, to find those beside one another.
    """

    counts: Mapping[str, Counter[str]] = field(default_factory=dict)
    done: DoneMarks = field(default_factory=DoneMarks)
    left: Mapping[str, Counter[str]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    stale: Set[str] = frozenset()
    annotations: Sequence[Annotation] = ()
    verdicts: Mapping[str, QuoteVerdict] = field(default_factory=dict)
    name_now: Callable[[str], str] = str
    tags: Sequence[Tag] = ()
    people: People = field(default_factory=People)
    known: Collection[Fact] = frozenset[Fact]()
    nearby: Nearby | None = None

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that tags have."""
        return frozenset(each.name for tag in self.tags for each in tag.fields)

    def left_in(self, id: str) -> int:
        """Return how many sure suggestions are left in a source; none where this person is done."""
        return self.left[id].total() if id in self.left and not self.done.is_done(id) else 0


class SourceQuery:
    """A filter of sources; every word and term must be true of a source.

    Words are looked for in title and path. `done: left: lang: changed: has:` ask about the source. The terms that know
    tags, such as `tag:claim` or `speaker:peskov`, find the sources with such tags: terms that one tag can satisfy
    together must be true of one tag, so `speaker:peskov verdict:altered` finds an altered quote of Peskov, while
    `speaker:peskov rating:open` finds a quote of his and an open claim. A term with `not` before it that stands alone
    finds the sources without such a tag: `not tag:claim`.
    """

    def __init__(self, text: str, facts: SourceFacts, *, is_exact: bool = False) -> None:
        self._facts, self._is_exact = facts, is_exact
        self._terms = SourceTerms.of(text, facts.fields, [tag.name for tag in facts.tags])

    @property
    def needs(self) -> frozenset[Fact]:
        """The facts that must be found out before the filter can be answered completely."""
        asked = (frozenset(self._terms.asked) | frozenset(self._terms.denied)) & FOUND_OUT
        return asked | {"verdict"} if asks_for_verdicts(" ".join(map(str, self._terms.tags))) else asked

    def matching(self, entries: Entries, among: Sequence[int]) -> Iterator[list[int]]:
        """Yield the positions of the entries that match, in slices of milliseconds.

        Args:
            entries: All entries.
            among: The positions to look at.
        """
        tests = self._tests(entries)
        for with_tags in self._sources_with_tags():
            if with_tags is not None:
                found, is_denied = with_tags
                tests.append(_is_one_of(entries, found, is_denied=is_denied))
            yield []
        words = " ".join(word.removeprefix(f"{SOURCE}:") for word in self._terms.words)
        for word in filter(None, self._terms.unwanted):
            unwanted = set[int]()
            for some in entries.matching(word, among, is_exact=self._is_exact):
                unwanted.update(some)
                yield []
            tests.append(_negated(unwanted.__contains__))
        for some in entries.matching(words, among, is_exact=self._is_exact):
            if tests:
                for start in range(0, len(some), SEARCHED // 10):
                    yield [at for at in some[start : start + SEARCHED // 10] if all(test(at) for test in tests)]
            else:
                yield some

    def _tests(self, entries: Entries) -> list[Test]:
        """Return the tests of facts about a source itself."""
        asked = (each for each in self._terms.about_sources if each[0] != "has")
        made = ((self._test(fact, value, entries), is_denied) for fact, value, is_denied in asked)
        return [_negated(test) if is_denied else test for test, is_denied in made]

    def _test(self, fact: Fact, value: str, entries: Entries) -> Test:
        facts, ids, now = self._facts, entries.ids, datetime.now()
        match fact:
            case "left":
                none = Counter[str]()
                return lambda at: (
                    ids[at] in facts.left
                    and left_matches(value, none if facts.done.is_done(ids[at]) else facts.left[ids[at]])
                )
            case "lang":
                return lambda at: ids[at] in facts.languages and language_matches(value, facts.languages[ids[at]])
            case "changed":
                return lambda at: change_matches(value, entries.written[at], is_stale=ids[at] in facts.stale, now=now)
            case _:
                return lambda at: facts.done.matches(ids[at], value)

    def _sources_with_tags(self) -> Iterator[tuple[Set[str], bool] | None]:
        """Yield the sources of each question about tags, and whether to leave them out; None between slices."""
        for words, is_denied in self._groups():
            found = yield from self._sources_with(words)
            yield found, is_denied
        for fact, value, is_denied in self._terms.about_sources:
            if fact != "has":
                continue
            found = yield from self._sources_with([f"has:{value}"])
            # `has:` also means tags by their name; alone it means any tag
            named = {tag.name for tag in self._facts.tags if fold(value) in fold(tag.name)}
            found.update(id for id, counts in self._facts.counts.items() if not value or named & counts.keys())
            yield found, is_denied

    def _sources_with(self, words: Sequence[str]) -> Generator[None, None, set[str]]:
        """Find the sources with a tag for which all words and terms are true, in slices."""
        found = set[str]()
        for some in self._matching_tags(words):
            found.update(self._facts.name_now(each.source) for each in some)
            yield
        return found

    def _matching_tags(self, words: Sequence[str]) -> Iterator[Sequence[Annotation]]:
        facts = self._facts
        known = {tag.name: tag for tag in facts.tags}
        asked = Filter(
            " ".join(words), facts.fields, self._is_exact, facts.people, known, facts.done, facts.verdicts, facts.nearby
        )
        for _ in asked.prepare():
            yield ()
        yield from asked.matching(facts.annotations, {})

    def _groups(self) -> Iterator[tuple[Sequence[str], bool]]:
        """Yield the terms about tags in groups, each of which must be true of one tag, or else of none."""
        groups: list[tuple[frozenset[str], list[Term]]] = []
        general = []
        for term in self._terms.tags:
            kinds = self._kinds(term)
            if kinds is None:
                general.append(term)
                continue
            at = next((number for number, (others, _) in enumerate(groups) if others & kinds), None)
            if at is None:
                groups.append((kinds, [term]))
            else:
                groups[at] = groups[at][0] & kinds, [*groups[at][1], term]
        for together in [[*terms, *general] for _, terms in groups] or ([general] if general else []):
            if all(term.is_negated for term in together):
                yield from (([term.word], True) for term in together)
            else:
                yield [str(term) for term in together], False

    def _kinds(self, term: Term) -> frozenset[str] | None:
        """Return the names of the tags for which a term can be true; None for any tag."""
        names = [tag.name for tag in self._facts.tags]
        if term.name == TAG:
            is_meant = names_test(term.value, names)
            kinds = frozenset(name for name in names if is_meant(name) is not term.is_negated)
            return kinds or frozenset([term.word])
        if term.name in ABOUT_ANNOTATIONS:
            return None
        return frozenset(tag.name for tag in self._facts.tags if tag.field(term.name))


def _negated(test: Test) -> Test:
    return lambda at: not test(at)


def _is_one_of(entries: Entries, found: Set[str], *, is_denied: bool) -> Test:
    ids = entries.ids
    return lambda at: (ids[at] in found) is not is_denied
