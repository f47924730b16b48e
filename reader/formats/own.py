"""Our own JSON: one document that says what its offsets count, and in what."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from reader.annotation.anchor import Anchored, Status
from reader.annotation.annotation import Annotation, to_document
from reader.formats.corpus import Corpus, SourceInfo
from reader.text.visible import harmless
from reader.version import VERSION

FORMAT = 1
UNIT = "code point"


def write(corpus: Corpus) -> Iterator[str]:
    """The document.

    In `annotations` are those that have a place in their source as it is now: `text[start:end] == exact`
    holds for every one. Those that lost theirs are in `orphans`, as they were.
    """
    yield harmless(json.dumps(document(corpus), ensure_ascii=False, indent=2))
    yield "\n"


def document(corpus: Corpus) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "generator": f"reader {VERSION}",
        "unit": UNIT,
        "sources": [asdict(source) for source in corpus.sources],
        "annotations": [_record(each) for each in corpus.annotations if each.placed],
        "orphans": [_record(each) for each in corpus.annotations if not each.placed],
    }


def _record(anchored: Anchored) -> dict[str, Any]:
    return {**to_document(anchored.present), "status": anchored.status.value}


# What each field means; the schema and the README's tables say it in these words.
MEANING = {
    "format": "the version of this format",
    "generator": "the program that wrote it",
    "unit": "what offsets and lengths count",
    "sources": "the sources that could be read, in order of id",
    "annotations": "those that have a place in their source as it is now, in order of source and position",
    "orphans": "annotations whose passage is not found, as they were when it was",
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
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "reader export", **top}


def _object(names: list[str], **types: dict[str, Any]) -> dict[str, Any]:
    types = {**_TYPES, **types}
    properties = {name: {"description": MEANING[name], **types.get(name, {"type": "string"})} for name in names}
    return {"type": "object", "properties": properties, "required": names}
