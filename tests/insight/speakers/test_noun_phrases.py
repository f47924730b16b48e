"""Noun phrases beside a verb of saying: where they begin and where they end."""

import pytest

from reader.insight.speakers.english import ENGLISH
from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.noun_phrases import Phrase, is_label, phrase_after, phrase_before, phrase_between
from reader.insight.speakers.tokens import Tokens


def grammar_of(text: str) -> Grammar:
    return Grammar(Tokens(text, []), ENGLISH)


def words_of(grammar: Grammar, phrase: Phrase | None) -> str | None:
    return phrase and " ".join(grammar.tokens.words[phrase[0] : phrase[1]])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ada Weir on Monday", "Ada Weir"),
        ("Bo & Co of Skagen", "Bo & Co of Skagen"),
        ("Weir of pilots", "Weir of pilots"),
        ("Weir for Skagen", "Weir for Skagen"),
        ("Weir for pilots", "Weir"),
        ("Weir of Monday", "Weir"),
        ("Sen. Ada Weir (D-Maine) of Skagen", "Sen. Ada Weir ( D-Maine ) of Skagen"),
        ("the pilot on the ferry who rowed", "the pilot on the ferry who rowed"),
        ("the pilot on Monday quietly", "the pilot"),
        ("the pilot of it", "the pilot"),
        ("the pilot and Bo", "the pilot"),
        ("many pilots", "many pilots"),
        ("she quietly", "she"),
        ("she, a pilot", "she"),
        ("another", "another"),
        ("another, so", "another"),
        ("another, Ada Weir", "another , Ada Weir"),
        ("she", "she"),
        ("on Monday", None),
    ],
)
def test_the_phrase_after_a_verb_ends_where_something_else_begins(text: str, phrase: str | None) -> None:
    grammar = grammar_of(text)
    assert words_of(grammar, phrase_after(grammar, 0, len(grammar.tokens))) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Weir, a pilot", "Weir , a pilot"),
        ("Weir, a pilot, in Skagen", "Weir , a pilot"),
        ("Weir, a pilot, Long wrote", "Weir , a pilot"),
        ("Weir, a pilot — and that", "Weir , a pilot"),
        ("Weir, a pilot, and captain, on Monday", "Weir , a pilot , and captain"),
        ("Ada Weir, who rowed", "Ada Weir , who rowed"),
        ("Weir, who rowed", "Weir"),
    ],
)
def test_an_apposition_ends_at_a_comma_or_a_dash(text: str, phrase: str) -> None:
    grammar = grammar_of(text)
    assert words_of(grammar, phrase_after(grammar, 0, len(grammar.tokens))) == phrase


@pytest.mark.parametrize(("count", "is_closed"), [(10, True), (11, False)])
def test_a_bracket_of_more_than_ten_words_has_no_end(count: int, is_closed: bool) -> None:
    grammar = grammar_of(f"Weir ({'so ' * count}) on Monday")
    found = phrase_after(grammar, 0, len(grammar.tokens))
    assert found == (0, count + 3 if is_closed else len(grammar.tokens))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("On Monday Weir said", "Weir"),
        ("In a statement Ada Weir said", "Ada Weir"),
        ("In a statement on Monday Ada Weir said", "Ada Weir"),
        ("In a statement the Weir said", "the Weir"),
        ("And the old pilot said", "the old pilot"),
        ("But Weir and Bo said", "Weir and Bo"),
        ("Later Weir said", "Weir"),
        ("Weir often quietly said", "Weir"),
        ("Weir was quietly said", None),
        ("In a statement by the Weir said", "the Weir"),
        ("Bo rowed Weir said", "Weir"),
        ("Bo went Weir said", "Weir"),
        ("Ada Weir (D-Maine) said", "Ada Weir ( D-Maine )"),
        ("Long (D-Maine) said", "Long ( D-Maine )"),
        ("a sign that said", "a sign"),
        ("a sign, which said", "a sign"),
        ("it that said", None),
        ("Weir, said", None),
    ],
)
def test_the_subject_before_a_verb_begins_after_whatever_else_is_said(text: str, phrase: str | None) -> None:
    grammar = grammar_of(text)
    assert words_of(grammar, phrase_before(grammar, len(grammar.tokens) - 1, 0)) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ada Weir, a pilot, said", "Ada Weir , a pilot ,"),
        ("Ada Weir, who rowed, said", "Ada Weir , who rowed ,"),
        ("Weir, who rowed, said", "Weir"),
        ("Then, Weir, who rowed, said", "Weir"),
        ("Then, Ada Weir, who rowed, said", "Ada Weir , who rowed ,"),
        ("Ada Weir, director of the port said", "Ada Weir , director of the port"),
        ("Ada Weir, head of the port said", "Ada Weir , head of the port"),
        ("rowed, the director of the port said", "the director of the port"),
        ("Ada Weir, pilots of the port said", "pilots of the port"),
    ],
)
def test_appositions_before_a_verb_belong_to_the_name_before_them(text: str, phrase: str) -> None:
    grammar = grammar_of(text)
    assert words_of(grammar, phrase_before(grammar, len(grammar.tokens) - 1, 0)) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the pilot said", "the pilot"),
        ("Ada Weir, a pilot, said", "Ada Weir , a pilot ,"),
        ("the pilot and captain said", "the pilot and captain"),
        ("many of the pilots of the old town said", "many of the pilots of the old town"),
        ("he laughed and said", "he"),
        ("he laughed and then rowed off said", None),
        ("the pilot went and he said", None),
        ("the pilot if he said", None),
        ("quickly the pilot said", None),
    ],
)
def test_between_a_quotation_and_a_verb_is_the_subject_and_no_other_clause(text: str, phrase: str | None) -> None:
    grammar = grammar_of(f"So it is. {text}")
    assert words_of(grammar, phrase_between(grammar, 4, len(grammar.tokens) - 1)) == phrase


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("Ada Weir (Skagen)", True), ("Ada the Pilot", False), ("Ada " * 8, True), ("Ada " * 9, False)],
)
def test_a_label_has_up_to_eight_words_with_capitals(text: str, is_one: bool) -> None:
    grammar = grammar_of(text)
    assert is_label(grammar, 0, len(grammar.tokens)) is is_one
