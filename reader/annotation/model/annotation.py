"""An annotation: a tag on a span of a source, with all that is needed to find the passage again."""

import json
import uuid
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from reader.text.article import Article
from reader.text.span import Span

CONTEXT = 32  # code points of prefix and suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A tag that a person set. The order of the fields is that of the file and the export.

    id: a random UUID. source: the source's id.
    start, end: half open, in code points of the decoded source; `text[start:end] == exact`.
    prefix, suffix: up to 32 code points on each side (W3C's TextQuoteSelector).
    created, modified: UTC, ISO 8601 with `Z`. digest: SHA-256 of the source's bytes when it was tagged.
    revision: 1 when it was made, one more with each change; a document without one counts as 1.
    """

    id: str
    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    tag: str
    note: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""
    digest: str = ""
    revision: int = 1

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def noted(self, note: str) -> "Annotation":
        return replace(self, note=note, modified=now(), revision=self.revision + 1)

    def tagged(self, tag: str) -> "Annotation":
        return replace(self, tag=tag, modified=now(), revision=self.revision + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Annotation):
    """A suggestion that a person does not want to see again: kept, found again and undone as an annotation is.

    dismissed: when; UTC, ISO 8601 with `Z`. No annotation has this field, so that a document says by itself what it is.
    """

    dismissed: str


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def annotate(article: Article, span: Span, tag: str, *, note: str = "", creator: str = "") -> Annotation:
    """A new annotation of a passage of an article."""
    time = now()
    return Annotation(
        id=str(uuid.uuid4()),
        source=article.source.id,
        start=span.start,
        end=span.end,
        exact=span.of(article.text),
        prefix=article.text[max(0, span.start - CONTEXT) : span.start],
        suffix=article.text[span.end : span.end + CONTEXT],
        tag=tag,
        note=note,
        creator=creator,
        created=time,
        modified=time,
        digest=article.digest,
    )


def dismissal(annotation: Annotation) -> Dismissal:
    """Says that what a new annotation would say is not wanted."""
    about = {field.name: getattr(annotation, field.name) for field in fields(Annotation)}
    return Dismissal(**about, dismissed=annotation.created)


def to_document(annotation: Annotation) -> dict[str, Any]:
    """As a plain dictionary, for TinyDB and for JSON."""
    document: dict[str, Any] = msgspec.to_builtins(annotation)
    return document


def from_document(document: Any) -> Annotation:
    """Raises ValueError, with the field in its message, if the document is no annotation, and no dismissal either."""
    kind: type[Annotation] = Annotation
    if isinstance(document, dict):  # what other programs put there besides may have any name
        kind = Dismissal if isinstance(document.get("dismissed"), str) else Annotation
        document = {name: document[name] for name in _FIELDS[kind] if name in document}
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def from_text(text: bytes) -> Annotation:
    """The same of a document's JSON, which must be sound: at once, where there are many."""
    try:
        return from_document(json.loads(text)) if b'"dismissed"' in text else _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):  # with the reason, or with what only json reads
        return from_document(json.loads(text))


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in (Annotation, Dismissal)}
_DECODER = msgspec.json.Decoder(Annotation)


def by_place(annotation: Annotation) -> tuple[str, int, int, str]:
    """The order of annotations everywhere: source, place, and the longer one first."""
    return annotation.source, annotation.start, -annotation.end, annotation.id
