"""The check of the quotations of an article against all originals."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from reader.insight.quote_check.judge import Ruling, adjacent, judge_quotation
from reader.insight.quote_check.original import Original
from reader.insight.quote_check.quotation import Quotation, read_quotation
from reader.insight.quote_check.quotations import Quoted
from reader.insight.quote_check.speaker import is_another
from reader.insight.quote_check.verdict import LONGEST, Checked, Verdict
from reader.insight.wording.language import language_of
from reader.system.threads import run_to_end
from reader.text.article import Article
from reader.text.rendered_text import shown_in_place


def check_quotations(article: Article, quoted: Sequence[Quoted], originals: Sequence[Original]) -> list[Checked]:
    """Return the verdicts on the quotations of an article at once, as `check_in_steps` does."""
    return run_to_end(check_in_steps(article, quoted, originals))


def check_in_steps(
    article: Article, quoted: Sequence[Quoted], originals: Sequence[Original]
) -> Generator[None, None, list[Checked]]:
    """Check one quotation per step; return the verdicts, in order. Titles that nobody said are left out.

    Args:
        article: The article.
        quoted: Its quotations.
        originals: All originals.
    """
    shown = shown_in_place(article)
    quotations = [read_quotation(article.source.id, each.span, shown, goes_on=each.goes_on) for each in quoted]
    usual = language_of(shown)
    rulings = []
    for each in quotations:
        rulings.append(_rule(each, originals, usual))
        yield
    _look_beside(quoted, quotations, rulings, originals)
    found = zip(quoted, quotations, rulings, strict=True)
    return [
        _checked(article, one, quotation, ruling, len(originals))
        for one, quotation, ruling in found
        if not (one.is_title and ruling.verdict is Verdict.NOT_FOUND)
    ]


def _rule(quotation: Quotation, originals: Sequence[Original], usual: str) -> Ruling:
    ruling = judge_quotation(quotation, originals) if originals else Ruling(Verdict.NOT_COMPARED)
    if ruling.verdict is Verdict.NOT_FOUND:
        language = language_of(quotation.words.text, is_short=True) or usual
        if language and not any(each.language in ("", language) for each in originals):
            return Ruling(Verdict.NOT_COMPARED)
    return ruling


def _look_beside(
    quoted: Sequence[Quoted], quotations: Sequence[Quotation], rulings: list[Ruling], originals: Sequence[Original]
) -> None:
    """Look for a part that is too short to judge by itself next to where the part before or after it was found."""
    by_source = {original.source: original for original in originals}
    for index, (each, ruling) in enumerate(zip(quoted, rulings, strict=True)):
        if ruling.verdict is not Verdict.TOO_SHORT:
            continue
        for other, is_before in ((index + 1, True), (index - 1, False)):
            if not 0 <= other < len(quoted) or not (each if is_before else quoted[other]).goes_on:
                continue
            if (place := rulings[other].places[:1]) and (
                found := adjacent(quotations[index], by_source[place[0].source], place[0].span, is_before=is_before)
            ):
                rulings[index] = found
                break


def _checked(article: Article, quoted: Quoted, quotation: Quotation, ruling: Ruling, originals: int) -> Checked:
    cut, verdict = ruling.cut, ruling.verdict
    place = ruling.places[0] if ruling.places else None
    checked = Checked(
        article.source.id,
        quoted.span,
        quoted.span.of(article.text),
        verdict,
        ruling.places,
        ruling.differences,
        cut,
        originals,
        quoted.speaker,
        is_too_long=verdict is Verdict.NOT_COMPARED and len(quotation) > LONGEST,
        shown=quoted.span.of(quotation.shown),
    )
    return replace(checked, said_by_another=bool(place and is_another(quoted.speaker, place.speaker)))
