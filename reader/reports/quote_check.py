"""The output of `reader verify` for people: each quotation with its verdict and its original, differences marked."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.insight.quote_check.side_by_side import PairedStretch, reasons, side_by_side, words_without_markup
from reader.insight.quote_check.verdict import SIGNS, Checked, Verdict
from reader.text.article import Article
from reader.text.counted import counted
from reader.text.sanitize import sanitize, sanitize_line

WIDTH = 100  # columns
_HERE, _THERE = "  here      ", "  original  "
_WORDS = {Verdict.NOT_FOUND: "not found", Verdict.TOO_SHORT: "too short to say"}
QUIET = frozenset({Verdict.EXACT, Verdict.TOO_SHORT, Verdict.NOT_COMPARED})  # these are only counted


def is_fault(checked: Checked, *, is_strict: bool) -> bool:
    """Return whether a quotation should not be published unchanged; `strict` includes shortened ones."""
    return checked.is_fault or (is_strict and checked.verdict is Verdict.SHORTENED)


def quote_report(article: Article, found: Sequence[Checked]) -> Iterator[str]:
    """Yield the report on the quotations of an article that a person should look at."""
    for each in found:
        if each.verdict in QUIET and not each.said_by_another:
            continue
        line = article.text.count("\n", 0, each.span.start) + 1
        yield f"{sanitize(each.source)}:{line}: {_verdict(each)}\n"
        yield from _words(each)
        yield "\n"


def _verdict(checked: Checked) -> str:
    name = _WORDS.get(checked.verdict, str(checked.verdict))
    if checked.verdict is Verdict.NOT_FOUND:
        name += f" in {counted(checked.originals, 'original')}"
    if checked.verdict is Verdict.SPLICED:
        name += f" from {len(checked.places)} places"
    return " · ".join([f"{SIGNS[checked.verdict]} {name}", *map(sanitize_line, reasons(checked))])


def _words(checked: Checked) -> Iterator[str]:
    """Yield the quotation and its originals; what differs is marked `−removed−` and `+added+`."""
    stretches = list(side_by_side(checked))
    if not stretches or len(checked.places) > 1:
        yield _wrapped(_HERE, words_without_markup(checked))
    else:
        yield _wrapped(_HERE, "".join(_marked(each.here, "−" * each.differs) for each in stretches))
    for number, place in enumerate(checked.places):
        words = words_without_markup(place) if len(checked.places) > 1 else "".join(map(_original, stretches))
        yield _wrapped(_THERE if number == 0 else " " * len(_THERE), words)
        who = f"{sanitize_line(place.speaker)}, " if place.speaker else ""
        yield f"{' ' * len(_THERE)}{who}{sanitize(place.source)}:{place.line}\n"


def _original(stretch: PairedStretch) -> str:
    return _marked(stretch.there, "+" * stretch.differs)


def _marked(words: str, mark: str) -> str:
    return f"{mark}{words}{mark}" if words else ""


def _wrapped(label: str, words: str) -> str:
    lines = textwrap.wrap(sanitize_line(words), WIDTH - len(label)) or [""]
    return label + f"\n{' ' * len(label)}".join(lines) + "\n"


def verdict_summary(found: Sequence[Checked], articles: int, originals: int) -> str:
    """Return a line with the numbers of all verdicts."""
    counts = Counter(each.verdict for each in found)
    what = f"{counted(len(found), 'quotation')} in {counted(articles, 'article')}"
    if not originals:
        return f"{what}; no originals yet: put them into a folder named originals, or name one with --originals"
    there = (verdict for verdict in Verdict if counts[verdict])
    numbers = (f"{SIGNS[verdict]} {_WORDS.get(verdict, verdict)} {counts[verdict]}" for verdict in there)
    return " · ".join([f"{what}, {counted(originals, 'original')}", *numbers])
