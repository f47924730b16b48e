"""The questions that the program has asked the terminal: a reply counts only while its question is open."""

import re

LONGEST = 64  # characters; questions and switches are written by themselves, and a frame is longer
PASTE, FOCUS, SIZES, SCHEME = 2004, 1004, 2048, 2031
BACKGROUND = "\x1b]11;?\x1b\\"  # asks for the colour of the background
DARK_REPORT, LIGHT_REPORT = "\x1b[?997;1n", "\x1b[?997;2n"  # reports of mode 2031
MOUSE = frozenset({1000, 1002, 1003, 1006})
_SWITCH = r"\x1b\[\?([\d;]+)([hl])"
_QUESTION = r"\x1b\[\?(\d+)\$p"
_ANSWER = r"\x1b\[\?(\d{1,5});([0-4])\$y"
_COLOUR = r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?"
_BEGUN = "\x1b]11;rgb"
# Any beginning of an answer: each character needs the one before it.
_BEGINNING = r"\x1b(?:\](?:1(?:1(?:;(?:r(?:g(?:b(?:a?(?::[0-9a-fA-F/]*(?:\x07|\x1b\\?|[\x9c\udc9c])?)?)?)?)?)?)?)?)?)?"
_SURE = len("\x1b]1")  # after so many characters, nobody can have typed an answer
_END = r"(?:\x07|\x1b\\|[\x9c\udc9c])"
_WEIGHTS = (0.299, 0.587, 0.114)  # how much red, green and blue add to brightness
_IS_ON = ("1", "3")  # set, and permanently set


class Questions:
    """The reports that were switched on, and the questions about modes that have no answer yet.

    The thread that writes to the terminal notes them, and the one that reads from it looks them up.
    """

    def __init__(self) -> None:
        self._on = set[int]()
        self._asked = set[int]()
        self._asks_background = False

    def note(self, written: str) -> None:
        """Take note of what is written to the terminal, if it asks or switches something."""
        if len(written) > LONGEST:
            return
        for modes, letter in re.findall(_SWITCH, written):
            numbers = {int(mode) for mode in modes.split(";") if mode}
            self._on = self._on | numbers if letter == "h" else self._on - numbers
        self._asked |= {int(mode) for mode in re.findall(_QUESTION, written)}
        self._asks_background |= BACKGROUND in written

    @property
    def has_mouse(self) -> bool:
        """True if the terminal was asked to report the mouse."""
        return bool(self._on & MOUSE)

    @property
    def has_focus(self) -> bool:
        """True if the terminal was asked to report that its window gets or loses the focus."""
        return FOCUS in self._on

    @property
    def has_sizes(self) -> bool:
        """True if the terminal was asked to report its size whenever that changes."""
        return SIZES in self._on

    def awaits_rest(self, sequence: str) -> bool:
        """Return whether a sequence begins like an awaited answer: nobody types that, however slowly it arrives."""
        return not self.may_be_typed(sequence) and self.begins_answer(sequence)

    @property
    def awaits_background(self) -> bool:
        """True while the terminal has not yet reported its background."""
        return self._asks_background

    def begins_answer(self, text: str) -> bool:
        """Return whether a text is the beginning of an answer that is awaited, or all of it."""
        return self._asks_background and re.fullmatch(_BEGINNING, text) is not None

    def may_be_typed(self, beginning: str) -> bool:
        """Return whether the beginning of an answer is so short that somebody may have typed it."""
        return len(beginning) < _SURE

    def is_answered(self, text: str) -> bool:
        """Return whether the beginning of an answer is a whole answer."""
        return re.search(_END + "$", text) is not None

    def lost_beginning(self, text: str) -> str:
        """Return the part of an awaited answer that was taken for keys, given what was read after it."""
        beginnings = [_BEGUN[:length] for length in (1, 2) if text.startswith(_BEGUN[length:])]
        return beginnings[0] if beginnings and self._asks_background else ""

    def scheme(self, reply: str) -> str:
        """Return the report of a dark or light background that a reply amounts to; empty if the reply does not count.

        An answer counts once, and a report only if the terminal was asked for reports.
        """
        if reply in (DARK_REPORT, LIGHT_REPORT):
            return reply if SCHEME in self._on else ""
        colour = re.fullmatch(_COLOUR + _END, reply) if self._asks_background else None
        if colour is None:
            return ""
        self._asks_background = False
        parts = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
        brightness = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
        return DARK_REPORT if brightness < 0.5 else LIGHT_REPORT

    def close(self, reply: str) -> bool:
        """Close the question that a reply answers; return False if it answers none."""
        answer = re.fullmatch(_ANSWER, reply)
        if not answer or int(answer[1]) not in self._asked:
            return False
        mode = int(answer[1])
        self._asked.discard(mode)
        if answer[2] in _IS_ON:
            self._on = self._on | {mode}
        return True
