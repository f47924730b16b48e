"""Motions by name, without an app."""

import pytest

from reader.text.cursor import Cursor
from reader.tui.article.motions import STUCK, moved
from tests.support.articles import an_article

ARTICLE = an_article("One here. “Two,” she said.\n\nThree here.\n")
START, END = Cursor.at(ARTICLE, 0), Cursor.at(ARTICLE, 99)


@pytest.mark.parametrize(
    ("motion", "unit", "passage"),
    [
        ("next", "sentence", "“Two,” she said."),
        ("next", "word", "One"),
        ("next_block", "", "Three here."),
        ("next_quotation", "", "“Two,”"),
        ("grow", "", "One here. “Two,” she said."),
    ],
)
def test_a_motion_that_leads_on_says_nothing(motion: str, unit: str, passage: str) -> None:
    cursor, words = moved(START, motion, unit)
    assert (cursor.passage.of(ARTICLE.text), words) == (passage, "")


@pytest.mark.parametrize(("cursor", "motion", "unit"), [
    (END, "next", "sentence"), (START, "previous", "sentence"), (END, "next_block", ""), (START, "previous_block", ""),
    (END, "next_quotation", ""),
])  # fmt: skip
def test_one_that_leads_nowhere_says_why(cursor: Cursor, motion: str, unit: str) -> None:
    after, words = moved(cursor, motion, unit)
    assert (after, words) == (cursor, STUCK[f"{motion} {unit}".strip()])
    assert words


def test_for_some_there_is_nothing_to_say() -> None:
    assert moved(START, "cancel") == (START, "")
