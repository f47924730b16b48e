"""A retelling: an echo with its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.insight.echoes.echo import Echo, EchoKind
from reader.insight.echoes.index import EchoIndex
from reader.insight.echoes.word_diff import differences
from reader.text.article import Article
from reader.text.span import Span

MOST, FEWEST = 30, 3  # echoes of a passage that anybody looks at: those that are likely, or else some
SURE, LIKELY = 0.7, 0.5  # scores


@dataclass(frozen=True, slots=True)
class Excerpt:
    """title: of the source. exact: what stands there. differs: its words that the passage has not, as spans in it."""

    echo: Echo
    title: str
    exact: str
    differs: Sequence[Span]

    @property
    def is_sure(self) -> bool:
        return self.echo.score >= SURE

    @property
    def likelihood(self) -> str:
        """That it is no chance, in a word."""
        return "sure" if self.is_sure else "likely" if self.echo.score >= LIKELY else "perhaps"


def excerpts(index: EchoIndex, article: Article, span: Span, read: Callable[[str], Article | None]) -> list[Excerpt]:
    """The echoes of a passage as they stand in their sources, best first; `read`: by id, None if it cannot be told."""
    exact, articles = span.of(article.text), dict[str, Article | None]()
    found = list[Excerpt]()
    echoes = index.echoes_of(article.source.id, span)[:MOST]
    for echo in (each for number, each in enumerate(echoes) if each.score >= LIKELY or number < FEWEST):
        id = echo.there.source
        if id not in articles:
            articles[id] = read(id)
        if there := articles[id]:
            fitted = index.fitted(echo, span)
            words = fitted.there.span.of(there.text)
            differs = differences(exact, words)[1] if echo.kind is EchoKind.REWORDED else []
            found.append(Excerpt(fitted, there.title, words, differs))
    return found
