"""Offsets as other programs count them: bytes, UTF-16 units, line ends of one or two characters, a byte-order mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.offset_units import OffsetUnit
from reader.formats.readings import (
    BEST_EDGES,
    CountedText,
    LineEnds,
    MarkCount,
    OffsetReading,
    choose_reading,
    cuts_word,
    edge_score,
    oddness,
    possible_readings,
)
from reader.text.span import Span

CODE_POINTS, UTF16, BYTES = OffsetUnit.CODE_POINTS, OffsetUnit.UTF16, OffsetUnit.BYTES
LF, CRLF = "\n", "\r\n"


def theirs(text: str, reading: OffsetReading) -> str:
    """Return a text as the program had it whose offsets the reading describes."""
    if reading.line_ends is LineEnds.ONE:
        text = text.replace(CRLF, LF)
    if reading.line_ends is LineEnds.TWO:
        text = text.replace(CRLF, LF).replace(LF, CRLF)
    if reading.mark is MarkCount.UNCOUNTED:
        text = text.removeprefix("\ufeff")
    return "\ufeff" + text if reading.mark is MarkCount.COUNTED else text


def counted(text: str, unit: OffsetUnit) -> int:
    widths = {CODE_POINTS: 1, UTF16: len(text.encode("utf-16-le")) // 2, BYTES: len(text.encode())}
    return len(text) if unit is CODE_POINTS else widths[unit]


readings = st.builds(
    OffsetReading,
    st.sampled_from(OffsetUnit),
    st.sampled_from(LineEnds),
    st.sampled_from([MarkCount.AS_IT_IS, MarkCount.COUNTED]),
)


@given(st.lists(st.sampled_from(["a", "é", "漢", "💩", LF, CRLF, " "])).map("".join), readings, st.data())
def test_a_passage_of_their_text_is_the_same_passage_of_ours(
    text: str, reading: OffsetReading, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    before = theirs(text[:start], reading)
    if not words or words[0] == LF or words[-1] == "\r":  # half a line end is no passage for those that count it as one
        return
    first = counted(before, reading.unit)
    last = first + counted(theirs(words, OffsetReading(reading.unit, reading.line_ends)), reading.unit)
    assert CountedText(text, reading).span(first, last) == Span(start, end)


def test_a_mark_that_is_not_counted() -> None:
    text = CountedText("\ufeffThe mill", OffsetReading(mark=MarkCount.UNCOUNTED))
    assert text.span(0, 3) == Span(1, 4)
    assert text.span(4, 8) == Span(5, 9)
    assert text.span(4, 9) is None


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [(CODE_POINTS, -1, 2), (CODE_POINTS, 2, 2), (CODE_POINTS, 3, 2), (CODE_POINTS, 0, 4), (UTF16, 0, 2), (UTF16, 2, 3),
     (BYTES, 0, 2), (BYTES, 0, 9)],
)  # fmt: skip
def test_offsets_that_are_not_passages(unit: OffsetUnit, start: int, end: int) -> None:
    assert CountedText("a💩b", OffsetReading(unit)).span(start, end) is None


@pytest.mark.parametrize(
    ("text", "reading", "start", "end", "words"),
    [
        ("é é a", OffsetReading(BYTES), 6, 7, "a"),
        ("漢é💩b", OffsetReading(BYTES), 9, 10, "b"),
        ("💩💩 💩a", OffsetReading(UTF16), 7, 8, "a"),
        ("a\r\nb\r\nc", OffsetReading(line_ends=LineEnds.ONE), 4, 5, "c"),
        ("a\nb\nc", OffsetReading(line_ends=LineEnds.TWO), 6, 7, "c"),
        ("\ufeffé\r\né\r\na", OffsetReading(BYTES, LineEnds.ONE, MarkCount.UNCOUNTED), 6, 7, "a"),
        ("éa", OffsetReading(BYTES, mark=MarkCount.COUNTED), 5, 6, "a"),
    ],
)
def test_what_differs_adds_up(text: str, reading: OffsetReading, start: int, end: int, words: str) -> None:
    span = CountedText(text, reading).span(start, end)
    assert span
    assert span.of(text) == words


def test_odd_readings_come_last() -> None:
    assert oddness(OffsetReading(UTF16), UTF16) == 0
    assert (
        oddness(OffsetReading(mark=MarkCount.UNCOUNTED), CODE_POINTS) == oddness(OffsetReading(UTF16), CODE_POINTS) == 1
    )
    assert oddness(OffsetReading(mark=MarkCount.COUNTED), CODE_POINTS) == 2
    assert oddness(OffsetReading(BYTES, LineEnds.ONE, MarkCount.COUNTED), CODE_POINTS) == 4
    found = [oddness(each, CODE_POINTS) for each in possible_readings("💩\r\n", CODE_POINTS, is_certain=False)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (OffsetReading(), "code points"),
        (OffsetReading(UTF16, mark=MarkCount.UNCOUNTED), "UTF-16 units without the byte-order mark"),
        (OffsetReading(BYTES, LineEnds.ONE), "UTF-8 bytes, with a line end of two characters counted as one"),
    ],
)
def test_a_reading_has_a_name(reading: OffsetReading, words: str) -> None:
    assert str(reading) == words


@pytest.mark.parametrize(
    ("text", "expected", "is_certain", "units", "ends", "marks"),
    [
        ("plain", CODE_POINTS, False, {CODE_POINTS}, {LineEnds.AS_THEY_ARE}, {MarkCount.AS_IT_IS, MarkCount.COUNTED}),
        (
            "café",
            CODE_POINTS,
            False,
            {CODE_POINTS, BYTES},
            {LineEnds.AS_THEY_ARE},
            {MarkCount.AS_IT_IS, MarkCount.COUNTED},
        ),
        ("💩", UTF16, False, set(OffsetUnit), {LineEnds.AS_THEY_ARE}, {MarkCount.AS_IT_IS, MarkCount.COUNTED}),
        ("💩", CODE_POINTS, False, set(OffsetUnit), {LineEnds.AS_THEY_ARE}, {MarkCount.AS_IT_IS, MarkCount.COUNTED}),
        ("💩", UTF16, True, {UTF16}, {LineEnds.AS_THEY_ARE}, {MarkCount.AS_IT_IS, MarkCount.COUNTED}),
        ("\ufeffa\r\nb\nc", CODE_POINTS, True, {CODE_POINTS}, set(LineEnds), {MarkCount.AS_IT_IS, MarkCount.UNCOUNTED}),
    ],
)
def test_only_readings_that_differ_in_a_text_are_tried(
    text: str,
    expected: OffsetUnit,
    is_certain: bool,
    units: set[OffsetUnit],
    ends: set[LineEnds],
    marks: set[MarkCount],
) -> None:
    found = list(possible_readings(text, expected, is_certain=is_certain))
    assert found[0] == OffsetReading(expected)
    assert len(found) == len(units) * len(ends) * len(marks)
    assert ({each.unit for each in found}, {each.line_ends for each in found}) == (units, ends)
    assert {each.mark for each in found} == marks


def test_the_expected_reading_stays_unless_another_scores_higher() -> None:
    tried = [
        OffsetReading(),
        OffsetReading(UTF16),
        OffsetReading(BYTES),
    ]  # 2 to 3 is "a", a blank, and inside of a character

    def chosen(score_of_a: int, score_of_blank: int) -> list[OffsetReading]:
        scores = {Span(2, 3): score_of_a, Span(1, 2): score_of_blank}
        best, others = choose_reading(tried, "💩 a", [(2, 3)], lambda _, span: scores[span], 9)
        return [each.reading for each in (best, *others)]

    assert chosen(5, 4) == [OffsetReading()]
    assert chosen(5, 5) == [OffsetReading(), OffsetReading(UTF16)]
    assert chosen(4, 5) == [OffsetReading(UTF16)]
    assert chosen(9, 10) == [OffsetReading()]  # the best score of all: nothing else is tried


@pytest.mark.parametrize(
    ("words", "score"),
    [("mill", BEST_EDGES), ("The mill", BEST_EDGES), (" mill", 3), ("mill ", 3), ("mil", 2), ("il", 0), ("mill.", 4)],
)
def test_a_passage_begins_and_ends_beside_words(words: str, score: int) -> None:
    text = "The mill stands. A mill."
    start = text.index(words)
    assert edge_score(text, Span(start, start + len(words))) == score


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("ab", True),
        ("a ", False),
        (" b", False),
        ("a.", False),
        ("é1", True),
        ("漢字", False),
        ("ไท", False),
        ("αβ", True),
    ],
)
def test_only_scripts_with_blanks_have_words_to_cut(text: str, is_cut: bool) -> None:
    assert cuts_word(text, 1) is is_cut
    assert not cuts_word(text, 0)
    assert not cuts_word(text, 2)
