"""Who speaks in a transcript, and whether an article names somebody else."""

import pytest

from reader.insight.quote_check.speaker import is_another
from reader.insight.quote_check.turns import find_turns


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Mr Heron: I came.\n\nMs Wren: So did I.", "came", "Mr Heron"),
        ("Mr Heron: I came.\n\nMs Wren: So did I.", "did", "Ms Wren"),
        ("THE PRESIDENT. I came.\n\nQ. Why?\n\nTHE PRESIDENT. To see.\n\nQ. What?", "Why", "Q"),
        ("THE PRESIDENT. I came.\n\nQ. Why?\n\nTHE PRESIDENT. To see.\n\nQ. What?", "see", "THE PRESIDENT"),
        ("President Heron. I came.\n\nYes.\n\nPresident Heron. To see.", "Yes", "President Heron"),
        ("**Ann Heron:** I came.", "came", "Ann Heron"),
        ("Ann Heron (Northhaven): I came.", "came", "Ann Heron"),
        ("Anna de Wit: I came.", "came", "Anna de Wit"),
        ("We stayed. Then he left.", "left", ""),
        ("Tomorrow. We leave.\n\nToday. We stay.", "leave", ""),
        ("Note: we left.", "left", ""),
        ("Wren: we left.\nFinch: Why?\nWren: To see.\nFinch: Ah.", "Why", "Finch"),
        ("Before.\nMr Heron: I came.", "Before", ""),
    ],
)
def test_the_speaker_is_named_before_the_words(text: str, word: str, speaker: str) -> None:
    assert find_turns(text).speaker_at(text.index(word)) == speaker


@pytest.mark.parametrize(
    ("article", "transcript", "expected"),
    [
        ("Ann Heron", "Ms Heron", False),
        ("Ann Heron", "MS WREN", True),
        ("the president", "THE PRESIDENT", False),
        ("the president", "Q", True),
        ("President Heron", "THE PRESIDENT", False),
        ("President Heron", "Secretary Wren", True),
        ("he", "Mr Wren", False),
        ("he", "Q", False),
        ("a reporter", "Q", False),
        ("", "Mr Wren", False),
        ("Ann Heron", "", False),
        ("Heron’s", "Heron", False),
    ],
)
def test_two_names_are_two_people_only_if_they_share_nothing(article: str, transcript: str, expected: bool) -> None:
    assert is_another(article, transcript) is expected
