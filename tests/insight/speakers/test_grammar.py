"""The kinds of the tokens of a paragraph: nouns, verbs of saying, and what begins and ends a clause."""

import pytest

from reader.insight.speakers.english import ENGLISH
from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.tokens import Tokens


def marked(text: str) -> tuple[Grammar, int]:
    """Return the grammar of a text, and the token that stands after the bar in it."""
    return Grammar(Tokens(text.replace("|", ""), []), ENGLISH), len(Tokens(text.partition("|")[0], []))


@pytest.mark.parametrize(
    ("words", "are_nouns"),
    [("pilot Ada Quietly 40 old", True), ("quietly in of he monday and went said adding later ( @ada", False)],
)
def test_a_noun_is_a_name_or_a_word_that_no_list_has(words: str, are_nouns: bool) -> None:
    grammar, _ = marked(words)
    assert [grammar.is_noun(at) for at in range(len(grammar.tokens))] == [are_nouns] * len(words.split())


@pytest.mark.parametrize(
    ("words", "begin"),
    [("the he Ada 40 pilot @ada #harbour", True), ("in ( quietly said But monday $40", False)],
)
def test_a_phrase_begins_with_an_article_a_name_or_a_noun(words: str, begin: bool) -> None:
    grammar, _ = marked(words)
    assert [grammar.begins_phrase(at) for at in range(len(grammar.tokens))] == [begin] * len(words.split())


@pytest.mark.parametrize(
    ("words", "begin", "begin_of_known"),
    [("a former 40 pilot", True, True), ("who himself", True, False), ("in said adding rowed", False, False)],
)
def test_an_apposition_of_someone_known_is_not_a_relative_clause(words: str, begin: bool, begin_of_known: bool) -> None:
    grammar, _ = marked(words)
    for at in range(len(grammar.tokens)):
        assert grammar.begins_apposition(at, is_known=False) is begin
        assert grammar.begins_apposition(at, is_known=True) is begin_of_known


@pytest.mark.parametrize(
    ("words", "end"), [("in if he quite said adding", True), ("a who and but of from pilot Ada", False)]
)
def test_an_apposition_ends_with_a_new_clause(words: str, end: bool) -> None:
    grammar, _ = marked(words)
    assert [grammar.ends_apposition(at) for at in range(len(grammar.tokens))] == [end] * len(words.split())


@pytest.mark.parametrize(
    ("words", "are_adverbs"), [("quite has monday quietly", True), ("Quietly pilot of said", False)]
)
def test_between_a_subject_and_its_verb_stand_adverbs_auxiliaries_and_times(words: str, are_adverbs: bool) -> None:
    grammar, _ = marked(words)
    assert [grammar.is_adverb(at) for at in range(len(grammar.tokens))] == [are_adverbs] * len(words.split())


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("Ada |and Bo", True),
        ("Ada |and a pilot", False),
        ("pilots |and Bo", False),
        ("pilots |& sons", True),
        ("Ada |or Bo", False),
        ("Ada |and", False),
        ("|and Bo", False),
    ],
)
def test_and_joins_two_names(text: str, joins: bool) -> None:
    grammar, at = marked(text)
    assert grammar.joins_names(at) is joins


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Weir |said so", 2),
        ("Weir |put it so", 3),
        ("Weir |put up", 0),
        ("they |admit so", 2),
        ("pilots |admit so", 0),
        ("the |said pilot", 0),
        ("Weir's |said pilot", 0),
        ("Weir’s |said pilot", 0),
        ("Ada |Said so", 0),
        (". |Said Weir", 2),
        ("|Said Weir", 1),
        ("|said the", 1),
        ("|admit Weir, they", 0),
        ("Weir |rowed", 0),
    ],
)
def test_a_verb_of_saying_ends_after_its_particle(text: str, end: int) -> None:
    grammar, at = marked(text)
    assert grammar.end_of_verb(at) == end
    assert grammar.is_finite(at) == (end > 0 or "rowed" in text)


@pytest.mark.parametrize(("words", "begin"), [("He The", True), ("Ada I he the", False)])
def test_a_pronoun_with_a_capital_begins_a_sentence(words: str, begin: bool) -> None:
    grammar, _ = marked(words)
    assert [grammar.begins_sentence(at) for at in range(len(grammar.tokens))] == [begin] * len(words.split())


@pytest.mark.parametrize(
    ("text", "begins"),
    [("|Weir", True), ("so |he", True), ("so, |Weir", True), ("if |Weir", True), ("old |Weir", False)],
)
def test_a_clause_begins_after_a_comma_or_a_conjunction(text: str, begins: bool) -> None:
    grammar, at = marked(text)
    assert grammar.begins_clause(at) is begins
