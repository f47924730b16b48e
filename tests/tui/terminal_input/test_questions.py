"""What the program asked a terminal: a reply counts while its question is open, and nothing else does."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal_input.joiner import LONGEST, InputKind, Joiner
from reader.tui.terminal_input.questions import BACKGROUND, DARK_REPORT, LIGHT_REPORT, SCHEME, Questions
from reader.tui.terminal_input.sequences import KnownKeys, SequenceReader
from reader.tui.textual_internals import KEY_SEQUENCES, NUMBERED_KEYS

DARK, LIGHT = "\x1b]11;rgb:1414/1616/1b1b\x1b\\", "\x1b]11;rgb:fcfc/f9f9/f2f2\x07"


def questions(*written: str) -> Questions:
    asked = Questions()
    for each in written:
        asked.note(each)
    return asked


@pytest.mark.parametrize(
    ("reply", "scheme"),
    [
        (DARK, DARK_REPORT),
        (LIGHT, LIGHT_REPORT),
        ("\x1b]11;rgb:0/0/0\x1b\\", DARK_REPORT),
        ("\x1b]11;rgb:ff/ff/ff\x07", LIGHT_REPORT),
        ("\x1b]11;rgba:fff/fff/fff/000\x07", LIGHT_REPORT),
        ("\x1b]11;rgb:00/00/ff\x07", DARK_REPORT),  # blue is darker than it is strong
        ("\x1b]11;rgb:ff/ff/00\x07", LIGHT_REPORT),
        ("\x1b]11;rgb:7f/7f/7f\x07", DARK_REPORT),
        ("\x1b]11;rgb:81/81/81\x07", LIGHT_REPORT),
        ("\x1b]10;rgb:00/00/00\x07", ""),  # the text's colour
        ("\x1b]11;rgb:00/00\x07", ""),
        ("\x1b]11;rgb:00000/0/0\x07", ""),
        ("\x1b]11;black\x07", ""),
    ],
)
def test_the_background_is_dark_or_light(reply: str, scheme: str) -> None:
    assert questions(BACKGROUND).scheme(reply) == scheme


def test_an_answer_counts_once_and_only_if_it_was_asked() -> None:
    assert questions().scheme(DARK) == ""
    asked = questions(BACKGROUND)
    assert (asked.scheme(DARK), asked.scheme(LIGHT)) == (DARK_REPORT, "")
    asked.note(BACKGROUND)
    assert asked.scheme(LIGHT) == LIGHT_REPORT


def test_reports_of_changes_count_while_they_are_switched_on() -> None:
    asked = questions()
    assert asked.scheme(LIGHT_REPORT) == ""
    asked.note(f"\x1b[?{SCHEME}h{BACKGROUND}")
    assert (asked.scheme(LIGHT_REPORT), asked.scheme(DARK_REPORT)) == (LIGHT_REPORT, DARK_REPORT)
    asked.note(f"\x1b[?{SCHEME}l")
    assert asked.scheme(LIGHT_REPORT) == ""


def heard(parts: list[str], gaps: list[float]) -> list[str]:
    """What comes of parts, with pauses in seconds after them, once the background was asked for."""
    joiner = Joiner(SequenceReader(KnownKeys(KEY_SEQUENCES, NUMBERED_KEYS), questions(BACKGROUND)), 0.1)
    now, pieces = 0.0, []
    for part, gap in zip(parts, gaps, strict=True):
        pieces += joiner.feed(part, now)
        end = now + gap
        while joiner.deadline is not None and joiner.deadline <= end:
            now = joiner.deadline
            pieces += joiner.expire(now)
        now = end
    assert all(piece.kind is InputKind.KEY for piece in pieces)
    return [piece.text for piece in pieces]


BEGUN = len("\x1b]11;rgb")


@given(st.sets(st.integers(BEGUN, len(DARK) - 1), max_size=4), st.floats(0, 6))
def test_an_answer_in_parts_is_never_typed_however_slowly_they_come(places: set[int], gap: float) -> None:
    cuts = [0, *sorted(places), len(DARK)]
    parts = [DARK[start:end] for start, end in pairwise(cuts)]
    assert heard([*parts, "j"], [*[gap] * len(parts), 2 * LONGEST]) == [DARK_REPORT, "j"]


@pytest.mark.parametrize("place", range(1, len(DARK)))
def test_an_answer_in_two_parts_is_not_a_key_wherever_it_is_cut(place: int) -> None:
    for gap in (0.05, 0.45, 3.0):
        found = heard([DARK[:place], DARK[place:], "j"], [gap, 0.0, 2 * LONGEST])
        too_late = {1: 0.1, 2: 0.5}.get(place, gap)  # then the beginning is a key before the rest comes
        early = ["\x1b"][: gap > 0.1] if place == 1 else [*"\x1b]"] if gap > too_late else []
        assert found in ([*early, DARK_REPORT, "j"], [*early, "j"])


def test_what_nobody_asked_for_waits_no_longer_than_before() -> None:
    joiner = Joiner(SequenceReader(KnownKeys(KEY_SEQUENCES, NUMBERED_KEYS), questions()), 0.1)
    joiner.feed("\x1b]11;rgb:14", 0.0)
    assert joiner.deadline is not None
    assert joiner.deadline < 1
