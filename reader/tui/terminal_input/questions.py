"""The questions that the program has asked the terminal: a reply counts only while its question is open."""

import re

LONGEST = 64  # characters; what asks or switches something is written by itself, and a frame is longer
PASTE, FOCUS, SIZES = 2004, 1004, 2048
MOUSE = frozenset({1000, 1002, 1003, 1006})
_SWITCH = r"\x1b\[\?([\d;]+)([hl])"
_QUESTION = r"\x1b\[\?(\d+)\$p"
_ANSWER = r"\x1b\[\?(\d{1,5});([0-4])\$y"
_IS_ON = ("1", "3")  # set, and permanently set


class Questions:
    """The reports that were switched on, and the questions about modes that have no answer yet.

    The thread that writes to the terminal notes them, and the one that reads from it looks them up.
    """

    def __init__(self) -> None:
        self._on = set[int]()
        self._asked = set[int]()

    def note(self, written: str) -> None:
        """Take note of what is written to the terminal, if it asks or switches something."""
        if len(written) > LONGEST:
            return
        for modes, letter in re.findall(_SWITCH, written):
            numbers = {int(mode) for mode in modes.split(";") if mode}
            self._on = self._on | numbers if letter == "h" else self._on - numbers
        self._asked |= {int(mode) for mode in re.findall(_QUESTION, written)}

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
