"""Reading brat standoff: `.ann` files and the texts beside them (https://brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path

from reader.annotation.model.annotation import Annotation
from reader.formats.brat_lines import ENTITY, UNDECODED, BratLines, parts_of
from reader.formats.brat_text import fragments, source_for_stem
from reader.formats.brat_types import read_labels
from reader.formats.carried_text import CarriedText, decode_text
from reader.formats.format import ImportedRecord, LeftOut, Options, Record, Records, RejectedRecord, parse_each
from reader.formats.offset_units import OffsetUnit
from reader.formats.readings import MARK, CountedText, possible_readings
from reader.formats.relations import with_relations
from reader.formats.settled import settle
from reader.system.files import read_regular
from reader.text.span import Span

_BY_FIRST_LETTER = {
    "R": "relations",
    "*": "relations",
    "E": "events",
    "A": "attributes",
    "M": "attributes",
    "N": "references to databases",
    "#": "notes on no passage",
}
_LINE_END = re.compile("\r\n|\n|\r")


def read(path: Path, options: Options) -> Records:
    """Yield the records of all `.ann` files below a folder, or of one `.ann` file; each file is read by itself.

    Raises:
        OSError: The one file cannot be read.
    """
    problems = list[LeftOut]()
    labels = read_labels(path if path.is_dir() else path.parent, problems)
    yield from problems
    if not path.is_dir():
        yield from settle(_parse_file(path, read_regular(path), path.stem, labels), options)
        return
    for file in sorted(path.rglob("*.ann")):
        stem = file.relative_to(path).as_posix().removesuffix(".ann")
        try:
            data = read_regular(file)
        except OSError as error:
            yield RejectedRecord(f"{stem}.ann", f"it cannot be read: {error.strerror}")
        else:
            yield from settle(_parse_file(file, data, stem, labels), options)


def _parse_file(file: Path, data: bytes, stem: str, labels: Mapping[str, str]) -> Records:
    try:
        content = decode_text(data)
    except UnicodeDecodeError:
        content = data.decode("utf-8", "surrogateescape")
    lines = _LINE_END.split(content.removeprefix(MARK))
    try:
        text = decode_text(read_regular(file.with_suffix(".txt")))
    except (OSError, UnicodeDecodeError):
        text = None
    place, label = _Place(source_for_stem(stem), text), f"{stem}.ann, line"
    about = BratLines(lines, text, label)
    records = parse_each(lines, label, partial(_parse_line, place=place, about=about, labels=labels))
    yield from with_relations(records, about.relations, f"{stem}.ann")


class _Place:
    """The text of an `.ann` file, or only the name of the source where the text cannot be read."""

    def __init__(self, source: str, text: str | None) -> None:
        self._source, self._text = source, text
        self._carried = CarriedText(text or "", source)

    @cached_property
    def _counted(self) -> list[CountedText]:
        """The text with each way of counting that a program may have used."""
        readings = possible_readings(self._text or "", OffsetUnit.CODE_POINTS, is_certain=False)
        return [CountedText(self._text or "", each) for each in readings]

    def record(self, where: str, parts: Sequence[Span], tag: str, words: str, note: str) -> ImportedRecord:
        """Make a record of a passage, which may consist of several parts.

        Raises:
            ValueError: Neither its place nor its words are known.
        """
        whole = Span(parts[0].start, parts[-1].end)
        if self._text is None:
            if not words:
                raise ValueError("the .txt beside it is missing or not UTF-8, and its words are not in the line")
            start, end = whole if len(parts) == 1 else (-1, -1)
            annotation = Annotation(id="", source=self._source, start=start, end=end, exact=words, tag=tag, note=note)
            return ImportedRecord(where, annotation)
        if len(parts) == 1 or any(_is_continuous(parts, each) for each in self._counted):
            return self._carried.record(where, *whole, tag, words=words, note=note)
        if not words and whole.end > len(self._text):
            raise ValueError(f"{whole.start} to {whole.end} is not a passage of its text")
        words = words or " ".join(part.of(self._text) for part in parts)
        return self._carried.record_of_words(where, " … ".join(_pieces(words, parts)), tag, note=note)


def _is_continuous(parts: Sequence[Span], counted: CountedText) -> bool:
    """Return whether parts make up a whole passage that brat split at its line ends."""
    spans = [counted.span(*part) for part in parts]
    return None not in spans and spans == fragments(counted.text, Span(spans[0].start, spans[-1].end))  # type: ignore[union-attr]


def _pieces(words: str, parts: Sequence[Span]) -> list[str]:
    """Split the words of a passage with gaps into its parts, which a blank separates if they are in order."""
    lengths = [part.end - part.start for part in parts]
    starts = list(accumulate((length + 1 for length in lengths[:-1]), initial=0))
    if len(words) != sum(lengths) + len(parts) - 1 or any(words[start - 1] != " " for start in starts[1:]):
        return [words]
    return [words[start : start + length] for start, length in zip(starts, lengths, strict=True)]


def _parse_line(where: str, line: str, place: _Place, about: BratLines, labels: Mapping[str, str]) -> Iterator[Record]:
    if not line.strip() or about.has(line):
        return
    if not line.startswith("T"):
        yield LeftOut(where, _BY_FIRST_LETTER.get(line[0], "lines of another kind"))
        return
    if UNDECODED.search(line):
        raise ValueError("it is not UTF-8")
    match = ENTITY.fullmatch(line)
    if match is None:
        raise ValueError("not a tagged passage: it needs an id, a type with offsets, and the words, with tabs between")
    tag = labels.get(match[2], match[2])
    record = place.record(where, parts_of(match[3]), tag, match[4] or "", about.note(match[1]))
    annotation = replace(record.annotation, fields=about.fields(match[1]))
    yield replace(record, annotation=annotation, handle=match[1])
