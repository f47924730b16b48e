"""Differences between two statements that are nearly the same: a negation, a number, a name, a direction.

One rule does nearly all: if two sentences have nearly the same words in the same order, whatever is left over must be
harmless. Lists of words only name the kind of a difference.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from reader.insight.echoes.attribution_clauses import is_attribution, is_beside_speech, without_attribution
from reader.insight.echoes.exchanges import is_exchanged
from reader.insight.echoes.opposites import (
    ATTRIBUTIONS,
    CLAUSE_HEADS,
    DAYS,
    HEDGES,
    MODALITIES,
    NEGATORS,
    SEASONS,
    SMALL_OPPOSITES,
    UNITS,
    are_opposites,
)
from reader.insight.echoes.qualifiers import is_complement, qualifying_kinds
from reader.insight.echoes.quantities import Quantity
from reader.insight.echoes.relatives import without_relatives
from reader.insight.echoes.side_by_side import Slot, keys_of, slots
from reader.insight.echoes.statement import Statement
from reader.insight.echoes.tenses import is_yet_to_come

KINDS = ("negation", "number", "unit", "date", "name", "direction", "modality", "speaker", "wording")
PHRASES = {
    "negation": "a negation", "number": "a number", "unit": "a unit", "date": "a date", "name": "a name",
    "direction": "a direction", "modality": "a modal verb", "speaker": "the speaker", "wording": "a word",
}  # fmt: skip
LEAST_COMMON = 0.3  # the share of common terms below which single words are not compared
CLAUSE = 4  # words of a clause that only one of two statements has
SAME_WORDS = 0.8  # the share of common terms from which swapped words are looked for
NEAR_END = 3  # telling words before the end of a sentence
NEAR = 2  # telling words on each side of a word, which show what it is about


def differing_kinds(one: Statement, other: Statement) -> tuple[str, ...]:
    """Return the kinds of words in which two statements differ, the weightiest first; nothing if none differ."""
    comparison = _Comparison(one, other)
    found = set(comparison.kinds())
    return tuple(kind for kind in KINDS if kind in found)


def unlike_kinds(one: Statement, other: Statement) -> tuple[str, ...]:
    """Return which of numbers, days, months and negations differ, even between unlike statements."""
    found = set(_Comparison(one, other).plain_kinds())
    return tuple(kind for kind in KINDS if kind in found)


def in_words(kinds: Sequence[str]) -> str:
    """Return kinds of differences as people say them, such as "a negation and a name"."""
    *others, last = [PHRASES[kind] for kind in kinds]
    return f"{', '.join(others)} and {last}" if others else last


def what_differs(kinds: Sequence[str]) -> str:
    """Return a clause that names kinds of differences, such as "a number differs"; there must be one."""
    return f"{in_words(kinds)} {'differ' if len(kinds) > 1 else 'differs'}"


class _Comparison:
    """Two statements, word by word."""

    def __init__(self, one: Statement, other: Statement) -> None:
        self.one, self.other = one, other

    @cached_property
    def keys(self) -> tuple[list[str], list[str]]:
        """The keys by which their telling words are compared."""
        return keys_of(self.one, self.other, (self.one.telling, self.other.telling))

    @cached_property
    def common(self) -> float:
        """The share of these that both have, in any order."""
        moved = Counter(self.keys[0]) & Counter(self.keys[1])
        return 2 * moved.total() / max(1, len(self.keys[0]) + len(self.keys[1]))

    @property
    def is_foreign(self) -> bool:
        """True if both are in a language other than English."""
        return self.one.is_foreign and self.other.is_foreign

    def kinds(self) -> Iterator[str]:
        """Yield the kinds of words in which they differ."""
        yield from self.plain_kinds()
        yield from self._modalities()
        yield from qualifying_kinds(self.one, self.other)
        yield from self._opposites()
        if not self.is_foreign and self.common >= SAME_WORDS and is_exchanged(self.one, self.other):
            yield "direction"  # English only: there the order of the parts says who did what
        if self.common >= LEAST_COMMON:
            ours, theirs = set(self.one.keys), set(self.other.keys)
            self.left_over = without_relatives(ours - theirs, theirs - ours)
            self.equal_numbers = _in_equal_quantities(self.one, self.other), _in_equal_quantities(self.other, self.one)
            for slot in slots(self.one, self.other, self.keys):
                yield from self._slot(slot)

    # Rules for any two statements

    def plain_kinds(self) -> Iterator[str]:
        """Yield the kinds of differences that are clear without the words around them."""
        yield from self._numbers()
        yield from self._dates()
        yield from self._negations()

    def _numbers(self) -> Iterator[str]:
        ours, theirs = self.one.quantities, self.other.quantities
        lone = [each for each in ours if not any(map(each.equals, theirs)) and not _is_pronoun(self.one, each)]
        other = [each for each in theirs if not any(map(each.equals, ours)) and not _is_pronoun(self.other, each)]
        if lone and other:
            yield "number"

    def _dates(self) -> Iterator[str]:
        for kind in ("days", "months"):
            ours, theirs = _dates(self.one, kind), _dates(self.other, kind)
            if ours and theirs and ours.isdisjoint(theirs):
                yield "date"

    def _negations(self) -> Iterator[str]:
        ours, theirs = self.one.negated, self.other.negated
        if bool(ours) != bool(theirs):
            negated, other = (ours, self.other) if ours else (theirs, self.one)
            if self.is_foreign or (len(negated) % 2 and set(negated) & set(other.weights)):
                yield "negation"

    def _modalities(self) -> Iterator[str]:
        if is_yet_to_come(self.one, self.other):
            yield "modality"
        for side, opposite in ((self.one, self.other), (self.other, self.one)):
            for row in MODALITIES[:2]:
                lone = _hedges(side, range(len(side.words)), row)
                if lone and not _hedges(opposite, range(len(opposite.words))):
                    scopes = {side.scope(index) for index in lone}
                    if (scopes & set(opposite.terms)) - {""}:
                        yield "modality"

    def _opposites(self) -> Iterator[str]:
        if len(self.one.negated) % 2 != len(self.other.negated) % 2:
            return
        common = set(self.one.weights) & set(self.other.weights)
        ours, theirs = _neighbours(self.one, self.other), _neighbours(self.other, self.one)
        for a, near in ours.items():
            opposed = (theirs[b] for b in theirs if are_opposites(a, b) and not {a, b} & NEGATORS)
            if any(near & others & common for others in opposed):
                yield "direction"

    # The rule of leftovers

    def _slot(self, slot: Slot) -> Iterator[str]:
        """Return the kinds of a difference at one place; nothing if what is left over is harmless."""
        left, right = self._left_over(self.one, slot[0], 0), self._left_over(self.other, slot[1], 1)
        if left and right:
            left, right = without_attribution(self.one, left), without_attribution(self.other, right)
        if _is_acronym(self.one, left, self.other, right) or self._is_double_negation(left, right):
            return
        if left and right:
            if len(self._negators(left, right)) == 1:
                yield "negation"
                return
            if self._are_attributions(left, right):
                if _names(self.one, left) and _names(self.other, right):
                    yield "speaker"
                return
            yield from self._replaced(left, right)
        elif left or right:
            side, found = (self.one, left) if left else (self.other, right)
            yield from self._inserted(side, found)

    def _are_attributions(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Return whether both sides only say who said it, in verbs that do not contradict each other."""
        pairs = ((self.one.words[i], self.other.words[j]) for i in left for j in right)
        both = is_attribution(self.one, left) and is_attribution(self.other, right)
        plans = [_hedges(self.one, left, MODALITIES[2]), _hedges(self.other, right, MODALITIES[2])]
        return both and all(plans) == any(plans) and not any(are_opposites(*pair) for pair in pairs)

    def _left_over(self, side: Statement, slot: Sequence[int], number: int) -> list[int]:
        unequal = (index for index in slot if index not in self.equal_numbers[number])
        return [index for index in unequal if side.keys[index] in self.left_over[number]]

    def _negators(self, left: Sequence[int], right: Sequence[int]) -> list[int]:
        """Return the sides, 0 and 1, that are negated: by an odd number of negations."""
        words = [self.one.words[index] for index in left], [self.other.words[index] for index in right]
        return [number for number in (0, 1) if sum(word in NEGATORS for word in words[number]) % 2]

    def _is_double_negation(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Return whether one negation replaces another one: "did not accept" for "rejected"."""
        words = [self.one.words[index] for index in left], [self.other.words[index] for index in right]
        negators = [[word for word in each if word in NEGATORS] for each in words]
        if len(negators[0]) % 2 != len(negators[1]) % 2 or not any(negators):
            return False
        others = [[word for word in each if word not in NEGATORS] for each in words]
        return not any(others) or any(
            are_opposites(word, negator)
            for number in (0, 1)
            for word in others[number]
            for negator in negators[1 - number]
        )

    def _replaced(self, left: list[int], right: list[int]) -> Iterator[str]:
        words = {self.one.words[i] for i in left} | {self.other.words[i] for i in right}
        both = [{self.one.kinds[i] for i in left}, {self.other.kinds[i] for i in right}]
        found = set[str]()
        if words & NEGATORS:
            found.add("negation")
        if any(are_opposites(self.one.words[i], self.other.words[j]) for i in left for j in right):
            found.add("direction")
        if words & UNITS:
            found.add("unit")
        if words & SEASONS or "date" in both[0] & both[1]:
            found.add("date")
        if _hedges(self.one, left) or _hedges(self.other, right) or "modality" in both[0] | both[1]:
            found.add("modality")
        if "name" in both[0] & both[1]:
            found.add("speaker" if self._speaks(left, right) else "name")
        if found or not self._are_other_clauses(left, right):
            yield from found or {"wording"}

    def _are_other_clauses(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Return whether words are clauses at the ends of both sentences, which add something without changing it.

        After "because of" or "are" they are not: these are two causes of one thing, or two states.
        """
        if is_complement(self.one, left) and is_complement(self.other, right):
            return False
        ends = left[-1] in self.one.telling[-NEAR_END:] and right[-1] in self.other.telling[-NEAR_END:]
        return ends and len(left) + len(right) >= CLAUSE

    def _inserted(self, side: Statement, found: list[int]) -> Iterator[str]:
        words = [side.words[index] for index in found]
        whole = range(found[0], found[-1] + 1)
        is_clause = len(whole) >= CLAUSE
        following = side.words[found[-1] + 1] if found[-1] + 1 < len(side.words) else ""
        turns = any(word in NEGATORS for word in words)
        hedges = _hedges(side, found) or any(side.kinds[index] == "modality" for index in found)
        if following == "to" and words[-1] in ATTRIBUTIONS - {"according"} and not turns:  # promised to, agreed to
            yield "modality"
            return
        if is_attribution(side, found) and not turns:
            return
        if is_clause and not ((turns or hedges) and following in CLAUSE_HEADS):
            return
        if turns:
            yield "negation"
        elif hedges:
            yield "modality"
        elif not (side.telling[0] in found or side.telling[-1] in found) and not is_clause:
            kinds = {side.kinds[index] for index in found}
            yield "number" if "number" in kinds else "name" if kinds == {"name"} else "wording"

    def _speaks(self, left: list[int], right: list[int]) -> bool:
        return is_beside_speech(self.one, left) and is_beside_speech(self.other, right)


def _is_pronoun(side: Statement, quantity: Quantity) -> bool:
    """Return whether a quantity is the word "one", which is mostly not a number."""
    return quantity.value == 1 and side.normal.written(quantity.first, quantity.end).isalpha()


def _hedges(side: Statement, found: Sequence[int], hedges: Set[str] = HEDGES) -> list[int]:
    """Return which words turn a fact into a possibility, a duty or a plan; the month of May does not."""
    return [index for index in found if side.words[index] in hedges and side.kinds[index] != "date"]


def _dates(side: Statement, kind: str) -> set[str]:
    dated = {word for index, word in enumerate(side.words) if side.kinds[index] == "date"}
    return {word for word in dated if (word in DAYS) == (kind == "days")}


def _neighbours(side: Statement, other: Statement) -> dict[str, set[str]]:
    """Return the terms near each word that only one statement has."""
    told = [index for index, word in enumerate(side.words) if side.terms[index] or word in SMALL_OPPOSITES]
    lone = set(side.words) - set(other.words)
    return {
        side.words[index]: {side.terms[near] for near in told[max(0, at - NEAR) : at + NEAR + 1]}
        for at, index in enumerate(told)
        if side.words[index] in lone
    }


def _in_equal_quantities(side: Statement, other: Statement) -> set[int]:
    """Return the words of the quantities that the other statement also has."""
    found = (each for each in side.quantities if any(map(each.equals, other.quantities)))
    return {index for each in found for index in range(each.first, each.end)}


def _is_acronym(one: Statement, left: Sequence[int], other: Statement, right: Sequence[int]) -> bool:
    """Return whether the words of one side are the initials of those of the other."""
    ours, theirs = [one.keys[index] for index in left], [other.keys[index] for index in right]
    return _initials(ours) in theirs or _initials(theirs) in ours


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words) if len(words) > 1 else " "


def _names(side: Statement, found: Sequence[int]) -> set[str]:
    return {side.words[index] for index in found if side.kinds[index] == "name"}
