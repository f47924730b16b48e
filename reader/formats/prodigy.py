"""Prodigy's JSON Lines: a task for each source and person, with tokens that begin and end where the passages do."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.formats.carried_text import by_creator
from reader.formats.corpus import AnnotatedSource, Corpus, lost_of_suggestions
from reader.formats.format import Format, Losses, Options, OutputFile, Records
from reader.formats.json_io import compact_json
from reader.formats.json_lines import parse_lines
from reader.formats.outline import outline
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
    for annotated in corpus.by_source():
        for creator, annotations in (by_creator(annotated) or {"": []}).items():
            yield _task(annotated, [(each.span, each.tag) for each in annotations], "accept", creator)
        if options.suggestions and (found := corpus.suggestions_of(annotated.source.id)):
            # The answer "ignore" keeps suggestions out of training until somebody has accepted them.
            task = _task(annotated, [(each.span, each.tag) for each in found], "ignore", f"reader {VERSION}")
            losses.update(lost_of_suggestions(found, annotated.text))
            yield {**task, "score": min(each.score for each in found)}


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
                "token_end": bisect_left(starts, span.end) - 1,  # inclusive, as Prodigy has it
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


def read(path: Path, options: Options) -> Records:
    """Yield the records of all accepted tasks."""
    records = parse_lines(path, parse_line)
    yield from settle(records, options)


def sniff(_path: Path, text: str) -> bool:
    """Return whether a file has texts, and what only Prodigy adds to them."""
    found = outline(text)
    return not _OURS.isdisjoint(found.keys) and not _CONTENT.isdisjoint(found.keys)


PRODIGY = Format(
    name="prodigy",
    meaning="Prodigy, JSON Lines with tokens",
    file="annotations.jsonl",
    write=write,
    read=read,
    recognises=sniff,
    keeps=frozenset({"creator"}),
    has_suggestions=True,
)
