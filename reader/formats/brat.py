"""The brat standoff format: a `.txt` and a `.ann` for each source (https://brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.brat_import import read
from reader.formats.brat_text import fragments, stem_for_source
from reader.formats.carried_text import encodable
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.text.span import Span

CONFIG = "annotation.conf"
_NOT_IN_TYPE = re.compile(r"[^\w-]")


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
