"""Cache of tokenized sources between starts: a line of JSON for each source.

It holds nothing of value: without it, all sources are tokenized again.
"""

from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from sys import intern
from typing import NamedTuple

import msgspec

from reader.insight.echoes.tokenized_source import Sentence, TokenizedSource
from reader.system.checksummed_lines import load_lines, save_lines
from reader.text.folder import is_utf8
from reader.text.span import Span
from reader.version import VERSION

FileStamp = tuple[int, int]  # size and time of a file

# Another version of reader may find other words, sentences or boilerplate. The number is that of this file format.
_HEADING = msgspec.json.encode(["tokenized sources", "reader", VERSION, 3])


class _CachedSource(NamedTuple):
    """A tokenized source in plain values: lengths in place of ends; of a sentence first, end, the span and the text."""

    source: str
    stamp: FileStamp
    words: str
    starts: list[int]
    lengths: list[int]
    blocks: list[tuple[int, int]]
    sentences: list[tuple[int, int, int, int, str]]


def save_tokenized(file: Path, sources: Mapping[str, tuple[FileStamp, TokenizedSource]]) -> None:
    """Write tokenized sources, but for those whose id is not valid UTF-8.

    Raises:
        OSError: The file cannot be written.
    """
    cached = (_pack(stamp, source) for stamp, source in sources.values() if is_utf8(source.source))
    save_lines(file, _HEADING, map(msgspec.json.encode, cached))


def load_tokenized(file: Path) -> Iterator[tuple[FileStamp, TokenizedSource]]:
    """Yield the tokenized sources of a file, as far as it is undamaged and of this version."""
    for line in load_lines(file, _HEADING):
        try:
            tokenized = _unpack(msgspec.json.decode(line, type=_CachedSource))
        except (msgspec.DecodeError, RecursionError, OverflowError):
            return
        yield tokenized


def _pack(stamp: FileStamp, source: TokenizedSource) -> _CachedSource:
    lengths = [end - start for start, end in zip(source.starts, source.ends, strict=True)]
    sentences = [(each.first, each.end, *each.span, each.text) for each in source.sentences]
    return _CachedSource(
        source.source, stamp, " ".join(source.words), list(source.starts), lengths, list(source.blocks), sentences
    )


def _unpack(cached: _CachedSource) -> tuple[FileStamp, TokenizedSource]:
    ends = array("Q", map(int.__add__, cached.starts, cached.lengths))
    sentences = [Sentence(first, end, Span(low, high), text) for first, end, low, high, text in cached.sentences]
    words = list(map(intern, cached.words.split(" "))) if cached.words else []
    return cached.stamp, TokenizedSource(
        cached.source, words, array("Q", cached.starts), ends, cached.blocks, sentences
    )
