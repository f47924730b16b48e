"""The two lines at the bottom: the status bar says where the cursor is and what happened, the key bar shows keys."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.settings.fields import RATING, SPEAKER, VERDICT
from reader.settings.keys import Key
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit, inside, passage_at
from reader.text.sanitize import sanitize, sanitize_line
from reader.text.span import Span
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.typed_line import TypedLine
from reader.tui.widgets.line_view import Themed
from reader.tui.widgets.prompt import END, ShownLine, shown_line, typed_segments

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion

MOST_ROWS = 4  # rows of a message that stays
BRIEF_FIELDS = (SPEAKER, RATING, VERDICT)  # fields whose values the status bar shows
MOST_COUNTED = 300  # code points of a passage whose words are counted
SAID = 8  # values and numbers of links that the status bar shows for each tag


class StatusBar(Themed):
    """The status bar: a place on the left and a message on the right.

    Where there is little room, the place is cut first, since the message says whether a tag is saved. A message that
    stays is not cut: the bar grows by a row or two.

    Attributes:
        place: Where the cursor is, and what is under it; while something is typed, its sign and its words.
        line: The line that is typed; None while nothing is.
        message: What has just happened.
        is_error: Whether the message says that something went wrong.
        unsaved: A warning of unsaved changes; it stays in sight whatever the message says.
    """

    DEFAULT_CSS = "StatusBar { height: 1; background: $panel; }"

    place: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    is_error: reactive[bool] = reactive(False)
    unsaved: reactive[str] = reactive("")

    line: TypedLine | None = None
    _sign = ""

    def show_typed(self, sign: str, line: TypedLine | None) -> None:
        """Show a line that is typed, after a sign, instead of the cursor's place; None ends that."""
        self._sign, self.line = sign, line
        if line:
            self.place = f"{sign}{sanitize(line.text)}{END if line.at == len(line.text) else ''}"
        self.refresh()

    @property
    def caret(self) -> Offset | None:
        """The cell where words are typed; None while none are."""
        return Offset(1 + len(self._sign) + self._shown(self.line).caret, 0) if self.line else None

    _stays = False

    def say(self, message: str, *, is_error: bool = False, stays: bool = False) -> None:
        """Show a message, in the colour of errors if it is one; one that stays has as many rows as it needs."""
        self.message, self.is_error, self._stays = message, is_error, stays
        self.styles.height = max(1, len(self._rows))

    def on_resize(self) -> None:
        """Give a message that stays the rows that it needs now."""
        self.styles.height = max(1, len(self._rows))

    @property
    def _rows(self) -> list[str]:
        """The rows of a message that stays, if it needs several; the place gives way to it."""
        width = self.size.width - 2
        if not self._stays or width < 1 or cell_len(self.message) <= width:
            return []
        return wrap(
            " · ".join(filter(None, [self.message, self.unsaved])), width, max_lines=MOST_ROWS, placeholder=" …"
        )

    def render_line(self, y: int) -> Strip:
        """Draw the bar; where room is short, the place gives way to the message."""
        if rows := self._rows[y : y + 1]:
            row = Strip([Segment(f" {rows[0]}", self.theme_styles.error)])
            return row.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)
        width, news = self.size.width - 2, self._news()
        room = width - news.cell_length
        line = Strip([Segment(" "), *self._place(room).adjust_cell_length(max(0, room)), *news])
        return line.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)

    def _news(self) -> Strip:
        """Return the message and the warning of unsaved changes; typed words keep at least half of the room."""
        theme, width = self.theme_styles, self.size.width - 2
        width = width // 2 if self.line else width
        unsaved = fit(self.unsaved, width)
        message = fit(self.message, max(0, width - cell_len(unsaved) - 3))
        between = " · " if unsaved and message else ""
        style = theme.error if self.is_error else theme.accent
        return Strip([Segment(message, style), Segment(between), Segment(unsaved, theme.error)])

    def _place(self, room: int) -> Strip:
        theme = self.theme_styles
        if self.line:
            return Strip([Segment(self._sign, theme.accent), *typed_segments(self._shown(self.line), theme)])
        return Strip([Segment(fit(self.place, room - 2) if room > 2 else "", theme.text)])

    def _shown(self, line: TypedLine) -> ShownLine:
        return shown_line(line, self.size.width - 4 - self._news().cell_length - len(self._sign))


class KeyBar(Themed):
    """The keys that matter in the focused pane: as many as fit from the left, and the last one on the right.

    Attributes:
        keys: The keys.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyBar { height: 1; background: $background; }"

    keys: reactive[Sequence[Key]] = reactive(())

    class Pressed(Message):
        """A key was clicked on."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def render_line(self, _y: int) -> Strip:
        """Draw the keys, each with its label."""
        theme, strip = self.theme_styles, Strip([])
        for x, key in self._placed():
            style = theme.ink(key.colour) + Style(bold=True) if key.colour else theme.accent
            label = [Segment(_name(key), style), Segment(f" {key.brief}", theme.quiet)]
            strip = Strip([*strip.adjust_cell_length(x), *label])
        return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)

    def _placed(self) -> Iterator[tuple[int, Key]]:
        """Yield the keys that there is room for, each with the cell that it begins at."""
        if not self.keys:
            return
        *others, last = self.keys
        x, end = 1, self.size.width - 1 - _length(last)
        for key in others:
            if x + _length(key) + 1 <= end:
                yield x, key
                x += _length(key) + (2 if key.brief else 0)
        yield max(0, end), last

    def on_click(self, event: events.Click) -> None:
        """Tell the application which key was clicked on."""
        for x, key in self._placed():
            if x <= event.x < x + _length(key) and key.action:
                self.post_message(self.Pressed(key))


def _name(key: Key) -> str:
    """Return the name to show for a key: a letter rather than an arrow, which everybody tries anyway."""
    return key.shown.split()[-1 if key.names[0] in ("down", "up") else 0]


def _length(key: Key) -> int:
    return cell_len(_name(key)) + 1 + cell_len(key.brief)


def describe_place(
    cursor: Cursor,
    under: Sequence[Annotation],
    suggestion: "Suggestion | None" = None,
    held: Annotation | None = None,
    *,
    is_own: bool = True,
    counts: Mapping[str, int] | None = None,
) -> str:
    """Describe where the cursor is, and what is under it, nearest first: `sentence 12 of 48 · claim ×2 “a note”`.

    Args:
        cursor: The cursor.
        under: The annotations under it, the nearest first; of very many that look alike, only some.
        suggestion: The suggestion under it, if there is one.
        held: The selected tag, which is named in place of the sentence: `claim selected · disputed`.
        is_own: Whether this person set that tag.
        counts: The number of annotations of each tag under it, if `under` has only some.
    """
    counts = counts or Counter(annotation.tag for annotation in under)
    parts = [] if held else [_where(cursor)]
    if cursor.moves_start and not held:
        parts.append("moving the start")
    if cursor.in_range:
        parts.append(f"range of {len(cursor.passage.of(cursor.article.text))} characters")
    for tag in dict.fromkeys(annotation.tag for annotation in under):
        times = f" ×{counts[tag]:,}" if counts[tag] > 1 else ""
        notes = (annotation.note for annotation in under if annotation.tag == tag)
        note = next((f" “{sanitize_line(note)}”" for note in notes if note), "")
        selected = _selected(cursor, "" if is_own else held.creator) if held and held.tag == tag else ""
        parts.append(f"{sanitize_line(tag)}{times}{selected}{note}")
        said = (text for annotation in under if annotation.tag == tag for text in _said_by(annotation))
        parts += islice(said, SAID)
    if suggestion:
        parts.append(describe_suggestion(suggestion, cursor.article.text))
    return " · ".join(parts)


def _selected(cursor: Cursor, whose: str) -> str:
    """Return the words after the name of the selected tag: whose it is, and what keys do to it."""
    of = f" of {sanitize_line(whose)}" if whose else ""
    return (
        f"{of} selected{', moving its start' if cursor.moves_start else ', end moved' if cursor.has_new_ends else ''}"
    )


def _said_by(annotation: Annotation) -> list[str]:
    """Return the fields and links of an annotation in a few words each: `Ann Lee`, `open`, `2 evidence`."""
    if not (annotation.fields or annotation.links):
        return []
    from reader.annotation.model.field_values import shown  # few tags have fields: no start waits for them
    from reader.annotation.model.links import links_of

    values = [shown(value) for name, value in annotation.fields.items() if name in BRIEF_FIELDS]
    kinds = Counter(link.type for link in links_of(annotation))
    return [sanitize_line(text) for text in [*values, *(f"{number} {kind}" for kind, number in kinds.items())]]


def describe_suggestion(suggestion: "Suggestion", text: str) -> str:
    """Describe a suggestion, how sure it is, and who says it or the first reason; the card has all of them.

    Returns:
        Such as `quote? sure · Ann Lee · “said”`, or `claim? likely: a number`. A speaker who is not sure has a `?`.
    """
    score = suggestion.certainty
    if found := suggestion.attribution:
        doubt = "" if found.is_sure else "?"
        cue = f" · “{found.cue.of(text)}”" if found.cue else ""
        return sanitize_line(f"{suggestion.tag}? {score} · {found.name}{doubt}{cue}")
    return sanitize_line(f"{suggestion.tag}? {score}: {next(iter(suggestion.reasons), '')}")


def _where(cursor: Cursor) -> str:
    """Describe the passage and its place; for a range, the place of its moving end: `3 words · sentence 12 of 48`."""
    passage, article = cursor.passage, cursor.article
    if not cursor.in_range and passage == article.whole and len(article.sentences) != 1:
        return "whole article"
    start = cursor.head.start
    kind = "" if cursor.in_range else _kind(cursor, passage)
    return f"{kind} · {_number(article, start)}" if kind else _number(article, start)


def _kind(cursor: Cursor, passage: Span) -> str:
    """Name the kind of a passage: a quotation, a block, some words or characters; empty for a sentence."""
    article = cursor.article
    if passage == passage_at(article, Unit.SENTENCE, passage.start):
        return ""
    if passage in inside(article, Unit.QUOTATION, passage):
        return "quotation"
    if passage == passage_at(article, Unit.BLOCK, passage.start):
        return "block"
    if passage.end - passage.start <= MOST_COUNTED:
        for unit, name in ((Unit.WORD, "word"), (Unit.SENTENCE, "sentence")):
            parts = list(inside(article, unit, passage))
            if parts and (parts[0].start, parts[-1].end) == passage:
                return name if len(parts) == 1 else f"{len(parts)} {name}s"
    return f"{passage.end - passage.start:,} characters"


def _number(article: Article, start: int) -> str:
    """Describe a place by the number of its sentence, and until all are counted, by its share of the text."""
    sentences, share = article.sentences, 100 * start // max(1, article.whole.end)
    if sentences.is_complete:
        return f"sentence {sentences.number(start)} of {len(sentences)}"
    return f"sentence {sentences.number(start)} · {share} %" if sentences.knows(start) else f"{share} %"
