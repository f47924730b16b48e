"""Prodigy: JSON Lines, a task for each source and person, with tokens that begin and end where the passages do."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.formats.carried_text import by_creator
from reader.formats.corpus import Corpus, Passages
from reader.formats.format import File, Format, Found, Losses, Options, checked
from reader.formats.json_io import compact, read_lines
from reader.formats.spacy import incoming
from reader.text.span import Span
from reader.version import VERSION

_TOKEN = re.compile(r"\w+|[^\w\s]| +|[^\S ]+")

Labelled = tuple[Span, str]


def write(corpus: Corpus, options: Options, _losses: Losses) -> Iterator[File]:
    yield File("annotations.jsonl", (compact(task) + "\n" for task in _tasks(corpus, options)))


def _tasks(corpus: Corpus, options: Options) -> Iterator[dict[str, Any]]:
    for passages in corpus.by_source():
        for creator, annotations in (by_creator(passages) or {"": []}).items():
            yield _task(passages, [(each.span, each.tag) for each in annotations], "accept", creator)
        if options.suggestions and (found := corpus.suggestions_of(passages.source.id)):
            # An answer of `ignore` keeps them out of training until somebody has accepted them.
            task = _task(passages, [(each.span, each.tag) for each in found], "ignore", f"reader {VERSION}")
            yield {**task, "score": min(each.score for each in found)}


def _task(passages: Passages, labelled: list[Labelled], answer: str, creator: str) -> dict[str, Any]:
    text = passages.text
    tokens = tokens_of(text, [span for span, _ in labelled])
    starts = [token["start"] for token in tokens]
    return {
        "text": text,
        "tokens": tokens,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "token_start": bisect_left(starts, span.start),
                "token_end": bisect_left(starts, span.end) - 1,  # the last one: Prodigy's is inclusive
                "label": label,
            }
            for span, label in labelled
        ],
        "meta": {"source": passages.source.id},
        "_view_id": "spans_manual",
        "answer": answer,
        **({"_annotator_id": creator} if creator else {}),
    }


def tokens_of(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Words, signs and white space, cut at every edge of a span; one blank after a token is its `ws`."""
    edges = {edge for span in spans for edge in span}
    cuts = sorted({0, len(text), *edges})
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(cuts):
        for match in _TOKEN.finditer(text, start, end):
            if match[0] == " " and tokens and not tokens[-1]["ws"] and not edges.intersection(match.span()):
                tokens[-1]["ws"] = True
            else:
                about = {"text": match[0], "start": match.start(), "end": match.end()}
                tokens.append({**about, "id": len(tokens), "ws": False})
    return tokens


def read(path: Path, options: Options) -> Found:
    yield from checked(read_lines(path), "line", lambda where, line: incoming(where, line, options))


def recognises(_path: Path, head: str) -> bool:
    first = head.partition("\n")[0]
    return head.startswith("{") and '"text"' in first and ('"tokens"' in first or '"_view_id"' in first)


PRODIGY = Format(
    name="prodigy",
    meaning="Prodigy, JSON Lines with tokens",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=recognises,
    keeps=frozenset({"creator"}),
    has_suggestions=True,
)
