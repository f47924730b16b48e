"""The map that leads from a text with parts left out to its source: which stretches of the source it is made of."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from reader.formats.format import FormatError
from reader.formats.json_io import compact_json, read_json
from reader.text.span import Span

NAME = "map.json"
KIND = "reader-text-map"
VERSION = 1


@dataclass(frozen=True)
class TextMap:
    """The stretches of a source that a text is made of, in order.

    Attributes:
        source: The id of the source.
        digest: The SHA-256 of the source's bytes when the text was made.
        kept: The stretches, in code points of the source; each but the last is followed by a part that was left out.
    """

    source: str
    digest: str
    kept: Sequence[Span]

    @cached_property
    def length(self) -> int:
        """The length of the text, in code points."""
        return sum(map(_length, self.kept))

    @cached_property
    def _starts(self) -> list[int]:
        """The offset in the text at which each stretch begins."""
        return [0, *accumulate(map(_length, self.kept))][:-1]

    def text(self, source: str) -> str:
        """Return the text, given that of its source."""
        return "".join(each.of(source) for each in self.kept)

    def in_source(self, span: Span) -> Span:
        """Return the span of the source from the first to the last code point of a span of the text.

        Raises:
            ValueError: The span is empty or does not lie in the text.
        """
        if not 0 <= span.start < span.end <= self.length:
            raise ValueError(
                f"{span.start} to {span.end} is not a passage of the text, which has {self.length} characters"
            )
        return Span(self._in_source(span.start), self._in_source(span.end - 1) + 1)

    def _in_source(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        return self.kept[at].start + offset - self._starts[at]

    def record(self) -> dict[str, Any]:
        """Return the map for JSON; each piece has its offset in the text, its offset in the source, and its length."""
        pieces = [[start, kept.start, _length(kept)] for start, kept in zip(self._starts, self.kept, strict=True)]
        return {"source": self.source, "digest": self.digest, "length": self.length, "pieces": pieces}


def _length(span: Span) -> int:
    return span.end - span.start


def map_lines(maps: Iterable[TextMap]) -> Iterator[str]:
    """Yield the file that holds the maps, with a line for each source."""
    yield f'{{"format": "{KIND}", "version": {VERSION}, "unit": "code points", "sources": ['
    separator = "\n"
    for each in maps:
        yield f"{separator}{compact_json(each.record())}"
        separator = ",\n"
    yield "\n]}\n"


def read_maps(path: Path) -> Mapping[str, TextMap]:
    """Read the maps of a file, or of the folder that it is in, by the ids of their sources.

    Raises:
        FormatError: The file is not such a map; the message says why.
        OSError: It cannot be read.
    """
    path = path / NAME if path.is_dir() else path
    value = read_json(path)
    if not isinstance(value, dict) or value.get("format") != KIND:
        raise FormatError(f"{path}: not a map of texts: name the {NAME} that --format text has written")
    if value.get("version") != VERSION:
        raise FormatError(f"{path}: version {value.get('version')!r} is unknown: export it with this version of reader")
    try:
        found = [_map(each) for each in value["sources"]]
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"{path}: a map in it is damaged ({error}): export it again") from error
    return {each.source: each for each in found}


def _map(value: Mapping[str, Any]) -> TextMap:
    found = TextMap(
        str(value["source"]), str(value["digest"]), [Span(at, at + size) for _, at, size in value["pieces"]]
    )
    is_in_order = all(one.end <= other.start for one, other in zip(found.kept, found.kept[1:], strict=False))
    if not is_in_order or found.record()["pieces"] != value["pieces"] or found.length != value["length"]:
        raise ValueError(f"the pieces of {found.source} do not follow each other")
    return found
