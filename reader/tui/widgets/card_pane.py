"""The card: the fields, the note and the links of a tag, beside the article or in a sheet below it."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from reader.settings.keys import PANES, Key
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.card_form import CardForm, CardRequest, CardRow
from reader.tui.card_parts import NO_PARTS, CardParts
from reader.tui.event import Event
from reader.tui.geometry import has_card_parts
from reader.tui.suggestion_form import SuggestionForm
from reader.tui.widgets.card_part_lines import lines_before, lines_of_link
from reader.tui.widgets.entry_lines import Line
from reader.tui.widgets.prompt import shown_line, typed_segments
from reader.tui.widgets.virtual_list import VirtualList

LONGEST_LABEL = 14  # cells of the name of a field
Form = CardForm | SuggestionForm
EMPTY = "no tag here: {keys} set one in the article"


class CardPane(VirtualList, can_focus=True):
    """The card of the tag or the suggestion under the cursor, or of several tags.

    Attributes:
        form: What is shown and typed; None while there is no tag.
        parts: Further facts, shown where there is enough room.
        sheet_rows: The rows of the card where there is no room beside the article.
        requested: Emits what a key asks for.
    """

    PLACE = "card"
    IS_REMEMBERED = True
    BINDINGS = bindings(PANES)
    DEFAULT_CSS = "CardPane { background: $surface; }"
    MOST_ROWS = 9

    def __init__(self, tag_keys: str) -> None:
        """Make an empty card, which names the keys that set a tag."""
        super().__init__()
        self._empty = EMPTY.format(keys=tag_keys)
        self.form: Form | None = None
        self.parts: CardParts = NO_PARTS
        self._before: Mapping[int, Sequence[Line]] | None = None  # the lines before each row; None if not known
        self._measured: tuple[object, Sequence[int]] = None, ()  # the room for the rows, and the lines of each
        self.requested = Event[CardRequest]()

    @property
    def sheet_rows(self) -> int:
        """The rows that the card takes below the article: its heading and its fields."""
        return min(self.MOST_ROWS, 1 + max(1, sum(self._heights())))

    def show(self, form: Form | None, parts: CardParts = NO_PARTS) -> None:
        """Show a card and further facts; None if there is no tag."""
        self.form, self.parts, self._before, self._measured = form, parts, None, (None, ())
        self.set_reactive(VirtualList.selected, form.selected if form else 0)
        self.changed()

    # Keys

    @property
    def typing_keys(self) -> Sequence[Key]:
        """The keys of the card that the key bar has labels for."""
        return self.form.keys if self.form else CardForm.keys

    def capture_key(self, event: events.Key) -> bool:
        """Take what is typed into the card, and the keys that move in it."""
        if self.form is None:
            return False
        is_taken, request = self.form.press(event.key, event.character if event.is_printable else None)
        if is_taken:
            self.follow_form()
        if request:
            self.requested.emit(request)
        return is_taken

    def follow_form(self) -> None:
        """Show the row that is now selected in the form, and the text typed there."""
        self.selected = self.form.selected if self.form else 0
        self.refresh()

    def capture_paste(self, text: str) -> bool:
        """Take pasted text into the selected field."""
        is_taken = self.form is not None and self.form.paste(text)
        self.refresh()
        return is_taken

    def on_virtual_list_picked(self) -> None:
        """Select the row that was clicked on."""
        if self.form:
            self.form.selected = self.selected

    # Drawing

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.form.rows) if self.form else 0

    @property
    def head_rows(self) -> int:
        """The heading."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Draw the heading, then the rows, with the lines between them."""
        if y > 0:
            return self._between(y - self.head_rows + self.scroll_offset.y) or super().render_line(y)
        theme, width = self.theme_styles, self.size.width
        if self.form is None:
            strip = Strip([Segment(f" {fit(self._empty, width - 2)}", theme.quiet)])
        else:
            left, right = self.form.heading
            left = fit(left, max(0, width - cell_len(right) - 4))
            room = max(1, width - cell_len(left) - cell_len(right) - 2)
            strip = Strip([Segment(f" {left}", theme.accent), Segment(" " * room), Segment(right, theme.quiet)])
        return strip.adjust_cell_length(width).apply_style(self.visual_style.rich_style)

    @property
    def caret(self) -> Offset | None:
        """The cell where a value is typed, or where the selected row begins."""
        begin = super().caret
        if begin is None or self.form is None or self.form.line is None:
            return begin
        label = self._label_room(self.form) + 2
        width = self.size.width - self.scrollbar_gutter.width - 2
        return begin + Offset(label + shown_line(self.form.line, width - label).caret, 0)

    def _label_room(self, form: Form) -> int:
        """Return the cells of the longest name of a field."""
        return min(LONGEST_LABEL, max(cell_len(row.label) for row in form.rows))

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:
        """Return a line of a row: the name of the field, and its value."""
        assert self.form is not None, "rows are drawn while there is a form"
        here, theme = self.form.rows[number], self.theme_styles
        room = self._label_room(self.form)
        label = "" if row else fit(sanitize_line(here.label), room)
        label = f" {label}{' ' * (room - cell_len(label))} "
        return [Segment(label, theme.quiet), *self._lines(self.form, number, width - room - 2)[row]]

    # The parts are before and after the rows, some of which take several lines

    @property
    def shows_parts(self) -> bool:
        """True if there is room for further facts besides the form."""
        return has_card_parts(self.app.size.width, self.size.height)

    def _lines_before(self, number: int) -> Sequence[Line]:
        """Return the lines before a row; for the number after the last row, those below all rows."""
        if self.form is None or not self.shows_parts:
            return ()
        if self._before is None:
            width = self.size.width - self.scrollbar_gutter.width
            room = self._label_room(self.form)
            self._before = lines_before(self.form.rows, self.parts, self.theme_styles, width, room)
        return self._before.get(number, ())

    def _between(self, row: int) -> Strip | None:
        """Draw a line between the rows; None for a line of a row."""
        for number, height in enumerate([*self._heights(), 0]):
            lines = self._lines_before(number)
            if row < len(lines):
                strip = Strip(lines[row]).adjust_cell_length(self.size.width)
                return strip.apply_style(self.visual_style.rich_style)
            row -= len(lines) + height
            if row < 0:
                break
        return None

    def top(self, number: int) -> int:
        """Return the first line of a row, counted from that of the first one."""
        return sum(self._heights()[:number]) + sum(len(self._lines_before(each)) for each in range(number + 1))

    def _item_at(self, row: int) -> tuple[int, int]:
        for number, height in enumerate(self._heights()):
            row -= len(self._lines_before(number))
            if row < height:
                return (number, row) if row >= 0 else (self.count, 0)
            row -= height
        return self.count + row, 0

    def _scroll_to_selected(self) -> None:
        if self.size.height and self.form:  # laid out
            top, height = self.top(self.selected), self.size.height - self.head_rows
            end = top + self._heights()[self.selected]
            first = min(top, max(self.scroll_offset.y, end - height))
            self.scroll_to(y=first if end > height else 0, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        self._before = None

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the parts to the new width."""
        self._before = None

    def _heights(self) -> Sequence[int]:
        """Return the number of lines of each row: every line that is drawn asks for all of them."""
        if self.form is None:
            return ()
        width = self.size.width - self.scrollbar_gutter.width - 2 - self._label_room(self.form) - 2
        room = width, self.shows_parts
        if self._measured[0] != room:
            self._measured = room, [len(self._lines(self.form, number, width)) for number in range(self.count)]
        return self._measured[1]

    def _lines(self, form: Form, number: int, width: int) -> list[list[Segment]]:
        """Return the lines of the value of a row."""
        row, is_selected = form.rows[number], number == form.selected
        if number in self.parts.ends and self.shows_parts:
            return lines_of_link(row, self.parts.ends[number], self.theme_styles, width)
        if not (row.field and row.field.choices):
            return [self._value(form, row, width, is_selected=is_selected)]
        theme, text = self.theme_styles, sanitize_line(form.text(row))
        if row.problem:
            parts = [[Segment(fit(f"{text} is not valid  ", width), theme.error)], *self._choices(row, "")]
        else:
            parts = self._choices(row, text)
        if form.is_mixed(row):
            parts.append([Segment(" mixed", theme.quiet)])
        if row.is_out_of_date:
            parts.append([Segment(" ! out of date", theme.error)])
        return _wrapped(parts, width)

    def _value(self, form: Form, row: CardRow, width: int, *, is_selected: bool) -> list[Segment]:
        theme = self.theme_styles
        if row.link:
            arrow = "←" if row.is_incoming else "→"
            where = row.link.url or f"{row.link.source}: {in_marks(row.link.exact)}"
            note = f" ({row.link.note})" if row.link.note else ""
            return [Segment(fit(sanitize_line(f"{arrow} {where}{note}"), width), theme.text)]
        hint = form.completion_hint if is_selected else ""
        if is_selected and form.line:
            typed = typed_segments(shown_line(form.line, width), theme)
            room = width - sum(segment.cell_length for segment in typed) - 3
            return [
                *typed,
                Segment("   "),
                Segment(fit(sanitize_line(hint), max(0, room)), theme.quiet),
            ]
        text, is_mixed = sanitize_line(form.text(row)), form.is_mixed(row)
        if row.problem:
            value = f"{text} · " if text else ""
            return [Segment(fit(f"{value}not valid: {sanitize_line(row.problem)}", width), theme.error)]
        if is_mixed:
            return [Segment("different values", theme.quiet)]
        offer = fit(sanitize_line(hint), max(0, width - 4))
        value = fit(text, max(0, width - cell_len(offer) - 3) if offer else width)
        return [
            Segment(value, theme.text),
            *([Segment(f"{'   ' if value else ''}{offer}", theme.quiet)] if offer else []),
        ]

    def _choices(self, row: CardRow, text: str) -> list[list[Segment]]:
        """Draw the values of a choice with their keys; chosen ones are in brackets."""
        chosen, parts = text.split(", "), list[list[Segment]]()
        for each in row.field.choices if row.field else ():
            shown = sanitize_line(f"{each.key} {each.value}")
            is_chosen = each.value in chosen
            style = self.theme_styles.text + Style(bold=True) if is_chosen else self.theme_styles.quiet
            parts.append([Segment(f"[{shown}]" if is_chosen else f" {shown}", style), Segment(" ")])
        return parts


def _wrapped(parts: Sequence[list[Segment]], width: int) -> list[list[Segment]]:
    """Put parts into lines, as many into each as fit; a part that is wider than a line is cut."""
    lines, room = [list[Segment]()], width
    for part in parts:
        cells = sum(segment.cell_length for segment in part)
        if cells - 1 > room and lines[-1]:
            lines, room = [*lines, []], width
        lines[-1] += Strip(part).crop(0, max(0, room))
        room -= cells
    return lines
