"""The ends of rows in text without blanks, as Chinese and Japanese readers expect them (kinsoku shori).

A closing mark or a small kana begins no row, and an opening mark ends none. Marks that other scripts share are kept
    together with wide letters only: after a blank they may begin a row.
"""

from reader.text.graphemes import grapheme_bounds
from reader.tui.cell_widths import cell_len

CJK_CLOSING = frozenset(
    "、。，．：；！？）］｝〉》」』】〕〗〙〛〞〟｝｠﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞｡｣､･"
    "・ー～〜々〻ゝゞヽヾ゠％‰℃￠"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"  # small kana
    "ｧｨｩｪｫｬｭｮｯｰ"
)
CLOSING = CJK_CLOSING | frozenset(",.:;!?)]}”’»›…‥‼⁇⁈⁉%")
OPENING = frozenset("（［｛〈《「『【〔〖〘〚〝｟｢﹙﹛﹝“‘«‹([{＄￥￡#$¥£")
AFTER = " -–—/"  # a row may end after any of these
MOST_IN_CELL = 16  # code points of a row of code for each of its cells
DASHES = frozenset("—―…‥")  # pairs of these are one mark


def may_part(before: str, after: str) -> bool:
    """Return whether a row may end between two graphemes, as far as their marks are concerned."""
    if before == " ":
        return after[0] not in CJK_CLOSING
    is_pair = before == after and before in DASHES
    return not (is_pair or after[0] in CLOSING or before[-1] in OPENING)


def grapheme_cut(shown: str, start: int, end: int, room: int) -> int:
    """Return where the next row of a line begins, for text with wide or combining characters.

    A row ends after a blank or a hyphen, or beside a wide letter; if there is no such place, within a word. Marks are
    only separated if there is no other way.

    Args:
        shown: The text of the block.
        start: Where the row begins.
        end: Where the line ends.
        room: The cells of the row; blanks at its end need none.
    """
    used, best, within, before, was_wide = 0, start, start, "", False
    for grapheme_start, grapheme_end in grapheme_bounds(shown[start:end]):
        here = start + grapheme_start
        grapheme = shown[here : start + grapheme_end]
        width = cell_len(grapheme)
        if before and grapheme != " " and may_part(before, grapheme):
            within = here
            if was_wide or width > 1 or before in AFTER:
                best = here
        if used + width > room and here > start and grapheme != " ":
            return next(place for place in (best, within, here) if place > start)
        used += width
        before, was_wide = grapheme, width > 1
    return end


def code_cut(shown: str, start: int, end: int, room: int) -> int:
    """Return where the next row of a line of code begins: wherever the room ends."""
    near = min(end, start + MOST_IN_CELL * room + 1)  # a line may be very long
    used = 0
    for grapheme_start, grapheme_end in grapheme_bounds(shown[start:near]):
        used += cell_len(shown[start + grapheme_start : start + grapheme_end])
        if used > room and grapheme_start:
            return start + grapheme_start
    return near
