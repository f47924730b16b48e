"""Exchanges: two parts of a statement have changed places, so that the roles are reversed."""

from collections import Counter
from collections.abc import Sequence

from reader.insight.echoes.attribution_clauses import speakers
from reader.insight.echoes.opposites import BE, UNITS
from reader.insight.echoes.relatives import relatives
from reader.insight.echoes.statement import Statement

_THAN = ("than", "als", "que", "dan")  # English, German, French and Spanish, Dutch


def is_exchanged(one: Statement, other: Statement) -> bool:
    """Return whether parts of two statements with the same words have changed places.

    It finds X-verb-Y beside Y-verb-X, "from" and "to" before the same word, both sides of "than" exchanged, and names
    of which each statement has another one more often: X's lawyer said that Y hit X.
    """
    ours, theirs = ((_after(side, "from"), _after(side, "to")) for side in (one, other))
    from_to = (ours[0] - ours[1]) & (theirs[1] - theirs[0]) or (ours[1] - ours[0]) & (theirs[0] - theirs[1])
    is_turned = not _around_than(one).isdisjoint(pair[::-1] for pair in _around_than(other))
    return bool(from_to) or is_turned or _have_exchanged_names(one, other) or _have_exchanged_sides(one, other)


def _have_exchanged_names(one: Statement, other: Statement) -> bool:
    names = one.names & other.names
    ours, theirs = (Counter(term for term in side.terms if term in names) for side in (one, other))
    return bool(ours - theirs) and bool(theirs - ours)


def _have_exchanged_sides(one: Statement, other: Statement) -> bool:
    is_foreign = one.is_foreign and other.is_foreign
    lone = set(other.terms) - set(one.terms), set(one.terms) - set(other.terms)
    kin = relatives(*lone) if is_foreign else {}  # the cases of a noun: "Nachbar", "Nachbarn"
    ours, theirs = _places(one.terms), _places([kin.get(term, term) for term in other.terms])
    shared = {
        each for each in ours.keys() & theirs.keys() if is_foreign or one.words[ours[each]] == other.words[theirs[each]]
    }
    shared -= speakers(one) | speakers(other)  # the name of whoever says it may be anywhere
    middle = _exchanged_around(sorted(shared, key=ours.__getitem__), sorted(shared, key=theirs.__getitem__))
    is_plain = any(not term[:1].isdecimal() and term not in UNITS for term in middle)
    return is_plain and _voice(one) == _voice(other)


def _after(side: Statement, preposition: str) -> set[str]:
    return {side.scope(index) for index, word in enumerate(side.words) if word == preposition} - {""}


def _around_than(side: Statement) -> set[tuple[str, str]]:
    """Return the different terms before and after each “than”."""
    found = (at for at, word in enumerate(side.words) if at and word in _THAN)
    pairs = ((side.terms[at - 1], side.scope(at)) for at in found)
    return {pair for pair in pairs if all(pair) and pair[0] != pair[1]}


def _places(terms: Sequence[str]) -> dict[str, int]:
    """Return the places of the terms that a statement has once."""
    counts = Counter(terms)
    return {term: index for index, term in enumerate(terms) if term and counts[term] == 1}


def _voice(side: Statement) -> tuple[bool, bool]:
    """Return the signs of the passive: a form of "be", and "by"."""
    return any(word in BE for word in side.words), "by" in side.words


def _exchanged_around(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Return the terms in the middle of an exchange, Y in `a X Y Z b` beside `a Z Y X b`; nothing without one."""
    first = next((index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]), len(one))
    end = len(one)
    while end > first and one[end - 1] == other[end - 1]:
        end -= 1
    a, b = one[first:end], other[first:end]
    if not a:
        return ()
    left, right = b.index(a[0]), a.index(b[0])  # where X begins in `other`, and Z in `one`
    x, z = len(a) - left, len(b) - right
    middle = a[x:right]
    return middle if x <= right and a[:x] == b[left:] and a[right:] == b[:z] and middle == b[z:left] else ()
