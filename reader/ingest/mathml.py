"""Formulas in MathML as a line of text: fractions with a slash, powers raised, roots with their sign."""

from dataclasses import dataclass, field

from reader.ingest.inline import raised

_TAGS = frozenset(
    {"math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mfrac", "msup", "msub", "msubsup", "msqrt", "mroot", "mstyle"}
    | {"mover", "munder", "munderover", "mfenced", "mpadded", "mphantom", "semantics"}
)


@dataclass(slots=True)
class _Part:
    """An open part of a formula: where its text begins, and where those of its own parts do."""

    tag: str
    begin: int
    parts: list[int] = field(default_factory=list)


class Formulas:
    """The parts of a formula that are open."""

    def __init__(self) -> None:
        self._open: list[_Part] = []

    def start(self, tag: str, text: list[str]) -> None:
        """Start an element, if it is one of MathML, after the pieces of text that have been read."""
        if tag not in _TAGS or not (self._open or tag == "math"):
            return
        if self._open:
            self._open[-1].parts.append(len(text))
        self._open.append(_Part(tag, len(text)))

    def end(self, tag: str, text: list[str]) -> None:
        """End an element, and write its content as one piece of text."""
        if not any(part.tag == tag for part in self._open):
            return
        while self._open:
            part = self._open.pop()
            ends = [*part.parts[1:], len(text)]
            pieces = ["".join(text[at:end]).strip() for at, end in zip(part.parts, ends, strict=False)]
            if (line := _in_a_line(part.tag, pieces)) is not None:
                text[part.begin :] = [line]
            if part.tag == tag:
                return

    def forget(self) -> None:
        """Forget all that is open, as the block ends."""
        self._open = []


def _in_a_line(tag: str, pieces: list[str]) -> str | None:
    """Return a part of a formula written in one line; None if it is unchanged."""
    if tag == "msqrt":
        return f"√{_grouped(''.join(pieces))}"
    if tag == "msubsup" and len(pieces) == 3:
        return f"{pieces[0]}{pieces[1]}{_power(pieces[2])}"
    if len(pieces) != 2:
        return None
    first, second = pieces
    if tag == "mfrac":
        return f"{_grouped(first)}/{_grouped(second)}"
    if tag == "mroot":
        return f"{raised(second) or second}√{_grouped(first)}"
    return f"{_grouped(first)}{_power(second)}" if tag == "msup" else None


def _power(piece: str) -> str:
    return raised(piece) or f"^{_grouped(piece)}"


def _grouped(piece: str) -> str:
    return piece if len(piece) < 2 or piece.isalnum() else f"({piece})"
