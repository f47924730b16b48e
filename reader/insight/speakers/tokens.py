"""A paragraph as words, marks and quotations; a quotation is one token, whatever it says."""

import re
from collections.abc import Sequence

from reader.text.abbreviations import ABBREVIATIONS, TITLES
from reader.text.span import Span

QUOTATION = "“”"  # the small form of a quotation's token, which no word has
SENTENCE_ENDS = frozenset(".!?…")
LONGEST_SENTENCE = 150  # tokens that are looked through for the end of a sentence
MARKS = frozenset(",;:()[]—–-―/…&*|<>~•.!?")

_TITLES = "|".join(sorted((re.escape(word) for word in TITLES), key=len, reverse=True))
_ABBREVIATIONS = "|".join(sorted((re.escape(word) for word in ABBREVIATIONS), key=len, reverse=True))
_TOKEN = re.compile(
    rf"[A-Z]-[A-Z][\w.]*(?=\))|(?:[A-Z]\.)+|\b(?:{_TITLES})\.|\b(?:{_ABBREVIATIONS})\.(?=,|\)|\s+[a-z(])"
    r"|[\w@#$%]+(?:[-'’&/.][\w]+)*['’]?|\.\.\.|[^\s\w\"'“”‘’„«»`]"
)


class Tokens:
    """The tokens of a paragraph, as parallel lists.

    Attributes:
        text: The paragraph's text.
        words: The tokens' own text; that of a quotation is `QUOTATION`.
        small: The same in small letters.
        starts: The start of each token, in code points of the text.
        ends: The end of each token.
        quotations: The token of each quotation.
    """

    __slots__ = ("ends", "quotations", "small", "starts", "text", "words")

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        """Split a paragraph; the quotations are in order and do not overlap."""
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quotations: list[int] = []
        here = 0
        for start, end in quotations:
            self._split(here, start)
            self.quotations.append(len(self.words))
            self.words.append(QUOTATION)
            self.starts.append(start)
            self.ends.append(end)
            here = end
        self._split(here, len(text))
        self.small = [word.lower() for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def _split(self, start: int, end: int) -> None:
        for match in _TOKEN.finditer(self.text, start, end):
            self.words.append(match[0])
            self.starts.append(match.start())
            self.ends.append(match.end())

    def span(self, first: int, end: int) -> Span:
        """Return the span in the text of the tokens from `first` up to `end`."""
        return Span(self.starts[first], self.ends[end - 1])

    def last_char(self, token: int) -> str:
        """Return the last character of a quotation before its closing mark."""
        return self.text[self.starts[token] : self.ends[token]].rstrip("\"'“”‘’„‟«»‹›` \xa0\n")[-1:]

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
