"""The output of `reader agree`: tables of agreement measures, and a list of disagreements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from reader.annotation.model.annotation import Annotation, to_document
from reader.annotation.model.field_values import field_words
from reader.collaboration.agreement.comparison import ALL_TAGS, Measures
from reader.collaboration.agreement.field_measures import FieldMeasures
from reader.collaboration.agreement.span_measures import SpanScores
from reader.collaboration.disagreements import Disagreement
from reader.reports.columns import aligned
from reader.text.sanitize import sanitize, sanitize_line

ByTag = Mapping[str, Measures]


@dataclass(frozen=True, slots=True)
class Suggested:
    """The accepted suggestions among the tags of some people.

    Attributes:
        counts: The number of each person's, by name and tag.
        without: The measures without the passages for which somebody accepted one.
    """

    counts: Mapping[str, Counter[str]]
    without: ByTag


MOST_COLUMNS = 13  # columns for tags, and for all of them together
HEADING = 14  # characters of a line of a heading
BELOW = "alpha unitized has no lower limit: long passages that only one person tagged take it below -1"
_SCORES = {"precision": "precision", "recall": "recall", "f1": "F1"}
_FIGURES = {
    "kappa_by_character": "Cohen's kappa by character",
    "kappa_by_sentence": "Cohen's kappa by sentence",
    "alpha_by_character": "Krippendorff's alpha by character",
    "alpha_unitized": "Krippendorff's alpha unitized",
}


def measures_table(names: Sequence[str], measures: ByTag, suggested: Suggested | None = None) -> Iterator[str]:
    """Yield the lines of a table with a column for each tag and a row for each measure; `-` where it is undefined.

    If there are many tags, each is a row, and precision and recall, which F1 sums up, are left out.

    Args:
        names: The names of the people.
        measures: The measures of each tag.
        suggested: The accepted suggestions; None if there are none.
    """
    rows = [["", *map(sanitize_line, measures)], *_rows(names, measures)]
    rows += _suggested_rows(names, suggested, measures) if suggested else ()
    yield from aligned(rows if len(measures) <= MOST_COLUMNS else _turned(rows))
    if any(each.alpha_unitized is not None and each.alpha_unitized < -1 for each in measures.values()):
        yield BELOW


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Transpose a table; its headings may take several lines."""
    kept = [row for row in rows if not row[0].startswith(("precision", "recall"))]
    headings = [wrap(row[0], HEADING, break_long_words=False) for row in kept]
    lines = zip_longest(*([""] * (max(map(len, headings)) - len(each)) + each for each in headings), fillvalue="")
    return [*map(list, lines), *map(list, zip(*(row[1:] for row in kept), strict=True))]


def field_table(measures: Sequence[FieldMeasures]) -> Iterator[str]:
    """Yield the lines of a table with a row for each field: kappa of a choice, F1 of any other field."""
    rows = [["field", "tag", "passages", "Cohen's kappa", "F1"]]
    rows += [
        [*map(sanitize_line, (each.field, each.tag)), str(each.matched), _format(each.kappa), _format(each.f1)]
        for each in measures
    ]
    yield from aligned(rows, 2) if measures else ()


def field_record(names: Sequence[str], measures: FieldMeasures) -> dict[str, Any]:
    """Return the agreement on a field as a JSON object."""
    return {"people": [*names], **asdict(measures)}


def disagreement_lines(names: Sequence[str], places: Iterable[Disagreement]) -> Iterator[str]:
    """Yield the lines of a list of disagreements: the place of each, then each person's tags there."""
    for place in places:
        yield f"{sanitize(place.source)} {place.span.start}-{place.span.end}"
        for name, said in zip(names, place.said, strict=True):
            for words in map(_words, said) if said else ["nothing"]:
                yield f"  {_name(name)}: {words}"


def measures_record(
    names: Sequence[str], tag: str, measures: Measures, suggested: Suggested | None = None
) -> dict[str, Any]:
    """Return the measures of one tag as a JSON object; None where a measure is undefined.

    Args:
        names: The names of the people.
        tag: The name of the tag.
        measures: The measures.
        suggested: The accepted suggestions; None if there are none.
    """
    found: dict[str, Any] = {"people": [*names], "tag": tag, **asdict(measures)}
    for name in ("exact", "overlapping"):
        scores: SpanScores | None = getattr(measures, name)
        found[name] = scores and {score: getattr(scores, score) for score in _SCORES}
    if suggested:
        without = suggested.without.get(tag)
        found["without_suggested"] = {figure: without and getattr(without, figure) for figure in _FIGURES}
    return found


def disagreement_record(names: Sequence[str], place: Disagreement) -> dict[str, Any]:
    """Return a disagreement as a JSON object."""
    said = {name: [to_document(each) for each in said] for name, said in zip(names, place.said, strict=True)}
    return {"source": place.source, "start": place.span.start, "end": place.span.end, "said": said}


def _rows(names: Sequence[str], measures: ByTag) -> Iterator[list[str]]:
    for number, name in enumerate(names):
        yield [f"tags of {_name(name)}", *(str(each.counts[number]) for each in measures.values())]
    if len(names) == 2:
        for kind in ("exact", "overlapping"):
            for score, words in _SCORES.items():
                scores = (getattr(each, kind) for each in measures.values())
                yield [f"{words}, {kind}", *(_format(getattr(each, score)) for each in scores)]
    yield from _figures(names, measures, measures)


def _figures(names: Sequence[str], measures: ByTag, tags: Iterable[str]) -> Iterator[list[str]]:
    """Yield a row for each kappa and alpha, with a cell for each of the tags."""
    for figure, words in _FIGURES.items():
        if len(names) == 2 or figure.startswith("alpha"):
            yield [words, *(_format(getattr(measures.get(tag), figure, None)) for tag in tags)]


def _suggested_rows(names: Sequence[str], suggested: Suggested, tags: Iterable[str]) -> Iterator[list[str]]:
    """Yield the number of suggestions that each person accepted, then each kappa and alpha without these passages."""
    for name in names:
        counts = suggested.counts[name]
        numbers = (counts.total() if tag == ALL_TAGS else counts[tag] for tag in tags)
        yield [f"suggestions accepted by {_name(name)}", *map(str, numbers)]
    for words, *cells in _figures(names, suggested.without, tags):
        yield [f"{words}, without these", *cells]


def _name(name: str) -> str:
    return sanitize_line(name) or "(no name)"


def _format(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def _words(annotation: Annotation) -> str:
    said = "".join(f" · {sanitize_line(words)}" for words in field_words(annotation))
    where = f"{annotation.start}-{annotation.end}"
    return f"{sanitize_line(annotation.tag)} {where} {sanitize_line(annotation.exact)}{said}"
