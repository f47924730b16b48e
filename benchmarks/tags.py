"""Tags written straight into a TinyDB file, in the layout that `reader` keeps its own in."""

import hashlib
import itertools
import json
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Document = dict[str, Any]
CONTEXT = 32  # code points of prefix and suffix
TIME = "2026-01-01T09:00:00Z"
_SENTENCE = re.compile(r"[“A-Z][^\n]*?\.(?= [“A-Z]|\n)")


def write_tags(path: Path, sources: Sequence[Path], count: int) -> None:
    """`count` annotations, spread evenly over the sources; no file at all for none."""
    if not count:
        return
    share = -(-count // len(sources))
    found = itertools.chain.from_iterable(tags_in(each, share, each.name) for each in sources)
    write_documents(path, itertools.islice(found, count))


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """A TinyDB file with these annotations."""
    tables = {
        "about": {"1": {"format": 1}},
        "annotations": {str(number): document for number, document in enumerate(documents, 1)},
    }
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=2) + "\n", "utf-8")


def tags_in(source: Path, count: int, id: str) -> Iterator[Document]:
    """Annotations of sentences and words, spread evenly over a source."""
    data = source.read_bytes()
    text, digest = data.decode(), hashlib.sha256(data).hexdigest()
    spans = [match.span() for match in _SENTENCE.finditer(text)]
    words = [match.span() for match in re.finditer(r"\w{4,}", text)] if count > len(spans) else []
    for start, end in _spread([*spans, *words], count):
        exact = text[start:end]
        yield {
            "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{id} {start} {end}")),
            "source": id,
            "start": start,
            "end": end,
            "exact": exact,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
            "tag": "quote" if exact.startswith("“") else "claim",
            "note": "",
            "creator": "benchmark",
            "created": TIME,
            "modified": TIME,
            "digest": digest,
        }


def _spread(spans: Sequence[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    for number in range(min(count, len(spans))):
        yield spans[number * len(spans) // count]
