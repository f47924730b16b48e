"""The story matrix as a table for people, 80 columns wide, and the echoes of one source as a list."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.story_matrix import Statement, StoryMatrix
from reader.insight.echoes.word_diff import differences
from reader.reports.source_list import cells_of
from reader.text.article import Article
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.span import Span

WIDTH = 80
MOST_COLUMNS = 16  # sources that have a column of their own; of more, their number is told
MOST_STATEMENTS, MOST_ALONE, MOST_ALTERED = 40, 3, 20
LINES = 2  # of a statement
VERBATIM, REWORDED, UNTOLD = "■", "□", "·"

Texts = Mapping[str, str]


def table(matrix: StoryMatrix, articles: Mapping[str, Article], texts: Texts) -> Iterator[str]:
    """Its lines. articles: all of the workspace, by source id."""
    columns = list(articles)
    yield f"{len(columns)} {_plural('source', columns)}"
    for number, source in enumerate(columns[:MOST_COLUMNS], 1):
        yield _cut(f"{number:>4}  {sanitize(source)}  {articles[source].title}", WIDTH)
    if len(columns) > MOST_COLUMNS:
        yield f"      and {len(columns) - MOST_COLUMNS} more: `reader list` has them all"
    yield from _statements(matrix.statements, columns, texts)
    yield from _alone(matrix.alone, columns, texts)
    yield from _altered(matrix, columns, texts)


def _statements(statements: Sequence[Statement], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Told by several", f"{VERBATIM} in the same words  {REWORDED} in others  {UNTOLD} not told")
    if not statements:
        yield "  No statement is told by two sources."
        return
    has_columns = len(columns) <= MOST_COLUMNS
    yield "  " + (" ".join(f"{number % 10}" for number in range(1, len(columns) + 1)) if has_columns else "sources")
    for statement in statements[:MOST_STATEMENTS]:
        marks = _marks(statement, columns) if has_columns else f"{len(statement.sources):>7}"
        yield from _beside(f"  {marks}  ", sanitize_line(statement.example.span.of(texts[statement.example.source])))
    yield from _rest(len(statements) - MOST_STATEMENTS)


def _marks(statement: Statement, columns: Sequence[str]) -> str:
    exact = {passage.source for passage in statement.verbatim}
    told = statement.sources
    return " ".join(VERBATIM if each in exact else REWORDED if each in told else UNTOLD for each in columns)


def _alone(alone: Sequence[SourceSpan], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Told by one alone", "sentences with a name or a number, of which no other source has the like")
    if not alone:
        yield "  There is none."
    by_source = [(source, list(passages)) for source, passages in groupby(alone, key=lambda each: each.source)]
    for source, passages in by_source[:MOST_COLUMNS]:
        yield _cut(f"{_number(source, columns)}  {sanitize(source)}: {len(passages)}", WIDTH)
        for passage in passages[:MOST_ALONE]:
            yield from _beside("      - ", sanitize_line(passage.span.of(texts[source])))


def _altered(matrix: StoryMatrix, columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Quotations that changed on the way", "‹the words that differ›")
    if not matrix.altered:
        yield "  There is none."
    for each in matrix.altered[:MOST_ALTERED]:
        for passage, differs in zip((each.one, each.other), each.differs, strict=True):
            words = marked(texts[passage.source], passage.span, differs)
            if len(columns) > MOST_COLUMNS:
                yield _cut(f"      {sanitize(passage.source)}", WIDTH)
            yield from _beside(f"{_number(passage.source, columns)}  ", words, lines=2 * LINES)
        yield ""
    yield from _rest(len(matrix.altered) - MOST_ALTERED)


def echo_list(echoes: Sequence[Echo], texts: Texts) -> Iterator[str]:
    """The lines that show the echoes of a source, in the order of its text; the words that differ are marked."""
    for here, echoing in groupby(echoes, key=lambda echo: echo.here):
        yield from _beside("", sanitize_line(here.span.of(texts[here.source])))
        for echo in echoing:
            start, text = echo.there.span.start, echo.there.span.of(texts[echo.there.source])
            spans = differences(here.span.of(texts[here.source]), text)[1] if echo.kind is EchoKind.REWORDED else []
            yield _cut(f"    {echo.score:.2f} {echo.kind}  {sanitize(echo.there.source)} {start}", WIDTH)
            differs = [Span(start + a, start + b) for a, b in spans]
            yield from _beside("      ", marked(texts[echo.there.source], echo.there.span, differs), lines=2 * LINES)
        yield ""


def marked(text: str, span: Span, differs: Sequence[Span]) -> str:
    """A passage on one line, with ‹› around the spans in it."""
    pieces, here = list[str](), span.start
    for start, end in differs:
        pieces += [text[here:start], "‹", text[start:end], "›"]
        here = end
    return sanitize_line("".join([*pieces, text[here : span.end]]))


def _number(source: str, columns: Sequence[str]) -> str:
    """What its column is called; nothing where there are too many for columns."""
    return f"{columns.index(source) + 1:>4}" if len(columns) <= MOST_COLUMNS else " " * 4


def _heading(title: str, explanation: str) -> Iterator[str]:
    yield ""
    yield title
    yield f"  {explanation}"


def _rest(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  and {count} more: `--json --matrix` has them all"


def _beside(lead: str, text: str, lines: int = LINES) -> Iterator[str]:
    """A text in some lines to the right of a mark."""
    room = WIDTH - cells_of(lead)
    wide = cells_of(text) > 1.2 * len(text)
    wrapped = textwrap.wrap(text, room // 2 if wide else room, max_lines=lines, placeholder="…")
    for number, line in enumerate(wrapped):
        yield (" " * cells_of(lead) if number else lead) + line


def _cut(line: str, width: int) -> str:
    while cells_of(line) > width:
        line = line[: min(len(line) - 2, width - 1)] + "…"
    return line


def _plural(word: str, of: Sequence[object]) -> str:
    return word if len(of) == 1 else f"{word}s"
