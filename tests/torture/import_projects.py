"""REFI-QDA projects, of elements as objects with a name, attributes and children."""

import io
import random
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from .import_documents import Document, Path_, passages, some_texts


def refi_qda(rng: random.Random) -> Document:
    """Return a project with passages, whole sources, regions and memos."""
    codes = [{"": "Code", "guid": f"c-{tag}", "name": tag} for tag in ("quote", "claim", "other")]
    sources: list[Any] = []
    made = Document({"codes": codes, "sources": sources, "texts": {}}, _put_project)
    for number, (source, text) in enumerate(some_texts(rng)):
        children: list[Any] = []
        for index, each in enumerate(passages(rng, text)):
            path: Path_ = ("sources", number, "children", index)
            made.add(path, f"{source}, selection {index + 1}", (each.words, each.tag))
            about = {"guid": f"s{number}{index}", "startPosition": each.start, "endPosition": each.end}
            note = [{"": "NoteRef", "targetGUID": "n"}] if rng.random() < 0.3 else []
            children.append({"": "PlainTextSelection", **about, "children": [_coding(each.tag), *note]})
        if rng.random() < 0.3:
            made.add(("sources", number, "children", len(children)), source)
            children.append(_coding("quote"))
        made.content["texts"][f"{number}.txt"] = text
        about = {"name": source, "guid": f"{number}", "plainTextPath": f"internal://{number}.txt"}
        sources.append({"": "TextSource", **about, "children": children})
    for kind, name in (("PDFSource", "PDFSelection"), ("PictureSource", "PictureSelection"), ("Note", "")):
        if rng.random() < 0.3:
            path = ("sources", len(sources), "children", 0) if name else ("sources", len(sources))
            made.add(path, f"{kind}, selection 1" if name else kind)
            children = [{"": name, "page": 0, "children": [_coding("claim")]}] if name else []
            sources.append({"": kind, "name": kind, "guid": "n", "children": children})
    return made


def _coding(tag: str) -> dict[str, Any]:
    return {"": "Coding", "guid": "k", "children": [{"": "CodeRef", "targetGUID": f"c-{tag}"}]}


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
