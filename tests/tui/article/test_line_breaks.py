"""Where rows end: no closing mark begins one in Chinese and Japanese, and nothing is lost or moved."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import grapheme_bounds
from reader.tui.article.line_breaks import CJK_CLOSING, OPENING, code_cut, grapheme_cut, may_part
from reader.tui.cell_widths import cell_len

Cut = Callable[[str, int, int, int], int]


def rows(text: str, room: int, cut: Cut = grapheme_cut) -> list[str]:
    found, start = list[str](), 0
    while start < len(text):
        end = cut(text, start, len(text), room)
        found.append(text[start:end])
        start = end
    return found


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("日本語です。はい", 10, ["日本語で", "す。はい"]),
        ("彼は「はい」と言った", 6, ["彼は", "「は", "い」と", "言った"]),
        ("きょうはあつい", 4, ["きょ", "うは", "あつ", "い"]),
        ("東京しゅっぱつ", 6, ["東京", "しゅっ", "ぱつ"]),
        ("コーヒーを", 4, ["コー", "ヒー", "を"]),
        ("真的……是的", 5, ["真", "的……", "是的"]),
        ("他说——不", 5, ["他说", "——不"]),
        ("word。日", 4, ["wor", "d。", "日"]),
        ("日本 the end", 6, ["日本 ", "the ", "end"]),
        ("日 ’tis", 4, ["日 ", "’tis"]),
        ("。。。。", 4, ["。。", "。。"]),
        ("(日)本", 4, ["(日)", "本"]),
    ],
)
def test_rows_end_where_readers_expect_it(text: str, room: int, expected: list[str]) -> None:
    assert rows(text, room) == expected


MARKS = "。、」』）（「『！ゃっー…—“”"
TEXT = st.text(f"日本語かなabc é\u0301 {MARKS}", max_size=30)


@given(TEXT, st.integers(1, 14))
def test_nothing_is_lost_and_closing_marks_begin_no_row_that_could_do_without(text: str, room: int) -> None:
    found = rows(text, room)
    assert "".join(found) == text
    for row, following in pairwise(found):
        assert cell_len(row.rstrip(" ")) <= room or len(list(grapheme_bounds(row.rstrip(" ")))) == 1
        if following[0] in CJK_CLOSING or row[-1] in OPENING:
            graphemes = [row[start:end] for start, end in grapheme_bounds(row)]
            apart = zip(graphemes, [*graphemes[1:]], strict=False)
            assert not any(after != " " and may_part(before, after) for before, after in apart), "it could end before"


@given(st.text("ab 日é\u0301", max_size=30), st.integers(2, 12))
def test_code_is_cut_only_where_there_is_no_room(text: str, room: int) -> None:
    found = rows(text, room, code_cut)
    assert "".join(found) == text
    for row, following in pairwise(found):
        first = next(grapheme_bounds(following))[1]
        assert cell_len(row) <= room < cell_len(row + following[:first])


def test_a_very_long_line_of_code_is_looked_at_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = list[int]()

    def look(text: str) -> Iterator[tuple[int, int]]:
        looked_at.append(len(text))
        return grapheme_bounds(text)

    monkeypatch.setattr("reader.tui.article.line_breaks.grapheme_bounds", look)
    found = rows("x" * 20_000 + "e\u0301" * 50, 50, code_cut)
    assert max(looked_at) < 1000
    assert {len(each) for each in found[:-2]} == {50}
