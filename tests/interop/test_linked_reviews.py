"""A JSON-LD processor reads our reviews of claims, and a checker of required properties tells good ones from bad."""

import json
from typing import Any

import pytest

from reader.formats.claim_review import CLAIM_REVIEW
from reader.formats.format import Losses, Options
from tests.support.corpora import a_corpus, a_tag

SCHEMA = "https://schema.org/"
# What Google's page on fact checks requires of a review and of the things in it.
REQUIRED = {
    "ClaimReview": ("claimReviewed", "reviewRating", "url"),
    "Rating": ("alternateName",),
    "Person": ("name",),
}


def expanded(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the graph as a processor sees it: schema.org's own context is a vocabulary for all its terms."""
    jsonld = pytest.importorskip("pyld").jsonld
    return list(jsonld.expand({**document, "@context": {"@vocab": SCHEMA}}))


def missing(node: Any) -> list[str]:
    """Name the required properties that a node lacks, and those that the nodes in it lack."""
    if isinstance(node, list):
        return [each for one in node for each in missing(one)]
    if not isinstance(node, dict):
        return []
    kinds = [each.removeprefix(SCHEMA) for each in node.get("@type", [])]
    own = [f"{kind}.{name}" for kind in kinds for name in REQUIRED.get(kind, ()) if not node.get(SCHEMA + name)]
    return own + [each for value in node.values() for each in missing(value)]


def document(**about: Any) -> dict[str, Any]:
    claim = a_tag("a.txt", 0, 4, "claim", **{"creator": "Ann", "fields": {"rating": "refuted"}, **about})
    (file,) = CLAIM_REVIEW.write(a_corpus({"a.txt": "One."}, claim), Options(url="https://example.org/"), Losses())
    found: dict[str, Any] = json.loads("".join(map(str, file.chunks)))
    return found


def test_our_reviews_have_what_is_required() -> None:
    graph = expanded(document())
    assert [each["@type"] for each in graph] == [[SCHEMA + "ClaimReview"]]
    assert missing(graph) == []


@pytest.mark.parametrize(
    ("path", "lacking"),
    [
        (("url",), "ClaimReview.url"),
        (("claimReviewed",), "ClaimReview.claimReviewed"),
        (("reviewRating",), "ClaimReview.reviewRating"),
        (("reviewRating", "alternateName"), "Rating.alternateName"),
        (("author", "name"), "Person.name"),
    ],
)
def test_the_checker_notices_what_is_taken_away(path: tuple[str, ...], lacking: str) -> None:
    damaged = document()
    node = damaged["@graph"][0]
    for name in path[:-1]:
        node = node[name]
    del node[path[-1]]
    assert missing(expanded(damaged)) == [lacking]
