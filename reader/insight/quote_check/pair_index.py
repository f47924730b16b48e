"""An index of neighbouring words: the places of each pair of consecutive words in a text.

The index is one sorted array, so that it can be stored in a file and searched without being unpacked.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from reader.insight.wording.normal_words import NormalWords

Pairs = Sequence[int]  # sorted: the key of a pair in the upper 32 bits, the offset of its first word in the lower

_PLACE = 32  # bits
_PLACES = (1 << _PLACE) - 1


def pair_keys(words: NormalWords) -> list[int]:
    """Return the key of each word with the one after it; rarely, other words have the same key."""
    texts = [word.encode("utf-8", "surrogatepass") for word in words.words]
    return [crc32(second, crc32(b" ", crc32(first))) for first, second in pairwise(texts)]


def index_pairs(words: NormalWords) -> "array[int]":
    """Return the index of the words of a text."""
    return array("Q", sorted(key << _PLACE | start for key, start in zip(pair_keys(words), words.starts, strict=False)))


def range_of(pairs: Pairs, key: int) -> range:
    """Return the positions of a pair in an index."""
    first = bisect_left(pairs, key << _PLACE)
    return range(first, bisect_left(pairs, (key + 1) << _PLACE, first))


def places_in(pairs: Pairs, within: range) -> Iterator[int]:
    """Yield the offsets in the text, in code points, in a part of an index."""
    return (pairs[position] & _PLACES for position in within)
