"""The texts of sources without their boilerplate, and a map that leads from them to the sources.

Tagged boilerplate is left out, and with --suggestions suggested boilerplate, too. A line that becomes empty is removed
with its line end and the blank lines after it. Everything else stays exactly as it is.
"""

import re
from collections.abc import Iterable, Iterator

from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.text_map import NAME, TextMap, map_lines
from reader.settings.tag_names import is_within
from reader.text.span import Span

BOILERPLATE = "boilerplate"
_BLANKS = re.compile(r"[^\S\r\n]*")
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))+")


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the text of each source, under the source's id, and the map of all of them."""
    maps: list[TextMap] = []
    for annotated in corpus.by_source():
        source, text = annotated.source, annotated.text
        found = TextMap(source.id, source.digest, kept_parts(text, cuts(annotated, corpus, options)))
        yield OutputFile(source.id, [found.text(text)])
        losses["code points left out as boilerplate"] += len(text) - found.length
        maps.append(found)
    losses["boilerplate without a place, which stays in the texts"] += sum(
        is_boilerplate(each.annotation.tag) for each in corpus.orphans
    )
    yield OutputFile(NAME, map_lines(maps))


def is_boilerplate(tag: str) -> bool:
    """Return True for the tag `boilerplate` and those nested in it."""
    return is_within(tag, BOILERPLATE)


def cuts(annotated: AnnotatedSource, corpus: Corpus, options: Options) -> list[Span]:
    """Return the spans of a source that are tagged boilerplate; if asked for, those that are suggested, too."""
    found = [each.present.span for each in annotated.annotations if is_boilerplate(each.present.tag)]
    if options.suggestions:
        suggestions = corpus.suggestions_of(annotated.source.id)
        found += [each.span for each in suggestions if is_boilerplate(each.tag)]
    return found


def kept_parts(text: str, cuts: Iterable[Span]) -> list[Span]:
    """Return the parts of a text that stay when some spans are cut, in order; none is empty."""
    left_out = merged(_widened(text, each) for each in cuts)
    starts, ends = [0, *(each.end for each in left_out)], [*(each.start for each in left_out), len(text)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, with those that touch or overlap joined."""
    found: list[Span] = []
    for each in sorted(spans):
        if found and each.start <= found[-1].end:
            found[-1] = found[-1].union(each)
        else:
            found.append(each)
    return found


def _widened(text: str, cut: Span) -> Span:
    """Widen a cut to whole lines if it leaves nothing of them, else by one of the blanks around it."""
    line = max(text.rfind("\n", 0, cut.start), text.rfind("\r", 0, cut.start)) + 1
    is_from_start = not text[line : cut.start].strip()
    if is_from_start and (blank := _BLANK_LINES.match(text, cut.end)):
        return Span(line, blank.end())
    blanks = _BLANKS.match(text, cut.end)
    assert blanks, "it matches nothing, too"
    if blanks.end() == len(text) or text[blanks.end()] in "\r\n":
        return Span(cut.start, blanks.end())
    return Span(cut.start, blanks.end()) if is_from_start or text[cut.start - 1].isspace() else cut


TEXT = Format(
    name="text",
    meaning="texts without boilerplate, with a map to the sources",
    file="texts",
    write=write,
    keeps=frozenset(),
    fits=lambda _: None,  # the texts have no tags any more
    is_folder=True,
    has_suggestions=True,
)
