"""Files of annotations in the shapes that programs write, with the place of every record that is in them."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

TEXTS = {
    "a.txt": "The mill stands by the river. It has not turned since spring, the owner says.\n",
    "b.txt": "😀 Forty boats left Łódź harbour; “none” came back — so café Ñandú claims.\r\nNobody asked why.\r\n",
    "c.txt": "日本の水車は止まった。 Twelve “experts” 👨‍👩‍👧 disagreed loudly, twice.",
}
Path_ = tuple[Any, ...]
Put = Callable[[Path, Any], Path]  # writes a document into a folder, and returns what to import


@dataclass
class Document:
    """A file before it is written.

    content: nested lists and objects. records: where each record is in the content, and what an import calls that
    place. passages: the words and tag of those records that are tagged passages. put: writes the content.
    """

    content: Any
    put: Put
    records: dict[Path_, str] = field(default_factory=dict)
    passages: dict[Path_, tuple[str, str]] = field(default_factory=dict)

    def add(self, path: Path_, where: str, passage: tuple[str, str] | None = None) -> None:
        self.records[path] = where
        if passage:
            self.passages[path] = passage


@dataclass(frozen=True)
class Passage:
    start: int
    end: int
    words: str
    tag: str


def passages(rng: random.Random, text: str) -> list[Passage]:
    """Return some words of a text, of which each stands there once."""
    words = [word for word in text.split() if len(word) > 2 and text.count(word) == 1]
    found = []
    for word in rng.sample(words, rng.randint(1, min(3, len(words)))):
        start = text.index(word)
        found.append(Passage(start, start + len(word), word, rng.choice(("quote", "claim", "other"))))
    return found


def put_text(name: str, content: Callable[[Any], str]) -> Put:
    def put(folder: Path, document: Any) -> Path:
        path = folder / name
        path.write_bytes(content(document).encode("utf-8", "replace"))
        return path

    return put


def _lines(document: Any) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in document)


PUT_LINES, PUT_JSON = put_text("x.jsonl", _lines), put_text("x.json", json.dumps)


def _some(rng: random.Random) -> list[tuple[str, str]]:
    return rng.sample(sorted(TEXTS.items()), rng.randint(1, 3))


# Lines of a text and its spans


def prodigy(rng: random.Random) -> Document:
    made = Document([], PUT_LINES)
    for number, (source, text) in enumerate(_some(rng)):
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
            made.add((number, "relations", 0), f"line {number + 1}")
        made.content.append(line)
    return made


def spacy(rng: random.Random) -> Document:
    made = Document([], PUT_LINES)
    key, name = rng.choice((("spans", "span"), ("ents", "entity"), ("entities", "entity")))
    for number, (source, text) in enumerate(_some(rng)):
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
    for number, (source, text) in enumerate(_some(rng)):
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
                made.add((number, extra, 0), f"line {number + 1}")
        made.content.append(line)
    return made


# Label Studio


def label_studio(rng: random.Random) -> Document:
    made = Document([], PUT_JSON)
    key, name = rng.choice((("annotations", "annotation"), ("completions", "completion")))
    for number, (source, text) in enumerate(_some(rng)):
        results: list[dict[str, Any]] = []
        for kind, result in _results(rng, text):
            path = (number, key, 0, "result", len(results))
            made.add(path, f"task {number + 1}, {name} 1, result {len(results) + 1}", kind)
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


def label_studio_min(rng: random.Random) -> Document:
    made = Document([], PUT_JSON)
    for number, (source, text) in enumerate(_some(rng)):
        regions = []
        for index, each in enumerate(passages(rng, text)):
            regions.append({"start": each.start, "end": each.end, "text": each.words, "labels": [each.tag]})
            made.add((number, "label", index), f"task {number + 1}, label {index + 1}", (each.words, each.tag))
        made.content.append({"text": text, "id": 1, "label": regions, "annotator": 1, "source": source})
    return made


# Others


def brat(rng: random.Random) -> Document:
    made = Document([], _put_brat)
    for number, (source, text) in enumerate(sorted(_some(rng))):
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
    for source, text in _some(rng):
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
    for source, text in _some(rng):
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
    for source, text in _some(rng):
        for each in passages(rng, text):
            key = rng.choice(("annotations", "annotations", "orphans"))
            made.add((key, len(found[key])), f"{key[:-1]} {len(found[key]) + 1}", (each.words, each.tag))
            place = {"source": source, "start": each.start, "end": each.end, "exact": each.words, "tag": each.tag}
            found[key].append({"id": "", "note": "", "creator": "Ann", "created": "", **place})
    return made


def refi_qda(rng: random.Random) -> Document:
    """Elements are objects with a name, attributes, text and children."""
    codes = [{"": "Code", "guid": f"c-{tag}", "name": tag} for tag in ("quote", "claim", "other")]
    sources: list[Any] = []
    made = Document({"codes": codes, "sources": sources, "texts": {}}, _put_project)
    for number, (source, text) in enumerate(_some(rng)):
        children = []
        for index, each in enumerate(passages(rng, text)):
            made.add((number, index), f"{source}, selection {index + 1}", (each.words, each.tag))
            coding = {"": "Coding", "guid": "k", "children": [{"": "CodeRef", "targetGUID": f"c-{each.tag}"}]}
            about = {"guid": f"s{number}{index}", "startPosition": each.start, "endPosition": each.end}
            children.append({"": "PlainTextSelection", **about, "children": [coding]})
        made.content["texts"][f"{number}.txt"] = text
        about = {"name": source, "guid": f"{number}", "plainTextPath": f"internal://{number}.txt"}
        sources.append({"": "TextSource", **about, "children": children})
    made.records = {("sources", path[0], "children", path[1]): where for path, where in made.records.items()}
    made.passages = {("sources", path[0], "children", path[1]): each for path, each in made.passages.items()}
    return made


def _put_project(folder: Path, document: Any) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        codes, sources = ("".join(map(_element, document.get(key, []))) for key in ("codes", "sources"))
        body = f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}</Sources>"
        project = f'<Project xmlns="urn:QDA-XML:project:1.0">{body}</Project>'
        archive.writestr("project.qde", project.encode("utf-8", "replace"))
        for name, text in document.get("texts", {}).items():
            archive.writestr(f"sources/{name}", str(text).encode("utf-8", "replace"))
    path = folder / "x.qdpx"
    path.write_bytes(out.getvalue())
    return path


def _element(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    name = value.get("")
    name = name if isinstance(name, str) and name.isalpha() else "Odd"
    attributes = "".join(
        f" {key}={quoteattr(_printable(each))}" for key, each in value.items() if key.isalpha() and key != "children"
    )
    return f"<{name}{attributes}>{''.join(map(_element, value.get('children', [])))}</{name}>"


def _printable(value: Any) -> str:
    return "".join(each for each in str(value) if each.isprintable())


SHAPES: dict[str, tuple[str, Callable[[random.Random], Document]]] = {
    "label-studio": ("label-studio", label_studio),
    "label-studio, JSON_MIN": ("label-studio", label_studio_min),
    "doccano": ("doccano", doccano),
    "prodigy": ("prodigy", prodigy),
    "spacy": ("spacy", spacy),
    "brat": ("brat", brat),
    "refi-qda": ("refi-qda", refi_qda),
    "w3c": ("w3c", w3c),
    "csv": ("csv", csv),
    "json": ("json", reader_json),
}
