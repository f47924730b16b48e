"""The survey of sources: facts for filters and orders that are only known after looking into each source."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.annotation.model.done import DoneMarks
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.people import People
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.settings import Tag
from reader.text.source import read_head, read_source
from reader.workspace.anchor_service import AnchorService
from reader.workspace.annotations import Annotations
from reader.workspace.article_loader import signature_of
from reader.workspace.catalog.source_query import SourceFacts
from reader.workspace.catalog.source_terms import Fact
from reader.workspace.sources import Sources
from reader.workspace.suggestion_limits import LARGEST, MOST_SOURCES

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion
    from reader.workspace.suggestion_service import SuggestionService

NO_VERDICTS: Mapping[str, QuoteVerdict] = MappingProxyType({})


class SourceSurvey:
    """Counts suggestions, detects languages and finds changed sources, one source per step; known facts are kept.

    One thread at a time may look for one kind of fact; the facts may be read from any thread.

    Attributes:
        left: How many sure suggestions of each tag are left, by source.
        languages: The languages of sources; empty if unknown.
        stale: The sources whose text differs from one in which their tags were set; replaced, never modified.
    """

    def __init__(
        self,
        store: Store,
        sources: Sources,
        anchoring: AnchorService,
        annotations: Annotations,
        tags: Sequence[Tag],
        suggestions: "Callable[[], SuggestionService]",
    ) -> None:
        self._store, self._sources = store, sources
        self._anchoring, self._annotations, self._tags = anchoring, annotations, tags
        self._suggestions = suggestions
        self._nearby: Nearby | None = None
        self._states: dict[tuple[Fact, str], object] = {}  # the state of each source when it was looked into
        self.left: dict[str, Counter[str]] = {}
        self.languages: dict[str, str] = {}
        self.stale = frozenset[str]()

    def facts(
        self,
        done: DoneMarks,
        people: People,
        known: Collection[Fact] = (),
        verdicts: Mapping[str, QuoteVerdict] = NO_VERDICTS,
    ) -> SourceFacts:
        """Return the known facts on the sources.

        Args:
            done: Who is done with which source.
            people: The names that mean one person.
            known: The kinds of facts that are known of all sources.
            verdicts: By id, the verdicts on the quotes that were checked.
        """
        return SourceFacts(
            counts=self._annotations.counts(),
            done=done,
            left=self.left,
            languages=self.languages,
            stale=self.stale | done.changed,
            annotations=self._annotations.in_order,
            verdicts=verdicts,
            name_now=self._anchoring.name_now,
            tags=self._tags,
            people=people,
            known=frozenset(known),
            nearby=self._nearby_all(),
        )

    def _nearby_all(self) -> Nearby:
        """Return the index of annotations by place; it stays the same until an annotation changes."""
        annotations, last = self._annotations.in_order, self._nearby
        if last is None or last.annotations is not annotations:
            last = self._nearby = Nearby(annotations, [tag.name for tag in self._tags])
        return last

    def find(self, fact: Fact, ids: Sequence[str]) -> Iterator[None]:
        """Find out a kind of fact about sources, one source per step: `left`, `lang` or `changed`."""
        if fact == "left" and len(ids) <= MOST_SOURCES and not self._suggestions().has_evidence:
            for _ in self._suggestions().gather_evidence():
                yield
        look = {"left": self._count, "lang": self._tell_language, "changed": self._compare}[fact]
        for id in ids:
            state = self._state(fact, id)
            if self._states.get((fact, id)) != state:
                look(id)
                self._states[fact, id] = state
            yield

    def _state(self, fact: Fact, id: str) -> object:
        signature = signature_of(self._sources.catalog.source(id))
        if fact == "lang":
            return signature
        tags = [(each.tag, each.span, each.digest) for each in self._anchoring.stored(id)]
        return signature, tags, [each.id for each in self._store.dismissed(id)] if fact == "left" else ()

    def note_left(self, id: str, pending: "Iterable[Suggestion]") -> None:
        """Remember the suggestions left in a source, as shown in its article."""
        self.left[id] = sure_of(pending)
        self._states.pop(("left", id), None)

    def _count(self, id: str) -> None:
        try:
            article = self._sources.read(id)
        except SourceError:
            self.left[id] = Counter()
            return
        self.left[id] = sure_of(self._suggestions().of(article) if len(article.text) <= LARGEST else ())

    def _tell_language(self, id: str) -> None:
        from reader.insight.wording.language import language_of

        try:
            self.languages[id] = language_of(read_head(self._sources.recheck(self._sources.catalog.source(id))))
        except SourceError:
            self.languages[id] = ""

    def _compare(self, id: str) -> None:
        """Find out whether the text of a source differs from one in which its tags were set."""
        digests = {each.digest for each in self._anchoring.stored(id)}
        try:
            now = read_source(self._sources.recheck(self._sources.catalog.source(id))).digest if digests else ""
        except SourceError:
            now = ""
        is_stale = now != "" and digests != {now}
        self.stale = self.stale | {id} if is_stale else self.stale - {id}


def sure_of(found: "Iterable[Suggestion]") -> Counter[str]:
    """Count the suggestions that are sure, by tag."""
    return Counter(each.tag for each in found if each.is_sure)
