"""Label Studio: a list of tasks, one a source, and the labelling configuration that they need."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import Carried, by_creator, uuid_of
from reader.formats.corpus import Corpus, Passages, Suggested
from reader.formats.format import ALL, File, Format, FormatError, Found, Losses, Options, RejectedRecord, checked
from reader.formats.json_io import compact, read_json, shaped
from reader.formats.offset_units import OffsetConverter
from reader.version import VERSION

TASKS, CONFIG = "tasks.json", "config.xml"
LABEL, NOTE, TEXT = "label", "note", "text"  # the names of the controls and of what they are about


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[File]:
    tags = {*corpus.tags, *(each.present.tag for each in corpus.placed)}
    yield File(TASKS, _tasks(corpus, options, tags))
    yield File(CONFIG, config(tags))  # when the tasks are written, their suggestions' tags are known


def config(tags: set[str]) -> Iterator[str]:
    yield f'<View>\n  <Labels name="{LABEL}" toName="{TEXT}">\n'
    yield from (f"    <Label value={quoteattr(tag)}/>\n" for tag in sorted(tags))
    yield f'  </Labels>\n  <Text name="{TEXT}" value="$text"/>\n'
    yield f'  <TextArea name="{NOTE}" toName="{TEXT}" perRegion="true" placeholder="a note"/>\n</View>\n'


def _tasks(corpus: Corpus, options: Options, tags: set[str]) -> Iterator[str]:
    separator = "["
    for passages in corpus.by_source():
        found = corpus.suggestions_of(passages.source.id) if options.suggestions else ()
        tags.update(each.tag for each in found)
        yield f"{separator}\n{compact(_task(passages, found))}"
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"


def _task(passages: Passages, suggestions: Any) -> dict[str, Any]:
    task = {
        "data": {"text": passages.text, "source": passages.source.id},
        "annotations": [
            {"result": [part for each in annotations for part in _results(each)]}
            for annotations in by_creator(passages).values()
        ],
    }
    return {**task, "predictions": [_prediction(passages, suggestions)]} if suggestions else task


def _results(each: Annotation) -> Iterator[dict[str, Any]]:
    """`meta` has what the server would refuse elsewhere: it knows only its own users as `completed_by`."""
    place = {"start": each.start, "end": each.end, "text": each.exact}
    common = {"id": uuid_of(each.id), "to_name": TEXT}
    meta = {"creator": each.creator, "created": each.created, "modified": each.modified}
    yield {**common, "from_name": LABEL, "type": "labels", "value": {**place, "labels": [each.tag]}, "meta": meta}
    if each.note:
        yield {**common, "from_name": NOTE, "type": "textarea", "value": {**place, "text": [each.note]}}


def _prediction(passages: Passages, suggestions: list[Suggested]) -> dict[str, Any]:
    results = []
    for number, each in enumerate(suggestions):
        value = {
            "start": each.span.start,
            "end": each.span.end,
            "text": each.span.of(passages.text),
            "labels": [each.tag],
        }
        common = {"id": f"s{number}", "from_name": LABEL, "to_name": TEXT, "type": "labels"}
        results.append({**common, "score": each.score, "value": value})
    score = sum(each.score for each in suggestions) / len(suggestions)
    return {"model_version": f"reader {VERSION}", "score": score, "result": results}


def fits(anchored: Anchored) -> Annotation:
    """A region's id is a UUID here, as Label Studio's own do not tell one file's regions from another's."""
    return replace(anchored.present, id=uuid_of(anchored.present.id))


# Back


class _Task(msgspec.Struct):
    data: dict[str, Any]
    annotations: list[Any] = []


class _Completed(msgspec.Struct):
    """One person's annotation of a task, as Label Studio calls it."""

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


def read(path: Path, options: Options) -> Found:
    """The tasks, or the folder with them."""
    file = path / TASKS if path.is_dir() else path
    tasks = read_json(file)
    if not isinstance(tasks, list):
        raise FormatError(f"{file}: it is no list of tasks")
    yield from checked(tasks, "task", lambda where, task: _of_task(where, task, options))


def _of_task(where: str, value: Any, options: Options) -> Found:
    task = shaped(value, _Task)
    texts = [each for each in task.data.values() if isinstance(each, str)]
    text = task.data.get(TEXT, max(texts, key=len, default=""))
    carried = Carried(str(text), str(task.data.get("source", "")), OffsetConverter(text, options.unit))
    for number, annotation in enumerate(task.annotations, 1):
        done = shaped(annotation, _Completed)
        if done.was_cancelled:
            yield RejectedRecord(f"{where}, annotation {number}", "it was cancelled")
            continue
        yield from _of_person(f"{where}, annotation {number}", done, carried)


def _of_person(where: str, done: _Completed, carried: Carried) -> Found:
    notes: dict[str, str] = {}
    for value in done.result:
        if isinstance(value, dict) and value.get("type") == "textarea" and "id" in value:
            notes[str(value["id"])] = _joined(shaped(value, _Result).value.text)

    def of_result(place: str, value: Any) -> Found:
        if isinstance(value, dict) and value.get("type") == "textarea":
            return
        result = shaped(value, _Result)
        if result.type != "labels":
            yield RejectedRecord(place, f"it is of the type {result.type!r}, and not a label")
            return
        about = {"creator": _name(done.completed_by), "created": done.created_at, "note": notes.get(result.id, "")}
        about |= {name: str(result.meta[name]) for name in ("creator", "created", "modified") if name in result.meta}
        for number, label in enumerate(result.value.labels):
            id = result.id if number == 0 and uuid_of(result.id) == result.id else ""
            yield carried.incoming(place, result.value.start, result.value.end, label, id=id, **about)

    yield from checked(done.result, f"{where}, result", of_result)


def _joined(text: Any) -> str:
    return "\n".join(map(str, text)) if isinstance(text, list) else str(text)


def _name(person: Any) -> str:
    if isinstance(person, dict):
        return str(person.get("email") or person.get("username") or "")
    return f"annotator {person}" if isinstance(person, int) else str(person or "")


def recognises(path: Path, head: str) -> bool:
    return (path / TASKS).is_file() if path.is_dir() else head.startswith("[") and '"data"' in head


LABEL_STUDIO = Format(
    name="label-studio",
    meaning="Label Studio, JSON tasks and the labelling configuration",
    file="label-studio",
    write=write,
    read=read,
    recognises=recognises,
    keeps=ALL - {"revision", "status"},
    fits=fits,
    is_folder=True,
    has_suggestions=True,
)
