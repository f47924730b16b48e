"""Clauses of a statement that only say who said it, such as “Finch told the paper on Monday”."""

from collections.abc import Sequence

from reader.insight.echoes.foreign import SAYING
from reader.insight.echoes.opposites import ATTRIBUTIONS, PLAIN_ATTRIBUTIONS
from reader.insight.echoes.statement import Statement

NEAR = 2  # words between a name and the verb that says that it speaks


def is_attribution(side: Statement, found: Sequence[int]) -> bool:
    """Return whether words only say who said it."""
    words = [side.words[index] for index in found]
    return any(word in ATTRIBUTIONS or word in SAYING for word in words) or is_beside_speech(side, found)


def without_attribution(side: Statement, found: Sequence[int]) -> list[int]:
    """Return words without the clause that only says who said it, and without what follows it at their end.

    What stands before such a clause is left, else what stands after it; all of them if there is nothing else.
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
    """Return whether a verb of saying stands beside words, in the same clause."""
    around = side.words[side.reach(found[0], -NEAR) : side.reach(found[-1], NEAR) + 1]
    return any(word in ATTRIBUTIONS for word in around)


def speakers(side: Statement) -> set[str]:
    """Return the terms beside words that only say who said it, and to nobody in particular."""
    found = (index for index, word in enumerate(side.words) if word in PLAIN_ATTRIBUTIONS)
    around = (range(max(0, at - NEAR), min(len(side.words), at + NEAR + 1)) for at in found)
    return {side.terms[index] for near in around for index in near}
