"""Who stands beside a verb of saying, and may not be the one who speaks: nobody of these is sure."""

import pytest

from reader.insight.speakers.attributions import attribute
from reader.insight.suggestion import SURE_SPEAKER
from reader.text.quotations import quotation_spans


def speakers(text: str) -> list[tuple[str, bool]]:
    found = attribute(text, list(quotation_spans(text)))
    return [(each.name, each.confidence >= SURE_SPEAKER) for each in found if each]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Weir, citing “the usual tides,” said boats would stay in port.", "Weir"),
        ("Weir, who feared “the usual tides,” said boats would stay in port.", "Weir"),
        ("Weir’s memoir, “The Usual Tides,” says boats will stay in port.", "Weir’s memoir"),
        ("Asked whether it was “a storm,” Weir said no.", "Weir"),
        ("“The tide is high,” Weir recalled her father saying.", "Weir"),
        ("“The tide is high,” Weir said Lund told her.", "Weir"),
        ("Lund shouted “the tide is high,” Weir said.", "Weir"),
        ("“The tide is high,” Weir never said.", "Weir"),
        ("“The tide is high,” nobody said.", "nobody"),
        ("“The tide is high,” said no one in the harbour.", "no one in the harbour"),
        ("Weir would not say, “The tide is high.”", "Weir"),
        ("If Weir had said, “The tide is high,” the boats would be here.", "Weir"),
    ],
)
def test_the_subject_of_the_verb_may_not_say_it(text: str, name: str) -> None:
    assert speakers(text)[:1] == [(name, False)]


@pytest.mark.parametrize(
    ("between", "is_sure"),
    [
        ("said", True),
        ("said after Lund had left", True),
        ("said. Then she left", True),
        ("told the harbour, then turned to Lund", True),
        ("said. Lund shook his head", False),
        ("said, and her pilot, Per Lund, cut in", False),
    ],
)
def test_who_spoke_before_goes_on_unless_somebody_else_acts(between: str, is_sure: bool) -> None:
    assert speakers(f"“The tide is high,” Weir {between}. “Nobody can land.”") == [("Weir", True), ("Weir", is_sure)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The tide is high,” Weir, whom nobody had warned, told the harbour.", "Weir"),
        ("“The tide is high,” WHO pilot Ada Weir said.", "WHO pilot Ada Weir"),
        ("Quoting Lund, the pilot said: “The tide is high.”", "the pilot"),
        ("Whatever the wind, “the tide is high,” said Ada Weir.", "Ada Weir"),
        ("In a letter signed by Ada Weir, the harbour said: “The tide is high.”", "the harbour"),
        ("But Weir said “the tide is high,” she told the harbour.", "she"),
        ("“The tide is high,” Ada May said.", "Ada May"),
        ("“The tide is high,” Mr. Early told the harbour.", "Mr. Early"),
        ("“The tide is high,” said Per Lund.", "Per Lund"),
        ("“The tide is high,” Ada Weir Monday told the harbour.", "Ada Weir"),
        ("No pilot but Weir said: “The tide is high.”", "Weir"),
    ],
)
def test_who_surely_speaks(text: str, name: str) -> None:
    assert speakers(text) == [(name, True)]


@pytest.mark.parametrize(
    "text",
    [
        "It was Weir, not Lund, who told the court: “The tide is high.”",
        "The letter, signed by its author, Ada Weir, said: “The tide is high.”",
    ],
)
def test_who_is_only_named_beside_the_speaker_is_not_one(text: str) -> None:
    assert speakers(text) == []
