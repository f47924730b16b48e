"""Gaps: the passages of an article that have no tag, in reading order."""

from collections.abc import Iterable, Iterator, Sequence

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span, span_of, values_of
from reader.annotation.model.span_index import SpanIndex
from reader.text.article import Article
from reader.text.passages import Unit, forward
from reader.text.span import Span

LEAST_WORDS = 5  # words of a sentence's rest beside a tag: `he said on Monday` is not a gap


def gaps(article: Article, annotations: Iterable[Annotation], start: int = 0) -> Iterator[Span | None]:
    """Yield the untagged passages that begin at an offset or after it; None for each sentence that has none.

    A passage is a sentence without any tag, or the rest of a tagged one if that is at least `LEAST_WORDS` long.
    The speaker and the cue of a quote count as tagged.

    Args:
        article: The article.
        annotations: Its annotations, at their present places.
        start: The offset, in code points.
    """
    index = SpanIndex(annotations)
    for sentence in forward(article, Unit.SENTENCE, start):
        touching = index.touching(sentence)
        found = [sentence] if not touching else _rests(article, sentence, touching)
        left = [gap for gap in found if gap.start >= start]
        yield from left if left else (None,)


def _rests(article: Article, sentence: Span, touching: Sequence[Annotation]) -> list[Span]:
    """Return the stretches of a sentence that no tag covers."""
    rests, here = [], sentence.start
    for covered in sorted(span for each in touching for span in _covered(article, each)):
        if covered.end > here:
            rests += _passage(article, Span(here, min(covered.start, sentence.end)))
            here = covered.end
    return rests + _passage(article, Span(here, sentence.end))


def _covered(article: Article, annotation: Annotation) -> Iterator[Span]:
    """Yield the span of an annotation, and those of its fields in the same text."""
    yield annotation.span
    for name in annotation.fields:
        for value in values_of(annotation, name):
            if has_span(value) and value["digest"] == article.digest:
                yield span_of(value)


def _passage(article: Article, rest: Span) -> list[Span]:
    """Return the words of a stretch as a passage, with their punctuation; none if they are too few."""
    if rest.start >= rest.end:
        return []
    words = [word for word in _words(article, rest) if rest.covers(word)]
    if len(words) < LEAST_WORDS:
        return []
    text, start, end = article.text, words[0].start, words[-1].end
    while start > rest.start and not text[start - 1].isspace() and not _closes(text[start - 1]):
        start -= 1
    while end < rest.end and not text[end].isspace():
        end += 1
    return [Span(start, end)]


def _words(article: Article, rest: Span) -> Iterator[Span]:
    for word in forward(article, Unit.WORD, rest.start):
        if word.start >= rest.end:
            return
        yield word


def _closes(mark: str) -> bool:
    """Return whether a mark belongs to the words before it."""
    return mark in ",;:.!?…)]”’»"
