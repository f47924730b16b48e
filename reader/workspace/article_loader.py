"""The desk: the article that was opened last lies on it, and is taken from there while its file is the same."""

from collections.abc import Callable
from concurrent.futures import Future

from reader.system.files import Signature, signature
from reader.system.threads import run_in_thread, run_now
from reader.text.article import Article, fully_parsed, read_article, read_quickly
from reader.text.source import Source

# Bytes that a screen can wait for; Markdown has to be parsed.
SMALL, SMALL_MARKDOWN = 65_536, 16_384


class ArticleLoader:
    """`as_it_is` looks at a source again: what was a file when it was listed can be a link now."""

    def __init__(self, as_it_is: Callable[[Source], Source]) -> None:
        self._as_it_is = as_it_is
        self._seen: Signature | None = None  # of the article's file when it was read
        self._opening: tuple[str, Signature | None, Future[Article]] | None = None  # the last that took a thread
        self._article: Article | None = None
        self._wanted = ""  # the id of the source that was asked for last

    def article(self, source: Source) -> Article:
        """A source as it is now. Raises SourceError if it is no text, or gone."""
        self._wanted = source.id
        return self._read(source, read_article)

    def opening(self, source: Source) -> Future[Article]:
        """The same for a screen that must not wait: what is large is read on a thread, and long Markdown left raw."""
        seen = signature_of(source)
        large = seen and seen[1] > (SMALL_MARKDOWN if source.is_markdown else SMALL)
        self._wanted = source.id
        if not large or self._has(source, seen):
            self._opening = None  # it would keep its article
            return run_now(lambda: self.article(source))
        if self._opening is None or self._opening[:2] != (source.id, seen) or self._opening[2].done():
            self._opening = source.id, seen, run_in_thread(lambda: self._read(source, read_quickly))
        return self._opening[2]

    def finishing(self, article: Article) -> Future[Article]:
        """A raw article with the blocks of its Markdown."""
        return run_in_thread(lambda: self._lay(article.source, self._seen, fully_parsed(article)))

    def is_current(self, article: Article) -> bool:
        """Whether its file is the one that it was read from."""
        return self._article is article and signature_of(article.source) == self._seen

    def _has(self, source: Source, seen: Signature | None) -> bool:
        return self._article is not None and self._article.source.id == source.id and self._seen == seen

    def _read(self, source: Source, read: Callable[[Source], Article]) -> Article:
        seen = signature_of(source)
        if self._article is not None and self._has(source, seen):
            return self._article
        return self._lay(source, seen, read(self._as_it_is(source)))

    def _lay(self, source: Source, seen: Signature | None, article: Article) -> Article:
        if source.id != self._wanted:  # another one was chosen while a thread read this
            return article
        known = self._article
        if known and known.source.id == source.id and known.digest == article.digest and not known.is_provisional:
            article = known  # only its time is new
        self._seen, self._article = seen, article
        return article


def signature_of(source: Source) -> Signature | None:
    """Changes when the file does. None also where it cannot be told: reading the source will say why."""
    try:
        return signature(source.path)
    except OSError:
        return None
