"""Articles that quote the same words: lesser evidence for quotations that are in no original."""

import contextlib
from collections.abc import Callable, Iterator, Sequence

from reader.errors import SourceError
from reader.insight.quote_check.lesser_evidence import lacks_evidence, quoted_words, with_lesser_evidence
from reader.insight.quote_check.original import Original
from reader.insight.quote_check.verdict import Checked
from reader.system.files import Signature, signature
from reader.text.article import Article, read_article
from reader.text.rendered_text import shown_in_place
from reader.text.source import Source
from reader.workspace.sources import Sources


class QuotingArticles:
    """Knows the quotations of all articles, once `find` has read them.

    Attributes:
        is_found: Whether `find` has read all of them once.

    Args:
        sources: The sources of the workspace.
        is_original: Tells which of them are originals, whose words are more than lesser evidence.
    """

    def __init__(self, sources: Sources, is_original: Callable[[Source], bool]) -> None:
        self._sources, self._is_original = sources, is_original
        self._known: dict[str, tuple[Signature | None, Original]] = {}  # by id, as the file was when it was read
        self.is_found = False

    def find(self) -> Iterator[None]:
        """Read new and changed articles, one per step."""
        found: dict[str, tuple[Signature | None, Original]] = {}
        for source in self._sources.to_read():
            seen, known = signature(source.path), self._known.get(source.id)
            if known and known[0] == seen:
                found[source.id] = known
            elif not self._is_original(source):
                with contextlib.suppress(SourceError):  # whoever opens it is told
                    found[source.id] = seen, quoted_words(read_article(self._sources.recheck(source)))
            yield
        self._known, self.is_found = found, True

    def add_to(self, article: Article, checked: Sequence[Checked]) -> Iterator[Checked]:
        """Yield the checked quotations of an article; those in no original come with articles that also quote them."""
        shown, quoting = shown_in_place(article), [each for _, each in self._known.values()]
        for each in checked:
            yield with_lesser_evidence(each, shown, quoting) if lacks_evidence(each) else each
