"""brat standoff: for each source a `.txt` and, beside it, a `.ann` (https://brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import Carried, encodable
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import (
    File,
    Format,
    FormatError,
    Found,
    ImportedRecord,
    Losses,
    Options,
    RejectedRecord,
    checked,
)
from reader.formats.offset_units import OffsetConverter
from reader.system.files import read_regular
from reader.text.source import MARKDOWN_SUFFIXES
from reader.text.span import Span

CONFIG = "annotation.conf"
_LINE = re.compile(
    "[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
)  # what Python's splitlines, which brat uses, and tabs part
_TYPE = re.compile(r"[^\w-]")
_ENTITY = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"#\S*\t\S+ (\S+)\t(.*)", re.DOTALL)
_SUFFIXES = (".txt", *MARKDOWN_SUFFIXES)


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[File]:
    for passages in corpus.by_source():
        stem = stem_of(passages.source.id)
        yield File(f"{stem}.txt", [passages.text])
        yield File(f"{stem}.ann", _lines(passages))
    yield File(CONFIG, _config(set(map(_type, [*corpus.tags, *(each.present.tag for each in corpus.placed)]))))


def _config(types: Iterable[str]) -> Iterator[str]:
    yield "[entities]\n" + "".join(f"{each}\n" for each in sorted(types))
    yield "[relations]\n<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n[events]\n[attributes]\n"


def _lines(passages: Passages) -> Iterator[str]:
    for number, each in enumerate(filter(None, map(fits, passages.annotations)), 1):
        pieces = fragments(passages.text, each.span)
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(span.of(passages.text) for span in pieces)
        yield f"T{number}\t{each.tag} {places}\t{words}\n"
        if each.note:
            yield f"#{number}\tAnnotatorNotes T{number}\t{each.note}\n"


def fragments(text: str, span: Span) -> list[Span]:
    """What of a passage stands on one line each, trimmed: brat's annotations hold no line break and no tab."""
    found = []
    for match in _LINE.finditer(text, *span):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if piece := Span(start, start + len(match[0].strip())):
            found.append(piece)
    return found


def fits(anchored: Anchored) -> Annotation | None:
    """Without white space at its edges; a tag of one word; a note of one line. None if nothing of it can be seen."""
    each = encodable(anchored.present)
    pieces = fragments(each.exact, Span(0, len(each.exact)))
    if not pieces:
        return None
    start, end = pieces[0].start, pieces[-1].end
    return replace(
        each,
        start=each.start + start,
        end=each.start + end,
        exact=each.exact[start:end],
        tag=_type(each.tag),
        note=" ".join(each.note.split()),
    )


def _type(tag: str) -> str:
    return _TYPE.sub("_", tag) or "_"


def stem_of(id: str) -> str:
    """The name of a source's two files, without `.txt` and `.ann`; `id_of` finds back."""
    stem = id.removesuffix(".txt")
    return id if stem.lower().endswith(_SUFFIXES) else stem


def id_of(stem: str) -> str:
    return stem if stem.lower().endswith(_SUFFIXES) else f"{stem}.txt"


# Back


def read(path: Path, options: Options) -> Found:
    """A folder with all in it, or one `.ann`."""
    folder, files = (path, sorted(path.rglob("*.ann"))) if path.is_dir() else (path.parent, [path])
    for file in files:
        yield from _of_file(file, file.relative_to(folder).as_posix().removesuffix(".ann"), options)


def _of_file(file: Path, stem: str, options: Options) -> Found:
    try:
        text = read_regular(file.with_suffix(".txt")).decode("utf-8")
        lines = read_regular(file).decode("utf-8").split("\n")
    except FileNotFoundError as error:
        raise FormatError(
            f"{file}: there is no {stem.rpartition('/')[2]}.txt beside it, which its offsets count in"
        ) from error
    except UnicodeDecodeError as error:
        raise FormatError(f"{file}: it, or the .txt beside it, is not UTF-8") from error
    notes: dict[str, list[str]] = {}
    for match in filter(None, map(_NOTE.fullmatch, lines)):
        notes.setdefault(match[1], []).append(match[2])
    carried = Carried(text, id_of(stem), OffsetConverter(text, options.unit))
    yield from checked(lines, f"{stem}.ann, line", lambda where, line: _of_line(where, line, carried, notes))


def _of_line(where: str, line: str, carried: Carried, notes: dict[str, list[str]]) -> Found:
    if not line.strip() or line.startswith("#"):
        return
    match = _ENTITY.fullmatch(line.rstrip("\r"))
    if match is None:
        yield RejectedRecord(where, "it is no passage with a tag (a line that begins with T)")
        return
    pieces = [Span(*map(int, each.split(" "))) for each in match[3].split(";")]
    whole = Span(pieces[0].start, pieces[-1].end)
    found = carried.incoming(where, *whole, match[2], note="\n".join(notes.get(match[1], ())))
    yield found if pieces == fragments(carried.text, whole) or len(pieces) == 1 else _in_pieces(found, pieces)


def _in_pieces(found: ImportedRecord, pieces: Sequence[Span]) -> ImportedRecord:
    """What leaves words out between its pieces has no place here: it is kept as an orphan."""
    words = " … ".join(piece.of(found.text or "") for piece in pieces)
    return replace(found, annotation=replace(found.annotation, start=-1, end=-1, exact=words))


def recognises(path: Path, _head: str) -> bool:
    return any(path.rglob("*.ann")) if path.is_dir() else path.suffix == ".ann"


BRAT = Format(
    name="brat",
    meaning="brat standoff, .txt and .ann",
    file="brat",
    write=write,
    read=read,
    recognises=recognises,
    keeps=frozenset({"note"}),
    fits=fits,
    is_folder=True,
)
