"""What became of a workspace's annotations: in sources that changed, and in those that got another name."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.annotation.anchoring.anchor import Anchored, Status, anchor, by_present_place
from reader.annotation.anchoring.snapshots import Snapshots
from reader.annotation.model.annotation import Annotation
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.text.article import Article, read_article
from reader.text.source import Source, read_source

LARGE = 50_000  # code points of a text that changed
MANY = 300  # annotations of it; with more of either it takes longer than a key may

Found = dict[str, Anchored]  # by the annotation's id


class Looked(NamedTuple):
    """What was found in the text that was looked at last: the annotations of a source, as stored and as found."""

    source: str = ""
    digest: str = ""
    annotations: Sequence[Annotation] = ()
    found: Found = {}
    in_order: Sequence[Anchored] = ()


class Anchoring:
    """Looks for each annotation once in a text. All but `keep` only reads, and is safe to call on any thread."""

    def __init__(self, store: Store, sources: Callable[[], Mapping[str, Source]]) -> None:
        self._snapshots = Snapshots(store.path)
        self._store, self._sources = store, sources
        self.renamed: dict[str, str] = {}  # what sources that are gone are called now
        self._last = Looked()

    def keep(self, text: str, digest: str) -> None:
        """Keeps a text that was tagged, after the tag: by this its annotations are found again."""
        self._snapshots.keep(digest, text, lambda: self._store.digests)

    def kept(self, digest: str) -> str | None:
        """A text that was kept; None if there is none of this digest."""
        return self._snapshots.text(digest)

    def of(self, article: Article) -> Sequence[Anchored]:
        """The annotations of an article, in order of place."""
        known = self._known(article)
        annotations = self.stored(article.source.id)
        if known and annotations == self._last.annotations:
            return self._last.in_order
        looked = self._look([each for each in annotations if not _holds(known, each)], article)
        new = {each.annotation.id: each for each in looked}
        found = {each.id: new.get(each.id) or known[each.id] for each in annotations}
        in_order = list(found.values())
        if any(each.placed is not each.annotation for each in in_order):  # else they stand as they are stored
            in_order.sort(key=by_present_place)
        self._last = Looked(article.source.id, article.digest, annotations, found, in_order)
        return in_order

    def look(self, article: Article) -> list[Anchored]:
        """The same, looked for anew and not remembered: for a thread beside the screen's."""
        return self._look(self.stored(article.source.id), article)

    def dismissed_in(self, article: Article) -> list[Annotation]:
        """The dismissals of an article that are found in it, as they stand there now."""
        dismissals = [each for name in self._names(article.source.id) for each in self._store.dismissed(name)]
        found = self._look(dismissals, article)
        return [each.placed for each in found if each.placed and each.status is not Status.REVIEW]

    def is_slow(self, article: Article) -> bool:
        """Whether `of` would keep the screen waiting."""
        known = self._known(article)
        new = sum(each.digest != article.digest and not _holds(known, each) for each in self.stored(article.source.id))
        return new > MANY or (new > 0 and len(article.text) > LARGE)

    def unsure_in(self, article: Article) -> list[Anchored]:
        """What a person should look at."""
        return [each for each in self.of(article) if not each.status.is_sure]

    def unsure_elsewhere(self, here: str) -> list[Anchored]:
        """The same in all sources but one; it reads those that have annotations."""
        return [each for found in self.everywhere(here) for each in found if not each.status.is_sure]

    def everywhere(self, but: str = "") -> Iterator[list[Anchored]]:
        """All annotations, a source each, but for one; it reads those that have any."""
        for id in dict.fromkeys(map(self.name_now, list(self._store.counts))):
            if id != but:
                yield self._in_source(id)

    def _in_source(self, id: str) -> list[Anchored]:
        annotations = self.stored(id)
        try:
            source = self._sources()[id]
            return sorted(self._look(annotations, read_article(source)), key=by_present_place)
        except (KeyError, SourceError):
            return [Anchored(each, Status.ORPHAN, None) for each in annotations]

    def stored(self, id: str) -> Sequence[Annotation]:
        """Of a source, by this name and by those that it had."""
        return [each for name in self._names(id) for each in self._store.of(name)]

    def _names(self, id: str) -> list[str]:
        """What a source is called, and what it was."""
        return [id, *(name for name, now in self.renamed.items() if now == id)]

    def _known(self, article: Article) -> Found:
        last = self._last
        return last.found if (last.source, last.digest) == (article.source.id, article.digest) else {}

    def _look(self, annotations: Sequence[Annotation], article: Article) -> list[Anchored]:
        id = article.source.id
        found = anchor(annotations, article.text, article.digest, self._snapshots.text)
        return [each if each.annotation.source == id else each.in_source(id) for each in found]

    # Sources with another name

    def name_now(self, id: str) -> str:
        return self.renamed.get(id, id)

    def find_renamed(self) -> bool:
        """Looks for sources that are gone among those without annotations, and reads these; whether some were found."""
        from reader.annotation.anchoring.rename_detection import find_renames

        sources, named = self._sources(), self._store.counts
        gone = {id: self._store.of(id) for id in list(named) if id not in sources}
        free = [source for id, source in sources.items() if id not in named]
        self.renamed = find_renames(gone, _texts(free)) if gone else {}
        return bool(self.renamed)


def _holds(known: Found, annotation: Annotation) -> bool:
    held = known.get(annotation.id)
    return held is not None and (held.annotation is annotation or held.annotation == annotation)


def _texts(sources: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    """Id, text and digest of those that can be read."""
    for source in sources:
        with contextlib.suppress(SourceError):
            decoded = read_source(source)
            yield source.id, decoded.text, decoded.digest
