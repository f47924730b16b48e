"""The shape of control sequences (ECMA-48, with what xterm, rxvt and the Linux console add): where one ends."""

import re
from enum import Enum, auto

ESC, BEL = "\x1b", "\x07"
CSI, SS3, OSC = "[", "O", "]"
BEGINNINGS = "[]OP_^"  # the characters that begin a sequence after `esc`
ENDS = "\x9c\udc9c\x18\x1a"  # end a string: one byte for `esc \`, as text or not, and two that cancel it
EMPTY_ENDS = f"{ESC}\x9c\udc9c"
OSC_STARTS = "0123456789lLI"  # the number of a report, and the letters of titles and icons
PARAMETERS = "".join(map(chr, range(0x20, 0x40)))  # the characters between the parameters and the end
STRING_HERE = r"[^\x1b\x07]*(?:\x07|\x1b\\)"
ONE_BYTE = {0x80 + code: chr(0x40 + code) for code in (0x0F, 0x10, 0x18, 0x1B, 0x1D, 0x1E, 0x1F)}
STRAY_BYTES = 0xDC00  # what Python adds to a byte that is not UTF-8


class Effect(Enum):
    """The effect of a character on an unfinished sequence."""

    MORE = auto()  # it belongs to the sequence, which goes on
    WHOLE = auto()  # it ends the sequence
    BROKEN = auto()  # it does not belong to the sequence


def one_byte(character: str) -> str:
    """Return what follows `esc` in the two-byte form of a one-byte control character; empty for any other."""
    code = ord(character)
    return ONE_BYTE.get(code - STRAY_BYTES if code > STRAY_BYTES else code, "")


def is_typed(character: str) -> bool:
    """Return whether a key can send a character: none sends a control character of one byte, or a stray byte."""
    return not "\x80" <= character < "\xa0" and not "\ud800" <= character <= "\udfff"


def step(sequence: str, character: str, rest: str = "") -> Effect:
    """Return what a character does to a sequence.

    Args:
        sequence: The sequence so far: `esc`, one of the beginnings, and what followed.
        character: The next character.
        rest: Everything that was read together with the character, from it on.
    """
    kind, body = sequence[1], sequence[2:]
    if kind == CSI:
        return _csi(body, character)
    if kind == SS3:
        return _among(character, "0123456789;")
    if not body and not _begins_string(kind, character, rest):
        return Effect.BROKEN
    return _string(kind, body, character)


def _csi(body: str, character: str) -> Effect:
    if body == "[":  # the Linux console's function keys
        return Effect.WHOLE if character in "ABCDE" else Effect.BROKEN
    if body.startswith("M") and character != ESC:  # the oldest report of the mouse: three more characters
        return Effect.WHOLE if len(body) == 3 else Effect.MORE
    if not body and character in "[M":
        return Effect.MORE
    return _among(character, PARAMETERS)


def _among(character: str, parameters: str) -> Effect:
    if character in parameters:
        return Effect.MORE
    return Effect.WHOLE if "@" <= character <= "~" else Effect.BROKEN


def _begins_string(kind: str, character: str, rest: str) -> bool:
    if character in EMPTY_ENDS or (kind == OSC and character == BEL):  # there is nothing in it
        return True
    is_likely = kind != OSC or character in OSC_STARTS or re.match(STRING_HERE, rest)
    return bool(is_likely and " " <= character <= "~")


def _string(kind: str, body: str, character: str) -> Effect:
    if body.endswith(ESC):
        return Effect.WHOLE if character == "\\" else Effect.BROKEN
    return Effect.WHOLE if character in ENDS or (kind == OSC and character == BEL) else Effect.MORE
