"""Clauses of a statement that only say who said it, such as “Finch told the paper on Monday”."""

import re
from collections.abc import Sequence

from reader.insight.echoes.foreign import SAYING
from reader.insight.echoes.opposites import ATTRIBUTIONS, NEGATORS, PLAIN_ATTRIBUTIONS
from reader.insight.echoes.statement import Statement

FIRST = 10  # words at the beginning of a statement that may name who says it
TIME = 4  # words from a verb of saying to a “that”: “said on Friday that”
NEAR = 2  # words between a name and its verb of saying

_MARK = re.compile(r"[“”\"]")  # such a mark before a verb of saying puts it amid what is said


def is_attribution(side: Statement, found: Sequence[int]) -> bool:
    """Return whether words only say who said it."""
    words = [side.words[index] for index in found]
    return any(word in ATTRIBUTIONS or word in SAYING for word in words) or is_beside_speech(side, found)


def without_attribution(side: Statement, found: Sequence[int]) -> list[int]:
    """Return words without a clause that only says who said it, and without what follows that.

    The words before such a clause are returned, else those after it; all words if there is nothing else.
    """
    clauses = list[list[int]]()
    for index in found:
        if clauses and side.are_in_one_clause(clauses[-1][-1], index):
            clauses[-1].append(index)
        else:
            clauses.append([index])
    saying = next((number for number, clause in enumerate(clauses) if is_attribution(side, clause)), len(clauses))
    others = [index for clause in clauses[:saying] or clauses[saying + 1 :] for index in clause]
    return others or list(found)


def is_beside_speech(side: Statement, found: Sequence[int]) -> bool:
    """Return whether a verb of saying is next to words, in the same clause."""
    around = side.words[side.reach(found[0], -NEAR) : side.reach(found[-1], NEAR) + 1]
    return any(word in ATTRIBUTIONS for word in around)


def speakers(side: Statement) -> set[str]:
    """Return the terms next to words that only say who said it, and to nobody in particular."""
    found = (index for index, word in enumerate(side.words) if word in PLAIN_ATTRIBUTIONS)
    around = (range(max(0, at - NEAR), min(len(side.words), at + NEAR + 1)) for at in found)
    return {side.terms[index] for near in around for index in near}


def after_attribution(side: Statement) -> Sequence[int]:
    """Return the telling words after the clause at the beginning that only says who said it; none without one."""
    words = side.words
    verb = next((at for at, word in enumerate(words[:FIRST]) if word in PLAIN_ATTRIBUTIONS), None)
    if verb is None or _MARK.search(side.normal.text, 0, side.normal.starts[verb]):
        return ()
    start = next((at for at in range(verb, min(len(words), verb + TIME)) if words[at] == "that"), verb)
    return [at for at in side.telling if at > start]


def before_attribution(side: Statement) -> Sequence[int]:
    """Return the telling words before the clause at the end that only says who said it; none without one."""
    words = side.words
    end = next((at for at in range(len(words) - 1, 0, -1) if not side.are_in_one_clause(at - 1, at)), len(words))
    says = not PLAIN_ATTRIBUTIONS.isdisjoint(words[end:]) and NEGATORS.isdisjoint(words[end:])  # “…, she said no”
    return [at for at in side.telling if at < end] if says else ()
