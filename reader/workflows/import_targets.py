"""Where the annotations of another program's file belong: in which source, and where in it.

By the quote first and the offsets second. What is not found for sure stays as the file says it, so that `R` in the
reader and `reader check` show it as they show what lost its place in a source that changed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from reader.annotation.anchoring.anchor import Anchored, anchor, relocated
from reader.annotation.anchoring.quote_selector import occurs_once
from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation
from reader.errors import SourceError
from reader.formats.format import ImportedRecord
from reader.text.article import Article, read_article
from reader.text.source import read_source
from reader.text.span import Span
from reader.workspace import Workspace


class Placing:
    """Finds places in a workspace's sources. texts: by digest, those that the annotations it gave count in."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        """name: what a source is called of which nothing is said."""
        self.texts: dict[str, str] = {}
        self._workspace, self._name = workspace, name
        self._sources = {source.id: source for source in workspace.sources}

    def source_of(self, each: Annotation) -> str:
        """By id, by the digest of its bytes or its text, or by the end of a path that says more than ours.

        Where none is found, the id that the annotation has.
        """
        if each.source in self._sources:
            return each.source
        if each.digest in self._by_digest:
            return self._by_digest[each.digest]
        parts = each.source.split("/")
        tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
        return next((tail for tail in tails if tail in self._sources), each.source or self._name)

    @cached_property
    def _by_digest(self) -> dict[str, str]:
        """The sources by the digests of their bytes, and of their texts in UTF-8."""
        found: dict[str, str] = {}
        for source in self._sources.values():
            try:
                decoded = read_source(source)
            except SourceError:  # the export and the list say so
                continue
            text = hashlib.sha256(decoded.text.encode("utf-8", "surrogatepass")).hexdigest()
            found |= {text: source.id, decoded.digest: source.id}
        return found

    def article(self, source: str) -> Article | None:
        try:
            return read_article(self._sources[source]) if source in self._sources else None
        except SourceError:
            return None

    def placed(self, records: Sequence[ImportedRecord], source: str, article: Article | None) -> list[Anchored]:
        """The annotations of one source: those whose place is sure as they stand there, the others as they came."""
        if article is None:
            return [Anchored(replace(each.annotation, source=source), Status.ORPHAN, None) for each in records]
        carried = {each.annotation.digest: each.text for each in records if each.text is not None}
        meant = [_meant(each, source, article) for each in records]
        found = anchor(meant, article.text, article.digest, lambda digest: carried.get(digest) or self._kept(digest))
        return [self._settled(each, article, carried) for each in found]

    def _kept(self, digest: str) -> str | None:
        return self._workspace.anchoring.kept(digest)

    def _settled(self, each: Anchored, article: Article, carried: dict[str, str]) -> Anchored:
        if each.placed and each.status.is_sure:
            self.texts[article.digest] = article.text
            there = _with(relocated(each.placed, each.placed.span, article.text), digest=article.digest)
            return replace(each, annotation=there, placed=there)
        if text := carried.get(each.annotation.digest):
            self.texts[each.annotation.digest] = text
        return each


def _meant(each: ImportedRecord, source: str, article: Article) -> Annotation:
    """The annotation with what follows from the text: one that is known to count in it has its digest."""
    found, text = _with(each.annotation, source=source), article.text
    if each.text == text and stands(found, text):
        return _with(found, digest=article.digest)
    if found.end < 0 and found.exact and occurs_once(found.exact, text):
        start = text.index(found.exact)
        return replace(relocated(found, Span(start, start + len(found.exact)), text), digest=article.digest)
    if not found.exact and not found.digest and 0 <= found.start < found.end <= len(text):
        return replace(relocated(found, found.span, text), digest=article.digest)  # offsets are all that it has
    return found


def _with(each: Annotation, **fields: str) -> Annotation:
    """With these fields; most have them already, and a copy takes its time."""
    return each if all(getattr(each, name) == value for name, value in fields.items()) else replace(each, **fields)  # type: ignore[arg-type]
