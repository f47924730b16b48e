"""Text that the terminal pastes between two marks, so that none of it acts as a key."""

BEGIN, END = "\x1b[200~", "\x1b[201~"
IDLE = 2.0  # seconds without pasted text after which a key is a key again, even without the end


class PastedText:
    """Collects what is pasted."""

    def __init__(self, now: float) -> None:
        self._parts: list[str] = []
        self._tail = ""  # the end of the parts, where the mark may begin
        self._fed = now

    @property
    def text(self) -> str:
        """The text so far; NUL is left out, as Textual does."""
        return "".join(self._parts).replace("\0", "")

    def feed(self, text: str, now: float) -> str | None:
        """Add what was read; return the part that follows the end of the paste, or None if the end has not come.

        A single character or a sequence after a long silence is a key: the end has been lost.
        """
        if now - self._fed > IDLE and not text.startswith(END) and (len(text) == 1 or text[0] == END[0]):
            return text
        self._fed = now
        joined = self._tail + text
        end = joined.find(END)
        self._parts.append(text)
        self._tail = joined[1 - len(END) :]
        if end < 0:
            return None
        behind = joined[end + len(END) :]
        self._parts = ["".join(self._parts)[: -len(END) - len(behind)]]
        return behind
