"""Files of annotations in the shapes that programs write."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .import_documents import TEXTS, Document, passages, put_text, some_texts
from .import_projects import refi_qda


def _lines(document: Any) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in document)


PUT_LINES, PUT_JSON = put_text("x.jsonl", _lines), put_text("x.json", json.dumps)


# Lines of a text and its spans


def prodigy(rng: random.Random) -> Document:
    made = Document([], PUT_LINES)
    for number, (source, text) in enumerate(some_texts(rng)):
        line: dict[str, Any] = {
            "text": text,
            "meta": {"source": source},
            "tokens": [],
            "spans": [],
            "_view_id": "spans",
        }
        for index, each in enumerate(passages(rng, text)):
            span = {"start": each.start, "end": each.end, "label": each.tag, "token_start": 0, "token_end": 0}
            line["spans"].append(span | rng.choice(({}, {"text": each.words})))
            made.add((number, "spans", index), f"line {number + 1}, span {index + 1}", (each.words, each.tag))
        line["answer"] = rng.choice(("accept", "accept", "reject", "ignore", None))
        if line["answer"] in ("reject", "ignore"):
            made.passages = {path: passage for path, passage in made.passages.items() if path[0] != number}
        if rng.random() < 0.5:
            line["relations"] = [{"head": 0, "child": 1, "label": "by"}]
            made.add((number, "relations", 0), f"line {number + 1}", is_relation=True)
        made.content.append(line)
    return made


def spacy(rng: random.Random) -> Document:
    made = Document([], PUT_LINES)
    key, name = rng.choice((("spans", "span"), ("ents", "entity"), ("entities", "entity")))
    for number, (source, text) in enumerate(some_texts(rng)):
        spans: list[Any] = []
        for index, each in enumerate(passages(rng, text)):
            span = {"start": each.start, "end": each.end, "label": each.tag}
            spans.append(list(span.values()) if key == "entities" else span)
            made.add((number, key, index), f"line {number + 1}, {name} {index + 1}", (each.words, each.tag))
        made.content.append({"text": text, key: spans, "meta": {"source": source}})
    return made


def doccano(rng: random.Random) -> Document:
    made = Document([], PUT_LINES)
    key = rng.choice(("label", "labels", "annotations", "entities"))
    for number, (source, text) in enumerate(some_texts(rng)):
        labels: list[Any] = []
        for index, each in enumerate(passages(rng, text)):
            label = {"start_offset": each.start, "end_offset": each.end, "label": each.tag}
            labels.append(list(label.values()) if key.startswith("label") else {"id": index, **label})
            made.add((number, key, index), f"line {number + 1}, label {index + 1}", (each.words, each.tag))
        line = {"id": number, "text": text, key: labels, "source": source}
        for extra, value in (
            ("relations", {"from_id": 1, "to_id": 2, "type": "by"}),
            ("Comments", "why?"),
            ("cats", "x"),
        ):
            if rng.random() < 0.3:
                line[extra] = [value]
                made.add((number, extra, 0), f"line {number + 1}", is_relation=extra == "relations")
        made.content.append(line)
    return made


# Label Studio


def label_studio(rng: random.Random) -> Document:
    made = Document([], PUT_JSON)
    key, name = rng.choice((("annotations", "annotation"), ("completions", "completion")))
    for number, (source, text) in enumerate(some_texts(rng)):
        results: list[dict[str, Any]] = []
        for kind, result in _results(rng, text):
            path = (number, key, 0, "result", len(results))
            where = f"task {number + 1}, {name} 1, result {len(results) + 1}"
            made.add(path, where, kind, is_relation=result.get("type") == "relation")
            results.append(result)
        task: dict[str, Any] = {"id": number, key: [{"id": 1, "completed_by": 1, "result": results}]}
        for extra in ("predictions", "drafts"):
            if rng.random() < 0.3:
                task[extra] = [{"result": [result for _, result in _results(rng, text)]}]
                for index in range(len(task[extra][0]["result"])):
                    made.add(
                        (number, extra, 0, "result", index), f"task {number + 1}, {extra[:-1]} 1, result {index + 1}"
                    )
        task["data"] = {"text": text, "source": source} | rng.choice(({}, {"title": "A mill"}))
        made.content.append(task)
    return made


def _results(rng: random.Random, text: str) -> Iterator[tuple[tuple[str, str] | None, dict[str, Any]]]:
    for index, each in enumerate(passages(rng, text)):
        value = {"start": each.start, "end": each.end, "text": each.words, "labels": [each.tag]}
        about = {"id": f"r{index}", "from_name": "label", "to_name": "text", "meta": {"text": ["so"]}}
        yield (each.words, each.tag), {**about, "type": "labels", "value": value}
    for extra in (
        {"type": "relation", "from_id": "r0", "to_id": "r1", "direction": "right"},
        {"id": "z", "type": "textarea", "value": {"text": ["a summary"]}},
        {"id": "y", "type": "choices", "value": {"choices": ["x"]}},
        {"id": "x", "type": "labels", "value": {"start": 0, "end": 2}},
    ):
        if rng.random() < 0.3:
            yield None, extra


def dialogues(rng: random.Random) -> Document:
    made = Document([], PUT_JSON)
    for number in range(2):
        turns = [{"author": source, "text": text} for source, text in some_texts(rng)]
        results: list[Any] = []
        for index, turn in enumerate(turns):
            for each in passages(rng, turn["text"]):
                place = {"start": str(index), "startOffset": each.start, "end": str(index), "endOffset": each.end}
                value = {**place, "paragraphlabels": [each.tag]} | rng.choice(({}, {"text": each.words}))
                where = f"task {number + 1}, annotation 1, result {len(results) + 1}"
                made.add((number, "annotations", 0, "result", len(results)), where, (each.words, each.tag))
                results.append({"id": f"r{index}", "to_name": "dialogue", "type": "paragraphlabels", "value": value})
        made.content.append({"data": {"dialogue": turns}, "annotations": [{"id": 1, "result": results}]})
    return made


def label_studio_min(rng: random.Random) -> Document:
    made = Document([], PUT_JSON)
    for number, (source, text) in enumerate(some_texts(rng)):
        regions = []
        for index, each in enumerate(passages(rng, text)):
            regions.append({"start": each.start, "end": each.end, "text": each.words, "labels": [each.tag]})
            made.add((number, "label", index), f"task {number + 1}, label {index + 1}", (each.words, each.tag))
        made.content.append({"text": text, "id": 1, "label": regions, "annotator": 1, "source": source})
    return made


# Others


def brat(rng: random.Random) -> Document:
    made = Document([], _put_brat)
    for number, (source, text) in enumerate(sorted(some_texts(rng))):
        stem, lines = source.removesuffix(".txt"), list[list[str]]()
        for each in passages(rng, text):
            made.add((number, 2, len(lines)), f"{stem}.ann, line {len(lines) + 1}", (each.words, each.tag))
            lines.append([f"T{len(lines) + 1}", f"{each.tag} {each.start} {each.end}", each.words])
        for extra in (
            ["R1", "By Arg1:T1 Arg2:T2"],
            ["A1", "Negated T1"],
            ["E1", "Say:T1"],
            ["#1", "AnnotatorNotes R1", "so"],
        ):
            if rng.random() < 0.3:
                if extra[0] == "E1":  # the others are taken as fields, links and notes of their passages
                    made.add((number, 2, len(lines)), f"{stem}.ann, line {len(lines) + 1}")
                lines.append(extra)
        made.content.append([stem, text, lines])
    return made


def _put_brat(folder: Path, document: Any) -> Path:
    for stem, text, lines in document:
        (folder / f"{stem}.txt").write_bytes(str(text).encode("utf-8", "surrogatepass"))
        rows = ["\t".join(map(str, line)) if isinstance(line, list) else str(line) for line in _listed(lines)]
        (folder / f"{stem}.ann").write_bytes("".join(f"{row}\n" for row in rows).encode("utf-8", "surrogatepass"))
    return folder


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def csv(rng: random.Random) -> Document:
    made = Document([["source", "start", "end", "exact", "tag", "note"]], put_text("x.csv", _csv))
    for source, text in some_texts(rng):
        for each in passages(rng, text):
            made.add((len(made.content),), f"row {len(made.content)}", (each.words, each.tag))
            made.content.append([source, each.start, each.end, each.words, each.tag, "so"])
    return made


def _csv(rows: Any) -> str:
    cells = (["" if cell is None else str(cell).replace('"', '""') for cell in _listed(row)] for row in rows)
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in cells)


def w3c(rng: random.Random) -> Document:
    items: list[Any] = []
    made = Document(
        {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}, PUT_JSON
    )
    for source, text in some_texts(rng):
        for each in passages(rng, text):
            made.add(("items", len(items)), f"annotation {len(items) + 1}", (each.words, each.tag))
            selectors = [
                {"type": "TextPositionSelector", "start": each.start, "end": each.end},
                {"type": "TextQuoteSelector", "exact": each.words, "prefix": "", "suffix": ""},
            ]
            body = [{"type": "TextualBody", "value": each.tag, "purpose": "tagging"}, {"value": "so"}]
            target = {"source": source, "selector": selectors}
            items.append(
                {"id": f"x{len(items)}", "type": "Annotation", "body": body, "target": target, "creator": "Ann"}
            )
    return made


def reader_json(rng: random.Random) -> Document:
    found: dict[str, list[Any]] = {"annotations": [], "orphans": []}
    sources = [{"id": id, "digest": ""} for id in TEXTS]
    made = Document({"format": 1, "unit": "code point", "sources": sources, **found}, PUT_JSON)
    for source, text in some_texts(rng):
        for each in passages(rng, text):
            key = rng.choice(("annotations", "annotations", "orphans"))
            made.add((key, len(found[key])), f"{key[:-1]} {len(found[key]) + 1}", (each.words, each.tag))
            place = {"source": source, "start": each.start, "end": each.end, "exact": each.words, "tag": each.tag}
            found[key].append({"id": "", "note": "", "creator": "Ann", "created": "", **place})
    return made


SHAPES: dict[str, tuple[str, Callable[[random.Random], Document]]] = {
    "label-studio": ("label-studio", label_studio),
    "label-studio, JSON_MIN": ("label-studio", label_studio_min),
    "label-studio, dialogues": ("label-studio", dialogues),
    "doccano": ("doccano", doccano),
    "prodigy": ("prodigy", prodigy),
    "spacy": ("spacy", spacy),
    "brat": ("brat", brat),
    "refi-qda": ("refi-qda", refi_qda),
    "w3c": ("w3c", w3c),
    "csv": ("csv", csv),
    "json": ("json", reader_json),
}
