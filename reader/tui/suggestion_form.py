"""The card of a suggestion as a form: who says it, and all reasons for it. Plain Python without Textual."""

from collections.abc import Iterator

from reader.insight.suggestion import Suggestion
from reader.settings.keys import CARD_OF_SUGGESTION, Key
from reader.text.sanitize import sanitize_line
from reader.tui.card_form import CardRequest, CardRow


class SuggestionForm:
    """The rows of the card of a suggestion; nothing can be typed into them.

    Attributes:
        subject: The suggestion.
        rows: The speaker and the cue, if they were found, and the reasons.
        selected: The number of the selected row.
        typed: None, as nothing is typed.
        keys: The keys of the card.
    """

    typed = None
    completion_hint = ""
    keys: tuple[Key, ...] = CARD_OF_SUGGESTION

    def __init__(self, suggestion: Suggestion, text: str) -> None:
        """Take a suggestion, and the text of its source."""
        self.subject, self.selected = suggestion, 0
        self._facts = [(CardRow(label), value) for label, value in _facts(suggestion, text)]
        self._exact = suggestion.span.of(text)
        self.rows = [row for row, _ in self._facts]

    @property
    def heading(self) -> tuple[str, str]:
        """The words for what the card is about, and for how sure the suggestion is."""
        return f"{sanitize_line(self.subject.tag)}? · {sanitize_line(self._exact)}", self.subject.certainty

    def text(self, row: CardRow) -> str:
        """Return the value of a row."""
        return next(value for each, value in self._facts if each is row)

    def is_mixed(self, _row: CardRow) -> bool:
        """Return False: there is one suggestion."""
        return False

    def press(self, key: str, _character: str | None) -> tuple[bool, CardRequest | None]:
        """Answer a key.

        Returns:
            Whether the key was one for the card, and what it asks for.
        """
        row = self.rows[self.selected]
        match key:
            case "tab" | "down" | "shift+tab" | "up":
                self.selected = (self.selected + (1 if key in ("tab", "down") else -1)) % len(self.rows)
                return True, None
            case "enter":
                return True, CardRequest("accept", row)
            case "backspace":
                return True, CardRequest("dismiss", row)
            case "escape":
                return True, CardRequest("close", row)
        return False, None

    def paste(self, _text: str) -> bool:
        """Take no pasted text."""
        return False


def _facts(suggestion: Suggestion, text: str) -> Iterator[tuple[str, str]]:
    """Yield what is known of a suggestion: the label of a row, and its value."""
    if found := suggestion.attribution:
        yield "speaker", found.name if found.is_sure else f"{found.name} (not sure)"
        yield "cue", found.cue.of(text)
    reasons = suggestion.reasons or ("nothing in particular",)
    for number, reason in enumerate(reasons):
        yield "" if number else "because", reason
