"""The judgement on two sentences: the same statement, something else, or nearly the same with a difference."""

import pytest

from reader.insight.echoes.differing import differing_kinds, in_words
from reader.insight.echoes.judgement import SURE_IF_COVERED, Judgement, judge_statements
from reader.insight.echoes.likeness import likeness_of
from reader.insight.echoes.statement import Statement, statement_of

SAME = [
    ("A storm tore the copper roof off the granary.", "The copper roof of the granary was torn off in a storm."),
    ("Ada Brook bought 40 hives on Friday.", "On Friday, forty hives were bought by Ada Brook."),
    ("The ferry was cancelled, the harbour master said.", "The harbour master said that the ferry had been cancelled."),
    (
        "About half of the beekeepers sold their honey abroad.",
        "Some 50 percent of the beekeepers sold their honey abroad.",
    ),
    (
        "It took 90 minutes to free the miners trapped in Arden.",
        "It took an hour and a half to free the miners trapped in Arden.",
    ),
    (
        "The Dutch rower Piet Klaver won the regatta in Essen.",
        "Piet Klaver, a rower from the Netherlands, won the regatta in Essen.",
    ),
    ("The board did not accept the architect's resignation.", "The board rejected the architect's resignation."),
    ("The committee failed to answer the growers' petition.", "The committee did not answer the growers' petition."),
    ("The World Food Union praised the growers of Arden.", "The WFU praised the growers of Arden."),
    ("The granary, which had been empty since the war, was sold to a brewery.", "The granary was sold to a brewery."),
    ("Minister Ada Brook opened the lock at Arden.", "Ada Brook opened the lock at Arden."),
    ("Since March the orchard has lost twelve plum trees.", "The orchard has lost twelve plum trees since March."),
]
DIFFERENT = [
    ("modality", "The mayor promised to mend the lock of Arden.", "The mayor has mended the lock of Arden."),
    (
        "modality",
        "The growers of Arden expect the flooded orchard to recover.",
        "The growers of Arden say the flooded orchard has recovered.",
    ),
    ("direction", "More women than men signed the petition.", "More men than women signed the petition."),
    ("direction", "The minister praised the plan for the lock.", "The minister criticised the plan for the lock."),
    ("negation", "The brewery has paid its growers.", "The brewery has never paid its growers."),
    (
        "negation",
        "There is evidence that the lock was opened by hand.",
        "There is no evidence that the lock was opened by hand.",
    ),
    (
        "negation",
        "Ada Brook said the tax would ruin the growers.",
        "Ada Brook rejected claims that the tax would ruin the growers.",
    ),
    ("negation", "Everyone in the granary heard the alarm.", "No one in the granary heard the alarm."),
    ("number", "The flood ruined 340 hives along the Arden.", "The flood ruined 430 hives along the Arden."),
    ("number", "Three of the nine growers signed the petition.", "Five of the nine growers signed the petition."),
    ("number", "The brewery owes 2.6 million crowns to growers.", "The brewery owes 2.6 billion crowns to growers."),
    (
        "unit",
        "The lock was closed for nine hours after the flood.",
        "The lock was closed for nine days after the flood.",
    ),
    (
        "date",
        "The orchard will be sold on Monday, the bank said.",
        "The orchard will be sold on Friday, the bank said.",
    ),
    (
        "date",
        "The harvest begins on 3 May in the upper orchards.",
        "The harvest begins on 3 June in the upper orchards.",
    ),
    (
        "name",
        "The brewery of Arden was sold to a family from Essen.",
        "The brewery of Arden was sold to a family from Kessel.",
    ),
    (
        "direction",
        "The price of plums rose sharply after the harvest.",
        "The price of plums fell sharply after the harvest.",
    ),
    ("direction", "The brewery sued the growers over the hops.", "The growers sued the brewery over the hops."),
    ("direction", "Two barges were moved from Arden to Kessel.", "Two barges were moved from Kessel to Arden."),
    ("modality", "The lock will close for good in the autumn.", "The lock may close for good in the autumn."),
    (
        "modality",
        "The brewery has bought the granary on the hill.",
        "The brewery hopes to buy the granary on the hill.",
    ),
    (
        "speaker",
        "“The lock will hold,” warden Ola Finch told reporters.",
        "“The lock will hold,” warden Eva Marsh told reporters.",
    ),
    ("direction", "Traffic at the lock is up on last year.", "Traffic at the lock is down on last year."),
    (
        "direction",
        "Finch’s lawyer said that Marsh had struck Finch.",
        "Marsh’s lawyer said that Finch had struck Marsh.",
    ),
    ("modality", "Growers believe the lock was opened by hand.", "The lock was opened by hand."),
    (
        "modality",
        "The growers of Arden discussed selling the lower orchard to a brewery.",
        "The growers of Arden agreed to sell the lower orchard to a brewery.",
    ),
    ("wording", "The governor of Kessel sold the lock.", "The president of Kessel sold the lock."),
    ("wording", "The thief was seen entering the granary at dawn.", "The thief was seen entering the chapel at dawn."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_statement_in_other_words(one: str, other: str) -> None:
    assert differing_kinds(statement_of(one), statement_of(other)) == ()
    assert judge_statements(statement_of(one), statement_of(other)).is_sure


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_one_word_makes_it_another_statement(kind: str, one: str, other: str) -> None:
    for left, right in ((one, other), (other, one)):
        judgement = judge_statements(statement_of(left), statement_of(right))
        assert kind in judgement.differs
        assert not judgement.is_sure
        assert judgement.probability < 0.3


def test_a_word_amid_equal_ones_is_compared_though_the_rest_is_told_in_another_order() -> None:
    one = "“We cannot ask anyone to drive over steel that nobody trusts,” said Mayor Ilse Brandt on Tuesday."
    other = "Mayor Brandt told this paper: “We cannot ask anyone to walk over steel that nobody trusts.”"
    assert differing_kinds(statement_of(one), statement_of(other)) == ("wording",)


def test_sentences_about_something_else_are_unlikely_and_nothing_is_said_of_what_differs() -> None:
    judgement = judge_statements(
        statement_of("The band played until three."), statement_of("A storm tore the roof off the granary.")
    )
    assert (judgement.is_sure, judgement.differs) == (False, ())
    assert judgement.probability < 0.05


def test_two_that_may_be_the_same_name_the_numbers_in_which_they_differ() -> None:
    one = statement_of("Some 38,000 carts pass the mill of Holt every day.")
    found = judge_statements(one, statement_of("About 83,000 carts take the road by the mill every day."))
    assert (found.is_sure, found.differs, found.unlike) == (False, (), ("number",))


def test_the_same_people_at_another_event_are_not_the_same_statement() -> None:
    one = "Ada Brook, Ola Finch and Eva Marsh of the Arden Growers Union met in Kessel to mourn a friend."
    other = "Ada Brook, Ola Finch and Eva Marsh of the Arden Growers Union won a Kessel yacht race."
    likeness = likeness_of(statement_of(one), statement_of(other))
    assert likeness.covered > 0.6
    assert likeness.plain < 0.35
    assert not judge_statements(statement_of(one), statement_of(other)).is_sure


@pytest.mark.parametrize(("one", "other"), [*SAME, *(pair[1:] for pair in DIFFERENT)])
def test_likeness_and_differences_do_not_hang_on_the_order(one: str, other: str) -> None:
    a, b = statement_of(one), statement_of(other)
    assert likeness_of(a, b) == pytest.approx(likeness_of(b, a))


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (("number",), "a number"),
        (("negation", "name"), "a negation and a name"),
        (("negation", "date", "wording"), "a negation, a date and a word"),
    ],
)
def test_kinds_in_words(kinds: tuple[str, ...], words: str) -> None:
    assert in_words(kinds) == words


def test_the_terms_of_a_statement() -> None:
    found: Statement = statement_of("Paid growers weren't Danish.")
    assert list(zip(found.words, found.terms, strict=True)) == [
        ("paid", "pay"),
        ("growers", "grow"),
        ("were", ""),
        ("not", ""),
        ("danish", "denmark"),
    ]
    assert found.negated == ["denmark"]


def test_sentences_in_another_language_are_not_the_same_because_of_their_articles() -> None:
    one = statement_of("Die Brauerei hat in der vergangenen Woche gesagt, dass die Löhne der Bauern gezahlt werden.")
    other = statement_of("Die Opposition hat in der vergangenen Woche gesagt, dass die Preise der Pflaumen sinken.")
    reworded = statement_of("In der vergangenen Woche hat die Brauerei gesagt, dass sie die Löhne der Bauern zahlt.")
    assert not judge_statements(one, other).is_sure
    assert judge_statements(one, reworded).is_sure
    assert [term for term in one.terms[:4] if term] == ["brauere"]
    english = statement_of("The man on the train will not die.")
    assert [term for term in english.terms if term] == ["man", "train", "die"]


def test_a_pair_that_is_not_sure_is_the_more_probable_the_more_rare_words_it_shares_and_the_closer_its_sources() -> (
    None
):
    judgement = Judgement(0.9, False, ())
    rising = [judgement.among(likeness, 1.0).probability for likeness in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert rising == sorted(set(rising))
    assert rising[2] == pytest.approx(0.07, abs=0.01)
    assert judgement.among(0.4, 4.0).probability > 2 * rising[2]


def test_a_pair_that_is_not_sure_stays_below_every_sure_one_and_one_that_differs_far_below() -> None:
    assert Judgement(0.9, False, ()).among(1.0, 11.0).probability < SURE_IF_COVERED
    assert Judgement(0.9, False, ("number",)).among(1.0, 11.0).probability < 0.3 * SURE_IF_COVERED
