"""The text of a PDF page, put together from the pieces in which it is drawn.

A library hands out the pieces in the order of the file. Their places and sizes show what that order does not: that a
    small number is raised, that a large letter begins the word beside it, and that a line runs from right to left.
"""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.ingest.inline import raised
from reader.ingest.pdf_columns import TextPiece

_SMALL = 0.9  # times the size of the text before it, or less: a raised number
_RAISED = (0.15, 0.9)  # shares of that size that it is raised by, at least and at most
_INITIAL = 1.8  # times the size of the text: a letter as large begins a paragraph over several lines
_NEAR = 4  # pieces among which the rest of an initial's word is
_SAME_PLACE = 0.15  # share of the size: the same words so close are drawn twice, to look bold
_SAME_LINE = 0.3  # share of the size
_OTHER_SIZE = 1.15  # times the size of a line, or more: the next line is no part of its paragraph
_LETTERS = 3  # letters that a line needs for its size to count: fewer may be a note's number
_TURN = 15  # angles are compared in steps of so many degrees
_APART = 8  # letters in a row with a blank between each two
_NUMBER = re.compile(r"\d{1,4}(?:[,–-]\d{1,3})*|[*†‡]{1,3}")
_SPREAD = re.compile(r"[^\W\d_](?: [^\s\d]){3,}(?:  +\S(?: \S)*)*")
_LETTERS_APART = re.compile(rf"(?<!\S)(?:[^\W\d_]\s){{{_APART - 1},}}[^\W\d_](?!\S)")
_CLOSING = re.compile(r" +(?=[.,:;!?،؛؟)\]])")


@dataclass(slots=True)
class Chunk:
    """A piece of text, with its white space: where it begins, in points, how large it is, and its angle in degrees."""

    text: str
    x: float
    y: float
    size: float
    angle: int = 0

    @property
    def words(self) -> str:
        """The text without white space around it."""
        return self.text.strip()


@dataclass(slots=True)
class MendedPage:
    """The text of a page, and what was changed in it.

    Attributes:
        text: The text.
        turned: Rotated text, such as watermarks, which is put at the end.
        from_right: Whether lines that run from right to left were put in order.
        apart: Whether letters are spaced apart, so that words may be broken.
    """

    text: str
    turned: list[str] = field(default_factory=list)
    from_right: bool = False
    apart: bool = False


class PagePieces:
    """The pieces of a page, in the order of the file."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []

    def collect(self, text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        """Take a piece from pypdf, with the matrices of the page and of the text."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        across = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
        up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        angle = round(math.degrees(math.atan2(across[1], across[0])) / _TURN) * _TURN % 360
        self.chunks.append(Chunk(text, x, y, size * math.hypot(*up), angle))

    def visible(self) -> list[TextPiece]:
        """Return the pieces that are more than white space."""
        return [TextPiece(each.words, each.x, each.y, each.size) for each in self.chunks if each.words]

    def mended(self, text: str) -> MendedPage:
        """Return the mended text of the page, or the original text if it does not match the pieces.

        Args:
            text: The text that the library made of the pieces.
        """
        apart = bool(_LETTERS_APART.search(text))
        angles = Counter[int]()
        for each in self.chunks:
            angles[each.angle] += len(each.words)
        if "".join(each.text for each in self.chunks) != text or max(angles, key=lambda at: angles[at], default=0):
            return MendedPage(text, apart=apart)
        turned = list(_taken_out(self.chunks))
        _join_spread(self.chunks)
        shown = [each for each in self.chunks if each.words]
        _drop_doubled(shown)
        _join_initials(shown)
        _mark_raised(self.chunks)
        _part_sizes(self.chunks)
        from_right = [_put_in_order(line) for line in _lines(self.chunks)]
        text = "".join(each.text for each in self.chunks)
        return MendedPage(
            "\n\n".join((text, *turned)), turned, any(from_right), apart=bool(_LETTERS_APART.search(text))
        )


def _taken_out(chunks: Sequence[Chunk]) -> Iterator[str]:
    """Remove rotated text from the rest, and yield it."""
    for is_turned, group in itertools.groupby(chunks, lambda each: bool(each.words and each.angle)):
        pieces = list(group)
        if is_turned:
            yield " ".join(each.words for each in pieces)
            for each in pieces:
                each.text = ""


def _join_spread(chunks: Sequence[Chunk]) -> None:
    """Join letters that were spaced apart for their look: `S p r e a d  o u t` has two blanks between words."""
    for each in chunks:
        if _SPREAD.fullmatch(each.words):
            joined = " ".join(word.replace(" ", "") for word in re.split(r"  +", each.words))
            each.text = each.text.replace(each.words, joined)


def _drop_doubled(shown: Sequence[Chunk]) -> None:
    for first, second in itertools.pairwise(shown):
        near = _SAME_PLACE * first.size
        if first.words == second.words and abs(first.x - second.x) < near and abs(first.y - second.y) < near:
            first.text = ""


def _join_initials(shown: Sequence[Chunk]) -> None:
    """Put a large letter that begins a paragraph before the rest of its word."""
    for at, initial in enumerate(shown):
        if len(initial.words.strip("“„«\"'‘")) != 1 or not initial.words[-1].isupper():
            continue
        for each in shown[at + 1 : at + 1 + _NEAR]:
            is_beside = initial.x < each.x < initial.x + 1.5 * initial.size
            is_in_height = initial.y - _SAME_LINE * each.size <= each.y <= initial.y + initial.size
            if initial.size >= _INITIAL * each.size and is_beside and is_in_height and each.words[:1].islower():
                each.text, initial.text = initial.words + each.text.lstrip(), ""
                break


def _mark_raised(chunks: Sequence[Chunk]) -> None:
    """Write raised numbers in superscript characters, and join them to the words before and after them."""
    last = here = -1  # the indices of the line that a number could be raised above, and of the last piece of it
    for at, each in enumerate(chunks):
        if not each.words:
            continue
        if last < 0 or not (_NUMBER.fullmatch(each.words) and _is_raised(each, chunks[last])):
            last = here = at
            continue
        for before in chunks[here:at]:
            before.text = before.text.rstrip()
        here = at
        each.text = raised(each.words) or each.words
        after = next((index for index in range(at + 1, len(chunks)) if chunks[index].words), len(chunks))
        goes_on = after < len(chunks) and abs(chunks[after].y - chunks[last].y) <= _SAME_LINE * chunks[last].size
        between = "".join(chunk.text for chunk in chunks[at + 1 : after])
        for chunk in chunks[at + 1 : after]:
            chunk.text = ""
        if goes_on:
            has_blank = " " in between and not chunks[after].text.startswith(" ")
            chunks[after].text = " " * has_blank + chunks[after].text.lstrip("\n")
        else:
            each.text += "\n"


def _is_raised(number: Chunk, line: Chunk) -> bool:
    least, most = _RAISED
    above = number.y - line.y
    is_after = number.x > line.x and line.words[-1].isprintable()
    return is_after and number.size <= _SMALL * line.size and least * line.size <= above <= most * line.size


def _part_sizes(chunks: Sequence[Chunk]) -> None:
    """Put a blank line between lines of different sizes, as between a heading and the text below it."""
    lines, size = list(_lines(chunks)), 0.0
    for at, line in enumerate(lines):
        letters = Counter[float]()
        for each in line:
            letters[each.size] += sum(map(str.isalpha, each.words))
        if letters.total() < _LETTERS:
            continue
        before, size = size, max(letters, key=lambda each: letters[each])
        ends_before = "".join(each.text for each in lines[at - 1]).rstrip(" ").endswith("\n")
        if before and ends_before and max(before, size) >= _OTHER_SIZE * min(before, size):
            lines[at - 1][-1].text += "\n"


def _lines(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Yield the pieces of each line, with white space between them."""
    line: list[Chunk] = []
    last: Chunk | None = None
    for each in chunks:
        if each.words:
            if last and abs(each.y - last.y) > _SAME_LINE * last.size:
                yield line
                line = []
            last = each
        line.append(each)
    yield line


def _put_in_order(line: Sequence[Chunk]) -> bool:
    """Turn a line around if it runs from right to left and was drawn from the left; return whether it does."""
    shown = [each for each in line if each.words]
    letters = Counter(_direction(character) for each in shown for character in each.words)
    rises = sum(left.x < right.x for left, right in itertools.pairwise(shown))
    if letters["R"] <= letters["L"] or rises * 2 <= len(shown) - 1:
        return False
    end = "\n" * any("\n" in each.text for each in itertools.dropwhile(lambda each: each is not shown[-1], line))
    # In a paragraph from left to right, the stop of such a sentence was drawn at its right end.
    while len(shown) > 1 and not shown[-1].words.strip(".,:;!?،؛؟"):
        shown.insert(0, shown.pop())
    words: list[str] = []
    for is_left, group in itertools.groupby(reversed(shown), lambda each: _leans_left(each.words)):
        pieces = [each.words for each in group]
        words += reversed(pieces) if is_left else pieces
    for each in line:
        each.text = ""
    line[0].text = _CLOSING.sub("", " ".join(" ".join(words).split())) + end
    return True


def _leans_left(words: str) -> bool:
    directions = Counter(map(_direction, words))
    return directions["L"] > 0 and not directions["R"]


def _direction(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return "R" if kind in ("R", "AL") else "L" if kind in ("L", "EN", "AN") else ""
