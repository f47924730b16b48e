"""Finding the source and the place that each annotation of another program's file belongs to.

A passage is searched for by its quotation first and by its offsets second. One that is not found with certainty keeps
the place in the file, so that `R` in the reader and `reader check` list it like one whose source changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.annotation.anchoring.anchor import Anchored, anchor, relocated
from reader.annotation.anchoring.status import Status, stands
from reader.annotation.model.annotation import Annotation
from reader.errors import SourceError
from reader.formats.carried_text import bare_text, text_digest
from reader.formats.format import ImportedRecord, Options, RejectedRecord
from reader.formats.loose_json import LARGEST
from reader.formats.settled import settle_in
from reader.text.article import Article, read_article
from reader.text.source import read_source
from reader.workspace.workspace import Workspace

_DIGEST = re.compile("[0-9a-f]{64}")
UNCONFIRMED = ""  # the digest of an annotation whose offsets count in no known text
_WORD = re.compile(r"\w+")
OTHER_NAME = "in a source of another name, as it has their text, and the one that the file names has another text"
ONE_OF_SEVERAL = "in the first of several sources that have their text"
VERSION = 0.75  # the share of a text's words by which another one is a version of it


@dataclass(frozen=True, slots=True)
class Target:
    """A record with its place in a source if that is certain, else with the place in the file."""

    record: ImportedRecord
    anchored: Anchored


class ImportTargets:
    """The sources of a workspace as places for imported annotations.

    Attributes:
        texts: The texts that the offsets of the placed annotations refer to, by digest.
        unreadable: A message for each source that was looked at and cannot be read, by id.
    """

    def __init__(self, workspace: Workspace, name: str, options: Options) -> None:
        """Take the workspace, the id for a source that the file does not name, and the unit of offsets."""
        self.texts: dict[str, str] = {}
        self.unreadable: dict[str, str] = {}
        self._workspace, self._name, self._options = workspace, name, options
        self._sources = {source.id: source for source in workspace.sources}
        self._digests: dict[str, str] = {}  # digests of the texts in the file, without what programs strip
        self._known: dict[str, frozenset[str]] = {}  # digests of the sources looked at so far
        self._versions: dict[tuple[str, str], bool] = {}  # whether one source is a version of another

    def source_of(self, record: ImportedRecord) -> tuple[str, str]:
        """Return the id of the source that a record belongs to, or the id in the file if there is no such source.

        A source is recognised by its id, by the digest of its bytes or its text, by its text without line ends and
        byte-order mark, or by the end of a longer path. If the one with its id has become another text, the source that
        has the text of the record is it. The second value is a remark for people, or empty.
        """
        each = record.annotation
        is_named = each.source in self._sources
        if is_named and self._has_text(each.source, record):
            return each.source, ""
        if same := self._by_digest.get(each.digest) or self._by_digest.get(self._bare_digest(record)):
            if not is_named:
                return same[0], ONE_OF_SEVERAL if len(same) > 1 else ""
            if not self._is_version(each.source, same[0]):
                return same[0], OTHER_NAME
        if is_named:
            return each.source, ""
        parts = each.source.split("/")
        tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
        return next((tail for tail in tails if tail in self._sources), each.source or self._name), ""

    def _has_text(self, source: str, record: ImportedRecord) -> bool:
        """Return whether a source has the text of a record, or the record does not say which that is."""
        wanted = {record.annotation.digest, self._bare_digest(record)} - {""}
        return not wanted or not wanted.isdisjoint(self._digests_of(source))

    def _digests_of(self, source: str) -> frozenset[str]:
        """Return the digests of a source's bytes, its text in UTF-8 and its bare text; none if it cannot be read."""
        if source not in self._known:
            try:
                decoded = read_source(self._sources[source])
            except SourceError as error:
                self.unreadable[source] = str(error)
                self._known[source] = frozenset()
            else:
                texts = map(text_digest, (decoded.text, bare_text(decoded.text)))
                self._known[source] = frozenset({decoded.digest, *texts})
        return self._known[source]

    def _is_version(self, source: str, other: str) -> bool:
        """Return whether the text of a source has most words of another one's, or cannot be read."""
        if (source, other) not in self._versions:
            one, another = self.article(source), self.article(other)
            words = set(_WORD.findall(another.text)) if another else set()
            shared = words.intersection(_WORD.findall(one.text)) if one else words
            self._versions[source, other] = len(shared) >= VERSION * len(words)
        return self._versions[source, other]

    def _bare_digest(self, record: ImportedRecord) -> str:
        digest = record.annotation.digest
        if record.text is not None and digest not in self._digests:
            self._digests[digest] = text_digest(bare_text(record.text))
        return self._digests.get(digest, "")

    @cached_property
    def _by_digest(self) -> dict[str, list[str]]:
        """The ids of the sources by each of their digests."""
        found: dict[str, list[str]] = {}
        for source in self._sources:
            for digest in self._digests_of(source):
                found.setdefault(digest, []).append(source)
        return found

    def article(self, source: str) -> Article | None:
        """Return the article with this id, or None if it cannot be read or there is none."""
        try:
            return read_article(self._sources[source]) if source in self._sources else None
        except SourceError as error:
            self.unreadable[source] = str(error)
            return None

    def place(
        self, records: Sequence[ImportedRecord], source: str, article: Article | None
    ) -> list[Target | RejectedRecord]:
        """Return the records of one source with their places in it; those without any hint of a place are refused."""
        if article is None:
            return [_without_source(each, source) for each in records]
        carried = {each.annotation.digest: each.text for each in records if each.text is not None}
        settled = self._settled([_in_source(each, source, article) for each in records], article)
        given = [each.annotation for each in settled if isinstance(each, ImportedRecord)]
        found = iter(anchor(given, article.text, article.digest, lambda digest: self._version(digest, carried)))
        return [
            Target(each, self._resolved(next(found), article, carried)) if isinstance(each, ImportedRecord) else each
            for each in settled
        ]

    def _settled(self, records: Sequence[ImportedRecord], article: Article) -> list[ImportedRecord | RejectedRecord]:
        """Settle, in the article, the places of records whose offsets do not refer to another text."""
        here = [at for at, each in enumerate(records) if _may_count_in(article, each)]
        found: list[ImportedRecord | RejectedRecord] = list(records)
        for at, each in zip(here, settle_in(article.text, [records[at] for at in here], self._options), strict=True):
            found[at] = _placed(each, article)
        return found

    def _version(self, digest: str, carried: dict[str, str]) -> str | None:
        return carried.get(digest) or self._workspace.anchoring.kept(digest)

    def _resolved(self, each: Anchored, article: Article, carried: dict[str, str]) -> Anchored:
        if each.placed and each.status.is_sure:
            self.texts[article.digest] = article.text
            there = _with(relocated(each.placed, each.placed.span, article.text), digest=article.digest)
            return replace(each, annotation=there, placed=there)
        if text := carried.get(each.annotation.digest):
            self.texts[each.annotation.digest] = text
        return each


def _may_count_in(article: Article, record: ImportedRecord) -> bool:
    """Return whether the offsets of a record may refer to the present article, and are not settled yet.

    A different digest names an earlier version, to which they refer.
    """
    digest = record.annotation.digest
    is_of_another = digest != article.digest and _DIGEST.fullmatch(digest)
    return record.text is None and not record.doubt and not (is_of_another and record.annotation.exact)


def _without_source(record: ImportedRecord, source: str) -> Target | RejectedRecord:
    if not record.annotation.exact:
        return RejectedRecord(record.where, f"{source or 'its source'} is not here, and it has no words to look for")
    found = replace(record.annotation, source=source)
    if found.end > LARGEST:
        found = replace(found, start=-1, end=-1)
    return Target(record, Anchored(found, Status.ORPHAN, None))


def _in_source(record: ImportedRecord, source: str, article: Article) -> ImportedRecord:
    """Return the record with the id of its source, and with its digest if the offsets count in the source's text."""
    found = _with(record.annotation, source=source)
    if record.doubt:
        found = _with(found, digest=UNCONFIRMED)
    elif record.text == article.text and stands(found, article.text):
        found = _with(found, digest=article.digest)
    return record if found is record.annotation else replace(record, annotation=found)


def _placed(record: ImportedRecord | RejectedRecord, article: Article) -> ImportedRecord | RejectedRecord:
    """Return a record that was settled in an article, with its context there; a doubtful one is returned unchanged."""
    if isinstance(record, RejectedRecord):
        return record
    if record.doubt:
        return replace(record, annotation=_with(record.annotation, digest=UNCONFIRMED))
    there = relocated(record.annotation, record.annotation.span, article.text)
    return replace(record, annotation=_with(there, digest=article.digest))


def _with(each: Annotation, **fields: str) -> Annotation:
    """Return the annotation with these field values; the same object if it has them, since copies are slow."""
    return each if all(getattr(each, name) == value for name, value in fields.items()) else replace(each, **fields)  # type: ignore[arg-type]
