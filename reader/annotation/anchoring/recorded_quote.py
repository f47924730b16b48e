"""The words and context that an annotation records, normalized to be compared with a text."""

from collections.abc import Callable

from reader.annotation.anchoring.quote_selector import QuoteSelector
from reader.annotation.model.annotation import Annotation
from reader.text.normalize import NormalizedText, normalize
from reader.text.span import Span


def recorded_quote(annotation: Annotation, normal: Callable[[str], NormalizedText] = normalize) -> QuoteSelector:
    """Return the selector that the annotation itself records, normalized as the text that it is compared with."""
    prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
    normalized = normal(prefix + exact + suffix)
    span = normalized.to_normalized(Span(len(prefix), len(prefix) + len(exact)))
    return QuoteSelector.at(span, normalized.text)
