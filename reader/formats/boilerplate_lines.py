"""The lines of sources, each with a label: training data for programs that tell boilerplate from an article.

A line is everything between two line ends, without the white space around it; blank lines are left out.
"""

import re
from collections.abc import Iterator, Sequence

from reader.formats.cleaned_text import cuts, merged
from reader.formats.corpus import Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.json_io import compact_json
from reader.text.span import Span

_LINE = re.compile(r"[^\r\n]*\S")
_INDENT = re.compile(r"\s*")


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the file of lines, in JSON Lines."""
    yield OutputFile("boilerplate.jsonl", _records(corpus, options, losses))


def _records(corpus: Corpus, options: Options, losses: Losses) -> Iterator[str]:
    for annotated in corpus.by_source():
        id, text = annotated.source.id, annotated.text
        for span, label in labelled_lines(text, cuts(annotated, corpus, options)):
            losses["lines that are only partly boilerplate"] += label == "mixed"
            record = {"source": id, "start": span.start, "end": span.end, "label": label, "text": span.of(text)}
            yield compact_json(record) + "\n"


def labelled_lines(text: str, boilerplate: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Yield each line that is not blank, with its label: `boilerplate`, `content`, or `mixed` if it has both."""
    spans = merged(boilerplate)
    at = 0
    for match in _LINE.finditer(text):
        indent = _INDENT.match(text, match.start(), match.end())
        line = Span(indent.end() if indent else match.start(), match.end())
        while at < len(spans) and spans[at].end <= line.start:
            at += 1
        last = at
        while last < len(spans) and spans[last].start < line.end:
            last += 1
        yield line, _label(text, line, spans[at:last])


def _label(text: str, line: Span, spans: Sequence[Span]) -> str:
    """Return the label of a line, given the spans of boilerplate that overlap it, in order."""
    starts, ends = [each.start for each in spans], [each.end for each in spans]
    content = zip([line.start, *ends], [*starts, line.end], strict=True)
    has_content = any(text[start:end].strip() for start, end in content)
    has_boilerplate = any(each.of(text).strip() for each in spans)
    return "mixed" if has_content and has_boilerplate else "content" if has_content else "boilerplate"


BOILERPLATE_LINES = Format(
    name="boilerplate",
    meaning="lines labelled boilerplate or content, for training",
    file="boilerplate.jsonl",
    write=write,
    keeps=frozenset(),
    fits=lambda _: None,
    has_suggestions=True,
)
