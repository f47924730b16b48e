"""The language of a text: by its script, and among languages in Latin letters by their commonest words."""

import re
from collections import Counter

from reader.text.abbreviations import word_set

SAMPLE = 4000  # code points that are looked at
# Common words of a language, before it is named, and how many times more of them it has than the second one.
MIN_WORDS, MIN_LEAD = 3, 1.5
MIN_WORDS_IN_SHORT, MIN_LEAD_IN_SHORT = 4, 3.0

_COMMON = {
    "en": word_set(
        "the of and to in is was that it for he she with are have has not this they we you be at his her from would had"
        " were which there their been who will my your what all but can when our if do how so"
    ),
    "de": word_set(
        "der die das und ist nicht ein eine einen einem zu den dem des mit sich auf für von im es auch wir ich sie er"
        " haben hat sind wird werden dass aber wie war noch nur bei aus über wenn kein keine uns ihr nach vom wurde sei"
    ),
    "fr": word_set(
        "le la les des et est que qui dans une pour pas sur avec ne nous vous il elle ce cette sont au aux du par plus"
        " mais ont être je sa ses leur comme tout fait été d qu après ans selon"
    ),
    "es": word_set(
        "el la los las y es que en un una por para con no se su lo como más pero sus le ya este esta está son del al"
        " nos muy hay fue ha han también porque cuando todo según años tras"
    ),
    "it": word_set(
        "il lo la gli e è che di un una per con non si sono della del dei nel alla come più ma anche questo questa ha"
        " hanno era ci noi abbiamo essere delle dal al perché"
    ),
    "pt": word_set(
        "o os as e é que de um uma para com não se do da dos das no na em por mais mas como foi ele ela ser são está"
        " nós também muito pelo pela isso ao"
    ),
    "nl": word_set(
        "de het een en van is dat niet in op te zijn met voor aan er maar ook als bij hij ze wij we ik dit die wordt"
        " heeft hebben naar om nog uit door"
    ),
    "pl": word_set(
        "i w na nie się że z do jest to jak o co ale po za od czy przez dla jego tego są był była być my tak już tylko"
    ),
    "sv": word_set(
        "och att det som en ett på är av för med den till inte har om vi de var jag han hon kan ska från men"
    ),
    "tr": word_set("ve bir bu için ile de da ne çok ama daha olan gibi kadar sonra değil biz ben o var yok"),
}
# Here the letters of a script stand for one language: texts in one script can be compared.
_SCRIPTS = (
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("greek", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("hangul", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, *, is_short: bool = False) -> str:
    """Return the language of a text, as a code such as `en` or the name of a script; empty if it is unknown.

    Args:
        text: The text; only its beginning is examined.
        is_short: Whether it is a sentence or less, which must have more words of one language and fewer of others.
    """
    sample = text[:SAMPLE]
    letters = {name: len(script.findall(sample)) for name, script in _SCRIPTS}
    name, count = max(letters.items(), key=lambda each: each[1])
    if count > len(_LATIN.findall(sample)):
        return "kana" if name == "han" and letters["kana"] else name
    words = Counter(_WORD.findall(sample.lower()))
    (best, first), (_, second) = Counter(
        {code: sum(words[word] for word in common) for code, common in _COMMON.items()}
    ).most_common(2)
    least, lead = (MIN_WORDS_IN_SHORT, MIN_LEAD_IN_SHORT) if is_short else (MIN_WORDS, MIN_LEAD)
    return best if first >= least and first >= lead * second else ""
