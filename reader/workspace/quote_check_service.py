"""The quote check of a workspace: its originals, indexed once, and the verdicts on the quotations of its articles."""

import contextlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from reader.annotation.model.annotation import Annotation
from reader.errors import SourceError
from reader.insight.quote_check.check import check_in_steps, check_quotations
from reader.insight.quote_check.lesser_evidence import lacks_evidence
from reader.insight.quote_check.original import Original, OriginalText, index_text
from reader.insight.quote_check.pair_cache import load_pairs, save_pairs
from reader.insight.quote_check.quotations import Quoted, find_quotations
from reader.insight.quote_check.verdict import Checked
from reader.insight.wording.language import language_of
from reader.settings.fields import MANNER
from reader.settings.tag_names import is_within
from reader.system.bounded_cache import LRUCache
from reader.system.checksummed_lines import load_lines, save_lines
from reader.system.files import Signature, signature
from reader.text.article import Article, make_article
from reader.text.folder import find_sources
from reader.text.rendered_text import shown_in_place
from reader.text.role import is_original
from reader.text.sanitize import sanitize
from reader.text.source import Source, read_source
from reader.version import VERSION
from reader.workspace.annotations import Annotations
from reader.workspace.location import WorkspacePaths
from reader.workspace.quoting_articles import QuotingArticles
from reader.workspace.reading_state import cache_file
from reader.workspace.sources import Sources

QUOTE = "quote"  # passages with this tag or a nested one are checked, in quotation marks or not
KEPT_TEXTS = 32  # texts of originals kept at a time
_HEADING = json.dumps(["originals", "reader", VERSION, 1]).encode()


class QuoteCheckService:
    """Compares the quotations of articles with the originals of a workspace.

    `find` reads and indexes originals that are new or have changed, and may run on any thread. After that, `check` may
    be called from any thread, one at a time.

    Attributes:
        originals: The originals, as `find` has found them.
        revision: The number of times that `find` has found the originals changed.
        problems: A message for each original that cannot be read.
        quoting: The articles that quote the same words, which is lesser evidence.

    Args:
        paths: The folders and files of the workspace.
        sources: Its sources.
        annotations: Its annotations, of which those tagged as quote are checked.
        folder: Another folder whose texts are the originals; None for the sources that are originals.
    """

    def __init__(
        self, paths: WorkspacePaths, sources: Sources, annotations: Annotations, folder: Path | None = None
    ) -> None:
        self._sources, self._annotations, self._folder = sources, annotations, folder
        self._cache = cache_file(folder or paths.scope).with_suffix(".originals")
        self.originals: Sequence[Original] = ()
        self.revision = 0
        self.problems: list[str] = []
        self.quoting = QuotingArticles(sources, self.is_original)
        self._known: dict[str, tuple[Signature, Original]] = {}  # by shown id, as the file was when it was indexed
        self._texts = LRUCache[tuple[Source, Signature], OriginalText](_read, KEPT_TEXTS)

    def is_original(self, source: Source) -> bool:
        """Return whether a source of the workspace is an original, and not an article that is checked."""
        return self._sources.is_original(source) or bool(self._folder and _is_below(source.path, self._folder))

    # Originals

    def find(self) -> Iterator[None]:
        """Read and index the originals, one per step; unchanged ones are not read again."""
        kept = dict(_load_kept(self._cache / "index"))
        found, problems = dict[str, tuple[Signature, Original]](), list[str]()
        for id, source in self._places():
            seen = signature(source.path)
            try:
                if seen is None or source.problem:
                    raise SourceError(sanitize(id), source.problem or "it cannot be read")
                known = self._known.get(id)
                found[id] = known if known and known[0] == seen else (seen, self._original(id, source, seen, kept))
            except SourceError as error:
                problems.append(str(error))
            yield
        self.revision += _digests(found) != _digests(self._known)
        self._known, self.problems = found, problems
        self.originals = [original for _, original in found.values()]
        if {id: (seen, each.digest, each.language) for id, (seen, each) in found.items()} != kept:
            with contextlib.suppress(OSError):  # the next start only takes longer
                self._keep(found)

    def _places(self) -> Iterator[tuple[str, Source]]:
        """Yield the originals, with the ids under which they are shown."""
        if self._folder is None:
            yield from ((source.id, source) for source in self._sources.originals())
            return
        for source in find_sources(self._folder):
            yield _shown_id(source, self._sources.folder), source

    def _original(
        self, id: str, source: Source, seen: Signature, kept: dict[str, tuple[Signature, str, str]]
    ) -> Original:
        read = partial(self._texts.__getitem__, (source, seen))
        if id in kept and kept[id][0] == seen:
            _, digest, language = kept[id]
            if (pairs := load_pairs(self._file(digest), digest)) is not None:
                return Original(id, digest, language, pairs, read)
        decoded = read_source(self._sources.recheck(source))
        text = OriginalText(decoded.text, shown_in_place(make_article(source, decoded)))
        indexed = index_text(text)
        with contextlib.suppress(OSError):
            save_pairs(self._file(decoded.digest), decoded.digest, indexed)
        return Original(id, decoded.digest, language_of(text.shown), indexed, read)

    def _file(self, digest: str) -> Path:
        return self._cache / f"{digest}.pairs"

    def _keep(self, found: dict[str, tuple[Signature, Original]]) -> None:
        """Save the list of originals, and remove the indexes of those that are gone."""
        entries = ([id, list(seen), each.digest, each.language] for id, (seen, each) in found.items())
        save_lines(self._cache / "index", _HEADING, (json.dumps(entry).encode() for entry in entries))
        wanted = {self._file(each.digest).name for _, each in found.values()}
        for file in self._cache.glob("*.pairs"):
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    # Articles

    def check_in_steps(
        self, article: Article, quotes: Sequence[Annotation] | None = None
    ) -> Generator[None, None, list[Checked]]:
        """Check the quotations of an article as `check` does, one per step; an original has none to check.

        Args:
            article: The article.
            quotes: Its annotations at their present places; None to find them.
        """
        if is_original(article.source.id, article.text):
            return []
        return (yield from check_in_steps(article, self.quotations(article, quotes), self.originals))

    def check(self, article: Article) -> list[Checked]:
        """Return the verdicts on the quotations of an article, in order of place.

        Raises:
            SourceError: An original can no longer be read.
        """
        return check_quotations(article, self.quotations(article), self.originals)

    def with_lesser_evidence(self, article: Article, found: Sequence[Checked]) -> list[Checked]:
        """Return verdicts with the other articles that quote words that no original has; it reads all articles once."""
        if not any(map(lacks_evidence, found)):
            return list(found)
        for _ in () if self.quoting.is_found else self.quoting.find():
            pass
        return list(self.quoting.add_to(article, found))

    def quotations(self, article: Article, quotes: Sequence[Annotation] | None = None) -> list[Quoted]:
        """Return the quotations of an article that are checked: those in marks, and those tagged as quote.

        Args:
            article: The article.
            quotes: Its annotations at their present places; None to find them.
        """
        found = self._annotations.of(article) if quotes is None else quotes
        return find_quotations(article, [each.span for each in found if is_checked(each)])


def is_checked(annotation: Annotation) -> bool:
    """Return whether an annotation is a quote of words that somebody is supposed to have said."""
    return is_within(annotation.tag, QUOTE) and annotation.fields.get(MANNER) != "indirect"


def _digests(found: Mapping[str, tuple[Signature, Original]]) -> dict[str, str]:
    return {id: each.digest for id, (_, each) in found.items()}


def _read(version: tuple[Source, Signature]) -> OriginalText:
    """Return the text of a source; its signature tells one version from another."""
    source, _ = version
    decoded = read_source(source)
    return OriginalText(decoded.text, shown_in_place(make_article(source, decoded)))


def _shown_id(source: Source, sources: Path) -> str:
    """Return the path to show for an original: from the sources folder if it is in it."""
    with contextlib.suppress(ValueError):
        return source.path.resolve().relative_to(sources.resolve()).as_posix()
    return source.path.as_posix()


def _is_below(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _load_kept(file: Path) -> Iterable[tuple[str, tuple[Signature, str, str]]]:
    """Yield the saved facts on each original: its file's signature, its digest and its language."""
    for line in load_lines(file, _HEADING):
        try:
            id, seen, digest, language = json.loads(line)
            if not (len(digest) == 64 and digest.isalnum()):
                return
            yield id, (tuple(seen), digest, language)
        except (ValueError, TypeError, RecursionError):
            return
