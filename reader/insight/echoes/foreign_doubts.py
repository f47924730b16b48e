"""Doubts about two statements in another language than English, of which neither opposites nor grammar are known."""

from reader.insight.echoes.exchanges import is_exchanged
from reader.insight.echoes.foreign import EMPTY, FUNCTION_WORDS, SAYING
from reader.insight.echoes.relatives import relatives, without_relatives
from reader.insight.echoes.statement import Statement
from reader.text.abbreviations import word_set

# Words that make a statement say less, or something about all.
_SCOPES = word_set(
    "nur lediglich bloß fast beinahe hälfte teil teile teilweise einige wenige manche meisten mehrheit minderheit alle"
    " aller allen alles jeder jede jedes beide beiden"
    " seul seuls seule seules seulement uniquement presque moitié partie certains certaines plupart quelques tous"
    " toutes tout toute chaque majorité minorité"
    " solo sólo solamente únicamente casi mitad parte algunos algunas pocos pocas mayoría minoría todos todas"
    " ambos ambas cada"
    " soltanto solamente quasi metà alcuni alcune tutti tutte entrambi só somente apenas quase metade alguns algumas"
    " maioria alleen slechts bijna helft sommige meeste alle beide"
)
_FUTURE = ("rá", "rán", "rà", "ranno", "rão", "era", "ira", "eront", "iront")  # the ends of verbs in some languages
_PREPOSITIONS = FUNCTION_WORDS - EMPTY


def is_doubtful_elsewhere(one: Statement, other: Statement) -> bool:
    """Return whether two statements with nearly the same words may say different things."""
    rules = (is_exchanged, _have_other_words, _have_other_scopes, _have_other_tenses, _have_other_firsts)
    return any(rule(one, other) for rule in rules)


def _have_other_words(one: Statement, other: Statement) -> bool:
    """Return whether each statement has a word that the other one lacks; numbers are compared elsewhere."""
    ours, theirs = (
        {side.keys[index] for index in side.telling if side.words[index] not in SAYING} for side in (one, other)
    )
    left, right = without_relatives(ours - theirs, theirs - ours)
    return bool(left and right)


def _have_other_scopes(one: Statement, other: Statement) -> bool:
    return _SCOPES.intersection(one.words) != _SCOPES.intersection(other.words)


def _have_other_tenses(one: Statement, other: Statement) -> bool:
    """Return whether a verb seems to be in the future tense in one statement only: “cerrará”, “cerró”."""
    pairs = relatives(set(one.words) - set(other.words), set(other.words) - set(one.words)).items()
    return any(a.endswith(_FUTURE) != b.endswith(_FUTURE) for a, b in pairs)


def _have_other_firsts(one: Statement, other: Statement) -> bool:
    """Return whether the first noun and a later one have changed places, neither of them after a preposition."""
    terms = _terms(one), _terms(other)
    ours, theirs = ([term for term, _ in side] for side in terms)
    moved = [at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b]
    if len(ours) != len(theirs) or len(moved) != 2 or moved[0]:
        return False
    first, later = ours[0], ours[moved[1]]
    if (theirs[0], theirs[moved[1]]) != (later, first):
        return False
    return not any(term in (first, later) and before in _PREPOSITIONS for side in terms for term, before in side)


def _terms(side: Statement) -> list[tuple[str, str]]:
    """Return the terms of a statement, each with the word before it."""
    pairs = zip(side.terms, ["", *side.words], strict=False)
    return [(term, before) for term, before in pairs if term]
