"""Building the echo index of a workspace, in steps so that nobody waits, with a cache between starts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from reader.errors import SourceError
from reader.insight.echoes.cache import FileStamp, load_tokenized, save_tokenized
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.tokenized_source import TokenizedSource, tokenize_source
from reader.system.files import signature
from reader.text.article import Article, read_article
from reader.text.source import Source
from reader.text.span import Span

NO_FILE = 0, 0

Skip = Callable[[Article], Sequence[Span]]


class EchoBuilder:
    """The echo index of a workspace, with the means to rebuild it when sources change.

    Attributes:
        index: The index from when `find` last finished; empty until then.
        problems: Messages about the sources that could not be read.
        progress: The progress of `find`, for people; empty while it is not at work.
    """

    def __init__(
        self,
        sources: Callable[[], Sequence[Source]],
        cache: Path,
        skip: Skip = lambda _: (),
        tagged: Callable[[], Mapping[str, Sequence[Span]]] = dict,
    ) -> None:
        """Prepare to build; nothing is read yet.

        Args:
            sources: Returns the sources to look at, asked whenever `find` begins.
            cache: The file that keeps tokenized sources between starts.
            skip: Returns the passages that are not part of an article, as far as the article alone tells.
            tagged: Returns the passages that people marked as not part of an article, by source id.
        """
        self.index = EchoIndex(())
        self.problems = list[str]()
        self.progress = ""
        self._sources, self._skip, self._tagged, self._cache = sources, skip, tagged, cache
        self._tokenized: dict[str, tuple[FileStamp, TokenizedSource]] = {}
        self._is_saved = True

    def find(self) -> Iterator[None]:
        """Tokenize the sources that are new or changed and index all, in steps that take the time of one source."""
        if not self._tokenized:
            for stamp, cached in load_tokenized(self._cache):
                self._tokenized[cached.source] = stamp, cached
                yield
        self.problems.clear()
        current: dict[str, tuple[FileStamp, TokenizedSource]] = {}
        sources = self._sources()
        for number, source in enumerate(sources):
            self.progress = f"echoes: {number:,} of {len(sources):,} sources"
            found = self._tokenize(source)
            if found:
                current[source.id] = found
            yield
        self._is_saved = self._is_saved and current.keys() == self._tokenized.keys()
        self._tokenized = current
        index = EchoIndex((each for _, each in current.values()), self._tagged())
        for _ in index.build():
            self.progress = f"echoes: comparing {len(current):,} sources"
            yield
        self.index, self.progress = index, ""

    def _tokenize(self, source: Source) -> tuple[FileStamp, TokenizedSource] | None:
        stamp, known = _stamp(source), self._tokenized.get(source.id)
        if known and known[0] == stamp != NO_FILE and not source.problem:
            return known
        try:
            article = read_article(source)
        except SourceError as error:
            self.problems.append(str(error))
            return None
        self._is_saved = False
        return stamp, tokenize_source(article, self._skip(article))

    def is_current(self, source: Source) -> bool:
        """Return True if a source's file is the one that was tokenized."""
        known = self._tokenized.get(source.id)
        return known is not None and known[0] == _stamp(source)

    def save(self) -> None:
        """Write the tokenized sources to the cache, if any changed.

        Raises:
            OSError: The cache cannot be written.
        """
        if not self._is_saved:
            save_tokenized(self._cache, self._tokenized)
            self._is_saved = True


def _stamp(source: Source) -> FileStamp:
    """Return the size and time of a source's file, which change when the file does."""
    try:
        found = signature(source.path)
    except OSError:  # reading the source will say why
        found = None
    return found[1:] if found else NO_FILE
