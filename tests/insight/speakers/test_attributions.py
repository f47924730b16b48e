"""The speakers of quotations: the cases are in tests/data/speakers.txt."""

from collections.abc import Iterator

import pytest

from reader.insight.speakers.attributions import attribute
from reader.insight.speakers.tokens import LONGEST_SENTENCE
from reader.insight.suggestion import SURE_SPEAKER, Attribution
from reader.text.quotations import quotation_spans
from reader.text.span import Span
from tests.insight.quotes.test_detector import suggested
from tests.support import DATA


def cases() -> Iterator[tuple[str, list[str]]]:
    for case in (DATA / "speakers.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in case.splitlines() if line and not line.startswith("#")]
        if lines:
            text = "\n".join(line for line in lines if not line.startswith(" "))
            yield text, [line.strip() for line in lines if line.startswith(" ")]


def described(found: Attribution | None, text: str) -> str:
    if found is None or found.cue is None:
        return "-"
    return f"{'sure' if found.is_sure else 'likely'} {found.speaker.of(text)} · {found.cue.of(text)}"


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_who_says_a_quotation(text: str, expected: list[str]) -> None:
    assert [described(each.attribution, text) for each in suggested(text)] == expected


def attributions(text: str) -> list[Attribution | None]:
    return attribute(text, list(quotation_spans(text)))


# The confidence of each kind of attribution; those from .96 up are sure.
CONFIDENCES = [
    ("“The sea is high,” Weir said.", 0.996),
    ("“The sea is high,” said Weir.", 0.98),
    ("“Is the sea high?” Weir asked.", 0.967),
    ("“The sea is high,” Weir lectured.", 0.91),
    ("Weir said, “The sea is high.”", 0.98),
    ("Weir lectured, “The sea is high.”", 0.91),
    ("Weir shouted “The sea is high!”", 0.96),
    ("Weir said the sea was “high and wild.”", 0.85),
    ("Weir rose and said, “The sea is high.”", 0.85),
    ("Weir said in the harbour of Skagen after the long night on deck, “The sea is high.”", 0.81),
    ("Ada Weir (Skagen): “The sea is high.”", 0.93),
    ("According to Weir, “the sea is high.”", 0.97),
    ("Weir looked at the sea, adding, “It is high.”", 0.77),
    ("Weir said so. “The sea is high.”", 0.75),
]


@pytest.mark.parametrize(("text", "confidence"), CONFIDENCES)
def test_each_kind_of_attribution_has_a_confidence(text: str, confidence: float) -> None:
    (found,) = attributions(text)
    assert found is not None
    assert (found.confidence, found.is_sure) == (confidence, confidence >= SURE_SPEAKER)


def test_what_carries_over_is_at_most_as_sure_as_what_it_carries() -> None:
    first, second = attributions("“The sea is high,” Weir said. “It is wild.”")
    assert (first and first.confidence, second and second.confidence) == (0.996, 0.976)
    first, second = attributions("“The sea is high,” Weir lectured. “It is wild.”")
    assert (first and first.confidence, second and second.confidence) == (0.91, 0.91)


@pytest.mark.parametrize("mark", [",", ":"])
def test_a_speaker_who_goes_on_after_a_participle_says_that_too(mark: str) -> None:
    text = f"“The sea is high,” said Ada Weir, the master, adding{mark} “It is wild.”"
    first, second = attributions(text)
    assert first
    assert second
    assert second.name == first.name == "Ada Weir"
    assert second.cue
    assert second.cue.of(text) == "adding"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The sea is high,” said Ada Weir, the harbour master.", "Ada Weir"),
        ("“The sea is high,” Sen. Ada Weir (D-Maine) said.", "Sen. Ada Weir"),
        ("“The sea is high,” the old   pilot said.", "the old pilot"),
        ("“The sea is high,” its master, Ada Weir, said.", "Ada Weir"),
    ],
)
def test_a_name_has_no_apposition_and_no_brackets(text: str, name: str) -> None:
    (found,) = attributions(text)
    assert found is not None
    assert found.name == name


def test_a_name_in_markdown_has_no_markup_and_its_span_is_the_sources() -> None:
    text = "“The sea is *high*,” **Ada** Weir &amp; Bo told us.\n"
    (only,) = suggested(text, "a.md")
    assert only.attribution is not None
    assert only.attribution.name == "Ada Weir & Bo"
    assert described(only.attribution, text) == "sure **Ada** Weir &amp; Bo · told"


def test_the_attribution_of_a_list_item_and_of_a_paragraph_that_ends_in_a_colon() -> None:
    text = "Skagen\n\n- Weir wrote:\n\n  “The sea is high, and the boats stay in.”\n"
    (only,) = suggested(text, "a.md")
    assert described(only.attribution, text) == "sure Weir · wrote"


def test_a_quotation_within_another_one_has_no_speaker_of_its_own() -> None:
    outer, inner = suggested("“He said, «Stay in the harbour, all of you,» and left,” Weir said.")
    assert (outer.attribution and outer.attribution.name, inner.attribution) == ("Weir", None)


def test_a_sentence_without_end_is_read_up_to_its_limit() -> None:
    text = "Weir said " + "x " * LONGEST_SENTENCE + ", “The sea is high.”"
    assert attributions(text) == [None]


def test_a_paragraph_without_quotations_has_no_attributions() -> None:
    assert attribute("Weir said so.", []) == []
    assert attribute("“So.”", [Span(0, 5)]) == [None]
