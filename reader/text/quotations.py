"""Finding the quotations of a block, marks included.

A scanner passes once over the quotation marks and keeps a stack of those that are open. The shape of a mark, the
characters on both sides of it and the open marks decide whether it opens or closes a quotation.
"""

import re
from collections.abc import Iterator

from reader.system.lazy_pattern import lazy_pattern
from reader.text.scripts import EAST_ASIAN, SOUTH_EAST_ASIAN
from reader.text.span import Span
from reader.text.tags import without_tags

_MARK = lazy_pattern(r"""''|``|["＂״“”„‟〝〞〟«»‹›「」『』﹁﹂﹃﹄｢｣‘’‚‛']""")
_INVISIBLE = frozenset(["", *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"])
# Marks of one family close each other, so that a mixed pair such as “this" is one quotation.
_DOUBLE, _SINGLE = "double", "single"
_FAMILY = {
    **dict.fromkeys(["“", "”", "„", "‟", "〝", "〞", "〟", '"', "＂", "״", "''", "``"], _DOUBLE),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], _SINGLE),
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys("‹›", "single guillemets"),
    **dict.fromkeys("「」﹁﹂｢｣", "corners"),
    **dict.fromkeys("『』﹃﹄", "white corners"),
}
_OPENING = frozenset(["“", "„", "‟", "〝", "``", "‘", "‚", "‛", "«", "‹", "「", "『", "﹁", "﹃", "｢"])
_STRAIGHT = frozenset(['"', "＂", "״", "''", "'"])
# These are also apostrophes and arrows, so a single one is weak evidence.
_WEAK = frozenset([_SINGLE, "guillemets", "single guillemets"])
_BEFORE_OPENING = frozenset("([{<—–-/=…“„‟«‹‘‚‛\"'")
_AFTER_OPENING = frozenset("([{<$€£#@&*_¿¡“„‟«‹‘’‚‛\"'.…—–-")
_SPEECH_ENDS = frozenset(".!?…:,;—")
_WITHOUT_BLANKS = lazy_pattern(f"[{EAST_ASIAN}{SOUTH_EAST_ASIAN}]")
_ELISION = lazy_pattern(r"(?:\d0s|\d\d|n['’‘]|em|til|tis|twas|cause|bout|cos)(?!\w)", re.IGNORECASE)


_OpenMark = tuple[str, int, int]  # family, start and end of a mark


def quotation_spans(text: str) -> Iterator[Span]:
    """Yield the quotations in a block's rendered text, ordered by start; a nested one follows the one that holds it.

    A quotation that is never closed extends to the end of the block, as in a speech of several paragraphs; one that is
    never opened, from its start. Attributes of tags do not count as quotations, and `<q>` is a quotation mark.
    """
    return iter(_Scanner(without_tags(text)).scan())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.first = len(text) - len(text.lstrip())
        self.last = len(text.rstrip())
        self.stack: list[_OpenMark] = []
        self.open = dict.fromkeys(_FAMILY.values(), 0)
        self.found: list[Span] = []
        self.unopened = False  # True once a closing mark without an opening one was met
        self.loose = (
            -1
        )  # the index in `found` of the last single quotation, if an apostrophe may have ended it; else -1

    def scan(self) -> list[Span]:
        for mark in _MARK.finditer(self.text):
            if _FAMILY[mark[0]] == _SINGLE:
                self._scan_single(mark[0], mark.start())
            else:
                self._scan_mark(mark[0], mark.start())
        self._add_unclosed()
        return sorted(self.found, key=lambda span: (span.start, -span.end))

    def _scan_mark(self, mark: str, at: int) -> None:
        family, end = _FAMILY[mark], at + len(mark)
        is_open = self.open[family] > 0
        before, after = self._around(at, end)
        is_in_word = before.isalnum() and (after.isalnum() or before.isdigit()) and not _WITHOUT_BLANKS.match(before)
        if not is_open and mark in _STRAIGHT and is_in_word:
            return  # 5" is a measure, and a mark between letters a slip
        first = at == self.first and family == _DOUBLE
        if first or self._opens(mark, before, after, is_open):
            self._push(family, at, end)
        elif is_open:
            self._close(family, at, end)
        elif family == _DOUBLE:
            self._add_unopened(at, end)

    def _scan_single(self, mark: str, at: int) -> None:
        before, after = self._around(at, at + 1)
        if before.isalnum() and after.isalnum() and not _WITHOUT_BLANKS.match(before):
            return  # don’t
        # A single mark is too weak to end a double quotation that is open around it.
        is_open = bool(self.stack) and self.stack[-1][0] == _SINGLE
        if mark != "’" and self._opens(mark, before, after, is_open):
            if not _ELISION.match(self.text, at + 1):
                self._push(_SINGLE, at, at + 1)
        elif is_open and not before.isspace():
            self._close(_SINGLE, at, at + 1)
            self.loose = len(self.found) - 1 if before.isalnum() else -1
        elif self.loose >= 0 and before in ".,!?…":
            # This is the end: the mark before was an apostrophe, as in ‘the players’ union,’.
            self.found[self.loose] = Span(self.found[self.loose].start, at + 1)
            self.loose = -1

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """Return the characters before and after a mark; a blank for an invisible or missing one."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return " " if before in _INVISIBLE else before, " " if after in _INVISIBLE else after

    def _opens(self, mark: str, before: str, after: str, is_open: bool) -> bool:
        can_open = (before.isspace() or before in _BEFORE_OPENING) and (after.isalnum() or after in _AFTER_OPENING)
        can_close = not before.isspace() and not after.isalnum()
        if can_open != can_close:
            if mark in _STRAIGHT:
                return can_open
            if is_open == can_close:  # „so“, »so«, ”so”: the context is better evidence than the shape
                return can_open
        return not is_open if mark in _STRAIGHT else mark in _OPENING

    def _push(self, family: str, start: int, inside: int) -> None:
        self.stack.append((family, start, inside))
        self.open[family] += 1

    def _close(self, family: str, at: int, end: int) -> None:
        opened, start, inside = self._pop()
        while opened != family:
            opened, start, inside = self._pop()
        self._add(start, inside, at, end)
        if family != _SINGLE and self.loose >= 0 and start < self.found[self.loose].start:
            self.loose = -1

    def _pop(self) -> _OpenMark:
        opener = self.stack.pop()
        self.open[opener[0]] -= 1
        return opener

    def _add(self, start: int, inside: int, at: int, end: int) -> None:
        while inside < at and (self.text[inside].isspace() or self.text[inside] in _INVISIBLE):
            inside += 1
        if inside < at:
            self.found.append(Span(start, end))

    def _add_unopened(self, at: int, end: int) -> None:
        if not self.unopened:
            self.unopened = True
            self._add(self.first, self.first, at, end)

    def _add_unclosed(self) -> None:
        speech = self.text[self.last - 1 : self.last] in _SPEECH_ENDS
        for family, start, inside in self.stack:
            if family not in _WEAK or (speech and start == self.first):
                self._add(start, inside, self.last, self.last)
