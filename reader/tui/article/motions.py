"""Motions of the passage cursor by the names that keys use, and messages for those that lead nowhere. Plain code."""

from reader.text.cursor import Cursor
from reader.text.passages import Unit

STUCK = {
    "next sentence": "this is the last sentence",
    "previous sentence": "this is the first sentence",
    "next_block": "this is the last block",
    "previous_block": "this is the first block",
    "next word": "this is the last word",
    "previous word": "this is the first word",
    "next_quotation": "no quotation further down",
    "grow": "nothing larger",
    "shrink": "nothing smaller",
    "start": "the text begins here",
    "end": "the text ends here",
}

AT_ONCE = frozenset(  # motions that take a count themselves: a step of a very long way would parse what it passes
    ("next", "previous", "move_end_forward", "move_end_back", "next_block", "previous_block", "next_quotation")
)


def moved(cursor: Cursor, motion: str, unit: str = "", times: int = 1) -> tuple[Cursor, str]:
    """Move a cursor by the name of a motion, such as `next`, `grow` or `toggle_range`.

    Args:
        cursor: The cursor.
        motion: The name.
        unit: The unit of the motion, if it has one.
        times: How often; it ends where the motion leads nowhere.

    Returns:
        The new cursor, and the reason why it did not move; empty if it moved, or if nothing needs to be said.
    """
    if motion in AT_ONCE:
        move = getattr(cursor, motion)
        after: Cursor = move(Unit(unit), times) if unit else move(times)
    else:
        after = cursor
        for _ in range(times):
            step = getattr(after, motion)
            before, after = after, step(Unit(unit)) if unit else step()
            if after == before:
                break
    return after, STUCK.get(f"{motion} {unit}".strip(), "") if after == cursor else ""
