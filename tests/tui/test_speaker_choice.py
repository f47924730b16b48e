"""The speakers of a suggested quote, one after the other."""

from dataclasses import replace

from reader.insight.suggestion import Attribution
from reader.text.span import Span
from reader.tui.speaker_choice import SpeakerChoice


def a_speaker(name: str, confidence: float = 0.99) -> Attribution:
    return Attribution(Span(0, len(name)), None, name, confidence)


ANN, BO = a_speaker("Ann Lee"), a_speaker("Bo", 0.7)


def names(choice: SpeakerChoice, times: int) -> list[str]:
    found = []
    for _ in range(times):
        is_other = choice.go_on()
        found.append(f"{'' if is_other else 'again '}{choice.speaker.name if choice.speaker else 'nobody'}")
    return found


def test_speakers_are_gone_through_and_after_the_last_it_is_the_first_again() -> None:
    assert names(SpeakerChoice(ANN, [BO, a_speaker("Cy")]), 4) == ["Bo", "Cy", "again Ann Lee", "Bo"]
    assert names(SpeakerChoice(None, [BO]), 3) == ["Bo", "again nobody", "Bo"]
    assert names(SpeakerChoice(None, []), 1) == ["again nobody"]


def test_whoever_is_chosen_is_sure() -> None:
    choice = SpeakerChoice(BO, [replace(ANN, confidence=0.3)])
    assert choice.speaker == BO
    choice.go_on()
    assert choice.speaker
    assert (choice.speaker.name, choice.speaker.is_sure) == ("Ann Lee", True)


def test_a_name_that_was_chosen_before_is_gone_on_from_and_one_that_is_gone_is_not() -> None:
    assert names(SpeakerChoice(ANN, [BO, a_speaker("Cy")], "Bo"), 2) == ["Cy", "again Ann Lee"]
    assert names(SpeakerChoice(ANN, [BO], "Dee"), 1) == ["Bo"]
