"""Doubts: reasons not to be sure that two statements are the same, though no difference between them can be named.

The words of two sentences in another order may say something else: who did it, or a word that was exchanged where the
order hides it.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import product, takewhile

from reader.insight.echoes.attribution_clauses import speakers
from reader.insight.echoes.foreign_doubts import is_doubtful_elsewhere
from reader.insight.echoes.main_clauses import have_other_main_clauses
from reader.insight.echoes.opposites import ATTRIBUTIONS, BE, NEGATORS, TITLES
from reader.insight.echoes.qualifiers import is_of_fewer
from reader.insight.echoes.relatives import without_relatives
from reader.insight.echoes.statement import Statement
from reader.insight.echoes.word_families import PEOPLES
from reader.text.abbreviations import word_set

RUN = 3  # equal words in a row, beside which an unequal one stands in place of another
MOST_LEFT = 2  # words of each statement that the other one lacks
LONGEST = 18  # telling words of a sentence in which the first name is most likely who does something
_BEFORE_NO_SUBJECT = word_set("in at on of to from for near by with after before against over")


def is_doubtful(one: Statement, other: Statement) -> bool:
    """Return whether two statements with nearly the same words may say different things."""
    if one.asks != other.asks:
        return True
    if one.is_foreign or other.is_foreign:
        return is_doubtful_elsewhere(one, other)
    rules = (is_of_fewer, have_other_main_clauses, _have_other_subjects, _is_replaced_beside_run)
    return any(rule(one, other) for rule in rules)


def _have_other_subjects(one: Statement, other: Statement) -> bool:
    """Return whether the first names of two statements in the same voice differ, as in "A beat B" and "B beat A"."""
    common = (one.names & other.names) - speakers(one) - speakers(other)
    ours, theirs = _first_name(one, common), _first_name(other, common)
    if not ours or not theirs or ours == theirs or _is_passive(one) != _is_passive(other):
        return False
    if max(len(one.telling), len(other.telling)) > LONGEST:
        return False
    return _stands_before(one, ours, theirs) and _stands_before(other, theirs, ours)


def _first_name(side: Statement, names: Collection[str]) -> str:
    """Return the first name that may be a subject; empty if there is none."""
    for index, term in enumerate(side.terms):
        before, after = side.words[max(0, index - 1) : index], side.words[index + 1 : index + 2]
        is_inner = after == ["'s"] or _BEFORE_NO_SUBJECT.intersection(before)
        if term in names and side.words[index] not in PEOPLES and not is_inner:
            return term
    return ""


def _stands_before(side: Statement, name: str, other: str) -> bool:
    """Return whether a name comes before another one, with something other than a name or title between them."""
    if other not in side.terms:
        return False
    between = range(side.terms.index(name) + 1, side.terms.index(other))
    return any(
        side.terms[index] and side.kinds[index] != "name" and side.words[index] not in TITLES for index in between
    )


def _is_passive(side: Statement) -> bool:
    return "by" in side.words and any(word in BE for word in side.words)


def _is_replaced_beside_run(one: Statement, other: Statement) -> bool:
    """Return whether little more than a word next to a run of equal words was replaced, wherever the run is."""
    ours, theirs = ([side.keys[index] for index in side.telling] for side in (one, other))
    left, right = (
        {word for word in words if word not in ATTRIBUTIONS and word not in NEGATORS and word.isalpha()}
        for words in without_relatives(set(ours) - set(theirs), set(theirs) - set(ours))
    )
    is_little = 0 < len(left) <= MOST_LEFT and 0 < len(right) <= MOST_LEFT
    if not is_little or _quantities(one) != _quantities(other):
        return False
    return any(a in left and b in right for a, b in _beside_runs([*ours, ""], [*theirs, ""]))


def _beside_runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the words right before and right after each run of equal words; both end in an empty word."""
    for i, j in product(range(len(ours) - 1), range(len(theirs) - 1)):
        if ours[i] != theirs[j] or (i and j and ours[i - 1] == theirs[j - 1]):
            continue
        length = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1] != "", zip(ours[i:], theirs[j:], strict=False))
        )
        if length >= RUN:
            yield ours[i - 1], theirs[j - 1]  # the empty word before the first one
            yield ours[i + length], theirs[j + length]


def _quantities(side: Statement) -> int:
    """Return how many quantities are written in digits, or in the words for them."""
    return sum(word[:1].isdecimal() for word in side.words)
