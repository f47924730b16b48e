"""The card of a suggestion as a form: who says it, and all reasons for it. Plain Python without Textual."""

from collections.abc import Iterator, Sequence

from reader.insight.speakers.short_names import is_pronoun
from reader.insight.suggestion import Attribution, Suggestion
from reader.settings.fields import Field
from reader.settings.keys import Key
from reader.settings.pane_keys import CARD_OF_SUGGESTION
from reader.text.sanitize import sanitize_line
from reader.tui.card_form import HELP, CardRequest, CardRow
from reader.tui.typed_line import TypedLine
from reader.tui.value_typing import UsedValues, ValueTyping

NO_TYPING = "nothing can be typed here: enter accepts, backspace dismisses, esc closes the card"
NOTHING_TYPED = "nothing can be typed in this row: type the name in the row of the speaker"


class SuggestionForm:
    """The rows of the card of a suggestion; only its speaker can be typed.

    Attributes:
        subject: The suggestion.
        rows: The speaker and the cue, if it can have them, and the reasons.
        selected: The number of the selected row.
        keys: The keys of the card.

    Args:
        suggestion: The suggestion.
        text: The text of its source.
        person: The field with its speaker; None if its tag has none.
        used: Returns the values that a field had before.
    """

    keys: tuple[Key, ...] = CARD_OF_SUGGESTION

    def __init__(
        self,
        suggestion: Suggestion,
        text: str,
        person: Field | None = None,
        used: UsedValues = lambda _name: (),
    ) -> None:
        self.subject, self.selected = suggestion, 0
        self._person, self._typing = person, ValueTyping(used)
        self._facts = [(CardRow(label, field), value) for label, field, value in _facts(suggestion, text, person)]
        self._exact = suggestion.span.of(text)
        self.rows = [row for row, _ in self._facts]

    @property
    def heading(self) -> tuple[str, str]:
        """The words for what the card is about, and for how sure the suggestion is."""
        return f"{sanitize_line(self.subject.tag)}? · {sanitize_line(self._exact)}", self.subject.certainty

    @property
    def line(self) -> TypedLine | None:
        """The name that is typed, with its cursor; None while none is."""
        return self._typing.line

    @property
    def typed(self) -> str | None:
        """The name that is typed so far; None while nothing is."""
        return self._typing.typed

    @property
    def completion_hint(self) -> str:
        """The words that say which name `tab` takes; empty if there is none."""
        return self._typing.hint(self._person) if self._person and self._is_on_speaker else ""

    @property
    def _is_on_speaker(self) -> bool:
        return self.rows[self.selected].field is not None

    def begin(self, name: str, offered: Sequence[str]) -> None:
        """Select the row of the speaker, with some names offered."""
        self.selected = next((number for number, row in enumerate(self.rows) if row.label == name), self.selected)
        self._typing.offer(offered)

    def text(self, row: CardRow) -> str:
        """Return the value of a row; for the speaker, the name that was typed, if any."""
        if row.field and self.typed is not None:
            return self.typed
        return next(value for each, value in self._facts if each is row)

    def is_mixed(self, _row: CardRow) -> bool:
        """Return False: there is one suggestion."""
        return False

    def press(self, key: str, character: str | None) -> tuple[bool, CardRequest | None]:
        """Answer a key.

        Returns:
            Whether the key was for the card, and what it asks for.
        """
        row = self.rows[self.selected]
        match key:
            case "tab" if self._is_on_speaker and self._person and self._typing.complete(self._person):
                return True, None
            case "tab" | "down" | "shift+tab" | "up":
                self.selected = (self.selected + (1 if key in ("tab", "down") else -1)) % len(self.rows)
                return True, None
            case "enter":
                return True, CardRequest("accept", row) if self.typed is None else self._named()
            case "backspace" if self.typed is None:
                return True, CardRequest("dismiss", row)
            case "escape" if self.typed is not None:
                self._typing.line = None
                return True, None
            case "escape":
                return True, CardRequest("close", row)
        if character is not None and character != HELP and not self._is_on_speaker:
            return True, CardRequest("refuse", row, NOTHING_TYPED if self._person else NO_TYPING)
        return self._type(key, character), None

    def _named(self) -> CardRequest:
        """Return the request to accept the suggestion with the name that was typed as its speaker."""
        row = next(row for row in self.rows if row.field)
        return CardRequest("set", row, (self.typed or "").strip())

    def paste(self, text: str) -> bool:
        """Add pasted text to the name; return whether the speaker is selected."""
        if self._is_on_speaker:
            self._typing.line = self.line or TypedLine()
            self._typing.line.paste(text)
        return self._is_on_speaker

    def _type(self, key: str, character: str | None) -> bool:
        """Answer a key in the name; the first character begins it."""
        if not self._is_on_speaker or (self.line is None and character is None):
            return False
        line = self._typing.line = self.line or TypedLine()
        return line.press(key, character)


def _said_by(found: Attribution) -> str:
    """Return a speaker's name, with the reason why somebody should look at it, if there is one."""
    if is_pronoun(found.name):
        return f"{found.name} (a pronoun: type who it is)"
    return found.name if found.is_sure else f"{found.name} (not sure)"


def _facts(suggestion: Suggestion, text: str, person: Field | None) -> Iterator[tuple[str, Field | None, str]]:
    """Yield the rows of a suggestion: the label, the field if it can be typed, and the value."""
    found = suggestion.attribution
    if found or person:
        yield person.name if person else "speaker", person, _said_by(found) if found else ""
    if found and found.cue:
        yield "cue", None, found.cue.of(text)
    reasons = suggestion.reasons or ("nothing in particular",)
    for number, reason in enumerate(reasons):
        yield "" if number else "because", None, reason
