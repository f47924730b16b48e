"""All suggestions for an article."""

from collections.abc import Callable, Iterator

from reader.insight import claims, quotes
from reader.insight.suggestion import Suggestion
from reader.text.article import Article

Detector = Callable[[Article], Iterator[Suggestion]]

DETECTORS: tuple[Detector, ...] = (quotes.find, claims.find)


def suggestions(article: Article) -> list[Suggestion]:
    """In order of place."""
    found = [each for detector in DETECTORS for each in detector(article)]
    return sorted(found, key=lambda each: (each.span.start, -each.span.end, each.tag))
