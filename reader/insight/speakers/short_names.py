"""The names of speakers in the form that is shown: “Lena Finch” of “its director, Lena Finch (London),”."""

import re

from reader.insight.speakers.english import ENGLISH
from reader.insight.speakers.other_words import OTHER_WORDS
from reader.insight.speakers.words import Words
from reader.text.abbreviations import TITLES, word_set

LONGEST_NAME = 5  # words
# Words that stand for people without naming them; no verb of saying is looked for after them.
_INDEFINITE = word_set(
    "anybody anyone both each either everybody everyone few her herself him himself itself neither nobody none somebody"
    " someone them themselves those us"
)
_GIVEN_NAMES = word_set("ella lei")  # names of people that are pronouns in other languages
_OTHER_PRONOUNS = frozenset[str]().union(*(words.pronouns for words in OTHER_WORDS.values())) - _GIVEN_NAMES
_PARTS = re.compile(r",|\s[–-](?:\s|$)|[—―]")  # what stands between a name and its appositions
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_POSSESSIVE = re.compile(r"\w['’]s$|s['’]$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[-'’][^\W\d_]+)*")
# What may follow a comma, and begins with a capital, but nobody is called so.
_NO_PERSON = word_set(
    "agency airlines airways association authority bank bureau center centre church co college commission committee"
    " company congress corp corporation council county court department foundation fund gmbh government group"
    " hospital inc institute ltd llc ministry museum network office organisation organization parliament party plc"
    " police press school senate service society street trust union university"
)


def short_name(speaker: str, words: Words = ENGLISH) -> str:
    """Return a speaker's name without appositions and brackets; where a description comes first, the name after it.

    Args:
        speaker: The words that name the speaker: “Jane Doe (Ohio), a farmer,” or “its director, Lena Finch”.
        words: The words of their language.
    """
    first, *others = (" ".join(part.split()) for part in _PARTS.split(_BRACKETS.sub("", speaker)))
    if others and _is_description(first, words):
        is_alone = _has_article(first, words) and not _has_preposition(first, words)
        first = others[0] if _is_person(others[0], words, is_alone=is_alone) else first
    return first or speaker


def is_pronoun(name: str, words: Words = ENGLISH) -> bool:
    """Return True if a speaker's name is only a pronoun, such as “he”, which does not identify anybody."""
    folded = name.casefold()
    return folded in words.pronouns or folded in _INDEFINITE or folded in _OTHER_PRONOUNS


def _is_description(part: str, words: Words) -> bool:
    """Return whether a part says what somebody is, such as “its director”, and does not end with a name of its own."""
    each = part.casefold().split()
    if not each or not part.split()[-1][0].islower() or (len(each) == 1 and each[0] in words.pronouns - words.articles):
        return False
    return _has_article(part, words) or not words.joining.intersection(each)


def _has_article(part: str, words: Words) -> bool:
    each = part.split()
    return bool(each) and (each[0].casefold() in words.articles or any(map(_POSSESSIVE.search, each[:-1])))


def _has_preposition(part: str, words: Words) -> bool:
    """Return whether a description has a preposition, so that a place or an institution may follow its last noun."""
    return any(word.casefold() in words.outer_prepositions for word in part.split())


def _is_person(part: str, words: Words, *, is_alone: bool) -> bool:
    """Return whether a part is the name of a person; a single word must be all that there is."""
    each = part.split()
    has_title = bool(each) and each[0].rstrip(".") in TITLES
    names = [
        word
        for word in each[has_title:]
        if word.casefold() not in words.name_particles and not _INITIAL.fullmatch(word)
    ]
    if not names or len(each) > LONGEST_NAME or not each[-1][0].isupper():
        return False
    if len(each) == 1 and not is_alone:
        return False
    return all(
        _NAME.fullmatch(name)
        and name[0].isupper()
        and (len(name) == 1 or not name.isupper())
        and name.casefold() not in _NO_PERSON | words.times
        for name in names
    )
