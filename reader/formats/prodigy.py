"""Prodigy's JSON Lines: a task for each source and person, with tokens that begin and end where the passages do."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_targets import linked_id
from reader.formats.carried_text import by_creator, uuid_of, with_uuid
from reader.formats.corpus import AnnotatedSource, Corpus, lost_of_suggestions
from reader.formats.format import Format, Losses, Options, OutputFile, Records
from reader.formats.json_io import compact_json
from reader.formats.json_lines import parse_lines
from reader.formats.outline import outline
from reader.formats.properties import as_list, without_nulls
from reader.formats.relations import relations_among
from reader.formats.settled import settle
from reader.formats.spans_import import parse_line
from reader.text.span import Span
from reader.version import VERSION

# Keys that only Prodigy writes, and keys of what is annotated.
_OURS = frozenset({"tokens", "_view_id", "_input_hash", "_task_hash", "_annotator_id", "_session_id", "answer"})
_CONTENT = frozenset({"text", "image", "audio", "video", "pages", "html", "options"})
_TOKEN = re.compile(r"\w+|[^\w\s]| +|[^\S ]+")


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield one file with a line for each task."""
    yield OutputFile("annotations.jsonl", (compact_json(task) + "\n" for task in _tasks(corpus, options, losses)))


def _tasks(corpus: Corpus, options: Options, losses: Losses) -> Iterator[dict[str, Any]]:
    linked = {uuid_of(linked_id(link)) for each in corpus.annotations for link in each.present.links.values()}
    for annotated in corpus.by_source():
        for creator, annotations in (by_creator(annotated) or {"": []}).items():
            task = _task(annotated, [(each.span, each.tag) for each in annotations], "accept", creator)
            yield _with_properties(task, list(map(_held, annotations)), linked)
        if options.suggestions and (found := corpus.suggestions_of(annotated.source.id)):
            # The answer "ignore" keeps suggestions out of training until somebody has accepted them.
            task = _task(annotated, [(each.span, each.tag) for each in found], "ignore", f"reader {VERSION}")
            losses.update(lost_of_suggestions(found, annotated.text))
            yield {**task, "score": min(each.score for each in found)}


def _with_properties(task: dict[str, Any], annotations: Sequence[Annotation], linked: set[str]) -> dict[str, Any]:
    """Return a task with relations between its spans, and with the rest of their fields and links in their `meta`."""
    spans: dict[str, dict[str, Any]] = {each.id: span for each, span in zip(annotations, task["spans"], strict=True)}
    relations, said = list[dict[str, Any]](), set[tuple[str, str]]()
    for each, id, target in relations_among(annotations):
        said.add((each.id, id))
        relations.append(_relation(spans[each.id], spans[target.id], id, each.links[id]))
    for each in annotations:
        links = {id: link for id, link in each.links.items() if (each.id, id) not in said}
        meta = {"fields": dict(each.fields), "links": as_list(links), "id": each.id if each.id in linked else ""}
        if kept := {name: value for name, value in meta.items() if value}:
            spans[each.id]["meta"] = kept
    return {**task, "relations": relations} if relations else task


def _relation(head: dict[str, Any], child: dict[str, Any], id: str, link: dict[str, Any]) -> dict[str, Any]:
    """Return a link as the relation between two spans, which Prodigy finds by their last tokens."""
    note = {"note": link["note"]} if "note" in link else {}
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {**head},
        "child_span": {**child},
        "label": link["type"],
        "meta": {"id": id, **note},
    }


def _task(
    annotated: AnnotatedSource, spans_and_labels: list[tuple[Span, str]], answer: str, creator: str
) -> dict[str, Any]:
    tokens = split_tokens(annotated.text, [span for span, _ in spans_and_labels])
    starts = [token["start"] for token in tokens]
    return {
        "text": annotated.text,
        "tokens": tokens,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "token_start": bisect_left(starts, span.start),
                "token_end": bisect_left(starts, span.end) - 1,  # inclusive, as in Prodigy
                "label": label,
            }
            for span, label in spans_and_labels
        ],
        "meta": {"source": annotated.source.id},
        "_view_id": "spans_manual",
        "answer": answer,
        **({"_annotator_id": creator} if creator else {}),
    }


def split_tokens(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Split a text into words, signs and white space, and at every edge of a span.

    A single space after a token is not a token, but makes the `ws` of the token before it true.
    """
    edges = {edge for span in spans for edge in span}
    cuts = sorted({0, len(text), *edges})
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(cuts):
        for match in _TOKEN.finditer(text, start, end):
            if match[0] == " " and tokens and not tokens[-1]["ws"] and not edges.intersection(match.span()):
                tokens[-1]["ws"] = True
            else:
                token = {"text": match[0], "start": match.start(), "end": match.end()}
                tokens.append({**token, "id": len(tokens), "ws": False})
    return tokens


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation with UUIDs for the ids of those that it is linked to, and no nulls in fields and links."""
    return _held(anchored.present)


def _held(each: Annotation) -> Annotation:
    if each.fields or each.links:
        each = replace(each, fields=without_nulls(each.fields), links=without_nulls(each.links))
    return with_uuid(each)


def read(path: Path, options: Options) -> Records:
    """Yield the records of all accepted tasks."""
    records = parse_lines(path, parse_line)
    yield from settle(records, options)


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file has texts with the keys that only Prodigy adds."""
    found = outline(text)
    return not _OURS.isdisjoint(found.keys) and not _CONTENT.isdisjoint(found.keys)


PRODIGY = Format(
    name="prodigy",
    meaning="Prodigy, JSON Lines with tokens",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=sniff,
    fits=preserve,
    keeps=frozenset({"creator", "fields", "links"}),
    has_suggestions=True,
)
