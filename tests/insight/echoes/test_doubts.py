"""Pairs of sentences that nearly have the same words: which of them are surely the same statement."""

import pytest

from reader.insight.echoes.judgement import Judgement, judge_statements
from reader.insight.echoes.statement import statement_of


def judged(one: str, other: str) -> Judgement:
    return judge_statements(*(statement_of(each, among_foreign=True) for each in (one, other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Holt reached the final of the shield on Sunday with a 3-0 win at Marsh Town.",
            "Marsh Town beat Holt 3-0 on Sunday to reach the final of the shield.",
        ),
        (
            "All of the boats in Holt were mended, Ada Wren said.",
            "Nine of the boats in Holt were mended, Ada Wren said.",
        ),
        ("Nearly all of the boats in Holt sank.", "All of the boats in Holt sank."),
        ("Only fishermen may moor in the new harbour.", "Fishermen may moor in the new harbour."),
        ("Half of the lamps in the harbour went out.", "The lamps in the harbour went out."),
        (
            "Weil das Dach undicht ist, bleibt die Turnhalle in Rodau in diesem Winter gesperrt.",
            "Die Turnhalle in Rodau öffnet in diesem Winter, obwohl das Dach undicht ist.",
        ),
        (
            "“It is not enough not to leak as much as the other boat,” said Ada Wren of Holt.",
            "Is it not enough not to leak as much as the other boat of Holt?",
        ),
        (
            "Der Wolf hat in Rodau den Hund des Försters gebissen.",
            "Der Hund des Försters hat in Rodau den Wolf gebissen.",
        ),
        (
            "Der Müller verklagte den Nachbarn in Rodau wegen des Lärms der Mühle.",
            "Der Nachbar verklagte den Müller in Rodau wegen des Lärms der Mühle.",
        ),
    ],
)
def test_words_that_say_something_else_in_another_order_are_not_sure(one: str, other: str) -> None:
    found = judged(one, other)
    assert not found.is_sure
    assert found.probability > 0.5  # by their words alone they would be


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (
            "Für die Gäste bestand nach Angaben der Feuerwehr in Rodau Gefahr.",
            "Eine Gefahr für die Gäste bestand laut Feuerwehr in Rodau nicht.",
            ("negation",),
        ),
        (
            "Quelque 900 habitants de Verre ont été évacués mardi en raison de l'incendie.",
            "En raison de l'incendie, quelque 900 habitants de Verre ont été évacués mercredi.",
            ("date",),
        ),
        (
            "El museo de Ribera abrirá el 1 de marzo con tres salas nuevas.",
            "Con cuatro salas nuevas, el museo de Ribera abrirá el 1 de marzo.",
            ("number",),
        ),
        (
            "Holt told Wren that the boat in the harbour was safe.",
            "Wren told Holt that the boat in the harbour was safe.",
            ("speaker",),
        ),
    ],
)
def test_negations_days_numbers_and_speakers_differ_in_any_order(one: str, other: str, kinds: tuple[str, ...]) -> None:
    assert judged(one, other).differs == kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("La halle fabrique des cordes depuis 1952.", "Depuis 1952, la halle fabrique des cordes."),
        (
            "Der Turm der Kirche in Rodau wurde nach Angaben der Stadt 1964 gebaut.",
            "Laut Stadt wurde der Turm der Kirche in Rodau 1964 gebaut.",
        ),
        (
            "Former Holt mayor Ada Wren was sentenced to four years in prison on Friday for taking bribes.",
            "Ada Wren, the former mayor of Holt, was sentenced on Friday to four years in prison for taking bribes.",
        ),
        ("Die Stadt fordert drei Prozent.", "Drei Prozent fordert die Stadt."),
    ],
)
def test_the_same_in_another_order_is_not_a_difference(one: str, other: str) -> None:
    assert judged(one, other).differs == ()
    assert judged(one, other).is_sure or len(one) < 40  # a few words are never sure


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("All of the guests were led out of the hotel.", "Some of the guests were led out of the hotel.", ("number",)),
        ("Rents rose by 3 percent in Holt on Monday.", "Rents rose to 3 percent in Holt on Monday.", ("direction",)),
        (
            "The mill will shut its gates in Holt next year.",
            "The mill would shut its gates in Holt next year if prices fell.",
            ("modality",),
        ),
        (
            "The barn in Holt burned down because of a broken lamp, firemen said.",
            "The barn in Holt burned down because of a farmer's mistake, firemen said.",
            ("wording",),
        ),
        (
            "Two of the sailors are missing and presumed dead, the coastguard of Holt said.",
            "Two of the sailors are safe and well, the coastguard of Holt said.",
            ("wording",),
        ),
        (
            "The farmers said hunters had burned the barn.",
            "Hunters said the farmers had burned the barn.",
            ("speaker",),
        ),
    ],
)
def test_small_words_qualify_a_statement(one: str, other: str, kinds: tuple[str, ...]) -> None:
    found = judge_statements(statement_of(one), statement_of(other))
    assert (found.is_sure, found.differs) == (False, kinds)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Asked if the barn had burned, the mayor said no.", "The mayor said no when asked about the barn."),
        (
            "The dam at Holt is safe now, engineers said on Friday.",
            "On Friday engineers said the dam at Holt was safe now.",
        ),
        ("One in four lamps in Holt went out.", "In Holt 25 percent of the lamps went out."),
        ("First of all, the lamps in Holt are too old.", "The lamps in Holt are too old."),
        ("Some 40 boats left the harbour of Holt.", "About 40 boats left the harbour of Holt."),
    ],
)
def test_questions_and_who_says_it_make_no_difference(one: str, other: str) -> None:
    assert judge_statements(statement_of(one), statement_of(other)).differs == ()


def test_a_word_is_compared_though_who_says_it_follows_in_one_of_them() -> None:
    one = (
        "“I have people in Holt who study it, and cannot believe what they are finding,” Wren told the Post on Monday."
    )
    other = "“I have people in Holt who study it, and cannot believe what they are saying.”"
    assert judge_statements(statement_of(one), statement_of(other)).differs == ("wording",)


def test_a_verb_between_two_people_is_not_an_attribution() -> None:
    one, other = "The mayor thanked the farmers for warning Holt.", "The farmers thanked the mayor for warning Holt."
    assert judge_statements(statement_of(one), statement_of(other)).differs == ("direction",)
