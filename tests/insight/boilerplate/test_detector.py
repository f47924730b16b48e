"""The detector for boilerplate: it finds lines by their look, position and neighbours, and leaves the article alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.insight.boilerplate.corpus_evidence import CorpusEvidence
from reader.insight.boilerplate.detector import NO_PROSE, SURE_SCORE, find_boilerplate, score_lines
from reader.insight.boilerplate.line_features import article_lines
from reader.insight.suggestion import Suggestion
from reader.text.article import Article, make_article
from reader.text.source import Decoded, Source
from tests.support import DATA
from tests.support.naughty import naughty_strings

CASES = DATA / "boilerplate"


def an_article(text: str, name: str = "one.txt") -> Article:
    return make_article(Source(name, Path("nowhere")), Decoded(text, "utf-8", "0"))


def boilerplate_in(text: str, evidence: CorpusEvidence | None = None, name: str = "one.txt") -> list[str]:
    """The lines that are suggested."""
    article = an_article(text, name)
    return [each.span.of(text) for each in find_boilerplate(article, evidence or CorpusEvidence())]


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda path: path.stem)
def test_the_lines_with_positive_log_odds_are_suggested_and_no_others(case: Path) -> None:
    """Each line of the data begins with its log odds."""
    marked = case.read_text("utf-8").splitlines()
    text = "\n".join(line[10:] for line in marked)
    assert boilerplate_in(text) == [line[10:].strip() for line in marked if line and float(line[:8]) > 0]


PROSE = [
    "The ferry to the outer islands was cancelled for the third day on Monday, as waves of four metres hit the pier.",
    "About ninety people spent the night in the hall of the school, where the town had put up beds and a kitchen.",
    "“We have soup for a week,” said the headmistress, who has kept the doors open in every storm since she came here.",
    "The company said that it would sail again on Wednesday, if the wind turned to the west as was forecast.",
]
ARTICLE = "\n".join(["Storm keeps ferry in the harbour for a third day", *PROSE])


def test_an_article_without_boilerplate_has_none() -> None:
    assert boilerplate_in(ARTICLE) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Home » News » Storm keeps ferry in the harbour", "breadcrumb"),
        ("By Anna Lindqvist", "byline"),
        ("The pier on Monday / Coast Weekly / Getty Images", "credit"),
        ("© Tomas Berg/POOL/TASS", "credit"),
        ("Read more about the islands", "link to other articles"),
        ("The pier from above: watch video", "link to other articles"),
        ("Leave a comment", "prompt"),
        ("Sign up to our newsletter", "prompt"),
        ("All rights reserved", "prompt"),
    ],
)
def test_a_rule_recognises_boilerplate_wherever_it_stands(line: str, reason: str) -> None:
    headline, *rest = ARTICLE.split("\n")
    for text in (f"{line}\n\n{ARTICLE}", f"{ARTICLE}\n\n{line}", "\n".join([headline, *rest[:2], line, *rest[2:]])):
        (found,) = find_boilerplate(an_article(text))
        assert found.span.of(text) == line
        assert reason in found.reasons


def test_a_caption_is_known_by_the_credit_that_says_it_again() -> None:
    caption = "The pier of the northern harbour on Monday"
    text = "\n".join([ARTICLE.split("\n")[0], caption, f"{caption} Photo: Tomas Berg/AFP", *PROSE])
    assert boilerplate_in(text) == [caption, f"{caption} Photo: Tomas Berg/AFP"]


@pytest.mark.parametrize(
    "line",
    [
        "HARBOUR TOWN, March 3. /Coast Weekly/. The ferry will not sail before Wednesday, the company said in a note.",
        "  • The school has beds for one hundred people, and blankets came from the barracks across the bay.",
        "- The mayor, who was on the mainland, took a helicopter home and thanked the volunteers for their patience.",
    ],
)
def test_dateline_and_bullets_are_the_articles(line: str) -> None:
    headline, *rest = ARTICLE.split("\n")
    assert (
        boilerplate_in("\n".join([headline, line, *rest])) == boilerplate_in("\n".join([headline, *rest, line])) == []
    )


def test_a_line_that_people_tagged_elsewhere_is_known() -> None:
    line = "The islands at a glance"
    text = ARTICLE.replace("\n", f"\n{line}\n", 2)
    assert line not in boilerplate_in(text)
    confirmed = CorpusEvidence.of([text], [f" {line.upper()} \n"])
    found = {each.span.of(text): each for each in find_boilerplate(an_article(text), confirmed)}
    assert found[line].reasons[0] == "the same line was tagged as boilerplate"


def test_a_short_line_that_other_sources_have_is_likelier() -> None:
    line = "Islands and coast"
    texts = [f"{line}\n{ARTICLE}", *(f"{line}\n{each}" for each in PROSE)]
    scores = [_score(texts[0], line, CorpusEvidence.of(texts[:count])) for count in (1, 3, 5)]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]
    found = [
        each
        for each in find_boilerplate(an_article(texts[0]), CorpusEvidence.of(texts))
        if each.span.of(texts[0]) == line
    ]
    assert all("same line in 5 sources" in each.reasons for each in found)


def _score(text: str, line: str, evidence: CorpusEvidence) -> float:
    lines = [each for _, each in article_lines(an_article(text))]
    return dict(zip(lines, score_lines(lines, evidence), strict=True))[line][0]


def test_markdown_is_scored_by_what_it_shows() -> None:
    text = "# Storm keeps ferry in the harbour\n\n" + "\n\n".join(PROSE) + "\n\n[Share this](https://example.org)\n"
    assert boilerplate_in(text, name="one.md") == ["[Share this](https://example.org)"]


def test_a_row_of_a_table_is_never_sure() -> None:
    rows = "| year | sailings |\n| --- | --- |\n| 2021 | 1,100 |\n| 2024 | 980 |\n| 2026 | 902 |\n"
    article = an_article("\n\n".join([*PROSE, rows, "Share this on Facebook\n"]), "one.md")
    found = list(find_boilerplate(article))
    assert [each.span.of(article.text) for each in found if each.is_sure] == ["Share this on Facebook"]
    assert any(each.span.of(article.text) == "2026 | 902" and each.score >= SURE_SCORE for each in found)


def test_a_short_line_alone_within_the_article_is_never_sure_by_its_looks() -> None:
    menu = [*("Home", "News", "Weather", "Sign in", "Contact") * 3]
    text = "\n".join([*menu, *PROSE, "Sailings", *PROSE, "Monday", "Share this on Facebook", *PROSE])
    found = {each.span.of(text): each for each in find_boilerplate(an_article(text))}
    assert found["Sailings"].score >= SURE_SCORE
    assert not found["Sailings"].is_sure
    assert found["Share this on Facebook"].is_sure
    assert found["Monday"].is_sure


@pytest.mark.parametrize("body", ["Share this on Facebook\n", "\n\n".join(["Home", "News", "Sign in", *PROSE])])
def test_front_matter_is_never_suggested(body: str) -> None:
    front = "---\ntitle: Ferry\nauthor: Bo Berg\nsource: https://example.org/share\n---\n\n"
    found = boilerplate_in(f"{front}{body}", name="one.md")
    assert found and not any("title" in each for each in found)
    assert boilerplate_in(front, name="one.md") == []
    lines = [each for _, each in article_lines(an_article(f"{front}{body}", "one.md"))]
    assert next(iter(score_lines(lines)))[0] > 0.5, "it would be, by its score"


def check(found: list[Suggestion], article: Article) -> None:
    ends = [0, *(end for each in found for end in each.span)]
    assert ends == sorted(ends)
    for each in found:
        exact = each.span.of(article.text)
        assert exact.strip()
        assert exact == exact.strip(" \t\r\n")
        assert 0.5 < each.score <= 1
        assert each.is_sure <= (each.score >= SURE_SCORE)
        assert each.is_sure or each.score < SURE_SCORE or each.reasons[0] == NO_PROSE
        assert each.reasons


LINES = st.text(max_size=30) | st.sampled_from(
    [*PROSE, "Share", "3 comments", "2 hours ago", "By Ann", "1", "»", "…", "“"]
)


@given(st.lists(LINES, max_size=25).map("\n".join), st.sampled_from(["one.txt", "one.md"]))
def test_it_takes_any_text(text: str, name: str) -> None:
    article = an_article(text, name)
    check(list(find_boilerplate(article, CorpusEvidence.of([text, text], [text[:9]]))), article)


def test_it_takes_what_is_naughty() -> None:
    for text in (*naughty_strings(), "\n".join(naughty_strings()), "\r".join(PROSE), "\ufeff", "\n\n"):
        article = an_article(text)
        check(list(find_boilerplate(article)), article)
