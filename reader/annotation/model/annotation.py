"""Annotations: a tag on a span of a source, with what is needed to find the passage again."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import msgspec

from reader.text.article import Article
from reader.text.span import Span

CONTEXT = 32  # code points of prefix and suffix
DEEPEST = 20  # levels of nesting in the value of a field or link
_JSON_KINDS = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "null": "nothing",
    "array": "a list", "object": "an object",
}  # fmt: skip
OPTIONAL = ("fields", "links", "origin")  # are left out of a document when they are empty

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A tag that a person set. Files and exports have the fields in this order.

    id: a random UUID.
    source: the source's id.
    start, end: a half-open span in code points of the decoded source; `text[start:end] == exact`.
    prefix, suffix: up to 32 code points on each side (W3C's TextQuoteSelector).
    created, modified: UTC, ISO 8601 with `Z`.
    digest: SHA-256 of the source's bytes when it was tagged.
    revision: 1 when it was made, and one more after each change. A document without one counts as 1.
    fields: the values of the tag's fields by name, as `reader.annotation.model.field_values` describes them. Those of
        another program are kept whatever they are.
    links: the links to other annotations, passages and web pages, by the id of the link.
    origin: where the tag comes from if nobody set it by hand. An accepted suggestion has `suggested` (the tag that was
        proposed), `certainty` (sure, likely or perhaps), `score` (0 to 1), `read` (whether somebody looked at it before
        it was accepted) and `program`. What other programs put there is kept.
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
    fields: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, hash=False)
    links: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, hash=False)
    origin: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, hash=False)

    @property
    def span(self) -> Span:
        """The annotated span of the source."""
        return Span(self.start, self.end)

    @property
    def was_suggested(self) -> bool:
        """True if it is a suggestion that was accepted; one whose tag somebody changed is that person's own."""
        return self.origin.get("suggested") == self.tag

    def revised(self, **changes: Any) -> "Annotation":
        """Return the annotation with some parts changed, as its next revision."""
        return replace(self, **changes, modified=now(), revision=self.revision + 1)

    def noted(self, note: str) -> "Annotation":
        """Return the annotation with another note, as its next revision."""
        return self.revised(note=note)

    def tagged(self, tag: str) -> "Annotation":
        """Return the annotation with another tag, as its next revision."""
        return self.revised(tag=tag)

    def with_fields(self, values: Mapping[str, Any]) -> "Annotation":
        """Return the annotation with other values of some fields, as its next revision; None removes a value."""
        return self.revised(fields=_with_items(self.fields, values))

    def with_links(self, links: Mapping[str, Any]) -> "Annotation":
        """Return the annotation with some links added or changed, as its next revision; None removes a link."""
        return self.revised(links=_with_items(self.links, links))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal(Annotation):
    """A suggestion that a person dismissed. It is stored, anchored and undone as an annotation is.

    dismissed: the time, in UTC, ISO 8601 with `Z`. Only dismissals have this field, so it tells them apart in a file.
    """

    dismissed: str


def now() -> str:
    """Return the current time in UTC, as ISO 8601 with milliseconds and `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def selector_of(span: Span, text: str) -> dict[str, Any]:
    """Return by their names the parts of an annotation that tell which passage of a text it is on."""
    return {
        "start": span.start,
        "end": span.end,
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def annotate(article: Article, span: Span, tag: str, *, note: str = "", creator: str = "") -> Annotation:
    """Return a new annotation of a passage of an article."""
    time = now()
    return Annotation(
        id=str(uuid.uuid4()),
        source=article.source.id,
        **selector_of(span, article.text),
        tag=tag,
        note=note,
        creator=creator,
        created=time,
        modified=time,
        digest=article.digest,
    )


def dismissal(annotation: Annotation) -> Dismissal:
    """Return the dismissal of a suggestion, which is given as the annotation that it would become."""
    values = {field.name: getattr(annotation, field.name) for field in fields(Annotation)}
    return Dismissal(**values, dismissed=annotation.created)


def to_document(annotation: Annotation) -> dict[str, Any]:
    """Return an annotation as a plain dictionary, for TinyDB and JSON."""
    document: dict[str, Any] = msgspec.to_builtins(annotation, enc_hook=dict)
    for name in OPTIONAL:
        if not document[name]:
            del document[name]
    return document


def from_document(document: Any) -> Annotation:
    """Return the annotation or dismissal that a document holds, without fields of other programs.

    Raises:
        ValueError: The document is neither; the message names the field.
    """
    kind: type[Annotation] = Annotation
    if isinstance(document, dict):
        kind = Dismissal if isinstance(document.get("dismissed"), str) else Annotation
        document = {name: document[name] for name in _FIELDS[kind] if name in document}
        for name in OPTIONAL:
            if name in document:
                document[name] = _members(document[name])
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise ValueError(_plainly(str(error))) from error


def _plainly(reason: str) -> str:
    """Return in plain words why a document is not an annotation: `note is a list, not a text`."""
    if match := re.fullmatch(r"Expected `(\w+)`, got `(\w+)`(?: - at `\$\.(\w+)`)?", reason):
        return f"{match[3] or 'it'} is {_JSON_KINDS.get(match[2], match[2])}, not {_JSON_KINDS.get(match[1], match[1])}"
    missing = re.fullmatch("Object missing required field `(.*)`", reason)
    return f"it has no {missing[1]}" if missing else reason


def from_text(text: bytes) -> Annotation:
    """Return the annotation or dismissal in the valid JSON of a document; much faster for many of them.

    Raises:
        ValueError: The document is neither; the message names the field.
    """
    if b'"dismissed"' in text or _DEEP in text:
        return from_document(json.loads(text))
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):  # json reads lone surrogates, and the error names the field
        return from_document(json.loads(text))


def _members(value: Any) -> dict[str, Any]:
    """Return the fields, links or origin of a document; anything that another program put there is kept.

    Values that are nested too deeply to be parsed are kept as JSON.
    """
    if not isinstance(value, dict):
        value = {"": value} if value else {}
    return {name: each if _is_shallow(each, DEEPEST) else json.dumps(each) for name, each in value.items()}


def _is_shallow(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in inside)


def _with_items(items: Mapping[str, Any], changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a mapping with some items replaced; None removes one."""
    return {name: value for name, value in {**items, **changes}.items() if value is not None}


_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in (Annotation, Dismissal)}
_DEEP = b"\n" + b" " * 2 * DEEPEST  # what a line begins with that is nested too deeply, as files write it
_DECODER = msgspec.json.Decoder(Annotation)


def position_key(annotation: Annotation) -> tuple[str, int, int, str]:
    """Return the key by which annotations are sorted everywhere: source, start, the longer first, id."""
    return annotation.source, annotation.start, -annotation.end, annotation.id
