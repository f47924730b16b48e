"""The sources that a filter finds: by title and path, by what is known of them, and by the tags that they have."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import DoneMarks
from reader.annotation.model.filter import Filter
from reader.annotation.model.people import People
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.settings import Tag
from reader.text.fold import fold
from reader.workspace.catalog.entries import SEARCHED, Entries
from reader.workspace.catalog.source_terms import (
    Fact,
    SourceTerms,
    change_matches,
    language_matches,
    left_matches,
)

FOUND_OUT = frozenset[Fact](("left", "lang", "changed"))  # what is not known before somebody looks into the sources
Test = Callable[[int], bool]  # of the position of an entry


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Everything that is known of sources besides their titles, by the id that each has now.

    Attributes:
        counts: How many annotations of each tag a source has.
        done: Who is done with which source.
        left: How many sure suggestions of each tag are left; a source that is missing was not looked into.
        languages: The language of a source.
        stale: The sources that changed after they were tagged or done, as far as is known.
        annotations: All annotations, in order of place.
        verdicts: By id, the verdicts on the quotes that were checked.
        name_now: Returns the id that a source has now.
        tags: The tags of the settings.
        people: The names that mean one person.
        known: What has been found out of all sources.
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
    tags, such as `tag:claim` or `speaker:peskov`, find the sources with such tags: what one tag can have together must
    be true of one tag, so `speaker:peskov verdict:altered` finds an altered quote of Peskov, while
    `speaker:peskov rating:open` finds a quote of his and an open claim.
    """

    def __init__(self, text: str, facts: SourceFacts, *, is_exact: bool = False) -> None:
        self._facts, self._is_exact = facts, is_exact
        self._terms = SourceTerms.of(text, facts.fields)

    @property
    def needs(self) -> frozenset[Fact]:
        """The facts that must be found out before all sources that match are known."""
        asked = frozenset(self._terms.asked) & FOUND_OUT
        return asked | {"verdict"} if asks_for_verdicts(" ".join(self._terms.tags)) else asked

    def matching(self, entries: Entries, among: Sequence[int]) -> Iterator[list[int]]:
        """Yield the positions of the entries that match, in slices of milliseconds.

        Args:
            entries: All entries.
            among: The positions to look at.
        """
        tests = self._tests(entries)
        for with_tags in self._sources_with_tags():
            if with_tags is not None:
                tests.append(_is_one_of(entries, with_tags))
            yield []
        words = " ".join(word.removeprefix("source:") for word in self._terms.words)
        for some in entries.matching(words, among, is_exact=self._is_exact):
            if tests:
                for start in range(0, len(some), SEARCHED // 10):
                    yield [at for at in some[start : start + SEARCHED // 10] if all(test(at) for test in tests)]
            else:
                yield some

    def _tests(self, entries: Entries) -> list[Test]:
        """Return the tests of what is known of a source itself."""
        facts, ids, terms = self._facts, entries.ids, self._terms
        none, now = Counter[str](), datetime.now()
        tests = [_of(ids, value, facts.done.matches) for value in terms.values("done")]
        for value in terms.values("left"):
            tests.append(
                lambda at, value=value: (
                    ids[at] in facts.left  # type: ignore[misc]
                    and left_matches(value, none if facts.done.is_done(ids[at]) else facts.left[ids[at]])
                )
            )
        for value in terms.values("lang"):
            tests.append(
                lambda at, value=value: (
                    ids[at] in facts.languages  # type: ignore[misc]
                    and language_matches(value, facts.languages[ids[at]])
                )
            )
        for value in terms.values("changed"):
            tests.append(
                lambda at, value=value: change_matches(  # type: ignore[misc]
                    value, entries.written[at], is_stale=ids[at] in facts.stale, now=now
                )
            )
        return tests

    def _sources_with_tags(self) -> Iterator[Set[str] | None]:
        """Yield the sources that each question about tags is true of, and None between slices of the work."""
        for words in (*self._groups(), *((f"has:{value}",) for value in self._terms.values("has"))):
            found = set[str]()
            value = fold(words[0].partition(":")[2]) if words[0].startswith("has:") else None
            for some in self._matching_tags(words):
                found.update(self._facts.name_now(each.source) for each in some)
                yield None
            if value is not None:  # `has:` also means tags by their name; alone it means any tag
                named = {tag.name for tag in self._facts.tags if value in fold(tag.name)}
                found.update(id for id, counts in self._facts.counts.items() if not value or named & counts.keys())
            yield found

    def _matching_tags(self, words: Sequence[str]) -> Iterator[Sequence[Annotation]]:
        facts = self._facts
        known = {tag.name: tag for tag in facts.tags}
        asked = Filter(" ".join(words), facts.fields, self._is_exact, facts.people, known, facts.done, facts.verdicts)
        return asked.matching(facts.annotations, {})

    def _groups(self) -> list[tuple[str, ...]]:
        """Return the terms about tags in groups, each of which must be true of one tag."""
        groups: list[tuple[frozenset[str], list[str]]] = []
        general = []
        for word in self._terms.tags:
            kinds = self._kinds(word)
            if kinds is None:
                general.append(word)
                continue
            at = next((number for number, (others, _) in enumerate(groups) if others & kinds), None)
            if at is None:
                groups.append((kinds, [word]))
            else:
                groups[at] = groups[at][0] & kinds, [*groups[at][1], word]
        if not groups:
            return [tuple(general)] if general else []
        return [(*words, *general) for _, words in groups]

    def _kinds(self, word: str) -> frozenset[str] | None:
        """Return the names of the tags that a term can be true of; None if that is any."""
        name, _, value = word.partition(":")
        if name == "tag":
            return frozenset(tag.name for tag in self._facts.tags if fold(value) in fold(tag.name)) or frozenset([word])
        if name in ("by", "note"):
            return None
        return frozenset(tag.name for tag in self._facts.tags if tag.field(name))


def _of(ids: Sequence[str], value: str, matches: Callable[[str, str], bool]) -> Test:
    return lambda at: matches(ids[at], value)


def _is_one_of(entries: Entries, found: Set[str]) -> Test:
    ids = entries.ids
    return lambda at: ids[at] in found
