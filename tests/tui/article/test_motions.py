"""Motions by name, without an app."""

import pytest

from reader.text import block
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.tui.article.motions import STUCK, moved
from tests.support.articles import an_article
from tests.support.spies import spy

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


LONGER = an_article("One here. “Two,” she said. “Three!”\n\nFour here. Five.\n\nSix, and so on. “Seven.”\n")
BEGINNINGS = {
    "sentence": Cursor.at(LONGER, 30),
    "last": Cursor.at(LONGER, 99),
    "word": Cursor.at(LONGER, 30).next(Unit.WORD),
    "block": Cursor.at(LONGER, 30).grow(),
    "range": Cursor.at(LONGER, 12).toggle_range().next(Unit.SENTENCE),
    "start moves": Cursor.at(LONGER, 40).other_end(),
    "tag": Cursor.at(LONGER, 0).hold(LONGER.whole),
}


@pytest.mark.parametrize("cursor", BEGINNINGS.values(), ids=BEGINNINGS)
@pytest.mark.parametrize(
    ("motion", "unit"),
    [
        *((motion, unit) for motion in ("next", "previous") for unit in ("sentence", "word", "block")),
        *((motion, unit) for motion in ("move_end_forward", "move_end_back") for unit in ("word", "grapheme")),
        *((motion, "") for motion in ("next_block", "previous_block", "next_quotation", "grow")),
    ],
)
def test_a_count_does_what_so_many_keys_do(cursor: Cursor, motion: str, unit: str) -> None:
    one_by_one = cursor
    for times in range(1, 30):
        one_by_one, _ = moved(one_by_one, motion, unit)
        assert moved(cursor, motion, unit, times)[0] == one_by_one, times


def test_a_count_parses_no_sentence_of_a_block_that_it_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    article = an_article("\n".join(f"Line {number} is here. It is short." for number in range(300)))
    parsed: list[object] = []
    spy(monkeypatch, block, "sentence_spans", lambda *_: parsed.append(1))
    there, _ = moved(Cursor.at(article, 0), "next_block", "", 250)
    assert there.passage.of(article.text) == "Line 250 is here."
    back, _ = moved(there, "previous_block", "", 240)
    assert (back.passage.of(article.text), len(parsed) <= 6) == ("Line 10 is here.", True)
