"""The loader of articles, which keeps the last one as long as its file stays the same."""

from collections.abc import Callable
from concurrent.futures import Future

from reader.system.files import Signature, signature
from reader.system.threads import run_in_thread, run_now
from reader.text.article import Article, fully_parsed, read_article, read_quickly
from reader.text.source import Source

# Bytes up to which a screen can wait for a file; Markdown takes longer, since it has to be parsed.
SMALL, SMALL_MARKDOWN = 65_536, 16_384


class ArticleLoader:
    """Loads articles, large ones in a thread, and keeps the last one.

    Args:
        recheck: Checks a source again: a listed file may have become a link.
    """

    def __init__(self, recheck: Callable[[Source], Source]) -> None:
        self._recheck = recheck
        self._signature: Signature | None = None  # the signature of the article's file when it was read
        self._opening: tuple[str, Signature | None, Future[Article]] | None = None  # the last one that a thread read
        self._article: Article | None = None
        self._wanted = ""  # the id of the source that was asked for last

    def article(self, source: Source) -> Article:
        """Return the article of a source as its file is now.

        Raises:
            SourceError: The file is not text, or is gone.
        """
        self._wanted = source.id
        return self._read(source, read_article)

    def opening(self, source: Source) -> Future[Article]:
        """Start to load an article for a screen that must not wait.

        A large file is read in a thread, and long Markdown is left provisional.
        """
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
        """Start to parse the Markdown of a provisional article in a thread."""
        return run_in_thread(lambda: self._keep(article.source, self._signature, fully_parsed(article)))

    def is_current(self, article: Article) -> bool:
        """Return whether an article was the last one loaded and its file has not changed since."""
        return self._article is article and signature_of(article.source) == self._signature

    def _has(self, source: Source, seen: Signature | None) -> bool:
        return self._article is not None and self._article.source.id == source.id and self._signature == seen

    def _read(self, source: Source, read: Callable[[Source], Article]) -> Article:
        seen = signature_of(source)
        if self._article is not None and self._has(source, seen):
            return self._article
        return self._keep(source, seen, read(self._recheck(source)))

    def _keep(self, source: Source, seen: Signature | None, article: Article) -> Article:
        if source.id != self._wanted:  # another source was chosen while a thread read this one
            return article
        known = self._article
        if known and known.source.id == source.id and known.digest == article.digest and not known.is_provisional:
            article = known  # only its time is new
        self._signature, self._article = seen, article
        return article


def signature_of(source: Source) -> Signature | None:
    """Return a value that changes when a source's file does.

    None if there is no file, or it cannot be looked at: reading the source will say why.
    """
    try:
        return signature(source.path)
    except OSError:
        return None
