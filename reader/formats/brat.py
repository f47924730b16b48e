"""The brat standoff format: a `.txt` and a `.ann` for each source (https://brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import CarriedText, encodable
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import (
    Format,
    FormatError,
    ImportedRecord,
    Losses,
    Options,
    OutputFile,
    Records,
    RejectedRecord,
    parse_each,
)
from reader.formats.offset_units import OffsetConverter
from reader.system.files import read_regular
from reader.text.source import MARKDOWN_SUFFIXES
from reader.text.span import Span

CONFIG = "annotation.conf"
# A stretch without tabs or line breaks; these are the line breaks of str.splitlines, which brat uses.
_LINE = re.compile("[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NOT_IN_TYPE = re.compile(r"[^\w-]")
_ENTITY = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)", re.DOTALL)
_SUFFIXES = (".txt", *MARKDOWN_SUFFIXES)


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield a text and an annotation file for each source, and the configuration."""
    for annotated in corpus.by_source():
        stem = stem_for_source(annotated.source.id)
        yield OutputFile(f"{stem}.txt", [annotated.text])
        yield OutputFile(f"{stem}.ann", _lines(annotated))
    tags = [*corpus.tags, *(each.present.tag for each in corpus.placed)]
    yield OutputFile(CONFIG, _config(set(map(_entity_type, tags))))


def _config(types: Iterable[str]) -> Iterator[str]:
    yield "[entities]\n" + "".join(f"{each}\n" for each in sorted(types))
    yield "[relations]\n<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\n[attributes]\n"


def _lines(annotated: AnnotatedSource) -> Iterator[str]:
    for number, each in enumerate(filter(None, map(preserve, annotated.annotations)), 1):
        parts = fragments(annotated.text, each.span)
        offsets = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(part.of(annotated.text) for part in parts)
        yield f"T{number}\t{each.tag} {offsets}\t{words}\n"
        if each.note:
            yield f"#{number}\tAnnotatorNotes T{number}\t{each.note}\n"


def fragments(text: str, span: Span) -> list[Span]:
    """Split a passage into trimmed parts of one line each, as brat allows no line break or tab in a fragment."""
    found = []
    for match in _LINE.finditer(text, *span):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if part := Span(start, start + len(match[0].strip())):
            found.append(part)
    return found


def preserve(anchored: Anchored) -> Annotation | None:
    """Return the annotation trimmed, with tag in one word and note on one line; None if it is all white space."""
    each = encodable(anchored.present)
    parts = fragments(each.exact, Span(0, len(each.exact)))
    if not parts:
        return None
    start, end = parts[0].start, parts[-1].end
    return replace(
        each,
        start=each.start + start,
        end=each.start + end,
        exact=each.exact[start:end],
        tag=_entity_type(each.tag),
        note=" ".join(each.note.split()),
    )


def _entity_type(tag: str) -> str:
    return _NOT_IN_TYPE.sub("_", tag) or "_"


def stem_for_source(id: str) -> str:
    """Return the name of a source's two files without `.txt` and `.ann`; `source_for_stem` is its inverse."""
    stem = id.removesuffix(".txt")
    return id if stem.lower().endswith(_SUFFIXES) else stem


def source_for_stem(stem: str) -> str:
    """Return the source id that `stem_for_source` turned into a stem."""
    return stem if stem.lower().endswith(_SUFFIXES) else f"{stem}.txt"


# Import


def read(path: Path, options: Options) -> Records:
    """Yield the records of all `.ann` files below a folder, or of one `.ann` file."""
    folder, files = (path, sorted(path.rglob("*.ann"))) if path.is_dir() else (path.parent, [path])
    for file in files:
        yield from _read_file(file, file.relative_to(folder).as_posix().removesuffix(".ann"), options)


def _read_file(file: Path, stem: str, options: Options) -> Records:
    try:
        text = read_regular(file.with_suffix(".txt")).decode("utf-8")
        lines = read_regular(file).decode("utf-8").split("\n")
    except FileNotFoundError as error:
        name = stem.rpartition("/")[2]
        raise FormatError(f"{file}: {name}.txt is missing; put the text that its offsets count in beside it") from error
    except UnicodeDecodeError as error:
        raise FormatError(f"{file}: this file, or the .txt beside it, is not UTF-8") from error
    notes: dict[str, list[str]] = {}
    for match in filter(None, map(_NOTE.fullmatch, lines)):
        notes.setdefault(match[1], []).append(match[2])
    carried = CarriedText(text, source_for_stem(stem), OffsetConverter(text, options.unit))
    yield from parse_each(lines, f"{stem}.ann, line", lambda where, line: _parse_line(where, line, carried, notes))


def _parse_line(where: str, line: str, carried: CarriedText, notes: dict[str, list[str]]) -> Records:
    if not line.strip() or line.startswith("#"):
        return
    match = _ENTITY.fullmatch(line.rstrip("\r"))
    if match is None:
        yield RejectedRecord(where, "not a tagged passage (a line that begins with T)")
        return
    parts = [Span(*map(int, each.split(" "))) for each in match[3].split(";")]
    whole = Span(parts[0].start, parts[-1].end)
    record = carried.record(where, *whole, match[2], note="\n".join(notes.get(match[1], ())))
    is_continuous = len(parts) == 1 or parts == fragments(carried.text, whole)
    yield record if is_continuous else _discontinuous(record, parts)


def _discontinuous(record: ImportedRecord, parts: Sequence[Span]) -> ImportedRecord:
    """Make an orphan with the words of all parts: a passage that skips words has no span here."""
    words = " … ".join(part.of(record.text or "") for part in parts)
    return replace(record, annotation=replace(record.annotation, start=-1, end=-1, exact=words))


def sniff(path: Path, _head: str) -> bool:
    """Return whether a path is an `.ann` file, or a folder with one in it."""
    return any(path.rglob("*.ann")) if path.is_dir() else path.suffix == ".ann"


BRAT = Format(
    name="brat",
    meaning="brat standoff, .txt and .ann",
    file="brat",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset({"note"}),
    fits=preserve,
    is_folder=True,
)
