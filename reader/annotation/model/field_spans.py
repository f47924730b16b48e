"""Passages in the fields and links of an annotation, as plain JSON.

Each is the selector of a passage, with the digest of the text that its offsets count in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from reader.annotation.model.annotation import Annotation, selector_of
from reader.text.article import Article
from reader.text.span import Span

Value = Any  # a field's value, as JSON gives it

SPAN_PARTS = {"start": int, "end": int, "exact": str, "prefix": str, "suffix": str, "digest": str}


def passage(article: Article, span: Span) -> dict[str, Value]:
    """Return the value that stands for a passage of an article."""
    return {**selector_of(span, article.text), "digest": article.digest}


def has_span(value: Value) -> TypeGuard[dict[str, Any]]:
    """Return True if a value has all parts of a span."""
    return isinstance(value, dict) and all(
        isinstance(value.get(name), kind) and not isinstance(value[name], bool) for name, kind in SPAN_PARTS.items()
    )


def span_of(value: Value) -> Span:
    """Return the span of a value that has one."""
    return Span(value["start"], value["end"])


def digests_of(annotation: Annotation) -> Iterator[str]:
    """Yield the digests of the texts that the spans in an annotation's fields count in."""
    for name in annotation.fields:
        for value in values_of(annotation, name):
            if has_span(value):
                yield value["digest"]


def digests_in(annotation: Annotation) -> Iterator[str]:
    """Yield the digests of the texts that the spans in an annotation's fields and at the ends of its links count in."""
    yield from digests_of(annotation)
    for link in annotation.links.values():
        if isinstance(link, dict) and has_span(end := link.get("to")):
            yield end["digest"]


def map_spans(fields: Mapping[str, Value], place: Callable[[Value], Value]) -> Mapping[str, Value]:
    """Return fields with each value that has a span replaced by what `place` returns for it."""

    def mapped(value: Value) -> Value:
        if isinstance(value, list):
            return [mapped(each) for each in value]
        return place(value) if has_span(value) else value

    return {name: mapped(value) for name, value in fields.items()}


def values_of(annotation: Annotation, name: str) -> Sequence[Value]:
    """Return the values of a field of an annotation: none, one, or many."""
    value = annotation.fields.get(name)
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)
