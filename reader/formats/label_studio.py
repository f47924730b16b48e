"""Label Studio: a list of tasks, one for each source, and a labelling configuration."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import CarriedText, by_creator, uuid_of
from reader.formats.corpus import AnnotatedSource, Corpus, SuggestionLike
from reader.formats.format import (
    ALL_FIELDS,
    Format,
    FormatError,
    Losses,
    Options,
    OutputFile,
    Records,
    RejectedRecord,
    parse_each,
)
from reader.formats.json_io import compact_json, convert, read_json
from reader.formats.offset_units import OffsetConverter
from reader.version import VERSION

TASKS, CONFIG = "tasks.json", "config.xml"
LABEL, NOTE, TEXT = "label", "note", "text"  # the names of the two controls, and of the object that they annotate


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield the tasks and the configuration."""
    tags = {*corpus.tags, *(each.present.tag for each in corpus.placed)}
    yield OutputFile(TASKS, _tasks(corpus, options, tags))
    yield OutputFile(CONFIG, _config(tags))  # writing the tasks has added the tags of their suggestions


def _config(tags: set[str]) -> Iterator[str]:
    yield f'<View>\n  <Labels name="{LABEL}" toName="{TEXT}">\n'
    yield from (f"    <Label value={quoteattr(tag)}/>\n" for tag in sorted(tags))
    yield f'  </Labels>\n  <Text name="{TEXT}" value="$text"/>\n'
    yield f'  <TextArea name="{NOTE}" toName="{TEXT}" perRegion="true" placeholder="a note"/>\n</View>\n'


def _tasks(corpus: Corpus, options: Options, tags: set[str]) -> Iterator[str]:
    separator = "["
    for annotated in corpus.by_source():
        suggestions = corpus.suggestions_of(annotated.source.id) if options.suggestions else ()
        tags.update(each.tag for each in suggestions)
        yield f"{separator}\n{compact_json(_task(annotated, suggestions))}"
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"


def _task(annotated: AnnotatedSource, suggestions: Sequence[SuggestionLike]) -> dict[str, Any]:
    task = {
        "data": {"text": annotated.text, "source": annotated.source.id},
        "annotations": [
            {"result": [result for each in annotations for result in _results(each)]}
            for annotations in by_creator(annotated).values()
        ],
    }
    return {**task, "predictions": [_prediction(annotated, suggestions)]} if suggestions else task


def _results(each: Annotation) -> Iterator[dict[str, Any]]:
    """Yield a result for the tag and one for the note; `meta` has the creator: `completed_by` must be a user."""
    place = {"start": each.start, "end": each.end, "text": each.exact}
    common = {"id": uuid_of(each.id), "to_name": TEXT}
    meta = {"creator": each.creator, "created": each.created, "modified": each.modified}
    yield {**common, "from_name": LABEL, "type": "labels", "value": {**place, "labels": [each.tag]}, "meta": meta}
    if each.note:
        yield {**common, "from_name": NOTE, "type": "textarea", "value": {**place, "text": [each.note]}}


def _prediction(annotated: AnnotatedSource, suggestions: Sequence[SuggestionLike]) -> dict[str, Any]:
    results = []
    for number, each in enumerate(suggestions):
        value = {
            "start": each.span.start,
            "end": each.span.end,
            "text": each.span.of(annotated.text),
            "labels": [each.tag],
        }
        common = {"id": f"s{number}", "from_name": LABEL, "to_name": TEXT, "type": "labels"}
        results.append({**common, "score": each.score, "value": value})
    score = sum(each.score for each in suggestions) / len(suggestions)
    return {"model_version": f"reader {VERSION}", "score": score, "result": results}


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with a UUID for its id: ids of Label Studio's own are unique in one file only."""
    return replace(anchored.present, id=uuid_of(anchored.present.id))


# Import


class _Task(msgspec.Struct):
    data: dict[str, Any]
    annotations: list[Any] = []


class _Completed(msgspec.Struct):
    """All results of one person in a task."""

    result: list[Any]
    completed_by: Any = None
    created_at: str = ""
    was_cancelled: bool = False


class _Value(msgspec.Struct):
    start: int = -1
    end: int = -1
    text: Any = ""
    labels: list[str] = []


class _Result(msgspec.Struct):
    value: _Value
    type: str
    id: str = ""
    to_name: str = TEXT
    meta: dict[str, Any] = {}


def read(path: Path, options: Options) -> Records:
    """Yield the records of a file of tasks, or of the folder of an export."""
    file = path / TASKS if path.is_dir() else path
    tasks = read_json(file)
    if not isinstance(tasks, list):
        raise FormatError(f"{file}: not a list of Label Studio tasks")
    yield from parse_each(tasks, "task", lambda where, task: _parse_task(where, task, options))


def _parse_task(where: str, value: Any, options: Options) -> Records:
    task = convert(value, _Task)
    texts = [each for each in task.data.values() if isinstance(each, str)]
    text = task.data.get(TEXT, max(texts, key=len, default=""))
    carried = CarriedText(str(text), str(task.data.get("source", "")), OffsetConverter(text, options.unit))
    for number, annotation in enumerate(task.annotations, 1):
        completed = convert(annotation, _Completed)
        if completed.was_cancelled:
            yield RejectedRecord(f"{where}, annotation {number}", "the annotator cancelled it")
            continue
        yield from _parse_results(f"{where}, annotation {number}", completed, carried)


def _parse_results(where: str, completed: _Completed, carried: CarriedText) -> Records:
    notes: dict[str, str] = {}
    for value in completed.result:
        if isinstance(value, dict) and value.get("type") == "textarea" and "id" in value:
            result = convert(value, _Result)
            notes[result.id] = _lines(result.value.text)

    def parse_result(where: str, value: Any) -> Records:
        if isinstance(value, dict) and value.get("type") == "textarea":
            return
        result = convert(value, _Result)
        if result.type != "labels":
            yield RejectedRecord(where, f"a result of type {result.type!r}, not a label")
            return
        fields = {
            "creator": _name(completed.completed_by),
            "created": completed.created_at,
            "note": notes.get(result.id, ""),
        }
        fields |= {name: str(result.meta[name]) for name in ("creator", "created", "modified") if name in result.meta}
        for number, label in enumerate(result.value.labels):
            id = result.id if number == 0 and uuid_of(result.id) == result.id else ""
            yield carried.record(where, result.value.start, result.value.end, label, id=id, **fields)

    yield from parse_each(completed.result, f"{where}, result", parse_result)


def _lines(text: Any) -> str:
    return "\n".join(map(str, text)) if isinstance(text, list) else str(text)


def _name(person: Any) -> str:
    if isinstance(person, dict):
        return str(person.get("email") or person.get("username") or "")
    return f"annotator {person}" if isinstance(person, int) else str(person or "")


def sniff(path: Path, head: str) -> bool:
    """Return whether a path is a folder with tasks, or a file that begins with a list of objects with data."""
    return (path / TASKS).is_file() if path.is_dir() else head.startswith("[") and '"data"' in head


LABEL_STUDIO = Format(
    name="label-studio",
    meaning="Label Studio, JSON tasks and the labelling configuration",
    file="label-studio",
    write=write,
    read=read,
    recognises=sniff,
    keeps=ALL_FIELDS - {"revision", "status"},
    fits=preserve,
    is_folder=True,
    has_suggestions=True,
)
