"""Markdown, for Obsidian and Logseq: a note for each source that has tags. Nothing comes back from it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import File, Format, Losses, Options
from reader.text.source import MARKDOWN_SUFFIXES

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$=%^&]")
_NO_TAG = re.compile(r"[^\w/-]+")


def write(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[File]:
    for passages in corpus.by_source():
        if passages.annotations:
            yield File(f"{passages.source.id}.md", _note(passages))


def _note(passages: Passages) -> Iterator[str]:
    source = passages.source
    front = {
        "title": source.title,
        "source": source.id,
        "digest": source.digest,
        "tags": sorted({_hashtag(each.present.tag) for each in passages.annotations}),
    }
    yield "---\n" + "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    yield f"---\n\n# {_plain(source.title)}\n"
    is_markdown = source.id.lower().endswith(MARKDOWN_SUFFIXES)
    for each in passages.annotations:
        yield from _quoted(each.present, is_markdown=is_markdown)


def _quoted(each: Annotation, *, is_markdown: bool) -> Iterator[str]:
    """A block quote, and below it tag and person, with an anchor that Obsidian can link to; then the note."""
    words = each.exact if is_markdown else _plain(each.exact)
    yield "\n" + "".join(f"> {line}\n" for line in words.splitlines())
    person = f" · {_plain(each.creator)}" if each.creator else ""
    yield f"\n#{_hashtag(each.tag)}{person} ^{_NO_TAG.sub('-', each.id)}\n"
    if each.note:
        yield "\n" + "\n".join(_plain(line) for line in each.note.splitlines()) + "\n"


def _hashtag(tag: str) -> str:
    return _NO_TAG.sub("-", tag)


def _plain(text: str) -> str:
    """Text that means no markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def fits(anchored: Anchored) -> Annotation:
    each = anchored.present
    return replace(each, start=-1, end=-1, tag=_hashtag(each.tag))


MARKDOWN = Format(
    name="markdown",
    meaning="Markdown notes for Obsidian and Logseq, one a source",
    file="notes",
    write=write,
    keeps=frozenset({"note", "creator", "id"}),
    fits=fits,
    is_folder=True,
)
