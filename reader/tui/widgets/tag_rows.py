"""The rows of annotations in lists: the letter of the tag, the passage, and further facts beside or below it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_order import NONE, FieldOrder
from reader.annotation.model.quote_verdict import OUT_OF_DATE, QuoteVerdict
from reader.settings import Tag
from reader.settings.fields import VERDICT
from reader.settings.tag_names import nearest
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_beginning
from reader.tui.article.marks import NOTE, SAYS_MORE, VERDICTS, GutterMark, mark_of
from reader.tui.article.painter import UNKNOWN
from reader.tui.article.rows import fit
from reader.tui.theme_styles import ThemeStyles

CHOSEN = "✓"
WIDE = 116  # cells of a row from which a tag's details are in columns
PERSON = 22  # cells of the column of the person
EXACT = GutterMark("=", "quiet")  # the sign of a quotation that equals its original


def passage_room(width: int) -> int:
    """Return the cells left for the passage when a row of a given width holds the whole tag."""
    return width * (9 if width >= WIDE else 11) // 20


@dataclass(frozen=True, slots=True)
class TagRows:
    """Draws annotations as rows of a list.

    Attributes:
        tags: The tags of the settings by name.
        theme: The styles of the theme.
        speakers: By tag, the order of the field that is a person, which also gives the name that stands for one.
        order: The order of the list; its field is shown first.
        statuses: The status of each annotation whose source changed, by id.
        title_of: Returns the title of a source by its id; None if the rows do not name their sources.
        verdicts: By id, the verdicts on the quotes that were checked.
        has_notes: Whether wide rows have a column for notes.
    """

    tags: Mapping[str, Tag]
    theme: ThemeStyles
    speakers: Mapping[str, FieldOrder] = field(default_factory=dict)
    order: FieldOrder | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    title_of: Callable[[str], str] | None = None
    verdicts: Mapping[str, QuoteVerdict] = field(default_factory=dict)
    has_notes: bool = False

    def one_row(self, each: Annotation, width: int, *, is_chosen: bool) -> list[Segment]:
        """Return an annotation in one row."""
        room = passage_room(width)
        text = Strip([self._words(each, room)]).adjust_cell_length(room + 1)
        return [
            *self._lead(each, is_chosen=is_chosen),
            *text,
            *self.about(each, width - room - 6, in_columns=width >= WIDE),
        ]

    def first_row(self, each: Annotation, width: int, *, is_chosen: bool) -> list[Segment]:
        """Return the first of two rows: the passage."""
        return [*self._lead(each, is_chosen=is_chosen), self._words(each, width - 5)]

    def second_row(self, each: Annotation, width: int) -> list[Segment]:
        """Return the second of two rows: further facts."""
        return [Segment("     "), *self.about(each, width - 5)]

    def _lead(self, each: Annotation, *, is_chosen: bool) -> list[Segment]:
        tag = self.tags.get(nearest(each.tag, self.tags), UNKNOWN)
        letter = Segment(f" {tag.letter or '?'}  ", self.theme.ink(tag.colour))
        return [Segment(CHOSEN if is_chosen else " ", self.theme.accent), letter]

    def _words(self, each: Annotation, width: int) -> Segment:
        return Segment(fit(shown_beginning(each.source, each.exact), width), self.theme.text)

    def about(self, each: Annotation, width: int, *, in_columns: bool = False) -> list[Segment]:
        """Return the sign of an annotation, its uncertainties, and further facts on it."""
        mark = self._mark(each)
        sign = mark.sign if mark not in (None, NOTE, SAYS_MORE) else " "
        style = self._tones[mark.tone] if mark else self.theme.quiet
        unsure = "".join(f"{words} · " for words in self._unsure(each))
        room = width - len(unsure) - 2
        lead = [Segment(f"{sign} ", style), Segment(unsure, self.theme.error)]
        return [*lead, *(self._columns(each, room) if in_columns else [self._joined(self._parts(each), room)])]

    def _joined(self, parts: Iterable[str], width: int) -> Segment:
        return Segment(fit(" · ".join(filter(None, map(sanitize_line, parts))), width), self.theme.quiet)

    def _columns(self, each: Annotation, width: int) -> Iterator[Segment]:
        """Yield the person, the note if any tag has one, and the source, each below that of the row above."""
        ordered, speaker, note, *source = self._parts(each)
        of_note = max(0, width - PERSON) // 2 if self.has_notes else 0
        for parts, cells in (([ordered, speaker], PERSON), ([note], of_note), (source, width - PERSON - of_note)):
            yield from Strip([self._joined(parts, max(0, cells - 2))]).adjust_cell_length(max(0, cells))

    def _mark(self, each: Annotation) -> GutterMark | None:
        known = self.verdicts.get(each.id)
        if known and known.is_out_of_date:
            return VERDICTS[OUT_OF_DATE]
        verdict = known.shown if known else each.fields.get(VERDICT)
        if verdict == "exact":
            return EXACT
        return (VERDICTS.get(known.shown) if known else None) or mark_of(each)

    def _unsure(self, each: Annotation) -> Iterator[str]:
        """Yield why an annotation needs a look: its source changed, or its verdict is about other texts."""
        status = self.statuses.get(each.id, Status.EXACT)
        if not status.is_sure:
            yield str(status)
        if (known := self.verdicts.get(each.id)) and known.is_out_of_date:
            yield "verdict out of date"

    @property
    def _tones(self) -> Mapping[str, Style]:
        theme = self.theme
        return {"error": theme.error, "success": theme.text, "accent": theme.accent, "quiet": theme.quiet}

    def _parts(self, each: Annotation) -> Sequence[str]:
        speakers = self.speakers.get(nearest(each.tag, self.speakers))
        ordered = self._said(self.order, each) if self.order else ""
        tag = self.tags.get(each.tag, UNKNOWN)
        speaker = self._said(speakers, each) if speakers else ""
        speaker = "" if speaker == ordered else speaker
        note = f"“{each.note}”" if each.note else ""
        name = "" if tag.key else each.tag  # other tags have the same letter
        ordered = " · ".join(filter(None, [name, ordered]))
        return [ordered, speaker, note, self.title_of(each.source) if self.title_of else "", each.creator]

    def _said(self, order: FieldOrder, each: Annotation) -> str:
        return ", ".join(label for label in order.labels(each) if label != NONE)
