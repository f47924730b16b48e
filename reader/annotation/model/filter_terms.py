"""Reading a filter as it is typed: words, terms such as `tag:claim`, and `not` before a term."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reader.annotation.model.nearby import RELATIONS
from reader.settings.fields import RESERVED
from reader.text.fold import fold

TAG, NOT = "tag", "not"
ABOUT_TAGS = (*RESERVED, *RELATIONS)  # the terms that any tag can answer
_WORD = re.compile(r'[\w-]+:=?"[^"]*"?\S*|\S+')  # what follows a colon in double quotes may have blanks
_QUOTED = re.compile(r'(=?)"([^"]*)"?(.*)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a term of a filter.

    Attributes:
        word: The text as typed, without a `not` before it; a tag's name alone is completed: `tag:claim`.
        name: What is before the colon; empty for a plain word.
        value: What stands after it, without double quotes around it.
        is_negated: Whether `not` is before the term.
    """

    word: str
    name: str = ""
    value: str = ""
    is_negated: bool = False

    def __str__(self) -> str:
        return f"{NOT} {self.word}" if self.is_negated else self.word


def terms_of(
    text: str, names: Collection[str], tags: Collection[str] = (), in_any_case: Collection[str] = ()
) -> list[Term]:
    """Read a filter.

    Args:
        text: The filter.
        names: The names of all terms; text with any other name before a colon is a plain word.
        tags: The names of the tags. Such a name alone means the tag if one of `RELATIONS` follows: `claim near:quote`.
        in_any_case: Further names of terms, in any case.
    """
    words = words_of(text)
    parted = [(word, _name(word, names, in_any_case), word.partition(":")[2]) for word in words]
    return list(_terms(parted, {fold(tag) for tag in tags}))


def words_of(text: str) -> list[str]:
    """Split a filter at white space, but not within the double quotes of `tag:"two words"`."""
    return _WORD.findall(text)


def _terms(words: list[tuple[str, str, str]], tags: Collection[str]) -> Iterator[Term]:
    """Yield the terms that words make; each word comes with the name of its term, if it is one, and its value."""
    last_relation = max((at for at, (_, name, _) in enumerate(words) if name in RELATIONS), default=-1)
    is_negated = False
    for at, (word, name, value) in enumerate(words):
        if word == NOT and any(name for _, name, _ in words[at + 1 : at + 2]):
            is_negated = True
        elif name:
            yield Term(word, name, _unquoted(value), is_negated)
            is_negated = False
        elif at < last_relation and fold(word) in tags:
            yield Term(f"{TAG}:{word}", TAG, word)
        else:
            yield Term(word)


def _name(word: str, names: Collection[str], in_any_case: Collection[str]) -> str:
    """Return the name that a word has before its colon as a term; empty for a plain word."""
    name, colon, _ = word.partition(":")
    if not colon or name in names:
        return name if colon else ""
    return name.casefold() if name.casefold() in in_any_case else ""


def _unquoted(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    return "".join(quoted.groups()) if quoted else value
