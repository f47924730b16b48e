"""The JSON format of reader itself: one document with everything, which `reader schema` describes."""

from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import OPTIONAL, Annotation, from_document, to_document
from reader.annotation.model.export_format import EXPORT_FORMAT, EXPORT_UNIT, other_format
from reader.annotation.model.people import TABLE
from reader.annotation.model.row import is_row, to_row
from reader.formats.corpus import Corpus, SourceInfo
from reader.formats.format import (
    EVERYTHING,
    Format,
    FormatError,
    ImportedRecord,
    ImportedRow,
    LeftOut,
    Losses,
    Options,
    OutputFile,
    Records,
    parse_each,
)
from reader.formats.json_io import compact_json, json_list_chunks, read_json
from reader.formats.left_over import OF_ANNOTATION, left_over, remark_on
from reader.formats.loose_json import offset, sequence, without_nulls
from reader.formats.outline import outline
from reader.version import VERSION

_OF_DOCUMENT = frozenset({"format", "generator", "unit", "sources", "annotations", "orphans", "people", "suggestions"})


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the document."""
    yield OutputFile("export.json", document_chunks(corpus, with_suggestions=options.suggestions))


def document_chunks(corpus: Corpus, *, with_suggestions: bool = False) -> Iterator[str]:
    """Yield the document in chunks.

    `annotations` holds those that have a place in their present source: `text[start:end] == exact` is true of each.
    `orphans` holds those without one, as they were.
    """
    head = {"format": EXPORT_FORMAT, "generator": f"reader {VERSION}", "unit": EXPORT_UNIT}
    yield "{\n" + "".join(f'  "{name}": {compact_json(value)},\n' for name, value in head.items())
    yield from json_list_chunks("sources", map(asdict, corpus.sources), 2)
    yield ",\n"
    yield from json_list_chunks("annotations", map(_record, corpus.placed), 2)
    yield ",\n"
    yield from json_list_chunks("orphans", map(_record, corpus.orphans), 2)
    if corpus.people:
        yield ",\n"
        yield from json_list_chunks("people", iter(corpus.people), 2)
    if with_suggestions:
        yield ",\n"
        yield from json_list_chunks("suggestions", _suggestions(corpus), 2)
    yield "\n}\n"


def _suggestions(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for source in corpus.sources:
        if found := corpus.suggestions_of(source.id):
            text = corpus.text_of(source.id)
            yield from (each.record(text) for each in found)


def _record(anchored: Anchored) -> dict[str, Any]:
    return {**to_document(anchored.present), "status": anchored.status.value}


def read(path: Path, _options: Options) -> Records:
    """Yield the records of a document.

    Raises:
        FormatError: The file is not such a document, or one of another version.
    """
    document = read_json(path)
    if not (isinstance(document, dict) and isinstance(document.get("annotations"), list) and "format" in document):
        raise FormatError(f"{path}: not an export of reader: it is not an object with a format and annotations")
    if other := other_format(document["format"], document.get("unit")):
        raise FormatError(f"{path}: {other}")
    # Offsets of annotations count in the source as it was at the time of the export.
    sources = [each for each in sequence(document.get("sources")) if isinstance(each, dict)]
    digests = {str(each.get("id")): str(each["digest"]) for each in sources if isinstance(each.get("digest"), str)}
    yield from parse_each(document["annotations"], "annotation", lambda where, each: _parse(where, each, digests))
    yield from parse_each(sequence(document.get("orphans")), "orphan", lambda where, each: _parse(where, each, {}))
    yield from parse_each(sequence(document.get("people")), "name", _parse_name)
    suggestions = sequence(document.get("suggestions"))
    yield from (LeftOut(f"suggestion {number}", "suggestions") for number, _ in enumerate(suggestions, 1))
    for name, value in document.items():
        if isinstance(value, list) and name not in _OF_DOCUMENT:
            yield from (LeftOut(f"{name} {number}", "records of an unknown kind") for number, _ in enumerate(value, 1))
        else:
            yield from left_over("the document", {name: value}, _OF_DOCUMENT)


def _parse(where: str, value: Any, digests: dict[str, str]) -> Records:
    if not isinstance(value, dict):
        raise ValueError("it is not an annotation")
    if "dismissed" in value:
        yield LeftOut(where, "dismissed suggestions")
        return
    record = {"id": "", "start": -1, "end": -1, "exact": "", "revision": 1, **without_nulls(value)}
    record |= {name: offset(record[name], name) for name in ("start", "end", "revision")}
    annotation = from_document(record)
    if not annotation.tag:
        yield LeftOut(where, "passages without a tag")
        return
    found = replace(annotation, digest=digests.get(annotation.source, annotation.digest))
    yield ImportedRecord(where, found, remark=remark_on(value.get("status")))
    yield from left_over(where, value, OF_ANNOTATION)


def _parse_name(where: str, value: Any) -> Records:
    if is_row(value) and value["table"] == TABLE and isinstance(value.get("name"), str):
        yield ImportedRow(where, to_row(value))
    else:
        yield LeftOut(where, "records of an unknown kind")


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file is an object that names its format and unit."""
    found = outline(text)
    return found.kind == "object" and {"format", "unit"} <= found.keys


# The schema and the tables in docs/ use these descriptions.
FIELD_DESCRIPTIONS = {
    "format": "the version of this format",
    "generator": "the program that wrote it",
    "unit": "what offsets and lengths count",
    "sources": "the sources that could be read, in order of id",
    "annotations": "annotations found in their source as it is now, in order of source and position",
    "orphans": "annotations whose passage was not found, as last stored",
    "people": "the names that mean one person, if any are joined, with the `id` of another name in `same_as`",
    "suggestions": "with `--suggestions`: what `reader suggest --json` lists",
    "id": "of a source: its path in the sources folder, with `/`; of an annotation: a UUID",
    "title": "the first heading or headline, or else how the text begins, or else the file name",
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
    "note": "a comment by the annotator",
    "creator": "the person who tagged it",
    "created": "the time it was tagged: UTC, ISO 8601 with `Z`",
    "modified": "the time of the last change of tag or note",
    "revision": "1 at first, and one more with each change",
    "fields": "the values of its tag's fields by name, if it has any",
    "links": "its links to other annotations, passages and web pages by id, if it has any",
    "origin": "of an accepted suggestion: `suggested` (the tag), `certainty`, `score`, `read` (by somebody), `program`",
    "status": "how the passage was found in its source: " + ", ".join(f"`{status.value}`" for status in Status),
}

_TIME = {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$"}
_DIGEST = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_COUNT = {"type": "integer", "minimum": 0}
_TYPES: dict[str, dict[str, Any]] = {
    "format": {"const": EXPORT_FORMAT},
    "unit": {"const": EXPORT_UNIT},
    "length": _COUNT,
    "revision": {"type": "integer"},
    "fields": {"type": "object"},
    "links": {"type": "object"},
    "origin": {"type": "object"},
    "start": _COUNT,
    "end": _COUNT,
    "digest": _DIGEST,
    "created": _TIME,
    "modified": _TIME,
    "status": {"enum": [status.value for status in Status]},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document."""
    source = _object([field.name for field in fields(SourceInfo)])
    names = [*(field.name for field in fields(Annotation)), "status"]
    annotation = _object(names)
    # Another program may have written an orphan, with offsets that were never valid.
    orphan = _object(names, start={"type": "integer"}, end={"type": "integer"}, digest={"type": "string"})
    top = _object(["format", "generator", "unit", "sources", "annotations", "orphans"])
    for name, items in (("sources", source), ("annotations", annotation), ("orphans", orphan)):
        top["properties"][name] |= {"type": "array", "items": items}
    top["properties"]["people"] = {"description": FIELD_DESCRIPTIONS["people"], "type": "array"}
    top["properties"]["suggestions"] = {"description": FIELD_DESCRIPTIONS["suggestions"], "type": "array"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "reader export", **top}


def _object(names: list[str], **types: dict[str, Any]) -> dict[str, Any]:
    types = {**_TYPES, **types}
    properties = {
        name: {"description": FIELD_DESCRIPTIONS[name], **types.get(name, {"type": "string"})} for name in names
    }
    required = [name for name in names if name not in OPTIONAL]
    return {"type": "object", "properties": properties, "required": required}


JSON = Format(
    name="json",
    meaning="everything, as described by reader schema",
    file="export.json",
    write=write,
    read=read,
    recognises=sniff,
    keeps=EVERYTHING,
    has_suggestions=True,
    has_orphans=True,
    has_people=True,
)
