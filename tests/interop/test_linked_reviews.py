"""A JSON-LD processor reads our reviews of claims, and a checker of required properties tells good ones from bad."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyld")

from reader.formats.claim_review import CLAIM_REVIEW
from reader.formats.format import Losses, Options
from tests.interop.reviews import SCHEMA, expanded, missing, result
from tests.support.corpora import a_corpus, a_tag


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


def test_every_rated_claim_is_a_review_with_its_words(tmp_path: Path) -> None:
    equal, total = result(tmp_path)
    assert equal == total == 8
