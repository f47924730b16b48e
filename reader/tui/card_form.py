"""The card as a form: what is typed into the fields, the note and the links of a tag. Plain Python without Textual."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import values_of
from reader.annotation.model.field_values import problem_of, shown
from reader.annotation.model.links import ABOUT_CLAIMS, Link, links_of, problem_of_link
from reader.settings import Tag
from reader.settings.fields import Field
from reader.settings.keys import Key
from reader.settings.pane_keys import CARD
from reader.text.sanitize import sanitize_line
from reader.text.shown_passage import shown_beginning
from reader.tui.typed_line import TypedLine
from reader.tui.value_typing import UsedValues, ValueTyping

NOTE = "note"
HELP = "?"  # the key that shows all keys, where no text is typed
DATE = 10  # characters of a time that are its date


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of the card.

    Attributes:
        label: The name of the field, `note`, or the type of the link.
        field: The field; None for the note and for links.
        link: The link; None for fields and the note.
        is_incoming: Whether the link starts from another annotation and leads here.
        is_unknown: Whether it is a field that the tag does not have, or an invalid link; it can only be removed.
        problem: The reason why its value is not valid; empty if it is.
        is_out_of_date: Whether its value comes from texts that have changed since.
    """

    label: str
    field: Field | None = None
    link: Link | None = None
    is_incoming: bool = False
    is_unknown: bool = False
    problem: str = ""
    is_out_of_date: bool = False

    @property
    def is_typed(self) -> bool:
        """True if letters typed on this row become its value."""
        return self.link is None and not self.is_unknown and not (self.field and self.field.type == "choice")

    def is_same(self, other: "CardRow") -> bool:
        """Return whether this is a row of another form, with a value that may have changed since."""
        links = [(row.label, row.is_typed, row.is_incoming, row.link and row.link.id) for row in (self, other)]
        return links[0] == links[1]


@dataclass(frozen=True, slots=True)
class CardRequest:
    """Something that a key asks for.

    Attributes:
        action: `set` a field or the note to a text, `close` the card, `go` to a link's end or `remove` the link;
            `accept` or `dismiss` a suggestion; `refuse` a key that means nothing in the row.
        row: The row that it is about.
        text: The text to set, or the words that say why a key is refused.
    """

    action: Literal["set", "close", "go", "remove", "accept", "dismiss", "refuse"]
    row: CardRow
    text: str = ""


class CardForm:
    """The rows of a card, the selected one, and what is being typed there.

    Attributes:
        annotations: The annotations that the card is about; usually one.
        rows: The fields of the tag, the note, and the links, evidence first.
        selected: The number of the selected row.
        is_for_one_field: Whether the card was opened to type one field, so that it closes then.
        keys: The keys of the card that the key bar has labels for.
        typing: What is being typed into the selected row.

    Args:
        tag: The tag, or the nearest above that the settings know, whose fields are shown; None if they know none.
        annotations: The annotations, which have this tag.
        incoming: Links of other annotations that lead here.
        used: Returns the values that a field had before, the most frequent first, each with its number and the texts
            that it is found by.
        out_of_date: The name of the field whose value was found on texts that have changed since; empty if none was.
    """

    keys: tuple[Key, ...] = tuple(key for key in CARD if key.brief)

    def __init__(
        self,
        tag: Tag | None,
        annotations: Sequence[Annotation],
        incoming: Sequence[Link] = (),
        used: UsedValues = lambda _name: (),
        out_of_date: str = "",
    ) -> None:
        self.annotations = annotations
        self._is_known = tag is not None and tag.name == annotations[0].tag  # or else it would look like the tag above
        is_one = len(annotations) == 1
        own = tag.fields if tag else ()
        fields = [_field_row(each, annotations[0] if is_one else None, each.name == out_of_date) for each in own]
        fields += _unknown_rows(annotations[0], tag) if is_one else []
        links = [CardRow(link.type, link=link) for link in links_of(annotations[0])] if is_one else []
        links.sort(key=lambda row: row.label not in ABOUT_CLAIMS)
        arriving = [CardRow(link.type, link=link, is_incoming=True) for link in incoming]
        self.rows = [*fields, CardRow(NOTE), *links, *arriving]
        self.selected = 0
        self.is_for_one_field = False
        self.typing = ValueTyping(used)

    @property
    def subject(self) -> Annotation:
        """The annotation that the card is about, or the first one."""
        return self.annotations[0]

    @property
    def heading(self) -> tuple[str, str]:
        """The words that say what the card is about, who set it and when."""
        first = self.subject
        if len(self.annotations) > 1:
            kinds = ", ".join(dict.fromkeys(sanitize_line(each.tag) for each in self.annotations))
            return f"{len(self.annotations)} tags: {kinds}", ""
        who = " · ".join(filter(None, [sanitize_line(first.creator), sanitize_line(first.created)[:DATE]]))
        name = sanitize_line(first.tag)
        known = name if self._is_known else f"{name} (not in the codebook)"
        what = [known, _origin(first), shown_beginning(first.source, first.exact)]
        return " · ".join(filter(None, what)), who

    @property
    def row(self) -> CardRow:
        """The selected row."""
        return self.rows[self.selected]

    @property
    def line(self) -> TypedLine | None:
        """The line that is typed, with its cursor; None while nothing is."""
        return self.typing.line

    @property
    def typed(self) -> str | None:
        """The letters typed so far; None while nothing is typed."""
        return self.typing.typed

    def select(self, name: str) -> None:
        """Select the row of a field."""
        self.selected = next((number for number, row in enumerate(self.rows) if row.label == name), self.selected)

    def begin(self, name: str, offered: Sequence[str]) -> None:
        """Select the row of a field, to type that field only, with some values offered."""
        self.select(name)
        self.is_for_one_field = True
        self.typing.offer([each for each in offered if each != self.text(self.row)])

    def resume(self, old: "CardForm") -> None:
        """Continue where another form of the same annotations was: on its row, with what was typed there.

        A row that is gone stays while something is typed into it, so that the text does not get into another one.
        """
        places = [number for number, row in enumerate(self.rows) if row.is_same(old.row)]
        if old.line and not places:
            self.rows.insert(old.selected, old.row)
        self.selected = min(next(iter(places), old.selected), len(self.rows) - 1)
        self.is_for_one_field, self.typing = old.is_for_one_field, old.typing

    def type_again(self, row: CardRow, text: str) -> None:
        """Go back to a row that could not be set to a text, and type on there."""
        if row.is_typed and row in self.rows:
            self.selected, self.typing.typed = self.rows.index(row), text

    def text(self, row: CardRow) -> str:
        """Return the value of a row, as it is stored; empty if the annotations have different ones."""
        texts = {self._text_of(each, row) for each in self.annotations}
        return texts.pop() if len(texts) == 1 else ""

    def is_mixed(self, row: CardRow) -> bool:
        """Return True if the annotations have different values there."""
        return len({self._text_of(each, row) for each in self.annotations}) > 1

    def _text_of(self, annotation: Annotation, row: CardRow) -> str:
        if row.field:
            return shown(list(values_of(annotation, row.field.name)))
        if row.is_unknown:
            return shown(annotation.fields.get(row.label, annotation.links.get(row.label)))
        return annotation.note if row.label == NOTE else ""

    @property
    def completion(self) -> str:
        """The value that `tab` takes in place of what is typed; empty if there is none."""
        return self.typing.completion(self.row.field) if self.row.field else ""

    @property
    def completion_hint(self) -> str:
        """The words that say which value `tab` takes, and how often it was used; empty if there is none."""
        return self.typing.hint(self.row.field) if self.row.field else ""

    # Keys

    def press(self, key: str, character: str | None) -> tuple[bool, CardRequest | None]:
        """Answer a key.

        Args:
            key: The name of the key, as Textual has it.
            character: The printable character; None if it has none.

        Returns:
            Whether the key was for the card, and what it asks for.
        """
        match key:
            case "tab" | "down":
                return True, self._step(1, takes_completion=key == "tab")
            case "shift+tab" | "up":
                return True, self._step(-1)
            case "enter":
                return True, self._enter()
            case "escape":
                return True, self._escape()
            case "backspace" | "delete" if (self.row.link and not self.row.is_incoming) or self.row.is_unknown:
                return True, CardRequest("remove", self.row)
        if self.row.is_typed:
            return self._type(key, character), None
        if character is None or character == HELP:
            return False, None
        return True, self._choose(character) or self._refusal(character)

    def paste(self, text: str) -> bool:
        """Add pasted text to what is typed; return whether there is something to type into."""
        if self.row.is_typed:
            self.typing.line = self._line_for_text()
            self.typing.line.paste(text)
        return self.row.is_typed

    def _type(self, key: str, character: str | None) -> bool:
        """Answer a key in the line that is typed; a key that edits begins with the value that is there."""
        edits = self.line is None and character is None
        line = TypedLine(self.text(self.row)) if edits else self._line_for_text()
        is_taken = line.press(key, character)
        if is_taken:
            self.typing.line = line
        return is_taken

    def _line_for_text(self) -> TypedLine:
        """Return the line to add text to: a note or a text is continued at its end, any other value is replaced."""
        goes_on = self.row.field is None or self.row.field.type == "text"
        return self.typing.line or TypedLine(self.text(self.row) if goes_on else "")

    def _choose(self, character: str) -> CardRequest | None:
        """Set a choice by its key; the key of its present value removes that value. Return None for any other key."""
        field = self.row.field
        chosen = next((each.value for each in field.choices if each.key == character), "") if field else ""
        if not chosen or field is None:
            return None
        has = self.text(self.row).split(", ")
        if field.is_many:
            values = [value for value in has if value and value != chosen] + ([] if chosen in has else [chosen])
            return CardRequest("set", self.row, ", ".join(values))
        return CardRequest("set", self.row, "" if chosen in has else chosen)

    def _refusal(self, character: str) -> CardRequest:
        """Refuse a letter in a row that takes no typing, and name the keys that work there; no command is run."""
        row = self.row
        if keys := " ".join(each.key for each in row.field.choices) if row.field else "":
            return CardRequest(
                "refuse", row, f"{shown_key(character)} is not a value of {row.label}: {keys} choose one"
            )
        does = "removes it" if row.is_unknown else "removes the link, enter goes there"
        words = "enter goes to the tag that has the link" if row.is_incoming else f"backspace {does}"
        return CardRequest("refuse", row, f"nothing can be typed in this row: {words}")

    def _step(self, by: int, *, takes_completion: bool = False) -> CardRequest | None:
        """Go to another row, and set what was typed in this one."""
        if takes_completion and self.row.field and self.typing.complete(self.row.field):
            return None
        row, request = self.row, self._taken()
        self.typing.offer(())
        self.selected = (self.selected + by) % len(self.rows)
        return request if row.is_typed else None

    def _enter(self) -> CardRequest | None:
        if self.row.link:
            return CardRequest("go", self.row)
        return self._taken() or CardRequest("close", self.row)

    def _escape(self) -> CardRequest | None:
        """Drop what is typed; close the card if nothing is."""
        if self.line is None:
            return CardRequest("close", self.row)
        self.typing.line = None
        return None

    def _taken(self) -> CardRequest | None:
        """Return the request to set what was typed, if it differs from the value, and type nothing more."""
        typed, self.typing.line = self.typed, None
        if typed is None or typed.strip() == self.text(self.row):
            return None
        return CardRequest("set", self.row, typed.strip())


def shown_key(character: str) -> str:
    """Return a typed character as a message names it."""
    return character if character.strip() else "space"


def _field_row(field: Field, annotation: Annotation | None, is_out_of_date: bool) -> CardRow:
    """Return the row of a field, with the problem of the annotation's value there."""
    value = annotation.fields.get(field.name) if annotation else None
    problem = "" if value is None else problem_of(field, value).removeprefix(f"{field.name}: ")
    return CardRow(field.name, field, problem=problem, is_out_of_date=is_out_of_date)


def _unknown_rows(annotation: Annotation, tag: Tag | None) -> list[CardRow]:
    """Return a row for each field that the tag of an annotation does not have, and for each link that is not valid."""
    names = [name for name in annotation.fields if not (tag and tag.field(name))]
    links = [(id, problem_of_link(annotation, link)) for id, link in annotation.links.items()]
    return [
        *(CardRow(name, is_unknown=True, problem=f"{annotation.tag} has no such field") for name in names),
        *(CardRow(id, is_unknown=True, problem=problem) for id, problem in links if problem),
    ]


def _origin(annotation: Annotation) -> str:
    """Return the certainty of the suggestion that a tag came from; empty if the tag was set by hand."""
    certainty = annotation.origin.get("certainty")
    said = f" ({sanitize_line(certainty)})" if isinstance(certainty, str) else ""
    return f"suggested{said}" if annotation.was_suggested else ""
