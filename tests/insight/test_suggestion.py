"""A suggestion as a record."""

from reader.insight.log_odds import probability
from reader.insight.suggestion import Attribution, Suggestion
from reader.text.span import Span


def test_a_record_has_the_passage_and_a_score_of_four_digits() -> None:
    suggestion = Suggestion("a.txt", Span(2, 7), "claim", 0.123456, True, ("a number: “3”",))
    assert suggestion.record("a ferry") == {
        "source": "a.txt", "start": 2, "end": 7, "exact": "ferry",
        "tag": "claim", "score": 0.1235, "sure": True, "reasons": ["a number: “3”"],
    }  # fmt: skip


def test_a_record_has_the_speaker_and_the_cue_of_a_quotation() -> None:
    attribution = Attribution(Span(6, 8), Span(9, 13), "Bo", 0.95)
    suggestion = Suggestion("a.txt", Span(0, 5), "quote", 0.9, True, (), attribution)
    assert suggestion.record("“So,” Bo said.")["fields"] == {
        "speaker": {"start": 6, "end": 8, "exact": "Bo", "sure": False},
        "cue": {"start": 9, "end": 13, "exact": "said"},
    }


def test_log_odds_as_a_probability() -> None:
    assert [round(probability(each), 4) for each in (-2, 0, 2)] == [0.1192, 0.5, 0.8808]
