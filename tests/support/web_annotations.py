"""Web annotations for tests: `only(tmp_path, body="claim")` is what is read of one."""

import json
from pathlib import Path
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.formats.format import ImportedRecord, Options, Record, RejectedRecord
from reader.formats.w3c_import import read

ID = "0b3510b0-b46e-41da-b170-17a6205738d1"
QUOTE = {"type": "TextQuoteSelector", "exact": "One", "prefix": "a ", "suffix": " b"}
POSITION = {"type": "TextPositionSelector", "start": 2, "end": 5}
TAG = {"type": "TextualBody", "value": "claim", "purpose": "tagging"}
ANNOTATION = {"type": "Annotation", "body": TAG, "target": {"source": "a.txt", "selector": [QUOTE, POSITION]}}


def records(document: Any, folder: Path) -> list[Record]:
    (folder / "x").write_text(json.dumps(document))
    return list(read(folder / "x", Options()))


def annotations(document: Any, folder: Path) -> list[Annotation]:
    found = records(document, folder)
    assert all(isinstance(each, ImportedRecord) for each in found)
    return [each.annotation for each in found if isinstance(each, ImportedRecord)]


def only(folder: Path, **changed: Any) -> Annotation:
    (found,) = annotations({**ANNOTATION, **changed}, folder)
    return found


def why(folder: Path, **changed: Any) -> str:
    (found,) = records({**ANNOTATION, **changed}, folder)
    assert isinstance(found, RejectedRecord)
    return found.why
