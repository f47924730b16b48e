"""Reading Label Studio: exports of its server and of earlier versions, and the flat JSON_MIN."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from reader.formats.carried_text import uuid_of
from reader.formats.format import (
    FormatError,
    ImportedRecord,
    LeftOut,
    Options,
    Record,
    Records,
    RejectedRecord,
    parse_each,
)
from reader.formats.json_io import read_json
from reader.formats.label_studio_fields import OTHERS, PREFIX, RegionFields
from reader.formats.label_studio_texts import TaskTexts, text_names
from reader.formats.left_over import left_over
from reader.formats.loose_json import is_blank, label, lines, mapping, sequence, time
from reader.formats.properties import from_list, restored_fields
from reader.formats.relations import RELATED, Relation, with_relations
from reader.formats.settled import settle

TASKS, CONFIG = "tasks.json", "config.xml"
# Keys of a task under which there are results: of people, in this and in earlier versions, and of nobody yet.
_OF_PEOPLE = {"annotations": "annotation", "completions": "completion"}
_OF_NOBODY = {"predictions": "prediction", "drafts": "draft"}
_ABOUT_MIN = {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"}  # in JSON_MIN, no data
# What is taken of an annotation and of a result, or counted by itself, or says how the server made it.
_OF_ANNOTATION = frozenset(
    {
        "id", "result", "completed_by", "created_username", "created_at", "updated_at", "created_ago", "was_cancelled",
        "skipped", "ground_truth", "lead_time", "prediction", "result_count", "unique_id", "import_id", "last_action",
        "bulk_created", "task", "project", "parent_prediction", "parent_annotation", "last_created_by", "updated_by",
        "draft_created_at", "honeypot", "state", "was_postponed", "created_by",
    }
)  # fmt: skip
_OF_RESULT = frozenset(
    {
        "id", "from_name", "to_name", "type", "value", "meta", "origin", "source", "normalization", "readonly",
        "hidden", "locked", "original_length", "original_width", "original_height", "image_rotation",
    }
)  # fmt: skip
_OF_META = frozenset({"text", "creator", "created", "modified", "fields", "links", "origin", OTHERS})
_IN_TEXT = {"labels", "hypertextlabels", "htmllabels", "paragraphlabels", "paragraph2labels"}


def read(path: Path, options: Options) -> Records:
    """Yield the records of a file of tasks, or of the folder of an export.

    Raises:
        FormatError: The file is not JSON, or has no tasks.
    """
    file = path / TASKS if path.is_dir() else path
    tasks = read_json(file)
    if is_task(tasks):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise FormatError(f"{file}: not a list of Label Studio tasks")
    names = text_names(file.parent / CONFIG)
    records = parse_each(tasks, "task", lambda where, task: _parse_task(where, task, names))
    yield from settle(records, options)


def is_task(value: Any) -> bool:
    """Return whether a decoded value is a task, in any version."""
    return (isinstance(value, dict) and isinstance(value.get("data"), dict)) or _is_flat(value)


def _is_flat(value: Any) -> bool:
    """Return whether a value is a task of JSON_MIN: its data, and a list of regions under the name of each control."""
    regions = (each for values in mapping(value).values() for each in sequence(values) if isinstance(each, dict))
    return any(_labels(each) is not None and ("start" in each or "startOffset" in each) for each in regions)


def _parse_task(where: str, task: Any, names: dict[str, str]) -> Records:
    if not isinstance(task, dict):
        raise ValueError("it is not a task")
    has_results = any(key in task for key in (*_OF_PEOPLE, *_OF_NOBODY))
    if "data" not in task and not has_results:
        yield from _parse_flat(where, task, names)
        return
    texts = TaskTexts(mapping(task.get("data")), names)
    for key, name in _OF_PEOPLE.items():
        yield from parse_each(sequence(task.get(key)), f"{where}, {name}", partial(_parse_person, texts=texts))
    for key, name in _OF_NOBODY.items():
        for number, each in enumerate(sequence(task.get(key)), 1):
            yield from _left_out(f"{where}, {name} {number}", each, f"{name}s")
    if not has_results:
        yield LeftOut(where, "tasks without annotations")


def _left_out(where: str, value: Any, what: str) -> Iterator[LeftOut]:
    """Yield each result that does not belong to anybody's annotation."""
    results = sequence(value.get("result")) if isinstance(value, dict) else [value]
    yield from (LeftOut(f"{where}, result {number}", what) for number in range(1, len(results) + 1))


def _parse_person(where: str, value: Any, texts: TaskTexts) -> Records:
    """Yield the records of all results of one person in a task."""
    if not isinstance(value, dict) or "result" not in value:
        raise ValueError("it is not an annotation with results")
    if value.get("was_cancelled") or value.get("skipped"):
        yield LeftOut(where, "annotations that were skipped")
        yield from _left_out(where, value, "results of annotations that were skipped")
        return
    results = sequence(value.get("result"))
    texts.learn(each for each in results if isinstance(each, dict))
    person = {"creator": _name(value), "created": time(value.get("created_at"))}
    notes = _Notes(results)
    fields = RegionFields(results, notes.regions)
    parse = partial(_parse_result, texts=texts, person=person, notes=notes, fields=fields)
    records = parse_each(results, f"{where}, result", parse)
    yield from with_relations(records, _relations(where, results), where)
    yield from left_over(where, value, _OF_ANNOTATION)


def _relations(where: str, results: Iterable[Any]) -> Iterator[Relation]:
    """Yield the relations of one person, one for each label and direction."""
    for number, each in enumerate(results, 1):
        if not isinstance(each, dict) or each.get("type") != "relation":
            continue
        start, end, meta = str(each.get("from_id")), str(each.get("to_id")), mapping(each.get("meta"))
        other_ends = {"left": [(end, start)], "bi": [(start, end), (end, start)]}
        ends = other_ends.get(str(each.get("direction")), [(start, end)])
        labels = [str(label) for label in sequence(each.get("labels")) if not is_blank(label)] or [RELATED]
        is_one = len(ends) == len(labels) == 1
        about = (str(meta.get("id") or ""), str(meta.get("note") or "")) if is_one else ("", "")
        yield from (Relation(f"{where}, result {number}", *both, kind, *about) for kind in labels for both in ends)


class _Notes:
    """The text areas of one person, by the region that they belong to.

    Attributes:
        regions: The ids of the labelled regions.
    """

    def __init__(self, results: Iterable[Any]) -> None:
        results = [each for each in results if isinstance(each, dict)]
        self.regions = {_id(each) for each in results if _is_in_text(each) and _labels(_value(each))} - {""}
        self._notes: dict[str, list[str]] = {}
        for each in results:
            if self.is_note(each):
                self._notes.setdefault(_id(each), []).append(lines(_value(each).get("text")))

    def is_note(self, result: dict[str, Any]) -> bool:
        """Return whether a result is a note on a labelled region."""
        is_field = str(result.get("from_name")).startswith(PREFIX)
        return result.get("type") == "textarea" and _id(result) in self.regions and not is_field

    def of(self, result: dict[str, Any]) -> str:
        """Return the notes on a region: its own, and those in text areas."""
        meta = mapping(result.get("meta")).get("text")
        own = [lines(each) for each in (meta, result.get("normalization")) if isinstance(each, str | list)]
        return "\n".join(dict.fromkeys(each for each in [*own, *self._notes.get(_id(result), [])] if each))


def _parse_result(
    where: str, result: Any, texts: TaskTexts, person: dict[str, str], notes: _Notes, fields: RegionFields
) -> Iterator[Record]:
    if not isinstance(result, dict):
        raise ValueError("it is not a result")
    if notes.is_note(result) or fields.has(result) or result.get("type") == "relation":
        return
    kind = str(result.get("type") or "")
    if kind and not _is_in_text(result):
        names = {"textarea": "text areas for a whole task"}
        yield LeftOut(where, names.get(kind, f"results of the type {kind[:40]}"))
        return
    value = result.get("value")
    if not isinstance(value, dict):
        raise ValueError("its value is not an object")
    if "channel" in value or "original_length" in result:
        yield LeftOut(where, "stretches of sound")
        return
    meta = mapping(result.get("meta"))
    about: dict[str, Any] = {**person, "note": notes.of(result)}
    about |= {name: str(meta[name]) for name in ("creator", "created", "modified") if meta.get(name) is not None}
    properties = {
        "fields": restored_fields(fields.of(_id(result)), meta.get("fields")) | mapping(meta.get(OTHERS)),
        "links": from_list(meta.get("links")),
        "origin": mapping(meta.get("origin")),
    }
    for number, each in enumerate(_parse_region(where, value, _id(result), result, texts, about)):
        yield _with_properties(each, properties, _id(result)) if number == 0 else each
    yield from left_over(where, result, _OF_RESULT)
    yield from left_over(where, result.get("meta"), _OF_META)


def _with_properties(record: Record, properties: dict[str, Any], handle: str) -> Record:
    """Return the record of a region's first label with the note and fields of the region."""
    if not isinstance(record, ImportedRecord):
        return record
    return replace(record, annotation=replace(record.annotation, **properties), handle=handle)


def _parse_region(
    where: str, value: dict[str, Any], id: str, result: dict[str, Any], texts: TaskTexts, fields: dict[str, Any]
) -> Iterator[Record]:
    """Yield an annotation for each label of a region."""
    if is_blank(labels := _labels(value)):
        yield LeftOut(where, "regions without a label")
        return
    for number, each in enumerate(sequence(labels)):
        own = id if number == 0 and uuid_of(id) == id else ""  # only one annotation can have an id
        try:
            yield texts.record(where, result, value, label(each), id=own, **fields)
        except ValueError as error:
            yield RejectedRecord(where, str(error))


def _id(result: dict[str, Any]) -> str:
    id = result.get("id")
    return str(id) if isinstance(id, str | int) else ""


def _is_in_text(result: dict[str, Any]) -> bool:
    kind = result.get("type")
    return isinstance(kind, str) and kind in _IN_TEXT


def _value(result: dict[str, Any]) -> dict[str, Any]:
    return mapping(result.get("value"))


def _labels(value: dict[str, Any]) -> Any:
    """Return the labels of a region, under whatever name its control has; None if it has none."""
    return next((value[key] for key in (*_IN_TEXT_KEYS, *value) if key.endswith("labels") and key in value), None)


_IN_TEXT_KEYS = ("labels", "hypertextlabels", "paragraphlabels")


def _name(completed: dict[str, Any]) -> str:
    """Return the best name that the file has for the person of an annotation."""
    person = next(iter(sequence(completed.get("completed_by"))), None)
    if isinstance(person, dict):
        return str(person.get("email") or person.get("username") or "")
    if isinstance(person, int):
        return f"annotator {person}"
    return str(person or "") or str(completed.get("created_username") or "").rpartition(",")[0].strip()


# JSON_MIN


def _parse_flat(where: str, task: dict[str, Any], names: dict[str, str]) -> Records:
    """Yield the regions of a task in JSON_MIN, which has the results of one person beside the data."""
    data = {key: each for key, each in task.items() if key not in _ABOUT_MIN and not _is_results(each)}
    texts = TaskTexts(data, names)
    fields = {"creator": _name({"completed_by": task.get("annotator")}), "created": time(task.get("created_at"))}
    if not any(isinstance(each, list | dict) for key, each in task.items() if not texts.has(key)):
        yield LeftOut(where, "tasks without annotations")
    for key, values in task.items():
        if key in _ABOUT_MIN or texts.has(key):
            continue
        for number, value in enumerate(values if isinstance(values, list) else [], 1):
            place = f"{where}, {key} {number}"
            if isinstance(value, dict) and ("start" in value or "startOffset" in value):
                yield from _parse_region(place, value, "", {}, texts, fields)
            else:
                yield LeftOut(place, "results that are not regions")
        if isinstance(values, dict):
            yield LeftOut(f"{where}, {key}", "results that are not regions")


def _is_results(value: Any) -> bool:
    """Return whether a value of JSON_MIN is a list of regions; those of a dialogue have no places."""
    return isinstance(value, list) and any("start" in mapping(each) for each in value)
