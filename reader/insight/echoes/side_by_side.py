"""Two statements laid side by side: the places where each has words that the other one lacks."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reader.insight.echoes.attribution_clauses import after_attribution, before_attribution
from reader.insight.echoes.relatives import relatives
from reader.insight.echoes.statement import Statement

AMID = 3  # equal words on each side of a place, and at most so many at it, in sentences of another order
SAME_ORDER = 0.65  # the share of words in the same order from which on what is left over must be harmless

Slot = tuple[Sequence[int], Sequence[int]]  # the words that are left over at one place, in each statement


def keys_of(one: Statement, other: Statement, telling: Slot) -> tuple[list[str], list[str]]:
    """Return the keys that words of both are compared by; one of a family of words is that of the other statement."""
    ours, theirs = [one.keys[index] for index in telling[0]], [other.keys[index] for index in telling[1]]
    kin = relatives(set(theirs) - set(ours), set(ours) - set(theirs))
    return ours, [kin.get(key, key) for key in theirs]


def slots(one: Statement, other: Statement, keys: tuple[list[str], list[str]]) -> Iterator[Slot]:
    """Yield the places where words are left over: all, or, if the order differs, those amid equal words.

    Who says it may stand at the beginning of one statement and at the end of the other; then what is said is compared.

    Args:
        one: A statement.
        other: The other statement.
        keys: The keys of their telling words.
    """
    whole = one.telling, other.telling
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    if _is_same_order(matcher):
        yield from _left_over(matcher, whole, most=None)
        return
    yield from _left_over(matcher, whole, most=AMID)
    for ours, theirs in ((before_attribution, after_attribution), (after_attribution, before_attribution)):
        said = ours(one), theirs(other)
        if all(said):
            matcher = SequenceMatcher(None, *keys_of(one, other, said), autojunk=False)
            yield from _left_over(matcher, said, most=None if _is_same_order(matcher) else AMID)


def _is_same_order(matcher: SequenceMatcher[str]) -> bool:
    """Return whether most words, or all but those at one place, are equal and in the same order."""
    is_frame = [change[0] for change in matcher.get_opcodes()] == ["equal", "replace", "equal"]
    return is_frame or matcher.ratio() >= SAME_ORDER


def _left_over(matcher: SequenceMatcher[str], telling: Slot, most: int | None) -> Iterator[Slot]:
    """Yield the places where words are left over; where there is a limit, those between as many equal words or more."""
    before, changes = 0, matcher.get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(changes):
        if kind == "equal":
            before = b - a
            continue
        after = changes[number + 1][2] - changes[number + 1][1] if number + 1 < len(changes) else 0
        if most is None or (min(before, after) >= most and b - a + d - c <= most):
            yield telling[0][a:b], telling[1][c:d]
        before = 0
