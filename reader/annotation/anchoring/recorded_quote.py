"""The words and context that an annotation records, normalized to be compared with a text."""

from reader.annotation.anchoring.quote_selector import QuoteSelector
from reader.annotation.model.annotation import Annotation
from reader.text.normalize import normalize
from reader.text.span import Span


def recorded_quote(annotation: Annotation) -> QuoteSelector:
    """Return the selector that the annotation itself records, normalized."""
    prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
    normalized = normalize(prefix + exact + suffix)
    span = normalized.to_normalized(Span(len(prefix), len(prefix) + len(exact)))
    return QuoteSelector.at(span, normalized.text)
