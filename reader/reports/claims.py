"""The output of `reader claims`: the claim ledger as lines, as JSON and as a table for spreadsheets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow, claim_words, rating_of
from reader.annotation.model.links import Link
from reader.reports.csv_output import csv_of
from reader.text.counted import counted
from reader.text.quotation_marks import in_marks
from reader.text.sanitize import sanitize_line

COLUMNS = ("rating", "claim", "sources", "evidence", "people", "passages")


def claim_records(rows: Iterable[ClaimRow]) -> Iterator[dict[str, Any]]:
    """Yield a JSON object for each row of the ledger; `rating` is null where the claims of a row differ."""
    for row in rows:
        yield {
            "rating": row.ratings[0] if len(row.ratings) == 1 else None,
            "ratings": row.ratings,
            "statement": row.statement,
            "wordings": row.wordings,
            "sources": row.sources,
            "people": row.people,
            "claims": [_claim_record(each) for each in row.claims],
            "evidence": [_link_record(claim, link) for claim, link in row.evidence],
        }


def claim_lines(rows: Sequence[ClaimRow]) -> Iterator[str]:
    """Yield the ledger for people: a line for each statement, followed by its sources and evidence."""
    for row in rows:
        yield from row_lines(row)
    yield _total(rows)


def row_lines(row: ClaimRow) -> Iterator[str]:
    """Yield the lines of one row of the ledger."""
    statement = sanitize_line(row.statement)
    yield f"{'/'.join(map(sanitize_line, row.ratings)):<14}{statement}"
    for each in row.claims:
        words = claim_words(each)
        said = f"\t{words}" if words != statement else ""  # the statement is not repeated
        rating = f" ({sanitize_line(rating_of(each))})" if len(row.ratings) > 1 else ""
        by = f" · {sanitize_line(each.creator)}" if each.creator else ""
        yield f"  {sanitize_line(each.source)}{said}{rating}{by}"
    for _, link in row.evidence:
        note = f" · {sanitize_line(link.note)}" if link.note else ""
        yield f"  {sanitize_line(link.type)}\t{_end(link)}{note}"


def claim_table(rows: Iterable[ClaimRow], *, raw: bool = False) -> str:
    """Return the ledger as CSV, as `csv_of` does."""
    records = (
        {
            "rating": "/".join(row.ratings),
            "claim": row.statement,
            "sources": "\n".join(row.sources),
            "evidence": "\n".join(f"{link.type}: {_bare_end(link)}" for _, link in row.evidence),
            "people": "\n".join(filter(None, row.people)),
            "passages": "\n".join(each.exact for each in row.claims),
        }
        for row in rows
    )
    return csv_of(COLUMNS, records, raw=raw)


def _claim_record(claim: Annotation) -> dict[str, Any]:
    return {
        "id": claim.id,
        "source": claim.source,
        "start": claim.start,
        "end": claim.end,
        "exact": claim.exact,
        "tag": claim.tag,
        "creator": claim.creator,
        "rating": rating_of(claim),
        "note": claim.note,
    }


def _link_record(claim: Annotation, link: Link) -> dict[str, Any]:
    found = {"claim": claim.id, "type": link.type, "annotation": link.annotation_id, "source": link.source}
    found |= {"exact": link.exact, "url": link.url, "note": link.note}
    return {name: value for name, value in found.items() if value}


def _end(link: Link) -> str:
    return sanitize_line(link.words)


def _bare_end(link: Link) -> str:
    return link.url or f"{link.source}: {in_marks(link.exact)}"


def _total(rows: Sequence[ClaimRow]) -> str:
    if not rows:
        return "no claims"
    sources = {source for row in rows for source in row.sources}
    counts = Counter(rating for row in rows for rating in row.ratings)
    said = ", ".join(f"{number:,} {sanitize_line(rating)}" for rating, number in counts.items())
    return f"{counted(len(rows), 'claim')} in {counted(len(sources), 'source')} · {said}"
