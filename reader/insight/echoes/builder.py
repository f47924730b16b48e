"""The echoes among the sources of a workspace, found in steps so that nobody waits, and kept between starts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import SourceError
from reader.insight.echoes.cache import Stamp, load_sketches, save_sketches
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.tokenized_source import Sketch, sketch
from reader.system.files import signature
from reader.text.article import Article, read_article
from reader.text.source import Source
from reader.text.span import Span

NO_FILE = 0, 0

Skip = Callable[[Article], Sequence[Span]]


class Echoes:
    """index: to be asked for echoes; of no source until `find` is through for the first time.

    sources: those to look at, as they are when `find` begins. skip: passages that are no part of an article, told
    by the article alone. tagged: those that a person has marked so, by source. problems: why some sources cannot be
    read.
    """

    def __init__(
        self,
        sources: Callable[[], Sequence[Source]],
        cache: Path,
        skip: Skip = lambda _: (),
        tagged: Callable[[], Mapping[str, Sequence[Span]]] = dict,
    ) -> None:
        self.index = EchoIndex(())
        self.problems = list[str]()
        self.progress = ""
        self._sources, self._skip, self._tagged, self._cache = sources, skip, tagged, cache
        self._sketches: dict[str, tuple[Stamp, Sketch]] = {}
        self._is_saved = True

    def find(self) -> Iterator[None]:
        """Sketches the sources that are new or changed, and indexes all; a step takes the time of one source."""
        if not self._sketches:
            for stamp, kept in load_sketches(self._cache):
                self._sketches[kept.source] = stamp, kept
                yield
        self.problems.clear()
        now: dict[str, tuple[Stamp, Sketch]] = {}
        sources = self._sources()
        for number, source in enumerate(sources):
            self.progress = f"echoes: {number:,} of {len(sources):,} sources"
            found = self._sketch(source)
            if found:
                now[source.id] = found
            yield
        self._is_saved = self._is_saved and now.keys() == self._sketches.keys()
        self._sketches = now
        index = EchoIndex((each for _, each in now.values()), self._tagged())
        for _ in index.build():
            self.progress = f"echoes: {len(now):,} sources are compared"
            yield
        self.index, self.progress = index, ""

    def _sketch(self, source: Source) -> tuple[Stamp, Sketch] | None:
        stamp, known = _stamp(source), self._sketches.get(source.id)
        if known and known[0] == stamp != NO_FILE and not source.problem:
            return known
        try:
            article = read_article(source)
        except SourceError as error:
            self.problems.append(str(error))
            return None
        self._is_saved = False
        return stamp, sketch(article, self._skip(article))

    def is_current(self, source: Source) -> bool:
        """Whether its file is the one that was sketched."""
        known = self._sketches.get(source.id)
        return known is not None and known[0] == _stamp(source)

    def save(self) -> None:
        """Keeps the sketches for the next start, if there is news. Raises OSError."""
        if not self._is_saved:
            save_sketches(self._cache, self._sketches)
            self._is_saved = True


def _stamp(source: Source) -> Stamp:
    """Changes when the file does."""
    try:
        found = signature(source.path)
    except OSError:  # reading the source will say why
        found = None
    return found[1:] if found else NO_FILE
