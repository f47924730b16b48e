"""A search of an article and its hits, without the screen."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.article import Article, fully_parsed
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from reader.text.find import Hits, Query
    from reader.text.rendered_text import RenderedText

PATIENCE = 0.3  # seconds that `enter`, `n` and `N` wait for the hits


class FindSession:
    """A search of an article, and its hits. Plain Python; the search itself runs on a thread.

    Attributes:
        words: The words that were typed.
        is_regex: Whether they are a regular expression.
        hits: The hits; None until they are known.
        problem: Why the search failed; empty if it did not.
        query: What was searched for last; None before the first search.
    """

    def __init__(self) -> None:
        self.query: Query | None = None
        self.words, self.is_regex = "", False
        self.hits: Hits | None = None
        self.problem = ""
        self._search: Future[Hits] | None = None
        self._searched: Article | None = None
        self._rendered: tuple[Article, RenderedText] | None = None  # the text that was searched last

    @property
    def has_search(self) -> bool:
        """True while there is a search, running or done."""
        return self._search is not None

    def searches(self, article: Article) -> bool:
        """Return whether the search, if there is one, is in this article."""
        return self._search is not None and self._searched is article

    def begin(self, article: Article, is_exact: bool, start: "Callable[[Callable[[], Hits]], Future[Hits]]") -> None:
        """Search an article, exactly or not; `start` runs the work on a thread."""
        from reader.text.find import Query, find

        query = self.query = Query(self.words, self.is_regex, is_exact)
        self.hits, self.problem, self._searched = None, "", article
        self._search = start(lambda: find(self._text_of(article), query))

    def forget(self) -> None:
        """Forget the search."""
        self._search = self.hits = None

    def wait(self) -> bool:
        """Wait a moment for a search whose hits are not known; return whether they are known now."""
        if self._search is None or self.hits is not None:
            return False
        wait_for([self._search], PATIENCE)
        return self._search.done()

    def is_latest(self, search: "Future[Hits]") -> bool:
        """Return whether a search is the latest one and its hits are still unknown."""
        return search is self._search and self.hits is None

    def take_result(self) -> None:
        """Take over the hits of a search that is done, or the reason why it failed."""
        from reader.text.find import Hits

        assert self._search
        try:
            self.hits = self._search.result()
        except ReaderError as error:
            self.hits, self.problem = Hits(), sanitize_line(str(error))

    def where(self, cursor: Cursor) -> str:
        """Say which of the hits the cursor is on, or how many there are."""
        assert self.hits
        at = self.hits.number(cursor.head)
        return f"{at + 1:,} of {len(self.hits):,}" if at is not None else f"{len(self.hits):,} found"

    def beside(self, cursor: Cursor, direction: int) -> int:
        """Return the number of the next hit, or of the previous one; it may lie beyond the first or the last."""
        assert self.hits is not None
        at = self.hits.number(cursor.head)
        if at is None:
            at = self.hits.following(cursor.head.start) - (1 if direction > 0 else 0)
        return at + direction

    def _text_of(self, article: Article) -> "RenderedText":
        """Render the text on any thread, from blocks that no other thread uses."""
        from reader.text.rendered_text import render_text

        known = self._rendered
        if known is None or known[0] is not article:
            known = self._rendered = article, render_text(fully_parsed(article))
        return known[1]
