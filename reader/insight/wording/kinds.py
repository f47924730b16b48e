"""The kinds of words that change the meaning: negations, numbers, names, modal verbs, days and months."""

from collections import Counter
from collections.abc import Mapping

from reader.insight.wording.contractions import SEVERAL
from reader.insight.wording.normal_words import NormalWords
from reader.text.abbreviations import STARTERS, word_set

WordRange = tuple[int, int]  # the first word, and the one after the last

_NEGATIONS = word_set(
    "not no never none nobody nothing nowhere neither nor without hardly scarcely barely refuse refuses refused deny"
    " denies denied"
    " nicht kein keine keinen keiner keinem keines nie niemals nichts niemand weder ohne"
    " ne pas jamais rien aucun aucune ni sans nunca nada nadie ningún ninguna ninguno niente"
    " nessun nessuno nessuna senza niet geen nooit niets ikke aldrig inte ingen не нет никогда ничего"
    " никто ни нельзя 不 没 沒 無 非 未 jamás tampoco ningunos non nemmeno neppure nulla não nem ninguém nenhum nenhuma"
    " kaum nirgends nergens inget inga ingenting aldri nie nigdy nikt nic żaden żadna bez değil"
)
_MODALS = word_set(
    "will would shall should can could may might must ought perhaps maybe probably possibly likely unlikely certainly"
    " definitely apparently presumably allegedly reportedly"
    " soll sollte sollen kann könnte können muss müsste müssen darf dürfte wird würde werden vielleicht"
    " doit doivent devrait devraient pourrait pourraient peut peuvent debe deben debería podría podrían puede pueden"
    " quizás dovrebbe potrebbe può possono deve devono poderia pode podem deveria"
)
WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi"
    " dimanche lunes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag"
)
_DAYS = WEEKDAYS | word_set(
    "jan feb march apr june july aug sep oct nov dec today yesterday tomorrow tonight"
    " januar februar märz juni juli september oktober november dezember heute gestern morgen janvier février avril juin"
    " juillet août septembre octobre novembre décembre hier demain enero febrero abril mayo junio julio agosto"
    " septiembre octubre noviembre diciembre hoy ayer mañana gennaio febbraio aprile giugno luglio settembre ottobre"
    " novembre dicembre ieri oggi domani janeiro fevereiro junho julho setembro outubro novembro dezembro"
)
_OPPOSING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")
_NUMBER_WORDS = word_set("half quarter dozen twice double triple hundreds thousands millions billions dozens percent")
_SMALL_NAMES = word_set("i i'm")
_SENTENCE_ENDS = frozenset('.?!:;…"“”‘([—\n')
_BEFORE = 3  # characters before a word that tell whether it begins a sentence
KINDS = ("negation", "number", "name", "modality", "date")  # the weightiest first


def kind_at(words: NormalWords, index: int) -> str:
    """Return the kind of a word: one of KINDS; empty for any other word."""
    word = words.words[index]
    if word in _NEGATIONS:
        return "negation"
    if word in _NUMBER_WORDS or any(map(str.isdecimal, word)):
        return "number"
    if word == "may":
        return "date" if _is_month(words, index) else "modality"
    if word in _DAYS:
        return "date"
    if word in _MODALS or word == "'d":
        return "modality"
    return "name" if is_name(words, index) else ""


def is_name(words: NormalWords, index: int) -> bool:
    """Return whether a word is written like a name: with a capital that is not due to the start of a sentence.

    In German, where every noun has one, it takes two words side by side: `Anna Krämer`, `Bürgermeisterin Krämer`.
    """
    written = words.written(index, index + 1)
    if not written[:1].isupper() or words.words[index] in SEVERAL or words.words[index] in _SMALL_NAMES:
        return False
    before = words.text[max(0, words.starts[index] - _BEFORE) : words.starts[index]].rstrip(" ")
    starts = not before or before[-1] in _SENTENCE_ENDS
    if words.is_german:
        return _has_capital(words, index - 1) or _has_capital(words, index + 1)
    return not (starts and written in STARTERS)


def _has_capital(words: NormalWords, index: int) -> bool:
    return 0 <= index < len(words) and words.written(index, index + 1)[:1].isupper()


def differing_word_kinds(here: NormalWords, left: WordRange, there: NormalWords, right: WordRange) -> tuple[str, ...]:
    """Return the kinds of words in which two ranges differ, the weightiest first.

    Args:
        here: The words of one text.
        left: The range in it; it may be empty.
        there: The words of the other text.
        right: The range in it; it may be empty.
    """
    ours, theirs = _by_kind(here, left), _by_kind(there, right)
    found = {kind for kind in ours.keys() | theirs.keys() if ours.get(kind) != theirs.get(kind)}
    if "negation" not in found and _opposite(here.words[slice(*left)], there.words[slice(*right)]):
        found.add("negation")
    return tuple(kind for kind in KINDS if kind in found)


def _by_kind(words: NormalWords, within: WordRange) -> Mapping[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for index in range(*within):
        if kind := kind_at(words, index):
            found.setdefault(kind, Counter())[words.words[index]] += 1
    return found


def _opposite(left: list[str], right: list[str]) -> bool:
    """Return whether a word is paired with the same word with a prefix such as un-."""
    pairs = zip(left, right, strict=False)
    return any(a == prefix + b or b == prefix + a for a, b in pairs for prefix in _OPPOSING_PREFIXES)


def _is_month(words: NormalWords, index: int) -> bool:
    """Return whether `May` is the month: with a capital within a sentence, or beside a number."""
    if not words.written(index, index + 1)[0].isupper():
        return False
    around = words.words[max(0, index - 1) : index] + words.words[index + 1 : index + 2]
    if any(word[:1].isdecimal() for word in around):
        return True
    before = words.text[max(0, words.starts[index] - _BEFORE) : words.starts[index]].rstrip(" ")
    return bool(before) and before[-1] not in _SENTENCE_ENDS
