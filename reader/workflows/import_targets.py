"""Finding the source and the place that each annotation of another program's file belongs to.

A passage is searched for by its quotation first and by its offsets second. One that is not found with certainty keeps
the place that the file gives, so that `R` in the reader and `reader check` list it like one whose source changed.
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
from reader.workspace.workspace import Workspace


class ImportTargets:
    """The sources of a workspace as places for imported annotations.

    Attributes:
        texts: The texts that the offsets of the placed annotations refer to, by digest.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        """Take the workspace, and the id to give a source about which the file says nothing."""
        self.texts: dict[str, str] = {}
        self._workspace, self._name = workspace, name
        self._sources = {source.id: source for source in workspace.sources}

    def source_of(self, each: Annotation) -> str:
        """Return the id of the source that an annotation belongs to, or the id in the file if there is no such source.

        A source is recognised by its id, by the digest of its bytes or its text, or by the end of a longer path.
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
        """The ids of the sources by the digests of their bytes, and by those of their texts in UTF-8."""
        found: dict[str, str] = {}
        for source in self._sources.values():
            try:
                decoded = read_source(source)
            except SourceError:  # export and list report it
                continue
            text = hashlib.sha256(decoded.text.encode("utf-8", "surrogatepass")).hexdigest()
            found |= {text: source.id, decoded.digest: source.id}
        return found

    def article(self, source: str) -> Article | None:
        """Return the article with this id, or None if it cannot be read or there is none."""
        try:
            return read_article(self._sources[source]) if source in self._sources else None
        except SourceError:
            return None

    def place(self, records: Sequence[ImportedRecord], source: str, article: Article | None) -> list[Anchored]:
        """Return the annotations of one source: with their place in it if that is certain, else as in the file."""
        if article is None:
            return [Anchored(replace(each.annotation, source=source), Status.ORPHAN, None) for each in records]
        carried = {each.annotation.digest: each.text for each in records if each.text is not None}
        given = [_completed(each, source, article) for each in records]
        found = anchor(given, article.text, article.digest, lambda digest: carried.get(digest) or self._kept(digest))
        return [self._resolved(each, article, carried) for each in found]

    def _kept(self, digest: str) -> str | None:
        return self._workspace.anchoring.kept(digest)

    def _resolved(self, each: Anchored, article: Article, carried: dict[str, str]) -> Anchored:
        if each.placed and each.status.is_sure:
            self.texts[article.digest] = article.text
            there = _with(relocated(each.placed, each.placed.span, article.text), digest=article.digest)
            return replace(each, annotation=there, placed=there)
        if text := carried.get(each.annotation.digest):
            self.texts[each.annotation.digest] = text
        return each


def _completed(each: ImportedRecord, source: str, article: Article) -> Annotation:
    """Return the annotation with what follows from the article; it has its digest if the offsets count in its text."""
    found, text = _with(each.annotation, source=source), article.text
    if each.text == text and stands(found, text):
        return _with(found, digest=article.digest)
    if found.end < 0 and found.exact and occurs_once(found.exact, text):
        start = text.index(found.exact)
        return replace(relocated(found, Span(start, start + len(found.exact)), text), digest=article.digest)
    if not found.exact and not found.digest and 0 <= found.start < found.end <= len(text):
        return replace(relocated(found, found.span, text), digest=article.digest)  # it has nothing but offsets
    return found


def _with(each: Annotation, **fields: str) -> Annotation:
    """Return the annotation with these field values; the same object if it has them, since copies are slow."""
    return each if all(getattr(each, name) == value for name, value in fields.items()) else replace(each, **fields)  # type: ignore[arg-type]
