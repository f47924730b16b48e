"""Label Studio: a list of tasks, one for each source, and a labelling configuration."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import by_creator, with_uuid
from reader.formats.corpus import AnnotatedSource, Corpus, SuggestionLike, lost_of_suggestions
from reader.formats.format import EVERYTHING, Format, Losses, Options, OutputFile
from reader.formats.json_io import compact_json
from reader.formats.label_studio_fields import OTHERS, PREFIX, FieldControls
from reader.formats.label_studio_import import CONFIG, TASKS, read
from reader.formats.outline import outline
from reader.formats.properties import Links, as_list, exact_of
from reader.formats.relations import relations_among
from reader.formats.xml_text import count_not_held, quoted
from reader.version import VERSION

RESULTS = frozenset({"annotations", "completions", "predictions", "drafts"})
FLAT = frozenset({"annotator", "annotation_id", "lead_time"})  # keys of a task in JSON_MIN
LABEL, NOTE, TEXT = "label", "note", "text"  # the names of the two controls, and of the object that they annotate


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the tasks and the configuration."""
    tags = {*corpus.tags, *(each.present.tag for each in corpus.placed)}
    losses.update("tag names that its configuration cannot hold" for tag in tags if count_not_held(tag))
    controls = FieldControls(corpus.fields, LABEL, TEXT)
    yield OutputFile(TASKS, _tasks(corpus, options, tags, controls, losses))
    yield OutputFile(CONFIG, _config(tags, controls))  # by now the tasks have added the tags of their suggestions


def _config(tags: set[str], controls: FieldControls) -> Iterator[str]:
    yield f'<View>\n  <Labels name="{LABEL}" toName="{TEXT}">\n'
    yield from (f"    <Label value={quoted(tag)}/>\n" for tag in sorted(tags))
    yield f'  </Labels>\n  <Text name="{TEXT}" value="$text"/>\n'
    yield f'  <TextArea name="{NOTE}" toName="{TEXT}" perRegion="true" placeholder="a note"/>\n'
    yield from controls.config()
    yield "</View>\n"


def _tasks(corpus: Corpus, options: Options, tags: set[str], controls: FieldControls, losses: Losses) -> Iterator[str]:
    separator = "["
    for annotated in corpus.by_source():
        suggestions = corpus.suggestions_of(annotated.source.id) if options.suggestions else ()
        tags.update(each.tag for each in suggestions)
        losses.update(lost_of_suggestions(suggestions, annotated.text))
        yield f"{separator}\n{compact_json(_task(annotated, suggestions, controls))}"
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"


def _task(annotated: AnnotatedSource, suggestions: Sequence[SuggestionLike], controls: FieldControls) -> dict[str, Any]:
    people = by_creator(annotated).values()
    task = {
        "data": {"text": annotated.text, "source": annotated.source.id},
        "annotations": [{"result": list(_person([with_uuid(each) for each in found], controls))} for found in people],
    }
    return {**task, "predictions": [_prediction(annotated, suggestions)]} if suggestions else task


def _person(annotations: Sequence[Annotation], controls: FieldControls) -> Iterator[dict[str, Any]]:
    """Yield the results of one person: the regions, the values on each, and the relations between them."""
    relations = list(relations_among(annotations))
    said = {(each.id, id) for each, id, _ in relations}
    for each in annotations:
        others = {id: link for id, link in each.links.items() if (each.id, id) not in said}
        yield from _results(each, others, controls)
    for each, id, target in relations:
        link = each.links[id]
        note = {"note": link["note"]} if "note" in link else {}
        ends = {"from_id": each.id, "to_id": target.id, "direction": "right"}
        yield {"type": "relation", **ends, "labels": [link["type"]], "meta": {"id": id, **note}}


def _results(each: Annotation, links: Links, controls: FieldControls) -> Iterator[dict[str, Any]]:
    """Yield a result for the tag, the note and each field; `meta` has the creator: `completed_by` must be a user."""
    place = {"start": each.start, "end": each.end, "text": each.exact}
    common = {"id": each.id, "to_name": TEXT}
    of_fields = list(controls.results(each.tag, each.fields))
    shown = {result["from_name"].removeprefix(PREFIX) for result in of_fields}
    exact = exact_of({name: value for name, value in each.fields.items() if name in shown})
    others = {name: value for name, value in each.fields.items() if name not in shown}
    beside = {"fields": exact, OTHERS: others, "links": as_list(links), "origin": dict(each.origin)}
    meta: dict[str, Any] = {"creator": each.creator, "created": each.created, "modified": each.modified}
    meta |= {name: value for name, value in beside.items() if value}
    yield {**common, "from_name": LABEL, "type": "labels", "value": {**place, "labels": [each.tag]}, "meta": meta}
    if each.note:
        yield {**common, "from_name": NOTE, "type": "textarea", "value": {**place, "text": [each.note]}}
    for result in of_fields:
        yield {**common, **result, "value": {**place, **result["value"]}}


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
    return with_uuid(anchored.present)


def sniff(path: Path, text: str) -> bool:
    """Return whether a path is a folder with tasks, or a file with objects that have data and results."""
    if path.is_dir():
        return (path / TASKS).is_file()
    found = outline(text)
    is_task = "data" in found.keys and (found.kind == "list" or not RESULTS.isdisjoint(found.keys))
    return is_task or (found.kind == "list" and not FLAT.isdisjoint(found.keys))


LABEL_STUDIO = Format(
    name="label-studio",
    meaning="Label Studio, JSON tasks and the labelling configuration",
    file="label-studio",
    write=write,
    read=read,
    recognises=sniff,
    keeps=EVERYTHING - {"revision", "status"},
    fits=preserve,
    is_folder=True,
    has_suggestions=True,
)
