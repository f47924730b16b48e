"""Markdown for Obsidian and Logseq: a note for each source that has tags. It cannot be imported."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import shown
from reader.annotation.model.links import Link, links_of
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.json_io import compact_json
from reader.text.quotation_marks import in_marks
from reader.text.source import MARKDOWN_SUFFIXES

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$=%^&]")
_NOT_IN_LINK = re.compile(r"[\[\]|#^\s]+")  # of Obsidian
_NOT_IN_HASHTAG = re.compile(r"[^\w/-]+")


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
    """Yield a note for each source that has annotations."""
    for annotated in corpus.by_source():
        if annotated.annotations:
            yield OutputFile(f"{annotated.source.id}.md", _note(annotated))


def _note(annotated: AnnotatedSource) -> Iterator[str]:
    source = annotated.source
    front_matter = {
        "title": source.title,
        "source": source.id,
        "digest": source.digest,
        "tags": sorted({_hashtag(each.present.tag) for each in annotated.annotations}),
    }
    yield "---\n" + "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front_matter.items()
    )
    yield f"---\n\n# {_escape(source.title)}\n"
    is_markdown = source.id.lower().endswith(MARKDOWN_SUFFIXES)
    for each in annotated.annotations:
        yield from _block_quote(each.present, is_markdown=is_markdown)


def _block_quote(each: Annotation, *, is_markdown: bool) -> Iterator[str]:
    """Yield the passage; then tag and creator, with an anchor that Obsidian can link to; fields and links; the note."""
    passage = each.exact if is_markdown else _escape(each.exact)
    yield "\n" + "".join(f"> {line}\n" for line in passage.splitlines())
    creator = f" · {_escape(each.creator)}" if each.creator else ""
    yield f"\n#{_hashtag(each.tag)}{creator} ^{_NOT_IN_HASHTAG.sub('-', each.id)}\n"
    if said := [*_fields(each), *_links(each)]:
        yield "\n" + "".join(f"- {line}\n" for line in said)
    if each.note:
        yield "\n" + "\n".join(_escape(line) for line in each.note.splitlines()) + "\n"


def _fields(each: Annotation) -> Iterator[str]:
    for name, value in each.fields.items():
        yield _on_one_line(f"{name}: {shown(value)}")


def _links(each: Annotation) -> Iterator[str]:
    """Yield each link with its target, as Obsidian and Logseq follow it; invalid links as JSON."""
    valid = {link.id: link for link in links_of(each)}
    for id, value in each.links.items():
        if link := valid.get(id):
            note = _on_one_line(f" ({link.note})") if link.note else ""
            yield f"{_on_one_line(link.type)} → {_end(link)}{note}"
        else:
            yield _on_one_line(compact_json(value))


def _end(link: Link) -> str:
    if link.url:
        return "<" + link.url.replace("<", "%3C").replace(">", "%3E") + ">"
    words = _on_one_line(f" {in_marks(link.exact)}") if link.exact else ""
    source = _NOT_IN_LINK.sub(" ", link.source)
    anchor = f"#^{_NOT_IN_HASHTAG.sub('-', link.annotation_id)}" if link.annotation_id else ""
    return f"[[{source}{anchor}]]{words}"


def _on_one_line(text: str) -> str:
    return _escape(" ".join(text.split()) if text.strip() == text else " " + " ".join(text.split()))


def _hashtag(tag: str) -> str:
    return _NOT_IN_HASHTAG.sub("-", tag)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def preserve(anchored: Anchored) -> Annotation:
    """Return the annotation without its offsets, and with its tag as a hashtag."""
    each = anchored.present
    return replace(each, start=-1, end=-1, tag=_hashtag(each.tag))


MARKDOWN = Format(
    name="markdown",
    meaning="Markdown notes for Obsidian and Logseq, one per source",
    file="notes",
    write=write,
    keeps=frozenset({"note", "creator", "id", "fields", "links"}),
    fits=preserve,
    is_folder=True,
)
