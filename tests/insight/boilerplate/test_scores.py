"""Scores of boilerplate: the fitted weights, by examples, and the log odds that are set by hand."""

from pathlib import Path

import pytest

from reader.insight.boilerplate.context_features import ContextFeatures
from reader.insight.boilerplate.corpus_evidence import NO_EVIDENCE, CorpusEvidence
from reader.insight.boilerplate.detector import (
    MIN_SCORE,
    SURE_SCORE,
    TOPIC_REASONS,
    known_log_odds,
    score_line,
    score_lines,
    threshold,
)
from reader.insight.boilerplate.line_cues import TOPICS
from reader.insight.boilerplate.line_features import FEATURE_NAMES, LineFeatures, line_features
from reader.insight.boilerplate.weights import CONTEXT_WEIGHTS, LINE_WEIGHTS
from reader.text.article import make_article
from reader.text.source import Decoded, Source
from tests.support import DATA
from tests.support.scores import log_odds

# Each line of the data begins with its log odds.
LINES = [(line[10:], float(line[:8])) for line in (DATA / "boilerplate_lines.txt").read_text("utf-8").splitlines()]
CASES = sorted((DATA / "boilerplate").iterdir())


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_the_score_of_a_line_by_itself(line: str, expected: float) -> None:
    assert round(4 * score_line(line)[2], 3) == expected


def test_every_feature_of_a_line_has_an_example() -> None:
    """So a weight that changes is noticed."""
    values = [line_features(line).values for line, _ in LINES]
    assert [name for name, *shown in zip(FEATURE_NAMES, *values, strict=True) if not any(shown)] == []
    assert tuple(LINE_WEIGHTS) == FEATURE_NAMES


@pytest.mark.parametrize(("line", "score"), [("© 2026 Coast Weekly", 1.0), ("oar " * 99 + "oar.", -1.0)])
def test_beyond_four_a_line_is_no_clearer(line: str, score: float) -> None:
    assert round(score_line(line)[2], 3) == score


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_scores_of_the_lines_of_a_text(case: Path) -> None:
    expected = [float(line[:8]) for line in case.read_text("utf-8").splitlines() if line]
    assert [log_odds(score) for score, _ in scores_of(case.stem)] == expected


def lines_of(case: str) -> list[str]:
    text = (DATA / "boilerplate" / f"{case}.txt").read_text("utf-8")
    return [line[10:].strip() for line in text.splitlines() if line]


def scores_of(case: str) -> list[tuple[float, tuple[str, ...]]]:
    text = "\n".join(lines_of(case))
    title = make_article(Source("one.txt", Path("nowhere")), Decoded(text, "utf-8", "")).title
    return list(score_lines(lines_of(case), title=title))


def test_every_feature_of_the_context_has_a_weight() -> None:
    assert list(ContextFeatures((), (), frozenset()).columns()) == list(CONTEXT_WEIGHTS)


def scored(lines: list[str], line: str, evidence: CorpusEvidence = NO_EVIDENCE, title: str = "") -> float:
    return log_odds(dict(zip(lines, score_lines(lines, evidence, title), strict=True))[line][0])


class TestKnownLogOdds:
    LINE = line_features("Islands and coast")

    @pytest.mark.parametrize(
        ("is_comment", "rule", "elsewhere", "is_confirmed", "expected"),
        [
            (False, "", 0, False, 0),
            (False, "credit", 0, False, 4.0),
            (False, "", 0, True, 4.0),
            (True, "", 0, False, 3.0),
            (False, "", 1, False, 0.7),
            (False, "", 3, False, 2.1),
            (False, "", 4, False, 2.1),
            (True, "credit", 2, True, 12.4),
        ],
    )
    def test_they_add_up(
        self, is_comment: bool, rule: str, elsewhere: int, is_confirmed: bool, expected: float
    ) -> None:
        assert round(known_log_odds(self.LINE, is_comment, rule, elsewhere, is_confirmed), 3) == expected

    @pytest.mark.parametrize(("words", "expected"), [(12, 0.7), (13, 0.0)])
    def test_only_short_lines_are_likelier_if_other_sources_have_them(self, words: int, expected: float) -> None:
        line = LineFeatures((), words, frozenset(), frozenset(), False, False, "")
        assert known_log_odds(line, False, "", 1, False) == expected

    def test_the_evidence_of_a_line_counts_in_its_score(self) -> None:
        lines = lines_of("extracted")
        line = "What the company says"
        without = scored(lines, line)
        seen = CorpusEvidence.of([line, line, line.upper()])
        assert round(scored(lines, line, seen) - without, 2) == 1.4, "in two other sources"
        assert scored(lines, line, CorpusEvidence.of([line])) == without, "in this source alone"
        assert round(scored(lines, line, CorpusEvidence.of([], [line])) - without, 2) == 4.0


def test_the_title_is_less_likely() -> None:
    lines = ["Share", "The islands", "About ninety people spent the night in the hall of the school."]
    assert round(scored(lines, "The islands", title="THE  islands") - scored(lines, "The islands"), 2) == -2.0


@pytest.mark.parametrize(("menu_lines", "expected"), [(0, 0.75), (5, 0.25), (10, -0.25), (20, -0.25)])
def test_more_is_asked_of_the_lines_of_an_article_alone(menu_lines: int, expected: float) -> None:
    lines = [line_features("Menu")] * menu_lines + [line_features("It rained")]
    assert threshold(ContextFeatures(lines, [0.0] * len(lines), frozenset())) == expected


@pytest.mark.parametrize(
    ("lines", "captions"),
    [
        (["Northern harbour bridge", "Northern harbour bridge closed. Photo: Tomas Berg/AFP"], {0}),
        (["Northern harbour bridge closed. Photo: Tomas Berg/AFP", "Northern harbour bridge"], {1}),
        (["Northern harbour", "Northern harbour bridge closed. Photo: Tomas Berg/AFP"], set()),
        (["Northern harbour other", "Northern harbour bridge closed. Photo: Tomas Berg/AFP"], set()),
        (["Northern harbour bridge", "It rained", "Northern harbour bridge. Photo: Tomas Berg/AFP"], set()),
        (["Northern harbour bridge", "It rained on the northern harbour bridge"], set()),
    ],
)
def test_a_caption_says_in_three_words_or_more_what_the_credit_beside_it_says(
    lines: list[str], captions: set[int]
) -> None:
    reasons = [each for _, each in score_lines(lines)]
    assert {number for number, each in enumerate(reasons) if "caption" in each} == captions


def test_the_tiers() -> None:
    assert (MIN_SCORE, SURE_SCORE) == (0.5, 0.65)


def test_every_topic_has_a_reason() -> None:
    assert set(TOPIC_REASONS) == set(TOPICS)


@pytest.mark.parametrize(
    ("case", "line", "reasons"),
    [
        ("page", "News", ("among menu lines",)),
        ("page", "Subscribe", ("prompt", "line about an account or newsletter", "among menu lines")),
        ("page", "Most read", ("link to other articles", "after the article")),
        ("comments", "3 March, 09:20", ("date line", "appears 4 times in this text", "among readers' comments")),
        ("extracted", "by anna", ("byline", "before the article")),
        ("extracted", "What the company says", ()),
    ],
)
def test_the_reasons_for_a_line(case: str, line: str, reasons: tuple[str, ...]) -> None:
    assert dict(zip(lines_of(case), scores_of(case), strict=True))[line][1] == reasons


def test_the_reasons_that_come_from_other_sources_are_first() -> None:
    evidence = CorpusEvidence.of(["News", "news"], ["NEWS"])
    ((_, reasons),) = score_lines(["News"], evidence)
    assert reasons[:2] == ("the same line was tagged as boilerplate", "same line in 2 sources")


def test_where_a_line_stands_is_the_last_reason() -> None:
    comments = [each[-1] for _, each in scores_of("comments") if each]
    assert comments[:2] == ["among menu lines"] * 2
    assert set(comments[2:]) == {"among readers' comments"}
    page = [each[-1] for _, each in scores_of("page") if each]
    assert set(page) == {
        "among menu lines",
        "before the article",
        "after the article",
        "not prose, within the article",
    }


@pytest.mark.parametrize(
    ("words", "reason"), [(12, "not prose, within the article"), (13, "unlike the prose around it")]
)
def test_a_line_within_the_article_is_short_or_unlike_it(words: int, reason: str) -> None:
    line = " ".join(["oar"] * words)
    prose = lines_of("page")[15:17]
    lines = [prose[0], line, *prose]
    assert dict(zip(lines, score_lines(lines, CorpusEvidence.of([], [line])), strict=True))[line][1][-1] == reason


def test_a_line_that_is_there_twice_says_so() -> None:
    reasons = dict(zip(lines_of("comments"), score_lines(lines_of("comments")), strict=True))
    assert "appears 2 times in this text" in reasons["gull77"][1]
    assert not any("times" in each for each in reasons["islander"][1])


def test_a_text_without_lines_has_no_scores() -> None:
    assert list(score_lines([])) == []
