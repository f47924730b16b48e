"""Textual's parser, fed by our joiner with nothing but whole keys, answers and pasted text."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from time import monotonic

from textual import constants, events
from textual.message import Message

from reader.tui.terminal_input.grammar import ESC
from reader.tui.terminal_input.joiner import InputKind, InputPiece, Joiner
from reader.tui.terminal_input.questions import DARK_REPORT, LIGHT_REPORT, Questions
from reader.tui.terminal_input.sequences import KnownKeys, SequenceReader
from reader.tui.textual_internals import KEY_SEQUENCES, NUMBERED_KEYS, message_maker

SCHEMES = {DARK_REPORT: True, LIGHT_REPORT: False}


class BackgroundReported(Message):
    """The terminal said whether its background is dark.

    Attributes:
        is_dark: Whether it is.
    """

    def __init__(self, *, is_dark: bool) -> None:
        super().__init__()
        self.is_dark = is_dark


class TerminalParser:
    """A parser of what a terminal sends; all messages for characters that were read together have the same `time`."""

    def __init__(
        self,
        questions: Questions,
        with_alt: Container[str] = frozenset(),
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin.

        Args:
            questions: What the program has asked the terminal.
            with_alt: The letters that have a binding with alt.
            clock: Returns the time in seconds.
        """
        numbered = None if constants.DISABLE_KITTY_KEY else NUMBERED_KEYS
        reader = SequenceReader(KnownKeys(KEY_SEQUENCES, numbered, with_alt), questions)
        self._joiner = Joiner(reader, constants.ESCAPE_DELAY)
        self._clock = clock
        self._messages_of = message_maker()

    def feed(self, data: str) -> Iterator[Message]:
        """Yield the messages for characters that were read together."""
        now = self._clock()
        return self._messages(self._joiner.feed(data, now), now)

    def tick(self) -> Iterator[Message]:
        """Yield the messages for characters that have waited long enough."""
        now = self._clock()
        return self._messages(self._joiner.expire(now), now)

    def patience(self, longest: float) -> float:
        """Return the seconds until `tick` may have something to yield, up to a limit."""
        deadline = self._joiner.deadline
        return longest if deadline is None else max(0.0, min(longest, deadline - self._clock()))

    def _messages(self, pieces: Sequence[InputPiece], now: float) -> Iterator[Message]:
        for piece in pieces:
            for message in self._of_piece(piece):
                message.time = now
                yield message

    def _of_piece(self, piece: InputPiece) -> Iterable[Message]:
        kind, text = piece
        if kind is InputKind.PASTE:
            return (events.Paste(text),)
        if kind is InputKind.ALT:
            return (events.Key(f"alt+{text}", None),)
        if text in SCHEMES:
            return (BackgroundReported(is_dark=SCHEMES[text]),)
        if text == ESC:  # Textual's parser would wait for what follows
            return (events.Key("escape", ESC),)
        return self._messages_of(text)
