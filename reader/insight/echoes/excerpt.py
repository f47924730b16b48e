"""An excerpt: an echo together with its words and the title of its source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.insight.echoes.differing import in_words, what_differs
from reader.insight.echoes.echo import Echo, EchoKind
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.word_diff import differences
from reader.text.article import Article
from reader.text.shown_passage import shown_passage
from reader.text.span import Span

MAX_EXCERPTS = 30  # excerpts for a passage, all of them likely
MIN_EXCERPTS = 3  # excerpts for a passage, however unlikely
LIKELY_SCORE = 0.3  # the score from which most pairs say the same thing, or partly


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An echo with its words.

    Attributes:
        echo: The echo, clipped to the passage that was asked about.
        title: The title of its source.
        exact: The text of its `there`.
        differs: The words of a reworded echo that the passage lacks, as spans in `exact`; none if it is not sure and
            lacks most of them.
        lacks: The words of the passage that a differing echo lacks; none for other echoes.
    """

    echo: Echo
    title: str
    exact: str
    differs: Sequence[Span]
    lacks: Sequence[str] = ()

    @property
    def is_sure(self) -> bool:
        """True if the echo is the same statement."""
        return self.echo.is_sure

    @property
    def can_have_tag(self) -> bool:
        """True if a tag of the passage also applies to the echo: it is the same statement, or has the same words."""
        return self.is_sure or (self.echo.kind is EchoKind.VERBATIM and not self.echo.differs)

    @property
    def standing(self) -> str:
        """The relation of the echo to the passage, for people."""
        if self.is_sure:
            return "sure"
        if self.echo.differs:
            return f"differs in {in_words(self.echo.differs)}"
        if self.echo.kind is EchoKind.VERBATIM:
            return "in another sentence"
        likely = "likely" if self.echo.score >= LIKELY_SCORE else "perhaps"
        return f"{likely}, but {what_differs(self.echo.unlike)}" if self.echo.unlike else likely


def excerpts(index: EchoIndex, article: Article, span: Span, read: Callable[[str], Article | None]) -> list[Excerpt]:
    """Return the echoes of a passage with their words, best first.

    Args:
        index: The index that finds the echoes.
        article: The article of the passage.
        span: The passage.
        read: Returns the article of a source id as it was indexed, or None if it cannot be read or has changed.
    """
    exact, articles = span.of(article.text), dict[str, Article | None]()
    found = list[Excerpt]()
    echoes = index.echoes_of(article.source.id, span)[:MAX_EXCERPTS]
    for echo in (each for each in echoes if _is_worth_showing(each) or len(found) < MIN_EXCERPTS):
        source = echo.there.source
        if source not in articles:
            articles[source] = read(source)
        if there := articles[source]:
            clipped = index.clip(echo, span)
            words = clipped.there.span.of(there.text)
            here, differs = differences(exact, words) if echo.kind is EchoKind.REWORDED else ([], [])
            lacks = [shown_passage(article.source.id, each.of(exact)) for each in here] if echo.differs else []
            is_wall = not echo.is_sure and 2 * sum(end - start for start, end in differs) > len(words)
            found.append(Excerpt(clipped, there.title, words, [] if is_wall else differs, lacks))
    return found


def _is_worth_showing(echo: Echo) -> bool:
    """Return True if an echo is shown however many there are."""
    return echo.is_sure or bool(echo.differs) or echo.score >= LIKELY_SCORE
