"""Progress in an article: how many of its sentences were seen, and how many are tagged."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.text.article import Article
from reader.text.passages import Unit, passages


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of sentences; they can be added.

    Attributes:
        sentences: All sentences.
        seen: Those that the cursor has passed, and tagged ones.
        tagged: Those with a tag on any part of them.
    """

    sentences: int = 0
    seen: int = 0
    tagged: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(self.sentences + other.sentences, self.seen + other.seen, self.tagged + other.tagged)


def progress(article: Article, annotations: Iterable[Annotation], read: float) -> Progress:
    """Count the progress in an article.

    Args:
        article: The article.
        annotations: Its annotations, at their present places.
        read: The share of the article that the cursor has passed, from 0 to 1.
    """
    index = SpanIndex(annotations)
    total = seen = tagged = 0
    for sentence in passages(article, Unit.SENTENCE):
        is_tagged = index.is_touched(sentence)
        total += 1
        tagged += is_tagged
        seen += is_tagged or read >= 1 or sentence.start < read * article.whole.end
    return Progress(total, seen, tagged)
