"""Compare the speakers that an article and a transcript name."""

import re
import unicodedata

from reader.text.abbreviations import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BELONGS = re.compile(r",|\s(?:for|of|at|from|in|with)\s(?=(?:the\s)?[^\W\d_a-z])")
# Words that are no part of a name, and people whom a transcript or an article does not name.
_TITLES = word_set(
    "mr mrs ms mx dr prof professor sir dame lord lady sen senator rep representative gov governor gen general"
    " president prime minister secretary chancellor judge justice chairman chairwoman chair speaker the of"
    " former then us u s"
)
_UNNAMED = word_set(
    "he she they it i we who one someone the president minister chancellor chairman spokesman spokeswoman official"
    " officials senator governor mayor secretary witness"
)
_ASKING = word_set("q question reporter reporters journalist press interviewer moderator host audience")


def is_another(quoted: str, said: str) -> bool:
    """Return whether an article and a transcript name two people for certain.

    A pronoun, an office (`the president`) and any other description (`the Leeds coach`, `a spokesman for Shell`) may be
    anybody, but who asks questions is not who is named.

    Args:
        quoted: The speaker as the article has the name; empty if it does not tell.
        said: The speaker as the transcript has the name; empty if it does not tell.
    """
    ours, theirs = _words(quoted), _words(said)
    if not ours or not theirs or ours & theirs & _ASKING:
        return False
    if theirs & _ASKING:
        return not ours & _ASKING and not ours <= word_set("he she they it who one someone i we")
    if _describes(quoted):
        return False
    ours, theirs = ours - _TITLES - _UNNAMED, theirs - _TITLES - _UNNAMED
    return bool(ours and theirs) and not ours & theirs


def _describes(mention: str) -> bool:
    """Return whether the head of a mention is a common noun, as in `the Leeds coach` or `a spokesman for Shell`."""
    head = _WORD.findall(_BELONGS.split(mention)[0])
    return bool(head) and head[-1].islower()


def _words(name: str) -> set[str]:
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return {word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain)}
