"""CoNLL-U Plus (https://universaldependencies.org/ext-format.html): a line for each token, with a column for each tag.

The columns of tags are in IOB2: `B-claim` begins a passage, `I-claim` continues it, also into the next sentence, and
`O` is outside. Tokens are words, and single signs between them; START and END are their offsets in the source.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import AnnotatedSource, Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.json_io import compact_json
from reader.text.graphemes import grapheme_bounds
from reader.text.passages import Unit, passages_of
from reader.text.plain import PlainBlocks
from reader.text.span import Span

OUTSIDE = "O"
MOST = 12  # tags that have a column whether or not a passage has them
_NOT_IN_NAME = re.compile(r"\s+")


def write(corpus: Corpus, _options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the file with the tokens of all sources."""
    yield OutputFile("annotations.conllup", _lines(corpus, losses))


def _lines(corpus: Corpus, losses: Losses) -> Iterator[str]:
    tags = _tags(corpus)
    yield f"# global.columns = ID FORM READER:START READER:END {' '.join(_column_names(tags))}".rstrip() + "\n"
    for annotated in corpus.by_source():
        sentences = list(sentences_of(annotated.text))
        tokens = [token for sentence in sentences for token in sentence]
        columns = _columns(tags, tokens, annotated, losses)
        labels = zip(*columns, strict=True) if tags else iter(())
        yield f"# newdoc id = {compact_json(annotated.source.id)[1:-1]}\n"
        for sentence in sentences:
            for number, token in enumerate(sentence, 1):
                cells = [str(number), token.of(annotated.text), str(token.start), str(token.end), *next(labels, ())]
                yield "\t".join(cells) + "\n"
            yield "\n"


def _tags(corpus: Corpus) -> list[str]:
    """Return the tags that have a column: all if they are few, else only those that are used."""
    found = {each.present.tag for each in corpus.placed}
    tags = [*corpus.tags, *sorted(found.difference(corpus.tags))]
    return tags if len(tags) <= MOST else [tag for tag in tags if tag in found]


def _column_names(tags: Iterable[str]) -> list[str]:
    """Return a name for the column of each tag: without blanks, and each only once."""
    names: list[str] = []
    for tag in tags:
        name = f"READER:{_NOT_IN_NAME.sub('_', compact_json(tag)[1:-1])}"
        names.append(name if name not in names else f"{name}-{len(names)}")
    return names


def sentences_of(text: str) -> Iterator[Sequence[Span]]:
    """Yield the tokens of each sentence of a text; a bullet belongs to the sentence after it."""
    for block in PlainBlocks(text):
        words = passages_of(block, Unit.WORD)
        starts = [word.start for word in words]
        edges = [block.start, *(sentence.end for sentence in block.sentences)]
        for start, end in pairwise(edges):
            inside = [word for word in words[bisect_left(starts, start) : bisect_left(starts, end)] if word.end <= end]
            if tokens := list(_tokens(text, Span(start, end), inside)):
                yield tokens


def _tokens(text: str, sentence: Span, words: Sequence[Span]) -> Iterator[Span]:
    """Yield the words of a sentence, and each sign between them."""
    at = sentence.start
    for word in [*words, Span(sentence.end, sentence.end)]:
        for start, end in grapheme_bounds(text[at : word.start]):
            sign = text[at + start : at + end]
            if sign.strip():  # a mark that combines with a blank is a token of its own
                yield Span(at + end - len(sign.lstrip()), at + start + len(sign.rstrip()))
        if word:
            yield word
        at = word.end


def _columns(
    tags: Sequence[str], tokens: Sequence[Span], annotated: AnnotatedSource, losses: Losses
) -> Iterator[Iterable[str]]:
    """Yield the labels of the tokens for each tag."""
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    by_tag = dict[str, list[Annotation]]()
    for each in annotated.annotations:
        by_tag.setdefault(each.present.tag, []).append(each.present)
    for tag in tags:
        places = [_Place.of(each, starts, ends) for each in by_tag.get(tag, ())]
        yield _labels(tag, len(tokens), places, losses) if places else repeat(OUTSIDE, len(tokens))


def _labels(tag: str, number: int, places: Iterable["_Place"], losses: Losses) -> list[str]:
    """Return the label of each token for the places of one tag."""
    labels = [OUTSIDE] * number
    for place in places:
        problem = place.problem(labels)
        if problem:
            losses[problem] += 1
        else:
            losses["tokens that a passage cuts"] += place.cut
            losses["white space at the ends of passages"] += place.has_blank_ends
            labels[place.first : place.last] = [f"B-{tag}", *[f"I-{tag}"] * (place.last - place.first - 1)]
    return labels


@dataclass(frozen=True, slots=True)
class _Place:
    """The tokens of a passage.

    Attributes:
        first: The number of the first token.
        last: The number after that of the last token.
        cut: The number of tokens that lie only partly in the passage.
        has_blank_ends: Whether white space before or after them belongs to the passage.
    """

    first: int
    last: int
    cut: int = 0
    has_blank_ends: bool = False

    @classmethod
    def of(cls, annotation: Annotation, starts: Sequence[int], ends: Sequence[int]) -> "_Place":
        first, last = bisect_right(ends, annotation.start), bisect_left(starts, annotation.end)
        if first >= last:
            return cls(first, first)
        cut = sum(starts[each] < annotation.start or ends[each] > annotation.end for each in {first, last - 1})
        return cls(first, last, cut, annotation.start < starts[first] or annotation.end > ends[last - 1])

    def problem(self, labels: Sequence[str]) -> str:
        """Return why a column with these labels cannot hold the passage; empty if it can."""
        if self.first == self.last:
            return "passages without a token"
        is_free = all(label == OUTSIDE for label in labels[self.first : self.last])
        return "" if is_free else "passages that overlap another of the same tag"


CONLL = Format(
    name="conll",
    meaning="CoNLL-U Plus: a line for each token, a column for each tag",
    file="annotations.conllup",
    write=write,
    keeps=frozenset(),
)
