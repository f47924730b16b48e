"""A statement: a sentence in the form that echoes compare, with its normal words and the kind of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.insight.echoes import foreign
from reader.insight.echoes.background import term_weight
from reader.insight.echoes.foreign import FEW, FUNCTION_WORDS, LEAST, is_foreign, without_elision
from reader.insight.echoes.opposites import EMPTY, NEGATORS, TITLES
from reader.insight.echoes.quantities import Quantity, quantities
from reader.insight.echoes.stems import stem
from reader.insight.wording.kinds import kind_at
from reader.insight.wording.normal_words import NormalWords, normal_words

_QUESTION = re.compile(r"[?？]\W*(?:\w+\W+){0,4}$")  # a question mark with no more than “he asked us” after it
_PAUSE = re.compile(r"[,;:()“”\"]")  # between two clauses


def statement_terms(words: Sequence[str], *, is_foreign: bool) -> list[str]:
    """Return the term of each normal word: its stem, the value of a number, or nothing for a function word."""
    if is_foreign:
        bare = map(without_elision, words)
        return ["" if word in FUNCTION_WORDS else word if word[:1].isdecimal() else stem(word) for word in bare]
    return [word if word[:1].isdecimal() else stem(word) for word in words]


@dataclass(frozen=True)
class Statement:
    """A sentence and the facts on its words.

    Attributes:
        normal: Its normal words.
        terms: The term of each word; empty for a function word.
        kinds: The kind of each word, as `kind_at` has it; empty for most.
        is_foreign: Whether it seems to be in a language other than English.
    """

    normal: NormalWords
    terms: Sequence[str]
    kinds: Sequence[str]
    is_foreign: bool = False

    @property
    def words(self) -> Sequence[str]:
        """The normal words."""
        return self.normal.words

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of each term, once."""
        return {term: term_weight(term) for term in self.terms if term}

    @cached_property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(self.weights.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms that are part of a name."""
        return frozenset(term for term, kind in zip(self.terms, self.kinds, strict=True) if kind == "name" and term)

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        """The quantities that it states."""
        return quantities(self.words)

    @cached_property
    def telling(self) -> Sequence[int]:
        """The places of the words with a meaning of their own; a title before a name has none."""
        titles = (
            index for index, word in enumerate(self.words[:-1]) if word in TITLES and self.kinds[index + 1] == "name"
        )
        empty = EMPTY | foreign.EMPTY if self.is_foreign else EMPTY
        return sorted({index for index, word in enumerate(self.words) if word not in empty}.difference(titles))

    @cached_property
    def keys(self) -> Sequence[str]:
        """The form of each word that two statements are compared by: its term, or the function word itself."""
        return [term or word for term, word in zip(self.terms, self.words, strict=True)]

    @property
    def asks(self) -> bool:
        """True if it is a question."""
        return bool(_QUESTION.search(self.normal.text))

    @cached_property
    def negated(self) -> Sequence[str]:
        """The negated terms: for each negation, the next word with a meaning of its own."""
        return [self.scope(index) for index, word in enumerate(self.words) if word in NEGATORS or self._negates(index)]

    def _negates(self, index: int) -> bool:
        return self.is_foreign and self.kinds[index] == "negation"

    def scope(self, index: int) -> str:
        """Return the first term after a word; empty if there is none."""
        return next((term for term in self.terms[index + 1 :] if term), "")

    def reach(self, index: int, most: int) -> int:
        """Return the place a number of words after another one, or before it, within the same clause."""
        step = 1 if most > 0 else -1
        for _ in range(abs(most)):
            if not 0 <= index + step < len(self.normal) or not self.are_in_one_clause(*sorted((index, index + step))):
                break
            index += step
        return index

    def are_in_one_clause(self, first: int, last: int) -> bool:
        """Return whether no comma or quotation mark is between two words."""
        return not _PAUSE.search(self.normal.text, self.normal.ends[first], self.normal.starts[last])

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, ...]]:
        """The runs of three words."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))


def statement_of(text: str, *, among_foreign: bool = False) -> Statement:
    """Return the statement of a sentence.

    Args:
        text: The sentence.
        among_foreign: Whether its source is in a language other than English, which a short sentence does not show.
    """
    normal = normal_words(text)
    foreign_here = is_foreign(normal.words, FEW if among_foreign else LEAST)
    kinds = [kind_at(normal, index) for index in range(len(normal))]
    return Statement(normal, statement_terms(normal.words, is_foreign=foreign_here), kinds, foreign_here)
