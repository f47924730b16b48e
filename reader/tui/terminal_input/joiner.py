"""Joining: the characters that a terminal sends become keys, pasted text and control sequences, whenever they come.

Between a terminal and the program lie networks and multiplexers, which may hand on a sequence in parts. So `esc` is a
key only if nothing follows soon. It may already have been handed out as one when `[ ] O P _ ^` follows: such a
character waits half a second, since it may either continue a sequence whose `esc` came early, or be a key. A sequence
that means nothing to the program is dropped, since nobody typed it.
"""

from enum import Enum, auto
from typing import NamedTuple

from reader.system.lazy_pattern import lazy_pattern
from reader.tui.terminal_input.grammar import BEGINNINGS, ESC, Effect, is_typed, one_byte, step
from reader.tui.terminal_input.paste import BEGIN, PastedText
from reader.tui.terminal_input.sequences import SequenceReader

WAIT = 0.5  # seconds that a sequence waits for its next character, at most
LONGEST = 30.0  # seconds from the beginning of a sequence to its end, at most
OPEN = 60.0  # seconds in which keys may be the beginning of an awaited answer, from the first input on
LATEST = 5.0  # seconds after a dropped sequence in which its end is still recognised
LONGEST_TYPED = 4  # characters of a sequence that may be keys, and one more
DELETE_WORD = "d"  # with alt, as macOS sends it for a key of its own; esc would leave the text that is being written
MOST = 1024  # characters of a sequence that are kept
REST = lazy_pattern(
    r"[^\x1b\x07]*(?:\x07|\x1b\\)|[0-9:;][0-9:;$]*[@-~]"
)  # the end of a sequence that has lost its beginning


class InputKind(Enum):
    """The kinds of input."""

    KEY = auto()  # a character, or a control sequence that Textual knows
    ALT = auto()  # a letter, typed with alt
    PASTE = auto()  # text


class InputPiece(NamedTuple):
    """A piece of input that means one thing."""

    kind: InputKind
    text: str


class Joiner:
    """Cuts the characters that a terminal sends into pieces.

    Attributes:
        deadline: The time from which `expire` has something to hand out; None if nothing waits.
    """

    def __init__(self, reader: SequenceReader, escape_wait: float) -> None:
        """Begin.

        Args:
            reader: Knows which sequences mean something.
            escape_wait: The seconds after which `esc` is a key if nothing follows.
        """
        self.deadline: float | None = None
        self._reader = reader
        self._escape_wait = escape_wait
        self._sequence = ""  # a sequence that has begun
        self._typed = ""  # what the sequence so far is if nothing follows: keys
        self._began = 0.0
        self._joins_until = 0.0  # `esc` was handed out, and what follows may still belong to it
        self._lost_until = 0.0  # a sequence was dropped without its end, which may still come
        self._seen, self._seen_until = "", 0.0  # the beginning of an awaited answer that was handed out as keys
        self._open_until = 0.0  # until then it may go on; 0 if none is awaited
        self._paste: PastedText | None = None
        self._now = 0.0
        self._pieces: list[InputPiece] = []

    def feed(self, text: str, now: float) -> list[InputPiece]:
        """Add characters that were read together, and return the pieces that are complete.

        Args:
            text: The characters; bytes that are not UTF-8 as lone surrogates.
            now: The time in seconds, on any clock that goes forward.
        """
        self._now = now
        is_open = self._reader.questions.awaits_background
        self._open_until = (self._open_until or now + OPEN) if is_open else 0.0
        if self._sequence and now > self._began + LONGEST:
            self._give_up()
        if now < self._lost_until and not self._sequence and (rest := REST.match(text)):
            text, self._lost_until = text[rest.end() :], 0.0
        if not self._sequence and not self._paste:
            text = self._take_answer(text)
            text = self._reader.questions.lost_beginning(text) + text
        while text:
            text = self._take_pasted(text) if self._paste else self._take_typed(text)
        return self._handed_out()

    def expire(self, now: float) -> list[InputPiece]:
        """Return the pieces that have waited long enough for something to follow."""
        self._now = now
        if self.deadline is not None and now >= self.deadline:
            self._give_up()
        return self._handed_out()

    def _handed_out(self) -> list[InputPiece]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _take_answer(self, text: str) -> str:
        """Take the rest of an answer whose beginning was handed out as keys, and return what follows it.

        A lone `]` after `esc` is a key all the same, and may be the next character of the answer.
        """
        questions, known = self._reader.questions, self._seen if self._now < self._seen_until else ""
        self._seen = seen = known
        if not known or (known, text) == (ESC, "]"):
            return text
        self._seen = ""
        for index, character in enumerate(text):
            if not questions.begins_answer(seen + character):
                return text if questions.may_be_typed(known) else text[index:]
            seen += character
            if questions.is_answered(seen):
                self._read(seen)
                return text[index + 1 :]
        self._seen = seen
        return ""

    def _note_key(self, character: str) -> None:
        """Take note of a key that may begin an awaited answer, such as `esc` and then `]`."""
        questions, seen = self._reader.questions, self._seen + character
        if not questions.begins_answer(seen) or self._now >= self._open_until:
            self._seen = ""
        elif character == ESC:
            self._seen, self._seen_until = ESC, self._now + LONGEST
        else:
            self._seen = seen

    def _take_pasted(self, text: str) -> str:
        """Take pasted text, and return what follows it."""
        assert self._paste
        behind = self._paste.feed(text, self._now)
        if behind is None:
            return ""
        self._pieces.append(InputPiece(InputKind.PASTE, self._paste.text))
        self._paste = None
        return behind

    def _take_typed(self, text: str) -> str:
        """Take characters up to the beginning of a paste, and return what follows them."""
        for index, character in enumerate(text):
            self._take(character, text[index:] if len(self._sequence) == 2 else "")
            if self._paste:
                return text[index + 1 :]
        return ""

    def _take(self, character: str, rest: str = "") -> None:
        if not self._sequence:
            self._begin(character)
        elif self._sequence == ESC:
            self._after_escape(character)
        else:
            self._go_on(character, rest)

    def _begin(self, character: str) -> None:
        """Take a character while no sequence has begun."""
        if character == ESC:
            self._wait(ESC, typed=ESC)
        elif character in BEGINNINGS and self._now < self._joins_until:
            self._wait(ESC + character, typed=character)
        elif second := one_byte(character):
            self._wait(ESC + second, typed="")
        elif is_typed(character):
            self._hand_out(character)
            self._note_key(character)
        self._joins_until = 0.0

    def _after_escape(self, character: str) -> None:
        """Take the character after `esc`."""
        both = ESC + character
        if character in BEGINNINGS:
            self._wait(both, typed=both)
            return
        self._end()
        if both in self._reader.keys.sequences and character != ESC:
            self._hand_out(both)
        elif character in self._reader.keys.with_alt or character == DELETE_WORD:
            self._pieces.append(InputPiece(InputKind.ALT, character))
        else:
            self._hand_out(ESC)
            self._begin(character)

    def _go_on(self, character: str, rest: str) -> None:
        """Take the next character of a sequence."""
        sequence = self._sequence + character
        result = step(self._sequence, character, rest)
        if result is Effect.WHOLE or sequence in self._reader.keys.sequences:
            self._end()
            self._read(sequence)
        elif result is Effect.MORE:
            self._wait(sequence[:MOST] + sequence[MOST:][-1:], typed=(self._typed + character)[:LONGEST_TYPED])
        else:
            self._break_off()
            self._take(character)

    def _read(self, sequence: str) -> None:
        """Hand out the meaning of a whole sequence."""
        if sequence == BEGIN:
            self._paste = PastedText(self._now)
        elif len(sequence) <= MOST:
            for each in self._reader.read(sequence):
                self._hand_out(each)

    def _wait(self, sequence: str, *, typed: str) -> None:
        if not self._sequence:
            self._began = self._now
        self._sequence, self._typed = sequence, typed
        seconds = self._escape_wait if sequence == ESC else WAIT
        if self._reader.questions.awaits_rest(sequence):
            seconds = LONGEST
        self.deadline = min(self._now + seconds, self._began + LONGEST)

    def _give_up(self) -> None:
        """End an incomplete sequence: a short one is treated as keys, and anything longer is dropped."""
        sequence, typed = self._sequence, self._typed
        self._end()
        if sequence == ESC:
            self._joins_until = self._began + WAIT
        if sequence[2:] in ("", "[", ESC):
            for character in typed:
                self._hand_out(character)
                self._note_key(character)
        else:
            self._lost_until = self._now + LATEST

    def _break_off(self) -> None:
        """End a sequence that the next character does not belong to; an `esc` at its end begins another one."""
        has_escape = self._sequence.endswith(ESC)
        if has_escape:
            self._sequence, self._typed = self._sequence[:-1], self._typed[:-1]
        self._give_up()
        if has_escape:
            self._take(ESC)

    def _end(self) -> None:
        self._sequence, self._typed, self.deadline = "", "", None

    def _hand_out(self, text: str) -> None:
        self._pieces.append(InputPiece(InputKind.KEY, text))
