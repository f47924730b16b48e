"""spaCy and Hugging Face datasets: JSON Lines, one source a line, `{"text", "spans": [{"start", "end", "label"}]}`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.formats.carried_text import count_overlaps
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile, Records
from reader.formats.json_io import compact_json
from reader.formats.json_lines import parse_lines
from reader.formats.outline import outline
from reader.formats.settled import settle
from reader.formats.spans_import import parse_line


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield one file with a line for each source."""
    yield OutputFile("annotations.jsonl", _lines(corpus, losses))


def _lines(corpus: Corpus, losses: Losses) -> Iterator[str]:
    for annotated in corpus.by_source():
        losses["overlaps, which doc.ents refuses (a span group accepts them)"] += count_overlaps(annotated)
        yield compact_json(_line(annotated)) + "\n"


def _line(annotated: AnnotatedSource) -> dict[str, Any]:
    spans = (each.present for each in annotated.annotations)
    return {
        "text": annotated.text,
        "spans": [{"start": each.start, "end": each.end, "label": each.tag} for each in spans],
        "meta": {"source": annotated.source.id},
    }


def read(path: Path, options: Options) -> Records:
    """Yield the records of all lines."""
    records = parse_lines(path, parse_line)
    yield from settle(records, options)


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file has texts and spans, or pairs of a text and its entities."""
    found = outline(text)
    has_pairs = found.pairs > 0 and found.has_string("entities")
    return has_pairs or ("text" in found.keys and not found.keys.isdisjoint(("spans", "ents")))


SPACY = Format(
    name="spacy",
    meaning="spaCy and Hugging Face datasets, JSON Lines",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset(),
)
