"""Where two statements have other words, although who says it stands at another place."""

from reader.insight.echoes.attribution_clauses import after_attribution
from reader.insight.echoes.side_by_side import keys_of, slots
from reader.insight.echoes.statement import statement_of


def places(one: str, other: str) -> list[tuple[list[str], list[str]]]:
    ours, theirs = statement_of(one), statement_of(other)
    keys = keys_of(ours, theirs, (ours.telling, theirs.telling))
    found = slots(ours, theirs, keys)
    return [([ours.words[at] for at in left], [theirs.words[at] for at in right]) for left, right in found]


def test_what_is_said_is_compared_where_the_speaker_moved() -> None:
    one = "The crane was locked for the night, the harbour office said in a letter."
    other = "In a letter, the harbour office said that the crane had been oiled for the night."
    assert places(one, other) == [(["locked"], ["oiled"])]


def test_an_answer_is_not_a_clause_that_only_says_who_speaks() -> None:
    assert places("Asked if the crane had burned, Wren said no.", "Wren said no when asked about the crane.") == []


def test_a_verb_amid_a_quotation_ends_no_clause_before_it() -> None:
    assert after_attribution(statement_of("“The crane fell,” Wren said, “and the shed burned.”")) == ()
