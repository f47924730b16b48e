"""ClaimReview (https://schema.org/ClaimReview) as JSON-LD: a review of each statement that somebody has rated.

Claims of one statement that the same person rated alike, also in several sources, are one review. A message names, for
each, what Google's documentation requires or recommends and the claim lacks: the `url` of the review; who made the
claim, when, and where it appeared; the name of the reviewer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import OPEN, ClaimRow, claim_rows, rating_of
from reader.annotation.model.field_values import is_url
from reader.annotation.model.links import ABOUT_CLAIMS, links_of
from reader.formats.corpus import Corpus
from reader.formats.format import Format, Losses, Options, OutputFile
from reader.formats.json_io import json_list_chunks
from reader.formats.properties import texts_of
from reader.settings.fields import RATING, SPEAKER, WORDING
from reader.text.markdown.front_matter import split_front_matter, value_in
from reader.text.quotation_marks import in_marks
from reader.text.source import MARKDOWN_SUFFIXES

URL = "url"
HELD = (RATING, WORDING, SPEAKER, URL)
SCALE = {"refuted": 1, "supported": 5}  # the ratings at the ends of the scale from false to true
BEST = 5
_LONGEST = 60  # code points of a claim in a message


def write(corpus: Corpus, options: Options, losses: Losses) -> Iterator[OutputFile]:
    """Yield the document with all reviews; a remark says what a review lacks."""
    yield OutputFile("claims.jsonld", _chunks(corpus, options, losses))


def _chunks(corpus: Corpus, options: Options, losses: Losses) -> Iterator[str]:
    yield '{\n  "@context": "https://schema.org",\n'
    for chunk in json_list_chunks("@graph", _records(corpus, options, losses), 2):
        yield chunk.replace("<", "\\u003c")  # so that no text ends the script element of the page that it is put into
    yield "\n}\n"


def _records(corpus: Corpus, options: Options, losses: Losses) -> Iterator[dict[str, Any]]:
    pages = lru_cache(maxsize=1024)(lambda source: _Page.of(source, corpus))
    claims = [each.present for each in corpus.placed if preserve(each)]
    for row in claim_rows(claims, {each.tag for each in claims}):
        for review in _reviews(row):
            record = review.record([pages(each.source) for each in review.claims], options)
            losses.remarks += _missing(record, review)
            yield record


@dataclass(frozen=True, slots=True)
class _Page:
    """The front matter of a source, as `reader add` writes it, and its title."""

    title: str
    url: str
    date: str

    @classmethod
    def of(cls, source: str, corpus: Corpus) -> "_Page":
        title = next((each.title for each in corpus.sources if each.id == source), source)
        lines, _ = (
            split_front_matter(corpus.text_of(source)) if source.lower().endswith(MARKDOWN_SUFFIXES) else ([], "")
        )
        url, date = (value_in("\n".join(lines), key) for key in ("url", "date"))
        return cls(title, url if is_url(url) else "", date)

    def record(self) -> dict[str, Any]:
        return _without_empty({"@type": "CreativeWork", "headline": self.title, "url": self.url})


@dataclass(frozen=True, slots=True)
class _Review:
    """Claims of one statement to which one person has given one rating."""

    claims: Sequence[Annotation]

    @property
    def statement(self) -> str:
        return ClaimRow(tuple(self.claims)).statement

    def record(self, pages: Sequence[_Page], options: Options) -> dict[str, Any]:
        first, rating = self.claims[0], rating_of(self.claims[0])
        scale = {"ratingValue": SCALE[rating], "bestRating": BEST, "worstRating": 1} if rating in SCALE else {}
        return _without_empty(
            {
                "@type": "ClaimReview",
                "url": self._url(options),
                "claimReviewed": self.statement,
                "author": _named("Person", first.creator),
                "datePublished": max(each.modified or each.created for each in self.claims)[:10],
                "reviewRating": {"@type": "Rating", "alternateName": rating.capitalize(), **scale},
                "itemReviewed": self._claim(pages),
                "citation": list(dict.fromkeys(self._evidence())),
            }
        )

    def _url(self, options: Options) -> str:
        own = next(filter(is_url, _texts(self.claims, URL)), "")
        return own or (f"{options.url.partition('#')[0]}#{self.claims[0].id}" if options.url else "")

    def _claim(self, pages: Sequence[_Page]) -> dict[str, Any]:
        appearances = [page.record() for page in dict.fromkeys(pages)]
        return _without_empty(
            {
                "@type": "Claim",
                "text": self.claims[0].exact,
                "author": [_named("Person", each) for each in _texts(self.claims, SPEAKER)],
                "datePublished": min((page.date for page in pages if page.date), default=""),
                "appearance": appearances,
            }
        )

    def _evidence(self) -> Iterator[str]:
        for claim in self.claims:
            for link in links_of(claim):
                if link.type in ABOUT_CLAIMS:
                    yield link.url or link.exact


def _reviews(row: ClaimRow) -> Iterator[_Review]:
    """Yield a review for each person and rating of a row."""
    groups: dict[tuple[str, str], list[Annotation]] = {}
    for claim in row.claims:
        groups.setdefault((claim.creator, rating_of(claim)), []).append(claim)
    return map(_Review, groups.values())


def _missing(record: dict[str, Any], review: _Review) -> Iterator[str]:
    """Yield messages that name what Google requires or recommends and a review lacks."""
    claim = record["itemReviewed"]
    required = {
        "its address (--url, or a field “url” of the claim)": "url" in record,
        "the name of the reviewer": "author" in record,
    }
    recommended = {
        "who made the claim": "author" in claim,
        "when": "datePublished" in claim,
        "the address of a source that has it": any("url" in each for each in claim["appearance"]),
    }
    lacking = [
        f"{kind} and missing: {', '.join(names)}"
        for kind, found in (("required", required), ("recommended", recommended))
        if (names := [name for name, is_there in found.items() if not is_there])
    ]
    if lacking:
        statement = review.statement
        shown = statement if len(statement) <= _LONGEST else statement[: _LONGEST - 1] + "…"
        yield f"{in_marks(shown)} ({review.claims[0].source}): {'; '.join(lacking)}"


def _texts(claims: Sequence[Annotation], field: str) -> list[str]:
    """Return the texts that a field has in any of some claims, each once."""
    found = (text for each in claims if field in each.fields for text in texts_of(each.fields[field]))
    return list(dict.fromkeys(found))


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in ("", [], {})}


def preserve(anchored: Anchored) -> Annotation | None:
    """Return a rated claim with the fields and links that a review can hold; None for anything else."""
    each = anchored.present
    if rating_of(each) == OPEN:
        return None
    fields = {name: value for name, value in each.fields.items() if name in HELD}
    links = {link.id: {"type": link.type, "to": link.to} for link in links_of(each) if link.type in ABOUT_CLAIMS}
    return replace(each, fields=fields, links=links)


CLAIM_REVIEW = Format(
    name="claimreview",
    meaning="ClaimReview of schema.org, for claims that were rated",
    file="claims.jsonld",
    write=write,
    keeps=frozenset({"creator", "fields", "links"}),
    fits=preserve,
    unheld="passages that are not claims with a rating",
)
