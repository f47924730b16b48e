"""The annotations of a workspace found again: in sources that changed, and in sources that were renamed."""

import contextlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reader.annotation.anchoring.anchor import Anchored, anchor_in_steps, current_position_key
from reader.annotation.anchoring.snapshots import Snapshots
from reader.annotation.anchoring.status import SURE, Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.system.threads import run_to_end, with_steps_as
from reader.text.article import Article, read_article
from reader.text.source import Source, read_source
from reader.workspace.sources import Sources

LARGE = 50_000  # code points of a changed text
MANY = 300  # annotations in a changed text; with more of either, anchoring takes too long for a key
VERY_MANY = 5000  # annotations that take too long for a key even in an unchanged text
SEVERAL = 2  # versions of a text that are compared with it while a key waits
REMEMBERED = 2  # articles whose annotations are kept: two may be open side by side

AnchoredById = dict[str, Anchored]


class _Result(NamedTuple):
    """The annotations of an article, as stored and as anchored."""

    source: str = ""
    digest: str = ""
    annotations: Sequence[Annotation] = ()
    by_id: AnchoredById = {}
    in_order: Sequence[Anchored] = ()
    unsure: Sequence[Anchored] = ()


class AnchorService:
    """Finds the annotations of a workspace in its sources as they are now.

    Each annotation is looked for once in a text. Only `keep` writes anything; every method is safe on any thread.
    """

    def __init__(self, store: Store, sources: Sources) -> None:
        self._snapshots = Snapshots(store.path)
        self._store, self._sources = store, sources
        self.renamed: dict[str, str] = {}  # the present name of each source that was renamed; replaced, never changed
        self._latest: tuple[_Result, ...] = ()  # for the last articles asked for; replaced, never changed

    def end_without_waiting(self) -> None:
        """Let the program end while a large text is still being kept."""
        self._snapshots.waits_at_end = False

    def keep(self, text: str, digest: str) -> None:
        """Keep the text that an annotation was just made in, so that its passage can be found when the source changes.

        Args:
            text: The text of the source.
            digest: The SHA-256 of the source's bytes.
        """
        self._snapshots.keep(digest, text, lambda: self._store.as_stored.digests)

    def kept(self, digest: str) -> str | None:
        """Return the text that was kept for a digest; None if there is none."""
        return self._snapshots.text(digest)

    def of(self, article: Article) -> Sequence[Anchored]:
        """Return the annotations of an article with their present places, in order of place."""
        return run_to_end(self.of_in_steps(article))

    def of_in_steps(self, article: Article) -> Generator[None, None, Sequence[Anchored]]:
        """Find the same as `of` in steps of milliseconds, for a source of any length."""
        last, annotations = self._result(article), self.stored(article.source.id)
        known = last.by_id
        if known and annotations == last.annotations:
            return last.in_order
        anchored = yield from self.find([each for each in annotations if not _has(known, each)], article)
        new = {each.annotation.id: each for each in anchored}
        found = {each.id: new.get(each.id) or known[each.id] for each in annotations}
        in_order = list(found.values())
        if any(each.placed is not each.annotation for each in in_order):  # else their stored order holds
            in_order.sort(key=current_position_key)
        unsure = [each for each in in_order if each.status not in SURE]
        self._remember(_Result(article.source.id, article.digest, annotations, found, in_order, unsure))
        return in_order

    def of_another(self, article: Article) -> list[Anchored]:
        """Return what `of` returns, without replacing what `of` remembers for the article on the screen."""
        return run_to_end(self.find(self.stored(article.source.id), article))

    def dismissed_in(self, article: Article) -> list[Annotation]:
        """Return the dismissals that are found in an article, with their present places."""
        dismissals = [each for name in self._names(article.source.id) for each in self._store.dismissed(name)]
        found = run_to_end(self.find(dismissals, article))
        return [each.placed for each in found if each.placed and each.status is not Status.REVIEW]

    def is_slow(self, article: Article) -> bool:
        """Return whether `of` would take so long that it belongs on a thread."""
        last, stored = self._result(article), self.stored(article.source.id)
        known = last.by_id
        if known and stored == last.annotations:
            return False
        if len(stored) - len(known) > VERY_MANY:
            return True
        all_new = (each for each in stored if each.digest != article.digest and not _has(known, each))
        new = list(islice(all_new, 1 if len(article.text) > LARGE else MANY + 1))
        if not new or len(new) > MANY or len(article.text) > LARGE:
            return bool(new)
        versions = {each.digest for each in new}
        return len(versions) > SEVERAL or any(self._snapshots.is_longer(each, LARGE) for each in versions)

    def unsure_in(self, article: Article) -> list[Anchored]:
        """Return the annotations of an article whose places a person should review."""
        found = self.of(article)
        last = self._result(article)
        return list(last.unsure) if last.in_order is found else [each for each in found if each.status not in SURE]

    def unsure_elsewhere(self, here: str) -> Generator[None, None, list[Anchored]]:
        """Find the annotations in all other sources whose places a person should review, in steps of milliseconds.

        It reads those sources.
        """
        unsure: list[Anchored] = []
        if not self._sources.is_one_file:
            for found in self.everywhere(here):
                unsure += [each for each in found if not each.status.is_sure]
                yield
        return unsure

    def statuses(self) -> Iterator[dict[str, Status]]:
        """Yield the status of every annotation by its id, in steps of milliseconds; reads the annotated sources."""
        for found in self.everywhere():
            yield {each.annotation.id: each.status for each in found}

    def everywhere(self, but: str = "") -> Iterator[list[Anchored]]:
        """Yield the annotations of every source that has any, in order of place.

        Empty lists come between the steps of a source that takes long.

        Args:
            but: The id of a source to leave out.
        """
        for id in dict.fromkeys(map(self.name_now, self._store.counts)):
            if id != but:
                yield from self._in_source(id)

    def _in_source(self, id: str) -> Iterator[list[Anchored]]:
        annotations = self.stored(id)
        try:
            steps = self.find(annotations, read_article(self._sources.by_id[id]))
        except (KeyError, SourceError):
            yield [Anchored(each, Status.ORPHAN, None) for each in annotations]
            return
        found = yield from with_steps_as(steps, lambda _: list[Anchored]())
        yield sorted(found, key=current_position_key)

    def stored(self, id: str) -> Sequence[Annotation]:
        """Return the annotations of a source as they are stored, under its present name and those that it had."""
        first, *others = (self._store.of(name) for name in self._names(id))
        return sum(others, first)

    def _names(self, id: str) -> list[str]:
        """Return the present name of a source, then those that it had."""
        return [id, *(name for name, now in self.renamed.items() if now == id)]

    def _result(self, article: Article) -> _Result:
        """Return the cached result for an article; an empty one if it is no longer among the latest."""
        asked = article.source.id, article.digest
        return next((each for each in self._latest if (each.source, each.digest) == asked), _Result())

    def _remember(self, found: _Result) -> None:
        others = (each for each in self._latest if each.source != found.source)
        self._latest = (found, *islice(others, REMEMBERED - 1))

    def find(self, annotations: Sequence[Annotation], article: Article) -> Generator[None, None, list[Anchored]]:
        """Find annotations in an article, in steps of milliseconds, in the order given."""
        id = article.source.id
        found = yield from anchor_in_steps(annotations, article.text, article.digest, self._snapshots.text)
        return [each if each.annotation.source == id else each.in_source(id) for each in found]

    # Renamed sources

    def name_now(self, id: str) -> str:
        """Return the present id of a source that was renamed; any other id as it is."""
        return self.renamed.get(id, id)

    def find_renamed(self) -> bool:
        """Look for missing annotated sources under other names; return whether any was found.

        It reads the sources that have no annotations.
        """
        from reader.annotation.anchoring.rename_detection import find_renames

        if self._sources.is_one_file:
            return False
        sources, named = self._sources.by_id, self._store.counts
        gone = {id: self._store.of(id) for id in named if id not in sources}
        free = [source for id, source in sources.items() if id not in named]
        self.renamed = find_renames(gone, _texts(free)) if gone else {}
        return bool(self.renamed)


def _has(known: AnchoredById, annotation: Annotation) -> bool:
    anchored = known.get(annotation.id)
    return anchored is not None and (anchored.annotation is annotation or anchored.annotation == annotation)


def _texts(sources: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    """Yield the id, text and digest of each source that can be read."""
    for source in sources:
        with contextlib.suppress(SourceError):
            decoded = read_source(source)
            yield source.id, decoded.text, decoded.digest
