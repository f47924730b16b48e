"""The sections of the report: quotes by person, claims, and what the sources say."""

from collections.abc import Iterator, Mapping, Sequence

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow, claim_words, rating_of
from reader.annotation.model.field_values import is_url, shown
from reader.annotation.model.links import Link
from reader.annotation.model.people import Person
from reader.insight.echoes.differing import in_words, what_differs
from reader.insight.echoes.echo import SourceSpan
from reader.insight.echoes.story_matrix import StoryMatrix
from reader.insight.quote_check.side_by_side import side_by_side, verdict_words, words_without_markup
from reader.insight.quote_check.verdict import SIGNS, Checked
from reader.reports.editor.document import Detail, Item, Section
from reader.reports.people import by_passage
from reader.settings.fields import CUE, MANNER
from reader.text.counted import counted
from reader.text.quotation_marks import in_marks
from reader.text.shown_passage import shown_passage
from reader.text.span import Span
from reader.workspace.people_service import Mention

NOBODY = "Speaker unknown"
MOST_ALONE = 20  # sentences that only one source has
Titles = Mapping[str, str]  # titles of the sources, by id
Verdicts = Mapping[tuple[str, Span], Checked]  # by source and passage


def quotes_section(found: Mapping[Person | None, Sequence[Mention]], verdicts: Verdicts, titles: Titles) -> Section:
    """Return the quotes of each person, with the verdict on each and its original."""
    people = [
        Section(
            person.name.text if person else NOBODY,
            _names(person) if person else "",
            [_quote(each, verdicts, titles) for each in by_passage(mentions)],
        )
        for person, mentions in found.items()
    ]
    count = sum(len(each.items) for each in people)
    return Section("Quotes by person", f"{counted(count, 'quote')}." if count else "No quote is tagged.", (), people)


def _names(person: Person) -> str:
    others = [text for text in dict.fromkeys(each.text for each in person.others) if text != person.name.text]
    return f"Also: {', '.join(others)}" if others else ""


def _quote(quotes: Sequence[Annotation], verdicts: Verdicts, titles: Titles) -> Item:
    """Return the quotes of one passage as one item, with everything that people say of it."""
    quote = quotes[0]
    details = [Detail("source", titles.get(quote.source, quote.source))]
    if checked := verdicts.get((quote.source, quote.span)):
        details.append(Detail("verdict", f"{SIGNS[checked.verdict]} {verdict_words(checked)}"))
        details += _originals(checked)
    details += [
        Detail(name, shown(value))
        for each in quotes
        for name, value in each.fields.items()
        if name in (CUE, MANNER) and shown(value)
    ]
    return Item(shown_passage(quote.source, quote.exact), is_quoted=True, details=_once([*details, *_notes(quotes)]))


def _originals(checked: Checked) -> Iterator[Detail]:
    """Yield the originals of a quotation; where it differs, with the differing words marked in them."""
    stretches = list(side_by_side(checked)) if len(checked.places) == 1 else []
    for place in checked.places:
        marked = "".join(f"[{each.there}]" if each.differs and each.there else each.there for each in stretches)
        who = f"{place.speaker}, " if place.speaker else ""
        yield Detail(
            "original", f"{in_marks(marked or words_without_markup(place))} ({who}{place.source}, line {place.line})"
        )


def claims_section(rows: Sequence[ClaimRow], titles: Titles) -> Section:
    """Return the claims with their ratings, wordings, evidence and sources."""
    return Section(
        "Claims",
        f"{counted(len(rows), 'claim')}." if rows else "No claim is tagged.",
        [_claim(each, titles) for each in rows],
    )


def _claim(row: ClaimRow, titles: Titles) -> Item:
    differ = len(row.ratings) > 1
    details = [Detail("rating", " / ".join(row.ratings))]
    for claim in row.claims:
        rating = f" ({rating_of(claim)}, {claim.creator})" if differ else ""
        said = claim_words(claim)
        words = "" if said == row.statement else f": {in_marks(said)}"
        details.append(Detail("told by", f"{titles.get(claim.source, claim.source)}{words}{rating}"))
    details += [_evidence(link, titles) for _, link in row.evidence]
    return Item(row.statement, details=_once([*details, *_notes(row.claims)]))


def _evidence(link: Link, titles: Titles) -> Detail:
    note = f" · {link.note}" if link.note else ""
    if is_url(link.url):
        return Detail(link.type, f"{link.url}{note}", link.url)
    return Detail(
        link.type, f"{titles.get(link.source, link.source)}: {in_marks(shown_passage(link.source, link.exact))}{note}"
    )


def _notes(annotations: Sequence[Annotation]) -> list[Detail]:
    return [Detail("note", each.note) for each in annotations if each.note]


def _once(details: Sequence[Detail]) -> list[Detail]:
    """Return details without repetitions, as of a passage that two people tagged alike."""
    return list(dict.fromkeys(details))


def story_sections(matrix: StoryMatrix, texts: Mapping[str, str], titles: Titles) -> Iterator[Section]:
    """Yield what several sources say, what they say differently, what was altered, and what only one says."""

    def told(passage: SourceSpan) -> Detail:
        return Detail(titles.get(passage.source, passage.source), in_marks(passage.span.of(texts[passage.source])))

    def words(passage: SourceSpan) -> str:
        return passage.span.of(texts[passage.source])

    yield Section(
        "Told by several sources",
        "Sentences that say the same thing, each with all sources that have it."
        if matrix.statements
        else "No statement is certain to be the same in two sources.",
        [Item(words(each.example), details=list(map(told, each.passages))) for each in matrix.statements],
    )
    if matrix.likely:
        yield Section(
            "Perhaps the same",
            "Sentences that may say the same thing: a person has to judge them.",
            [
                Item(
                    f"Perhaps the same, but {what_differs(each.unlike)}" if each.unlike else words(each.passages[0]),
                    details=list(map(told, each.passages)),
                )
                for each in matrix.likely
            ],
        )
    if matrix.told_differently:
        yield Section(
            "Told differently",
            "Sentences that say nearly the same thing, with the difference named.",
            [
                Item(f"They differ in {in_words(each.differs)}", details=[told(each.one), told(each.other)])
                for each in matrix.told_differently
            ],
        )
    if matrix.altered:
        yield Section(
            "Quotations that changed along the way",
            "The words of a quotation that differ between sources.",
            [Item(words(each.one), True, [told(each.one), told(each.other)]) for each in matrix.altered],
        )
    yield _alone(matrix, texts, titles)


def _alone(matrix: StoryMatrix, texts: Mapping[str, str], titles: Titles) -> Section:
    by_source: dict[str, list[SourceSpan]] = {}
    for each in matrix.alone:
        by_source.setdefault(each.source, []).append(each)
    sections = [
        Section(
            titles.get(source, source),
            f"{len(found) - MOST_ALONE:,} more are left out." if len(found) > MOST_ALONE else "",
            [Item(each.span.of(texts[source]), is_quoted=True) for each in found[:MOST_ALONE]],
        )
        for source, found in by_source.items()
    ]
    return Section(
        "Told by one source only", "Sentences with a name or a number that no other source has.", (), sections
    )
