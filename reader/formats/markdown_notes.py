"""Markdown for Obsidian and Logseq: a note for each source that has tags. It cannot be imported."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.text.source import MARKDOWN_SUFFIXES

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$=%^&]")
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
    """Yield the passage; then tag and creator, with an anchor that Obsidian can link to; then the note."""
    passage = each.exact if is_markdown else _escape(each.exact)
    yield "\n" + "".join(f"> {line}\n" for line in passage.splitlines())
    creator = f" · {_escape(each.creator)}" if each.creator else ""
    yield f"\n#{_hashtag(each.tag)}{creator} ^{_NOT_IN_HASHTAG.sub('-', each.id)}\n"
    if each.note:
        yield "\n" + "\n".join(_escape(line) for line in each.note.splitlines()) + "\n"


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
    keeps=frozenset({"note", "creator", "id"}),
    fits=preserve,
    is_folder=True,
)
