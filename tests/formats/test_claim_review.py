"""Reviews of claims, as search engines read them: every property is there, or said to be missing."""

import json
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats.claim_review import CLAIM_REVIEW
from reader.formats.format import Losses, Options
from tests.support.corpora import a_corpus, a_tag

PAGE = '---\ntitle: A page\nurl: "https://example.org/a"\ndate: 2026-11-03\n---\n\nThe sea rose by 9 cm.\n'
START = PAGE.index("The")
TEXTS = {"a.md": PAGE, "b.txt": "Nine centimetres, it said."}


def a_claim(source: str = "a.md", start: int = START, rating: str = "refuted", **about: Any) -> Annotation:
    fields = {"rating": rating, **about.pop("fields", {})}
    return a_tag(source, start, len(TEXTS[source]) - 1, "claim", fields=fields, **{"creator": "Ann", **about})


def reviews(*claims: Annotation, options: Options | None = None) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the reviews, and what is said to be missing."""
    losses = Losses()
    (file,) = CLAIM_REVIEW.write(a_corpus(TEXTS, *claims), options or Options(), losses)
    document = json.loads("".join(map(str, file.chunks)))
    assert document["@context"] == "https://schema.org"
    return document["@graph"], losses.remarks


def test_a_review_has_all_that_is_known() -> None:
    fields = {"wording": "The sea rose by 9 cm.", "speaker": [{"name": "Bo Lee"}], "url": "https://example.org/check"}
    to = {"url": "https://example.org/tides"}
    claim = a_claim(fields=fields, links={"x": {"type": "evidence", "to": to}}, modified="2026-11-20T10:00:00Z")
    (review,), missing = reviews(claim)
    assert review == {
        "@type": "ClaimReview",
        "url": "https://example.org/check",
        "claimReviewed": "The sea rose by 9 cm.",
        "author": {"@type": "Person", "name": "Ann"},
        "datePublished": "2026-11-20",
        "reviewRating": {
            "@type": "Rating", "alternateName": "Refuted", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "The sea rose by 9 cm.",
            "author": [{"@type": "Person", "name": "Bo Lee"}],
            "datePublished": "2026-11-03",
            "appearance": [{"@type": "CreativeWork", "headline": "a.md", "url": "https://example.org/a"}],
        },
        "citation": ["https://example.org/tides"],
    }  # fmt: skip
    assert missing == []


def test_evidence_is_cited_by_its_address_or_its_words_and_once() -> None:
    page, words = {"url": "https://example.org/tides"}, {"annotation": "7", "source": "b.txt", "exact": "Nine"}
    links = {str(n): {"type": "evidence", "to": to} for n, to in enumerate((words, page, words))}
    (review,), _ = reviews(a_claim(links={**links, "9": {"type": "same-as", "to": page}}))
    assert review["citation"] == ["Nine", "https://example.org/tides"]


def test_what_a_claim_lacks_is_said_for_each() -> None:
    _, missing = reviews(a_claim("b.txt", 0, creator=""), a_claim())
    address, person = "its address (--url, or a field “url” of the claim)", "who made the claim"
    page = "the address of a source that has it"
    assert missing == [
        f"“The sea rose by 9 cm.” (a.md): required and missing: {address}; recommended and missing: {person}",
        f"“Nine centimetres, it said” (b.txt): required and missing: {address}, the name of the reviewer; "
        f"recommended and missing: {person}, when, {page}",
    ]


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_long_statement_is_cut_where_something_of_it_is_missing(length: int, shown: str) -> None:
    _, (missing,) = reviews(a_claim(fields={"wording": "x" * length}))
    assert missing.startswith(f"“{shown}” (a.md): ")


def test_only_markdown_has_front_matter() -> None:
    for source, where in (("c.md", ["https://example.org/a"]), ("c.MD", ["https://example.org/a"]), ("c.txt", [])):
        claim = a_tag(source, START, len(PAGE), "claim", fields={"rating": "refuted"})
        (file,) = CLAIM_REVIEW.write(a_corpus({source: PAGE}, claim), Options(), Losses())
        (review,) = json.loads("".join(map(str, file.chunks)))["@graph"]
        assert [each["url"] for each in review["itemReviewed"]["appearance"] if "url" in each] == where


def test_the_file_is_indented_as_people_read_it() -> None:
    (file,) = CLAIM_REVIEW.write(a_corpus(TEXTS, a_claim()), Options(), Losses())
    lines = "".join(map(str, file.chunks)).splitlines()
    assert lines[:3] == ["{", '  "@context": "https://schema.org",', '  "@graph": [']
    assert lines[-2:] == ["  ]", "}"]


def test_the_address_of_the_page_gets_an_anchor_for_each() -> None:
    (review,), missing = reviews(a_claim(), options=Options(url="https://example.org/checks#top"))
    assert review["url"] == f"https://example.org/checks#{a_claim().id}"
    assert "required" not in missing[0]


@pytest.mark.parametrize(
    ("rating", "value"),
    [("supported", 5), ("refuted", 1), ("disputed", None), ("unverifiable", None), ("mostly", None)],
)
def test_only_an_end_of_the_scale_has_a_number(rating: str, value: int | None) -> None:
    (review,), _ = reviews(a_claim(rating=rating))
    assert review["reviewRating"]["alternateName"] == rating.capitalize()
    assert review["reviewRating"].get("ratingValue") == value


def test_claims_that_nobody_rated_have_no_review() -> None:
    assert reviews(a_claim(rating="open"), a_tag("b.txt", 0, 4, "claim")) == ([], [])
    lost = CLAIM_REVIEW.losses(a_corpus(TEXTS, a_claim(rating="open"), a_claim("b.txt", 0), a_tag("b.txt", 0, 4)))
    assert lost["passages that are not claims with a rating"] == 2


def test_one_statement_in_two_sources_is_one_review_unless_people_differ() -> None:
    here = a_claim(fields={"wording": "The sea rose."})
    same = {"type": "same-as", "to": {"annotation": here.id, "source": "a.md", "exact": "x"}}
    (review,), _ = reviews(here, a_claim("b.txt", 0, links={"x": same}))
    assert review["claimReviewed"] == "The sea rose."
    assert [each["headline"] for each in review["itemReviewed"]["appearance"]] == ["a.md", "b.txt"]
    two, _ = reviews(here, a_claim("b.txt", 0, "supported", links={"x": same}, creator="Bo"))
    assert [(each["author"]["name"], each["reviewRating"]["alternateName"]) for each in two] == [
        ("Ann", "Refuted"), ("Bo", "Supported"),
    ]  # fmt: skip


def test_what_a_review_cannot_hold_is_counted() -> None:
    to = {"annotation": "7", "source": "b.txt", "exact": "said"}
    links = {"x": {"type": "evidence", "to": to, "note": "page 4"}, "y": {"type": "same-as", "to": to}}
    lost = CLAIM_REVIEW.losses(a_corpus(TEXTS, a_claim(fields={"mood": "dark"}, links=links, note="see")))
    assert {name: lost[name] for name in ("fields", "links", "notes of links", "notes")} == dict.fromkeys(
        ("fields", "links", "notes of links", "notes"), 1
    )


def test_no_text_ends_the_script_element_that_a_page_puts_the_reviews_into() -> None:
    wording = "The sea </script><script>rose"
    claims = a_corpus(TEXTS, a_claim(fields={"wording": wording}))
    (file,) = CLAIM_REVIEW.write(claims, Options(), Losses())
    written = "".join(map(str, file.chunks))
    assert "<" not in written
    assert json.loads(written)["@graph"][0]["claimReviewed"] == wording
