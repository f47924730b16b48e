"""Everybody who may say a quotation in a paragraph: speakers, subjects of verbs of saying, and names."""

import pytest

from reader.insight.speakers.possible_speakers import possible_speakers
from reader.text.quotations import quotation_spans


def possible(text: str, near: int = 0) -> list[str]:
    """Return the speakers, each with the words that attribute, if there are any."""
    found = possible_speakers(text, list(quotation_spans(text)), near)
    cues = [(each.speaker.of(text), each.cue.of(text) if each.cue else "") for each in found]
    return [f"{speaker} · {cue}" if cue else speaker for speaker, cue in cues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The sea is high,” said Ada Weir.", ["Ada Weir · said", "Ada Weir · said", "Ada Weir"]),
        ("“The sea is high.” The pilot told Ada Weir so.", ["The pilot · told", "Ada Weir"]),
        ("“The sea is high.” On Monday they met Bo of Skagen, Ada & Co.", ["Bo", "Skagen", "Ada & Co"]),
        ("“The sea is high.” A word — from Jean-Marc de la Rue — was enough.", ["Jean-Marc de la Rue"]),
        ("“The sea is high.” Nobody answered.", ["Nobody · answered", "Nobody"]),
        ("“The sea is high.” It was late.", []),
    ],
)
def test_speakers_come_before_subjects_and_these_before_names(text: str, expected: list[str]) -> None:
    assert possible(text) == expected


def test_the_nearest_comes_first() -> None:
    text = "Ada saw it. Bo saw it. Cy saw it."
    assert possible(text, text.index("Cy")) == ["Cy", "Bo", "Ada"]
    assert possible(text, 0) == ["Ada", "Bo", "Cy"]
