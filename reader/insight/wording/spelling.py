"""British and American spelling, and other spellings of one word, brought to one form.

The form is for comparing, not for reading: `advise` becomes `advize`, which does no harm as long as no other word does.
"""

import re

from reader.text.abbreviations import word_set

# What changes at the end of a word, and the letters that it becomes.
_ENDINGS = (
    (r"(..)our(?=(s|ed|ing|ings|ful|fully|able|ably|ite|ites|ist|ists|less|ly|er|ers|hood|hoods|y)?$)", r"\1or"),
    (r"(...)is(?=(e|ed|es|er|ers|ing|ation|ations|ational)$)", r"\1iz"),
    (r"lys(?=(e|ed|es|er|ers|ing)$)", "lyz"),
    (r"(.[^aeiouy][bt]|[aeiou][bt])re(?=s?$)", r"\1er"),
    (r"(cent|theat|fib|lit|met)red?(?=d$)", r"\1ere"),
    (r"logue(?=s?$)", "log"),
    (r"(def|off|ret|lic)ence(?=(s|d|less)?$)", r"\1ense"),
    (r"(judg|ledg)ement", r"\1ment"),
    (r"(^to|after|back|for|^up|down|out|^in)wards$", r"\1ward"),
    (r"^(learn|burn|dream|spoil|lean|spel|spil)t$", r"\1ed"),
    (r"^(spe|spi)lled$", r"\1led"),
    (r"^(fulfi|disti|insti|enro|appa)l(?=s|ment|ments|$)", r"\1ll"),
)
# A letter that British spelling doubles before an ending.
_DOUBLED = re.compile(
    r"(travel|cancel|label|model|fuel|signal|level|marvel|quarrel|total|counsel|panel|channel|jewel|dial|rival|equal"
    r"|tunnel|funnel|shovel|initial|revel|swivel|pencil|worship|kidnap|program)[lpm](?=(ed|ing|er|ers|or|ors|ery)$)"
)
# The beginnings of words.
_BEGINNINGS = {
    "programme": "program", "practis": "practic", "pretence": "pretense", "enquir": "inquir", "despatch": "dispatch",
    "sceptic": "skeptic", "sulph": "sulf", "mould": "mold", "smoulder": "smolder", "plough": "plow", "grey": "gray",
    "tyre": "tire", "cheque": "check", "cosy": "cozy", "gaol": "jail", "aluminium": "aluminum", "moustache": "mustache",
    "aeroplane": "airplane", "pyjama": "pajama", "jewellery": "jewelry", "ageing": "aging", "advisor": "adviser",
    "artefact": "artifact", "skilful": "skillful", "wilful": "willful", "instalment": "installment",
    "manoeuvr": "maneuver", "manoeuvre": "maneuver", "manoeuvred": "maneuvered", "paediatric": "pediatric",
    "anaem": "anem", "anaesth": "anesth", "leukaem": "leukem", "haem": "hem", "archaeolog": "archeolog",
    "encyclopaed": "encycloped", "foet": "fet", "oestrogen": "estrogen", "diarrhoea": "diarrhea", "mum": "mom",
    "likeable": "likable", "saleable": "salable", "sizeable": "sizable", "liveable": "livable", "kerb": "curb",
    "storey": "story", "draught": "draft", "woollen": "woolen", "marvellous": "marvelous", "counsellor": "counselor",
    "acknowledgement": "acknowledgment", "whiskey": "whisky", "yoghurt": "yogurt", "doughnut": "donut",
    "thru": "through", "tonite": "tonight", "catalyse": "catalyze", "speciality": "specialty", "orientated": "oriented",
}  # fmt: skip
_WHOLE_ONLY = frozenset({"mum", "thru", "tyre", "grey", "kerb", "storey", "draught"})  # not `thrust`
_LOANS = str.maketrans("éèêëáàâíîïóôúûñçãõøåšžčćğışńłřýęąőű", "eeeeaaaiiioouuncaooaszccgisnlryeaou")
_LOAN_WORDS = word_set("café cafés naïve naïveté résumé résumés fiancé fiancée cliché clichés façade façades")
_ENDING_RULES = tuple((re.compile(pattern), form) for pattern, form in _ENDINGS)


def one_spelling(word: str) -> str:
    """Return the common form of all spellings of an English word, such as `labor` for `labour`.

    Args:
        word: A word in lower case.
    """
    if not word.isascii():
        return word.translate(_LOANS) if word in _LOAN_WORDS else word
    for length in range(min(len(word), 16), 2, -1):
        beginning = word[:length]
        if beginning in _BEGINNINGS and (beginning not in _WHOLE_ONLY or word in (beginning, beginning + "s")):
            word = _BEGINNINGS[beginning] + word[length:]
            break
    word = _DOUBLED.sub(r"\1", word)
    for pattern, form in _ENDING_RULES:
        word = pattern.sub(form, word)
    return word


def without_accents(name: str) -> str:
    """Return a name in lower case without accents, as English newspapers print it; letters with dots above are kept."""
    return name.translate(_LOANS)
