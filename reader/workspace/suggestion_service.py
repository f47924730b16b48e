"""Suggestions for the articles of a workspace: what its other sources and its annotations tell is in them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.insight.batch_engine import Engine
from reader.insight.suggestions.batch import Asked, evidence_of, suggested
from reader.insight.suggestions.corpus_evidence import Evidence, lines_in
from reader.insight.suggestions.pipeline import Candidates, TaggedSpan, find_candidates, suggest
from reader.insight.suggestions.suggestion import Suggestion
from reader.text.article import Article
from reader.text.source import Decoded, Source, read_source
from reader.workspace.anchor_service import Anchoring

CONFIRMING = "boilerplate"  # the tag that confirms lines elsewhere


class Suggesting:
    """Only reads; safe to call on any thread."""

    def __init__(self, store: Store, anchoring: Anchoring, sources: Callable[[], Iterable[Source]]) -> None:
        self._store, self._anchoring, self._sources = store, anchoring, sources
        self._counted = Counter[str]()
        self._confirmed: tuple[Sequence[Annotation], Counter[str]] = (), Counter()

    def gather(self) -> Iterator[str]:
        """Reads all sources, one a step; yields why it cannot be read, or "". Suggestions know of them at the end."""
        counted = Counter[str]()
        for source in self._sources():
            try:
                counted.update(lines_in(read_source(source).text))
                yield ""
            except SourceError as error:
                yield str(error)
        self._counted = _shared(counted)

    @property
    def evidence(self) -> Evidence:
        """What was gathered, and what people confirmed until now."""
        annotations, confirmed = self._confirmed
        if annotations is not (now := self._store.annotations):
            tagged = (each.exact for each in now if each.tag == CONFIRMING)
            confirmed = Counter(line for passage in tagged for line in lines_in(passage))
            self._confirmed = now, confirmed
        return Evidence(self._counted, confirmed)

    def find(self, article: Article) -> Candidates:
        """What takes time of suggesting, to be told again when more is annotated or dismissed."""
        return find_candidates(article, self.evidence, *self._settled(article))

    def of(self, article: Article) -> list[Suggestion]:
        """In order of place, without what is annotated or was dismissed."""
        return suggest(article, self.evidence, *self._settled(article))

    def of_all(self, articles: Sequence[Article], each: Engine) -> list[list[Suggestion]]:
        """The same of all sources at once, where `each` has it done."""
        asked = [
            Asked(article.source, Decoded(article.text, article.encoding, article.digest), *self._settled(article))
            for article in articles
        ]
        self._counted = _shared(reduce(or_, each(evidence_of, asked), Evidence()).sources)
        return each(suggested, asked, self.evidence)

    def _settled(self, article: Article) -> tuple[list[TaggedSpan], list[TaggedSpan]]:
        """What is annotated in it, and what was dismissed."""
        annotated = [each.placed for each in self._anchoring.of(article) if each.placed]
        return tagged(annotated), tagged(self._anchoring.dismissed_in(article))


def _shared(counted: Counter[str]) -> Counter[str]:
    """The lines of more than one source: most are of one, and tell nothing."""
    return Counter({line: count for line, count in counted.items() if count > 1})


def tagged(annotations: Iterable[Annotation]) -> list[TaggedSpan]:
    return [(each.tag, each.span) for each in annotations]
