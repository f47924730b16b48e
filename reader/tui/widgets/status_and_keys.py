"""The two lines at the bottom: where the cursor is and what happened, and the keys that matter."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.settings.keys import Key
from reader.text.cursor import Cursor
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.widgets.line_view import Themed

if TYPE_CHECKING:
    from reader.insight.suggestion import Suggestion

LIKELY = 0.5  # the score from which a suggestion that is not sure is called likely


class StatusBar(Themed):
    """`place` on the left; `message` on the right, which is cut last: it says whether a tag is saved.

    What is `unsaved` stays in sight whatever else is said.
    """

    DEFAULT_CSS = "StatusBar { height: 1; background: $panel; }"

    place: reactive[str] = reactive("")
    message: reactive[str] = reactive("")
    is_error: reactive[bool] = reactive(False)
    unsaved: reactive[str] = reactive("")

    def say(self, message: str, *, is_error: bool = False) -> None:
        self.message, self.is_error = message, is_error

    def render_line(self, _y: int) -> Strip:
        width = self.size.width - 2
        unsaved = fit(self.unsaved, width)
        said = fit(self.message, max(0, width - cell_len(unsaved) - 3))
        between = " · " if unsaved and said else ""
        said_ink = self.inks.error if self.is_error else self.inks.accent
        strip = Strip([Segment(said, said_ink), Segment(between), Segment(unsaved, self.inks.error)])
        room = width - strip.cell_length
        place = Strip([Segment(fit(self.place, room - 2) if room > 2 else "", self.inks.text)])
        line = Strip([Segment(" "), *place.adjust_cell_length(max(0, room)), *strip])
        return line.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)


class KeyBar(Themed):
    """The keys that matter where the focus is: as many as fit from the left, and the last one on the right."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyBar { height: 1; background: $background; }"

    keys: reactive[Sequence[Key]] = reactive(())

    class Pressed(Message):
        """A key was clicked on."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    def render_line(self, _y: int) -> Strip:
        strip = Strip([])
        for x, key in self._placed():
            ink = self.inks.ink(key.colour) + Style(bold=True) if key.colour else self.inks.accent
            words = [Segment(_name(key), ink), Segment(f" {key.brief}", self.inks.quiet)]
            strip = Strip([*strip.adjust_cell_length(x), *words])
        return strip.adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)

    def _placed(self) -> Iterator[tuple[int, Key]]:
        """Each key that there is room for, and where it begins."""
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
        for x, key in self._placed():
            if x <= event.x < x + _length(key) and key.action:
                self.post_message(self.Pressed(key))


def _name(key: Key) -> str:
    """The plainest of its keys: a letter rather than an arrow, which everybody tries by themselves."""
    return key.shown.split()[-1 if key.names[0] in ("down", "up") else 0]


def _length(key: Key) -> int:
    return cell_len(_name(key)) + 1 + cell_len(key.brief)


def place_words(cursor: Cursor, under: Sequence[Annotation], suggestion: "Suggestion | None" = None) -> str:
    """Describe where the cursor is, and what is under it, nearest first: `sentence 12 of 48 · claim ×2 “a note”`."""
    parts = [_where(cursor)]
    if cursor.moves_start:
        parts.append("moving the start")
    if cursor.in_range:
        parts.append(f"range of {len(cursor.passage.of(cursor.article.text))} characters")
    for tag in dict.fromkeys(annotation.tag for annotation in under):
        notes = [annotation.note for annotation in under if annotation.tag == tag]
        times = f" ×{len(notes)}" if len(notes) > 1 else ""
        note = next((f" “{sanitize_line(note)}”" for note in notes if note), "")
        parts.append(f"{sanitize_line(tag)}{times}{note}")
    if suggestion:
        parts.append(describe_suggestion(suggestion))
    return " · ".join(parts)


def describe_suggestion(suggestion: "Suggestion") -> str:
    """Describe a suggestion, how sure it is, and why it is made: `quote? sure: closing mark followed by …`."""
    score = "sure" if suggestion.is_sure else "likely" if suggestion.score >= LIKELY else "perhaps"
    return sanitize_line(f"{suggestion.tag}? {score}: {'; '.join(suggestion.reasons)}")


def _where(cursor: Cursor) -> str:
    """As the number of the sentence, as far as they are counted; till all are, as a share of the text besides."""
    article, start = cursor.article, cursor.head.start
    sentences, share = article.sentences, 100 * start // max(1, article.whole.end)
    if sentences.is_complete:
        return f"sentence {sentences.number(start)} of {len(sentences)}"
    return f"sentence {sentences.number(start)} · {share} %" if sentences.knows(start) else f"{share} %"
