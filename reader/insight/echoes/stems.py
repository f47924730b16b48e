"""Words as echoes compare them: without case and endings, and without function words."""

import re
from functools import lru_cache

from reader.insight.echoes.word_families import SYNONYMS, head_of
from reader.text.abbreviations import word_set

# Scripts without spaces are split into characters.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")

MAX_STEM = 7  # characters; what follows them rarely makes it another word
MIN_STEM = 4

_FUNCTION_WORDS = word_set(
    "a an the and or but nor so yet if then than as of in on at by for from to with without into onto over under about"
    " after before between during through against up down out off i you he she it we they me him her us them my your"
    " his its our their mine yours this that these those who whom whose which what when where why how is am are was"
    " were be been being have has had having do does did doing will would shall should can could may might must not no"
    " there here also just only very more most some any all each both few many much other another such own same too"
    " again said says say told tell tells saying asked added according mr mrs ms s t re ve ll d m one"
)
_ENDINGS = word_set(
    "ization isation ational ations ation ements ement nesses ness ities ity ingly edly ings ing ions ion ally ly ies"
    " ied ment ments ers er ors or ed es s al ive ous e y ate ates ated ating"
)
_LONGEST_FIRST = sorted(_ENDINGS, key=lambda ending: (-len(ending), ending))


def normalized_word(word: str) -> str:
    """Return a word in the form in which runs of words are compared."""
    return word.lower().replace("’", "'")


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """Return the common part of a normalized word, its inflections and synonyms; empty for a function word."""
    if word in _FUNCTION_WORDS:
        return ""
    found = _common_part(head_of(word))
    return _SYNONYMS.get(found, found)


def _common_part(word: str) -> str:
    bare = word.removesuffix("'s").replace("'", "")
    if bare.isdecimal():
        return bare
    if len(bare) <= MIN_STEM:
        return bare[:-1] if len(bare) == MIN_STEM and bare.endswith("s") and not bare.endswith("ss") else bare
    ending = next((each for each in _LONGEST_FIRST if bare.endswith(each) and len(bare) - len(each) >= MIN_STEM), "")
    return bare.removesuffix(ending)[:MAX_STEM]


_SYNONYMS = {_common_part(word): _common_part(head) for word, head in SYNONYMS.items()}
