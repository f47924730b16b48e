"""Main clauses: what a statement says itself, without the clauses that tell when, why, and of whom it does."""

from reader.insight.echoes.opposites import ATTRIBUTIONS
from reader.insight.echoes.statement import Statement
from reader.text.abbreviations import word_set

LEAST_ASIDE = 0.5  # the share of the common terms, by weight, that are in no main clause
_RELATIVE = word_set("who whom whose which where")
_SUBORDINATE = _RELATIVE | word_set("after because when while as")
_QUOTATION_MARKS = "“\"‘'"


def have_other_main_clauses(one: Statement, other: Statement) -> bool:
    """Return whether two statements have hardly anything in common but the clauses that belong to another one.

    “The town met after a flood drowned six cows” and “A farmer was arrested after a flood drowned six cows” do.
    """
    names = one.names | other.names
    common = (one.weights.keys() & other.weights.keys()) - names
    ours, theirs = (_main_terms(side) - names for side in (one, other))
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return False
    aside = common - ours - theirs
    return sum(map(one.weights.__getitem__, aside)) >= LEAST_ASIDE * sum(map(one.weights.__getitem__, common))


def _main_terms(side: Statement) -> set[str]:
    """Return the terms of the main clause: those up to the first conjunction, and to the noun before “who”.

    Where the statement begins with a conjunction, it is what follows the first comma.
    """
    words, start = side.words, 0
    if words[:1] and words[0] in _SUBORDINATE:
        start = next((at + 1 for at in range(len(words) - 1) if not side.are_in_one_clause(at, at + 1)), 0)
    end = next((at for at in range(start + 1, len(words)) if _begins_clause(side, at)), len(words))
    main = [at for at in range(start, end) if side.terms[at]]
    if end < len(words) and words[end] in _RELATIVE:
        main = main[:-1]
    return {side.terms[at] for at in main if _tells(side, at)}


def _begins_clause(side: Statement, at: int) -> bool:
    """Return whether a word begins a clause that belongs to another one; a quotation says something itself."""
    is_quoted = side.normal.text[side.normal.starts[at] - 1] in _QUOTATION_MARKS
    return side.words[at] in _SUBORDINATE and not is_quoted


def _tells(side: Statement, at: int) -> bool:
    return side.kinds[at] not in ("date", "number") and side.words[at] not in ATTRIBUTIONS
