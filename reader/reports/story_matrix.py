"""The output of `reader echoes`: the story matrix as a table of 80 columns, or the echoes of one source as a list."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reader.insight.echoes.differing import in_words, what_differs
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.likely_same import LikelySame
from reader.insight.echoes.story_matrix import SharedStatement, StoryMatrix, Telling
from reader.insight.echoes.word_diff import differences
from reader.reports.columns import cell_width
from reader.text.article import Article
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.span import Span

WIDTH = 80
MOST_COLUMNS = 16  # sources with a column of their own; if there are more, each statement has the number of its sources
# Of each part; of MOST_ALONE in each source
MOST_STATEMENTS, MOST_LIKELY, MOST_TOLD, MOST_ALONE, MOST_ALTERED = 40, 20, 20, 3, 20
LINES = 2  # lines of each statement
VERBATIM, REWORDED, LIKELY, UNREPORTED = "■", "□", "?", "·"

Texts = Mapping[str, str]


def story_matrix_lines(matrix: StoryMatrix, articles: Mapping[str, Article], texts: Texts) -> Iterator[str]:
    """Yield the lines of the table.

    Args:
        matrix: The statements, and who reports them.
        articles: All articles of the workspace, by source id.
        texts: Their texts, by source id.
    """
    columns = list(articles)
    yield f"{len(columns)} {_plural('source', columns)}"
    for number, source in enumerate(columns[:MOST_COLUMNS], 1):
        yield _cut(f"{number:>4}  {sanitize(source)}  {articles[source].title}", WIDTH)
    if len(columns) > MOST_COLUMNS:
        yield f"      and {len(columns) - MOST_COLUMNS} more: `reader list` shows all of them"
    yield from _statements(matrix.statements, columns, texts)
    yield from _likely(matrix.likely, columns, texts)
    yield from _told_differently(matrix.told_differently, columns, texts)
    yield from _alone(matrix.alone, columns, texts)
    yield from _altered(matrix, columns, texts)


def _statements(statements: Sequence[SharedStatement], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("In several sources", f"{VERBATIM} verbatim  {REWORDED} reworded  {UNREPORTED} not reported")
    if not statements:
        yield "  No two sources report the same statement."
        return
    has_columns = len(columns) <= MOST_COLUMNS
    yield _column_numbers(columns) if has_columns else "  sources"
    for statement in statements[:MOST_STATEMENTS]:
        marks = _marks(statement, columns) if has_columns else f"{len(statement.sources):>7}"
        yield from _beside(f"  {marks}  ", sanitize_line(statement.example.span.of(texts[statement.example.source])))
    yield from _rest(len(statements) - MOST_STATEMENTS)


def _marks(statement: SharedStatement, columns: Sequence[str]) -> str:
    exact = {passage.source for passage in statement.verbatim}
    reporting = statement.sources
    return " ".join(VERBATIM if each in exact else REWORDED if each in reporting else UNREPORTED for each in columns)


def _told_differently(told: Sequence[Telling], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading(
        "Told differently", "nearly the same sentence, and what differs; ‹words that the other one lacks›"
    )
    if not told:
        yield "  None."
    for number, each in enumerate(told[:MOST_TOLD]):
        yield from [""] if number else []
        yield f"      in {in_words(each.differs)}"
        spans = differences(each.one.span.of(texts[each.one.source]), each.other.span.of(texts[each.other.source]))
        for passage, words in zip((each.one, each.other), spans, strict=True):
            yield from _version(
                passage, [Span(*(passage.span.start + at for at in span)) for span in words], columns, texts
            )
    yield from _rest(len(told) - MOST_TOLD)


def _likely(likely: Sequence[LikelySame], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Perhaps the same", f"{LIKELY} not sure: read them and judge; the most alike come first")
    has_columns = len(columns) <= MOST_COLUMNS
    if not likely:
        yield "  None."
    elif has_columns:
        yield _column_numbers(columns)
    for number, each in enumerate(likely[:MOST_LIKELY]):
        yield from [""] if number else []
        if has_columns:
            marks = " ".join(LIKELY if source in each.sources else UNREPORTED for source in columns)
            yield f"  {marks}  {what_differs(each.unlike)}" if each.unlike else f"  {marks}"
        elif each.unlike:
            yield f"      {what_differs(each.unlike)}"
        for passage in each.passages:
            yield from _version(passage, (), columns, texts)
    yield from _rest(len(likely) - MOST_LIKELY)


def _version(passage: SourceSpan, differs: Sequence[Span], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    """Yield the lines of one of two versions, with the words that the other one lacks marked."""
    words = mark_spans(texts[passage.source], passage.span, differs)
    if len(columns) > MOST_COLUMNS:
        yield _cut(f"      {sanitize(passage.source)}", WIDTH)
    yield from _beside(f"{_number(passage.source, columns)}  ", words, lines=2 * LINES)


def _alone(alone: Sequence[SourceSpan], columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Told by one source only", "sentences with a name or a number")
    if not alone:
        yield "  None."
    by_source = [(source, list(passages)) for source, passages in groupby(alone, key=lambda each: each.source)]
    for source, passages in by_source[:MOST_COLUMNS]:
        yield _cut(f"{_number(source, columns)}  {sanitize(source)}: {len(passages)}", WIDTH)
        for passage in passages[:MOST_ALONE]:
            yield from _beside("      - ", sanitize_line(passage.span.of(texts[source])))


def _altered(matrix: StoryMatrix, columns: Sequence[str], texts: Texts) -> Iterator[str]:
    yield from _heading("Altered quotations", "‹the words that differ›")
    if not matrix.altered:
        yield "  None."
    for number, each in enumerate(matrix.altered[:MOST_ALTERED]):
        yield from [""] if number else []
        for passage, differs in zip((each.one, each.other), each.differs, strict=True):
            yield from _version(passage, differs, columns, texts)
    yield from _rest(len(matrix.altered) - MOST_ALTERED)


def echo_lines(echoes: Sequence[Echo], texts: Texts) -> Iterator[str]:
    """Yield the lines that list the echoes of a source in the order of its text, with the differing words marked."""
    for here, echoing in groupby(echoes, key=lambda echo: echo.here):
        yield from _beside("", sanitize_line(here.span.of(texts[here.source])))
        for echo in echoing:
            start, text = echo.there.span.start, echo.there.span.of(texts[echo.there.source])
            spans = differences(here.span.of(texts[here.source]), text)[1] if echo.kind is EchoKind.REWORDED else []
            standing = "sure  " if echo.is_sure else f"differs in {in_words(echo.differs)}  " if echo.differs else ""
            yield _cut(f"    {echo.score:.2f} {echo.kind}  {standing}{sanitize(echo.there.source)} {start}", WIDTH)
            differs = [Span(start + a, start + b) for a, b in spans]
            yield from _beside(
                "      ", mark_spans(texts[echo.there.source], echo.there.span, differs), lines=2 * LINES
            )
        yield ""


def mark_spans(text: str, span: Span, marked: Sequence[Span]) -> str:
    """Return a passage on one line, with ‹› around the marked spans within it."""
    pieces, here = list[str](), span.start
    for start, end in marked:
        pieces += [text[here:start], "‹", text[start:end], "›"]
        here = end
    return sanitize_line("".join([*pieces, text[here : span.end]]))


def _column_numbers(columns: Sequence[str]) -> str:
    return "  " + " ".join(f"{number % 10}" for number in range(1, len(columns) + 1))


def _number(source: str, columns: Sequence[str]) -> str:
    """Return the number of a source's column, or blanks if there are too many sources for columns."""
    return f"{columns.index(source) + 1:>4}" if len(columns) <= MOST_COLUMNS else " " * 4


def _heading(title: str, explanation: str) -> Iterator[str]:
    yield ""
    yield title
    yield f"  {explanation}"


def _rest(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  and {count} more: `reader echoes --json --matrix` lists all of them"


def _beside(lead: str, text: str, lines: int = LINES) -> Iterator[str]:
    """Yield a text on a few lines, with `lead` before the first."""
    room = WIDTH - cell_width(lead)
    wide = cell_width(text) > 1.2 * len(text)
    wrapped = textwrap.wrap(text, room // 2 if wide else room, max_lines=lines, placeholder="…")
    for number, line in enumerate(wrapped):
        yield (" " * cell_width(lead) if number else lead) + line


def _cut(line: str, width: int) -> str:
    while cell_width(line) > width:
        line = line[: min(len(line) - 2, width - 1)] + "…"
    return line


def _plural(word: str, of: Sequence[object]) -> str:
    return word if len(of) == 1 else f"{word}s"
