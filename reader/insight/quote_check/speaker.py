"""Compare the speakers that an article and a transcript name."""

import re

from reader.text.abbreviations import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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

    A pronoun or an office (`the president`) may be anybody, but who asks questions is not who is named.

    Args:
        quoted: The speaker as the article has the name; empty if it does not tell.
        said: The speaker as the transcript has the name; empty if it does not tell.
    """
    ours, theirs = _words(quoted), _words(said)
    if not ours or not theirs or ours & theirs & _ASKING:
        return False
    if theirs & _ASKING:
        return not ours & _ASKING and not ours <= word_set("he she they it who one someone i we")
    ours, theirs = ours - _TITLES - _UNNAMED, theirs - _TITLES - _UNNAMED
    return bool(ours and theirs) and not ours & theirs


def _words(name: str) -> set[str]:
    return {word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(name)}
