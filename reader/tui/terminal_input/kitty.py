"""Keys as kitty's protocol, xterm and their relatives report them, converted to the form that Textual reads.

A report is `CSI code:shifted:base ; modifiers:event ; text u`; a key that types nothing ends with `~` or a letter.
Textual stumbles over colons, and asks for no base key. See https://sw.kovidgoyal.net/kitty/keyboard-protocol/.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

REPORT = r"\x1b\[([0-9:;]*)([u~ABCDEFHPQS])"
_LONGEST = 7  # digits of a number
PRESSED, RELEASED = 1, 3
SHIFT, CTRL, SUPER = 1, 4, 8
CHORDS = 2 | 4 | 8 | 16 | 32  # alt, ctrl, super, hyper, meta: with one of them, a key types no text
LOCKS = 64 | 128  # caps lock and num lock
PRIVATE_USE = range(0xE000, 0xF900)  # where the protocol numbers the keys that are not characters
ASCII = range(0x21, 0x7F)
OTHER_KEYS = 27  # the number that xterm's modifyOtherKeys begins with


class KeyReport(NamedTuple):
    """A report of a key.

    Attributes:
        final: The last character of the report.
        code: The key's code point, or its number.
        shifted: The code point that it types with shift; 0 if unknown.
        base: The code point of the key in its place on an English keyboard; 0 if unknown.
        modifiers: Bits: shift, alt, ctrl, super, hyper, meta, caps lock, num lock.
        event: 1 for pressed, 2 for repeated, 3 for released.
        text: The code points that it types.
    """

    final: str
    code: int
    shifted: int = 0
    base: int = 0
    modifiers: int = 0
    event: int = PRESSED
    text: tuple[int, ...] = ()


def parsed(sequence: str) -> KeyReport | None:
    """Parse a sequence as a report of a key; None if it is not one."""
    match = re.fullmatch(REPORT, sequence)
    fields = [field.split(":") for field in match[1].split(";")] if match else []
    if not match or len(fields) > 3 or any(len(part) > _LONGEST for field in fields for part in field):
        return None
    codes, modifiers, text = ([int(part or 0) for part in field] for field in (*fields, [], [])[:3])
    code, shifted, base = (*codes, 0, 0, 0)[:3]
    bits, event = (*modifiers, 0, 0)[:2]
    bits = max(bits - 1, 0)
    if match[2] == "~" and code == OTHER_KEYS and text:
        return KeyReport("u", text[0], shifted=text[0], modifiers=bits)
    return KeyReport(match[2], code, shifted, base, bits, event or PRESSED, tuple(filter(_is_text, text)))


def _is_text(code: int) -> bool:
    return 0x20 <= code < 0x7F or (0xA0 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000)


def readable(sequence: str, numbered: Container[str]) -> Sequence[str] | None:
    """Return a report in the form that Textual reads, one sequence for each character that it types.

    Args:
        sequence: A whole control sequence.
        numbered: The keys that type nothing, as number and final character, such as `27u` and `1A`.

    Returns:
        The sequences; none for a key that was released or has no name here. None if this is not a report of a key.
    """
    report = parsed(sequence)
    if report is None:
        return None
    if report.event >= RELEASED or report.modifiers > 0xFF:
        return ()
    if report.final != "u":
        return _named(report, numbered)
    return _typed(report, numbered)


def _named(report: KeyReport, numbered: Container[str]) -> Sequence[str]:
    """Return the short form of a key that ends with `~` or a letter."""
    code = report.code or 1
    if f"{code}{report.final}" not in numbered:
        return ()
    number = str(code) if report.final == "~" else ""
    if not report.modifiers:
        return (f"\x1b[{number}{report.final}",)
    return (f"\x1b[{number or 1};{report.modifiers + 1}{report.final}",)


def _typed(report: KeyReport, numbered: Container[str]) -> Sequence[str]:
    """Return a key that ends with `u`, once for each character that it types."""
    code, text = report.code, report.text or _implied_text(report)
    if report.modifiers & CHORDS in (CTRL, SUPER):
        text = ()
    if report.modifiers & CHORDS and code not in range(0x80) and report.base in ASCII:
        code = report.base
    if f"{code}u" not in numbered and not (_is_text(code) and code not in PRIVATE_USE):
        code = 0
    if not code and not text:
        return ()
    modifiers = str(report.modifiers + 1) if report.modifiers else ""
    if not text:
        return (f"\x1b[{code};{modifiers}u" if modifiers else f"\x1b[{code}u",)
    return [f"\x1b[{code or each};{modifiers};{each}u" for each in text]


def _implied_text(report: KeyReport) -> tuple[int, ...]:
    """Return what a key types, where the terminal says nothing about it."""
    pressed = report.modifiers & ~LOCKS
    if not _is_text(report.code) or report.code in PRIVATE_USE or pressed not in (0, SHIFT):
        return ()
    if pressed == SHIFT and not report.shifted:
        upper = chr(report.code).upper()
        return (ord(upper),) if len(upper) == 1 and upper != chr(report.code) else ()
    return tuple(filter(_is_text, (report.shifted if pressed else report.code,)))
