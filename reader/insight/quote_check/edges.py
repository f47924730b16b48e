"""The first and the last words of a quotation: which words of the original they replace, if they differ.

The cheapest alignment pairs a differing word at an end with whatever is next to the equal words. That may be a word of
another sentence; or the same word is a little further out, and words before it were left out.
"""

import re
from collections.abc import Collection, Sequence

from reader.insight.quote_check.alignment import Alignment
from reader.insight.wording.contractions import same_word
from reader.insight.wording.normal_words import NormalWords
from reader.text.abbreviations import word_set

MOST_LEFT_OUT = 3  # words between one at an end and the others; beyond that it is more likely another word
_COMMON = word_set("a an the and or of to in on at s")  # they stand nearby anyway
_ENDS_SENTENCE = re.compile(r"[.!?…][^\w\s]*\s|\n\s*\n")


def with_edges(quoted: Sequence[str], said: NormalWords, aligned: Alignment, gaps: Collection[int]) -> Alignment:
    """Return an alignment in which the words at both ends are paired with their most likely origin.

    Args:
        quoted: The words of the quotation.
        said: The words of the part of the original.
        aligned: The cheapest alignment.
        gaps: The words of the quotation after a mark.
    """
    if not aligned.anchors:
        return aligned
    (first, _), (last, _) = aligned.anchors[0], aligned.anchors[-1]
    targets, end = list(aligned.targets), len(quoted)
    if first > 0 and first not in gaps:
        targets[:first] = _outward(quoted[:first][::-1], targets[: first + 1][::-1], said, -1)[::-1]
    if last + 1 < end and last + 1 not in gaps:
        targets[last + 1 :] = _outward(quoted[last + 1 :], targets[last:], said, 1)
    equal = [target >= 0 and same_word(word, said.words[target]) for word, target in zip(quoted, targets, strict=True)]
    return _within_sentences(said, Alignment(targets, equal, aligned.cost))


def _outward(words: Sequence[str], targets: Sequence[int], said: NormalWords, step: int) -> list[int]:
    """Return the words of the original paired with the words at an end, from the inside out.

    Args:
        words: The differing words, and all that are further out.
        targets: The pairs of the last equal word and of these words.
        said: The words of the part of the original.
        step: 1 towards the end, -1 towards the beginning.
    """
    inside, *others = targets
    nearest = words[0]
    if others[0] < 0 or nearest in _COMMON:
        return others
    for away in range(2, MOST_LEFT_OUT + 2):
        place = inside + step * away
        if not 0 <= place < len(said) or _is_sentence_between(said, inside, place):
            break
        if same_word(nearest, said.words[place]):
            further = (place + step * number for number in range(len(words)))
            return [
                each if 0 <= each < len(said) and was >= 0 else -1 for each, was in zip(further, others, strict=True)
            ]
    return others


def _is_sentence_between(said: NormalWords, one: int, other: int) -> bool:
    left, right = sorted((one, other))
    return bool(_ENDS_SENTENCE.search(said.text, said.ends[left], said.starts[right]))


def _begins_sentence(said: NormalWords, word: int) -> bool:
    return _is_sentence_between(said, word - 1, word)


def _within_sentences(said: NormalWords, aligned: Alignment) -> Alignment:
    """Return an alignment whose first and last words, if they differ, are not paired with those of another sentence."""
    (first, end), (_, first_equal), (_, last_equal) = aligned.range, aligned.anchors[0], aligned.anchors[-1]
    first = next((word for word in range(first_equal, first, -1) if _begins_sentence(said, word)), first)
    end = next((word for word in range(last_equal + 1, end) if _begins_sentence(said, word)), end)
    return aligned.without_ends(first, end) if (first, end) != aligned.range else aligned
