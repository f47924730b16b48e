"""A list of people with their tags at one place: the tag, the whole passage, the fields and the note of each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import shown
from reader.collaboration.agreement.labels import LabelledSpan, labelled_span
from reader.settings import Tag
from reader.settings.tag_names import nearest
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_passage
from reader.tui.article.rows import fit
from reader.tui.cell_widths import cell_len
from reader.tui.widgets.line_view import LineView

LONGEST = 2000  # code points of a passage or note that are shown
LONGEST_NAME, LONGEST_TAG = 16, 14  # cells
WIDEST = 100  # cells of a line: longer ones are hard to read
ROOM = 30  # cells beside the names of people and tags from which passages are put there, not below
INDENT = 4  # cells before a passage below a name
NOTHING = "nothing"
Line = list[Segment]


class PersonTags(NamedTuple):
    """The tags of one person.

    Attributes:
        sign: The key that takes them, or a mark.
        name: The name of the person.
        annotations: The tags.
        remark: A message in place of tags.
    """

    sign: str
    name: str
    annotations: Sequence[Annotation]
    remark: str = NOTHING


class PeopleTags(LineView, can_focus=False):
    """The tags of several people, one below the other."""

    DEFAULT_CSS = "PeopleTags { width: 1fr; height: auto; background: $background; padding: 0 1; }"

    def __init__(self, tags: Sequence[Tag]) -> None:
        """Take the tags of the settings."""
        super().__init__()
        self._tags: Mapping[str, Tag] = {tag.name: tag for tag in tags}
        self._people: Sequence[PersonTags] = ()
        self._differing: Collection[str] = ()
        self._is_airy = False
        self._first: dict[LabelledSpan, str] = {}  # the first person who set a tag on a passage
        self._lines: tuple[int, list[Line]] = -1, []

    def show(self, people: Sequence[PersonTags], differing: Collection[str] = (), *, is_airy: bool = False) -> None:
        """Show people's tags.

        Args:
            people: The people.
            differing: The names of the fields that have different values.
            is_airy: Whether there is a blank row between people.
        """
        self._people, self._differing, self._is_airy = people, differing, is_airy
        self._first = {}
        for person in reversed(people):
            self._first |= {labelled_span(each): person.name for each in person.annotations}
        self._forget_lines()
        self.scroll_to(y=0, animate=False, force=True)

    def rows(self, width: int) -> int:
        """Return the number of rows at a width."""
        return len(self._made(width))

    def _forget_lines(self) -> None:
        self._lines = -1, []
        self.virtual_size = Size(self.size.width, self.rows(self.size.width))
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap the passages to the new width."""
        self._forget_lines()

    def notify_style_update(self) -> None:
        """Draw in the styles of a new theme."""
        super().notify_style_update()
        self._lines = -1, []

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        lines, number = self._made(self.size.width), y + self.scroll_offset.y
        line = lines[number] if number < len(lines) else []
        return Strip(line).adjust_cell_length(self.size.width).apply_style(self.visual_style.rich_style)

    # Making the lines

    def _made(self, width: int) -> list[Line]:
        if self._lines[0] != width:
            room = min(WIDEST, max(10, width - 2 - self.styles.scrollbar_size_vertical))
            lines = [line for person in self._people for line in self._of_person(person, room)]
            self._lines = width, lines[: len(lines) - self._is_airy]
        return self._lines[1]

    def _of_person(self, person: PersonTags, width: int) -> Iterator[Line]:
        theme = self.theme_styles
        names = min(LONGEST_NAME, max(cell_len(sanitize_line(each.name)) for each in self._people))
        name = fit(sanitize_line(person.name), names)
        head = [
            Segment(f"{person.sign} ", theme.accent),
            Segment(f"{name}{' ' * (names - cell_len(name))}  ", theme.text + Style(bold=True)),
        ]
        if not person.annotations:
            yield [*head, Segment(person.remark, theme.quiet)]
        begin = names + 4
        for number, each in enumerate(person.annotations):
            first = self._first[labelled_span(each)]
            other = first if first != person.name else ""
            yield from self._of_tag(each, other, head if number == 0 else [Segment(" " * begin)], begin, width)
        yield from [[]] if self._is_airy else []

    def _of_tag(self, annotation: Annotation, other: str, head: Line, begin: int, width: int) -> Iterator[Line]:
        """Yield the tag and its passage, then its fields and its note, in lines that hang under the passage."""
        tag, tags = self._tags.get(nearest(annotation.tag, self._tags)), self._tag_width
        name = fit(sanitize_line(annotation.tag), tags)
        letter = Segment(f"{tag.letter if tag else ' '} ", self.theme_styles.ink(tag.colour) if tag else None)
        head = [*head, letter, Segment(f"{name}{' ' * (tags - cell_len(name))}  ", self.theme_styles.text)]
        column = begin + tags + 4
        is_beside = width - column >= ROOM
        column = column if is_beside else INDENT
        lines = [line for text in self._texts(annotation, other) for line in self._wrap(text, width - column)]
        if not is_beside:
            yield head
        for number, line in enumerate(lines):
            yield [*(head if is_beside and number == 0 else [Segment(" " * column)]), *line]

    @property
    def _tag_width(self) -> int:
        names = [each.tag for person in self._people for each in person.annotations]
        return min(LONGEST_TAG, max((cell_len(sanitize_line(name)) for name in names), default=0))

    def _texts(self, annotation: Annotation, other: str) -> Iterator[Text]:
        """Yield the passage, or the person above who has the same one, then the fields and the note, each as a text."""
        theme = self.theme_styles
        if other:
            yield Text(f"the same as {sanitize_line(other)}", theme.quiet, end="")
        else:
            yield Text(shown_passage(annotation.source, annotation.exact[:LONGEST]), theme.text, end="")
        fields = Text(end="")
        for name, value in annotation.fields.items():
            if words := sanitize_line(shown(value)):
                style = theme.error if name in self._differing else theme.quiet
                fields.append(" · " if fields else "", theme.quiet)
                fields.append(f"{sanitize_line(name)} ", style)
                fields.append(words[:LONGEST], theme.text)
        if fields:
            yield fields
        if annotation.note:
            yield Text(f"“{sanitize_line(annotation.note[:LONGEST])}”", theme.quiet, end="")

    def _wrap(self, text: Text, width: int) -> Iterator[Line]:
        console = self.app.console
        for line in text.wrap(console, max(8, width)):
            line.rstrip()
            yield list(line.render(console))
