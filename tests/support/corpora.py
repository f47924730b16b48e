"""A corpus to export without a workspace: `a_corpus({"a.txt": "One. Two."}, a_tag("a.txt", 0, 4))`."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import Corpus, SourceInfo, SuggestionLike
from tests.support.stores import an_annotation


def a_tag(source: str, start: int, end: int, tag: str = "quote", **fields: Any) -> Annotation:
    return an_annotation(f"{source} {start}-{end} {tag}", source=source, start=start, end=end, tag=tag, **fields)


def a_corpus(
    texts: Mapping[str, str],
    *annotations: Annotation,
    orphans: Sequence[Annotation] = (),
    suggestions: Mapping[str, Sequence[SuggestionLike]] | None = None,
    tags: Sequence[str] = ("quote", "claim", "boilerplate"),
) -> Corpus:
    """Return a corpus whose texts can be changed afterwards: they are read from the mapping again."""

    def exact(each: Annotation) -> Anchored:
        whole = replace(each, exact=texts[each.source][each.start : each.end])
        return Anchored(whole, Status.EXACT, whole)

    found = [exact(each) for each in annotations] + [Anchored(each, Status.ORPHAN, None) for each in orphans]
    sources = [SourceInfo(id, id, "utf-8", digest_of(text), len(text)) for id, text in texts.items()]
    in_order = sorted(found, key=lambda each: (each.present.source, each.present.start, -each.present.end))
    return Corpus(sources, in_order, texts.__getitem__, lambda source: (suggestions or {}).get(source, ()), tags)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
