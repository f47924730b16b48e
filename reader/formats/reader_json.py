"""Our own JSON: one document that says what its offsets count, and in what."""

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import msgspec

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, from_document, to_document
from reader.formats.corpus import Corpus, SourceInfo
from reader.formats.format import File, Format, FormatError, Found, ImportedRecord, Losses, Options, checked
from reader.formats.json_io import compact, listed, shaped_file
from reader.version import VERSION

FORMAT = 1
UNIT = "code point"


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[File]:
    yield File("export.json", pieces(corpus, with_suggestions=options.suggestions))


def pieces(corpus: Corpus, *, with_suggestions: bool = False) -> Iterator[str]:
    """The document.

    In `annotations` are those that have a place in their source as it is now: `text[start:end] == exact`
    holds for every one. Those that lost theirs are in `orphans`, as they were.
    """
    head = {"format": FORMAT, "generator": f"reader {VERSION}", "unit": UNIT}
    yield "{\n" + "".join(f'  "{name}": {compact(value)},\n' for name, value in head.items())
    yield from listed("sources", map(asdict, corpus.sources), 2)
    yield ",\n"
    yield from listed("annotations", map(_record, corpus.placed), 2)
    yield ",\n"
    yield from listed("orphans", map(_record, corpus.orphans), 2)
    if with_suggestions:
        yield ",\n"
        yield from listed("suggestions", _suggestions(corpus), 2)
    yield "\n}\n"


def _suggestions(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for source in corpus.sources:
        if found := corpus.suggestions_of(source.id):
            text = corpus.text_of(source.id)
            yield from (each.record(text) for each in found)


def _record(anchored: Anchored) -> dict[str, Any]:
    return {**to_document(anchored.present), "status": anchored.status.value}


class _Source(msgspec.Struct):
    id: str
    digest: str


class _Document(msgspec.Struct):
    format: int
    unit: str
    sources: list[_Source]
    annotations: list[Any]
    orphans: list[Any]


def read(path: Path, _options: Options) -> Found:
    """Raises FormatError if the file says that it is of another version."""
    document = shaped_file(path, _Document)
    if (document.format, document.unit) != (FORMAT, UNIT):
        raise FormatError(f"{path}: its format is {document.format} and not {FORMAT}: use a newer version of reader")
    # The offsets of what has a place count in the source as it was when this was written.
    digests = {each.id: each.digest for each in document.sources}
    yield from checked(document.annotations, "annotation", lambda where, each: _incoming(where, each, digests))
    yield from checked(document.orphans, "orphan", lambda where, each: _incoming(where, each, {}))


def _incoming(where: str, record: Any, digests: dict[str, str]) -> Found:
    annotation = from_document(record)
    yield ImportedRecord(where, replace(annotation, digest=digests.get(annotation.source, annotation.digest)))


def recognises(_path: Path, head: str) -> bool:
    return head.startswith("{") and '"format"' in head and '"unit"' in head


# What each field means; the schema and the tables in docs/ say it in these words.
MEANING = {
    "format": "the version of this format",
    "generator": "the program that wrote it",
    "unit": "what offsets and lengths count",
    "sources": "the sources that could be read, in order of id",
    "annotations": "those that have a place in their source as it is now, in order of source and position",
    "orphans": "annotations whose passage is not found, as they were when it was",
    "suggestions": "with `--suggestions`: what `reader suggest --json` lists",
    "id": "of a source: its path in the sources folder, with `/`; of an annotation: a UUID",
    "title": "the first heading or headline line, else the file name",
    "encoding": "decode the source's bytes with this codec; a byte-order mark stays in the text",
    "digest": "SHA-256 of the source's bytes (of an annotation: when it was tagged)",
    "length": "of the decoded text",
    "source": "the id of its source",
    "start": "first code point of the passage",
    "end": "one after its last code point",
    "exact": "the passage: `text[start:end]`",
    "prefix": "up to 32 code points before it",
    "suffix": "up to 32 code points after it",
    "tag": "the name of its tag, such as `quote`",
    "note": "what the annotator wrote on it",
    "creator": "who tagged it",
    "created": "when, in UTC, ISO 8601 with `Z`",
    "modified": "when tag or note changed last",
    "revision": "1 when it was tagged, one more with each change",
    "status": "what became of the passage: " + ", ".join(f"`{status.value}`" for status in Status),
}

_TIME = {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$"}
_DIGEST = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_COUNT = {"type": "integer", "minimum": 0}
_TYPES: dict[str, dict[str, Any]] = {
    "format": {"const": FORMAT},
    "unit": {"const": UNIT},
    "length": _COUNT,
    "revision": {"type": "integer"},
    "start": _COUNT,
    "end": _COUNT,
    "digest": _DIGEST,
    "created": _TIME,
    "modified": _TIME,
    "status": {"enum": [status.value for status in Status]},
}


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `write` gives."""
    source = _object([field.name for field in fields(SourceInfo)])
    names = [*(field.name for field in fields(Annotation)), "status"]
    annotation = _object(names)
    # Another program may have written an orphan, with offsets that never were any.
    orphan = _object(names, start={"type": "integer"}, end={"type": "integer"}, digest={"type": "string"})
    top = _object(["format", "generator", "unit", "sources", "annotations", "orphans"])
    for name, items in (("sources", source), ("annotations", annotation), ("orphans", orphan)):
        top["properties"][name] |= {"type": "array", "items": items}
    top["properties"]["suggestions"] = {"description": MEANING["suggestions"], "type": "array"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "reader export", **top}


def _object(names: list[str], **types: dict[str, Any]) -> dict[str, Any]:
    types = {**_TYPES, **types}
    properties = {name: {"description": MEANING[name], **types.get(name, {"type": "string"})} for name in names}
    return {"type": "object", "properties": properties, "required": names}


JSON = Format(
    name="json",
    meaning="all that there is, as `reader schema` describes it",
    file="export.json",
    write=write,
    read=read,
    recognises=recognises,
    has_suggestions=True,
    has_orphans=True,
)
