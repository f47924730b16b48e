"""Word differences between two passages that say the same thing."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from reader.insight.echoes.stems import WORD, normalized_word
from reader.text.span import Span


def differences(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Return the words of each passage that the other lacks in that place, as spans in it.

    Case and punctuation make no difference.
    """
    a, b = _words(one), _words(other)
    matcher = SequenceMatcher(None, [word for word, _ in a], [word for word, _ in b], autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        [_span(a, first, end) for _, first, end, _, _ in changes if first < end],
        [_span(b, first, end) for _, _, _, first, end in changes if first < end],
    )


def word_similarity(one: str, other: str) -> float:
    """Return the share of the words of both passages that are in the same order in both, from 0 to 1."""
    a, b = ([word for word, _ in _words(text)] for text in (one, other))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _words(text: str) -> list[tuple[str, Span]]:
    return [(normalized_word(match[0]), Span(*match.span())) for match in WORD.finditer(text)]


def _span(words: Sequence[tuple[str, Span]], first: int, end: int) -> Span:
    return words[first][1].union(words[end - 1][1])
