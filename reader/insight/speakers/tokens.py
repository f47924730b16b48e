"""A paragraph as words, marks and quotations; a quotation is one token, whatever it says."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from reader.text.abbreviations import ABBREVIATIONS, TITLES
from reader.text.span import Span

QUOTATION = "“”"  # the small form of a quotation's token, which no word has
SENTENCE_ENDS = frozenset(".!?…")
MOST_MARKS = 8  # code points of marks and blanks at the end of a quotation
DASHES = ("—", "–", "―", "-")
LONGEST_INSERTION = 20  # tokens from one dash to the other
LONGEST_NAME = 6  # tokens from a dash to the end of the sentence, if a name stands between
LONGEST_SENTENCE = 150  # tokens that are looked through for the end of a sentence
MARKS = frozenset(",;:()[]—–-―/…&*|<>~•.!?")

_TOKEN = re.compile(r"[\w@#$%]+(?:[-'’&/.]\w+)*['’]?\.?|\.\.\.|[^\s\w\"'“”‘’„«»`]")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_STATE = re.compile(r"[A-Z]-[A-Z][\w.]*")  # a senator's party and state
_ACRONYMS = frozenset({"WHO", "IT"})  # which look like pronouns
_GOES_ON = re.compile(r"[,)]|\s+[a-z(]")  # what follows a full stop that does not end a sentence


class Tokens:
    """The tokens of a paragraph, as parallel lists.

    Attributes:
        text: The paragraph's text.
        words: The tokens' own text; that of a quotation is `QUOTATION`.
        small: The same in small letters, but for an acronym; a dash before or after an insertion is a comma here, as it
            parts the same.
        starts: The start of each token, in code points of the text.
        quotations: The token of each quotation.
    """

    __slots__ = ("_ends", "quotations", "small", "starts", "text", "words")

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        """Split a paragraph; the quotations are in order and do not overlap."""
        self.text = text
        self._ends = dict(quotations)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.quotations: list[int] = []
        here = 0
        for start, end in quotations:
            self._split(here, start)
            self.quotations.append(len(self.words))
            self.words.append(QUOTATION)
            self.starts.append(start)
            here = end
        self._split(here, len(text))
        self.small = [word if word in _ACRONYMS else word.lower() for word in self.words]
        self._part_insertions()

    def __len__(self) -> int:
        return len(self.words)

    def _part_insertions(self) -> None:
        """Turn the dashes around an insertion, or before a name at the end of a sentence, into commas."""
        opening: int | None = None
        for at, word in enumerate([*self.words, "."]):
            if word in SENTENCE_ENDS:
                if opening and 1 < at - opening <= LONGEST_NAME and self.words[opening + 1][0].isupper():
                    self.small[opening] = ","
                opening = None
            elif word in (QUOTATION, ";", ":"):
                opening = None
            elif self._is_dash(at):
                is_closing = opening is not None and at - opening <= LONGEST_INSERTION
                if opening is not None and is_closing:
                    self.small[opening] = self.small[at] = ","
                opening = None if is_closing else at

    def _is_dash(self, at: int) -> bool:
        """Return True if a token is a dash that separates words, and neither joins them nor is next to a quotation."""
        if self.words[at] not in DASHES or QUOTATION in self.words[max(0, at - 1) : at + 2] or at == 0:
            return False
        start = self.starts[at]
        return self.words[at] in "—―" or self.text[start - 1 : start + 2 : 2].isspace()

    def _split(self, start: int, end: int) -> None:
        """Add the tokens of a stretch without quotations."""
        add_word, add_start = self.words.append, self.starts.append
        for match in _TOKEN.finditer(self.text, start, end):
            word = match[0]
            if word[-1] == "." and len(word) > 1 and not self._has_stop(word, match.end()):
                add_word(word[:-1])
                add_start(match.start())
                add_word(".")
                add_start(match.end() - 1)
            else:
                add_word(word)
                add_start(match.start())

    def _has_stop(self, word: str, end: int) -> bool:
        """Return True if the full stop at the end of a word belongs to the word and does not end a sentence."""
        if word[:-1] in TITLES or word == "..." or _INITIALS.fullmatch(word):
            return True
        is_short = word[:-1] in ABBREVIATIONS or _STATE.fullmatch(word)
        return bool(is_short and _GOES_ON.match(self.text, end))

    def end(self, token: int) -> int:
        """Return the end of a token, in code points of the text."""
        start, word = self.starts[token], self.words[token]
        return self._ends[start] if word == QUOTATION else start + len(word)

    def at(self, offset: int) -> int:
        """Return the first token that begins at an offset in the text or after it."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, end: int) -> Span:
        """Return the span in the text of the tokens from `first` up to `end`."""
        return Span(self.starts[first], self.end(end - 1))

    def last_char(self, token: int) -> str:
        """Return the last character of a quotation before its closing mark."""
        start, end = self.starts[token], self.end(token)
        return self.text[max(start, end - MOST_MARKS) : end].rstrip("\"'“”‘’„‟«»‹›` \xa0\n")[-1:]

    def sentence_start(self, token: int) -> int:
        """Return the first token of the sentence before a token; a quotation that ends in a stop is a sentence."""
        for first in range(token, max(0, token - LONGEST_SENTENCE), -1):
            before = self.words[first - 1]
            if before in SENTENCE_ENDS or (before == QUOTATION and self.last_char(first - 1) in SENTENCE_ENDS):
                return first
        return max(0, token - LONGEST_SENTENCE)

    def sentence_end(self, token: int) -> int:
        """Return the token that ends the sentence, or the next quotation, or the number of tokens."""
        longest = min(len(self.words), token + LONGEST_SENTENCE)
        for end in range(token, longest):
            if self.words[end] in SENTENCE_ENDS or self.words[end] == QUOTATION:
                return end
        return longest
