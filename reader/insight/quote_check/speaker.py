"""Compare the speakers that an article and a transcript name."""

import re
import unicodedata

from reader.text.abbreviations import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BELONGS = re.compile(r",|\s(?:for|of|at|from|in|with)\s(?=(?:the\s)?[^\W\d_a-z])")
# Words that are not part of a name, and people whom a transcript or an article does not name.
_TITLES = word_set(
    "mr mrs ms mx dr prof professor sir dame lord lady sen senator rep representative gov governor gen general"
    " president prime minister secretary chancellor judge justice chairman chairwoman chair speaker the of former"
    " then us u s herr frau prasident prasidentin minister ministerin burgermeister burgermeisterin"
    " oberburgermeister oberburgermeisterin kanzler kanzlerin stadtrat stadtratin abgeordneter abgeordnete"
    " vorsitzender vorsitzende der die m mme mlle monsieur madame le la les ministre maire prefet depute deputee"
    " senateur senatrice presidente rapporteur senor senora don dona el los alcalde alcaldesa ministro ministra"
    " consejero consejera concejal concejala diputado diputada portavoz gobernador gobernadora presidenta signor"
    " signora il sindaco onorevole senhor senhora o a prefeito"
)
WORDS_OF_OFFICE = 2  # an article and a noun
_ARTICLES = word_set(
    "the a an ein eine un une una uno um uma een der die das le la les el los las il lo o a os as de het"
)
_UNNAMED = word_set(
    "he she they it i we who one someone the president minister chancellor chairman spokesman spokeswoman"
    " official officials senator governor mayor secretary witness er sie il elle lui ella lei ele ela hij zij"
    " sprecher sprecherin"
)
_ASKING = word_set(
    "q question reporter reporters journalist press interviewer moderator host audience frage pregunta"
    " domanda periodista"
)


def is_another(quoted: str, said: str) -> bool:
    """Return whether an article and a transcript name two people for certain.

    A pronoun, an office (`the president`) and any other description (`the Leeds coach`, `a spokesman for Shell`) may be
    anybody, but the person who asks questions is not the one who is named.

    Args:
        quoted: The speaker as the article has the name; empty if it does not tell.
        said: The speaker as the transcript has the name; empty if it does not tell.
    """
    ours, theirs = _words(quoted), _words(said)
    if not ours or not theirs or ours & theirs & _ASKING:
        return False
    if theirs & _ASKING:
        return not ours & _ASKING and not ours <= word_set("he she they it who one someone i we")
    if _describes(quoted) or _is_office(said):
        return False
    ours, theirs = ours - _TITLES - _UNNAMED, theirs - _TITLES - _UNNAMED
    return bool(ours and theirs) and not ours & theirs


def _describes(mention: str) -> bool:
    """Return whether a mention is a description, such as `the Leeds coach`, `spokesmen for Shell` or `der Trainer`."""
    head = _WORD.findall(_BELONGS.split(mention)[0])
    return bool(head) and (head[-1].islower() or head[0].lower() in _ARTICLES)


def _is_office(label: str) -> bool:
    """Return whether a label of a transcript is an article and one word, as in `LA ALCALDESA`."""
    words = [word.lower() for word in _WORD.findall(label)]
    return len(words) == WORDS_OF_OFFICE and words[0] in _ARTICLES


def _words(name: str) -> set[str]:
    plain = "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))
    return {word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain)}
