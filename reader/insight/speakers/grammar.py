"""The kinds of a paragraph's tokens: nouns, verbs of saying, adverbs and what begins an apposition."""

from reader.insight.speakers.tokens import MARKS, QUOTATION, SENTENCE_ENDS, Tokens
from reader.insight.speakers.words import Words


class Grammar:
    """Tells the kinds of a paragraph's tokens by the word lists of its language.

    Attributes:
        tokens: The paragraph.
        words: The word lists.
    """

    def __init__(self, tokens: Tokens, words: Words) -> None:
        self.tokens, self.words = tokens, words

    def is_noun(self, at: int) -> bool:
        """Return True if a token may be a noun or an adjective: a name, or a word in no list."""
        word, small, words = self.tokens.words[at], self.tokens.small[at], self.words
        if not word[0].isalnum():
            return False
        if self._ends_name(at):
            return True
        if small in words.times or small in words.conjunctions or small in words.pronouns:
            return False
        if word[0].isupper():
            return True
        return not (
            word.endswith("ly")
            or small in words.prepositions
            or small in words.inner_prepositions
            or small in words.adverbs
            or small in words.finite
            or small in words.verbs
            or small in words.participles
        )

    def begins_phrase(self, at: int) -> bool:
        """Return True if a noun phrase can begin with a token."""
        word, small, words = self.tokens.words[at], self.tokens.small[at], self.words
        if word in MARKS or word == QUOTATION or small in words.prepositions:
            return False
        if small in words.articles or small in words.pronouns or word[0].isupper() or word[0].isdigit():
            return small not in words.conjunctions
        return word[0] in "@#" or self.is_noun(at)

    def begins_apposition(self, at: int, *, is_known: bool) -> bool:
        """Return True if an apposition begins after a comma.

        Args:
            at: The token after the comma.
            is_known: Whether one word names the person. Then the article has already said who that is, and a relative
                clause is about something else.
        """
        small, words = self.tokens.small[at], self.words
        if is_known and (small in words.relative or small in words.reflexive):
            return False
        if small in words.appositions:
            return True
        if small in words.prepositions:
            return False
        return self.is_noun(at) and not small.endswith(("ing", "ed"))

    def ends_apposition(self, at: int) -> bool:
        """Return True if the words after a comma within an apposition do not belong to it."""
        small, words = self.tokens.small[at], self.words
        if small in words.appositions or small in words.joining:
            return False
        return (
            small in words.prepositions - words.naming_prepositions
            or small in words.conjunctions
            or small in words.pronouns
            or small in words.adverbs
            or small in words.verbs
            or small.endswith("ing")
        )

    def is_adverb(self, at: int) -> bool:
        """Return True if a token can stand between a subject and its verb."""
        word, small, words = self.tokens.words[at], self.tokens.small[at], self.words
        is_listed = small in words.adverbs or small in words.auxiliaries or small in words.times
        return (is_listed and not self._ends_name(at)) or (word.endswith("ly") and word.islower())

    def _ends_name(self, at: int) -> bool:
        """Return True if a token ends a name though a list has it: that of “Theresa May”, not that of “Doe Monday”."""
        word, words = self.tokens.words[at], self.words
        if at == 0 or not word[0].isupper() or word.endswith("day"):
            return False
        before, small = self.tokens.words[at - 1], self.tokens.small[at - 1]
        lists = (
            words.outer_prepositions,
            words.articles,
            words.conjunctions,
            words.pronouns,
            words.adverbs,
            words.times,
        )
        return before[0].isupper() and not any(small in each for each in lists)

    def is_past(self, at: int) -> bool:
        """Return True if a token looks like a verb in the past tense."""
        word = self.tokens.words[at]
        return word.endswith("ed") and word.islower()

    def is_finite(self, at: int) -> bool:
        """Return True if a token may be the verb of a clause."""
        return self.is_past(at) or self.tokens.small[at] in self.words.finite or self.end_of_verb(at) > 0

    def joins_names(self, at: int) -> bool:
        """Return True if a token is an “and” or “&” between two names."""
        words = self.tokens.words
        if not 0 < at < len(words) - 1 or self.tokens.small[at] not in ("and", "&"):
            return False
        return words[at] == "&" or (words[at - 1][0].isupper() and words[at + 1][0].isupper())

    def is_within_name(self, at: int, limit: int) -> bool:
        """Return True if a token is a lower-case word before the last part of a name: “de la Tour”."""
        end = at
        while end < limit and self.tokens.words[end] in self.words.name_particles:
            end += 1
        return at < end < limit and self.tokens.words[end][0].isupper()

    def is_indefinite(self, at: int) -> bool:
        """Return True if a token is a pronoun that continues like a noun: “one of the owners”, “others”."""
        return self.tokens.small[at] in self.words.indefinite

    def end_of_verb(self, at: int) -> int:
        """Return the end of the verb of saying that begins with a token, its particle included; 0 if none does."""
        tokens, words = self.tokens, self.words
        small, before = tokens.small[at], tokens.small[at - 1] if at else ""
        if small in words.particles and tokens.small[at + 1 : at + 2] == [words.particles[small]]:
            return at + 2
        if small in words.plural and before in words.plural_pronouns:
            return at + 1
        if small not in words.verbs or before in words.no_verb_after or before.endswith(("'s", "’s")):
            return 0
        is_name = tokens.words[at][0].isupper() and before not in SENTENCE_ENDS and at > 0
        return 0 if is_name else at + 1

    def begins_sentence(self, at: int) -> bool:
        """Return True if a word has a capital only because it begins a sentence."""
        small, words = self.tokens.small[at], self.words
        has_capital = self.tokens.words[at][0].isupper() and small not in words.always_capital
        return has_capital and (small in words.pronouns or small in words.articles)

    def begins_clause(self, at: int) -> bool:
        """Return True if a token is the first of a clause, or a pronoun, which hardly occurs elsewhere."""
        small, words = self.tokens.small, self.words
        return at == 0 or small[at] in words.pronouns or small[at - 1] == "," or small[at - 1] in words.conjunctions
