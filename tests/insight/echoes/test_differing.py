"""In what two statements differ: the kinds of words that are left over, and what may be left over."""

import pytest

from reader.insight.echoes.differing import differing_kinds
from reader.insight.echoes.statement import statement_of


@pytest.mark.parametrize(
    ("kinds", "one", "other"),
    [
        ("date", "The harvest begins on 3 May in the orchards.", "The harvest begins on 3 June in the orchards."),
        ("number", "The lock closed on 3 May in Arden.", "The lock closed in Arden."),
        ("modality", "The lock closed on 3 May in Arden.", "The lock must have closed on 3 May in Arden."),
        ("modality", "The lock closed in May.", "The lock may have closed."),
        ("", "The lock closed in May.", "The lock closed."),
    ],
)
def test_the_month_of_may_is_a_date_and_no_modal_verb(kinds: str, one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        assert differing_kinds(statement_of(a), statement_of(b)) == tuple(kinds.split())


SOLD = "The growers sold the orchard to the brewery"


@pytest.mark.parametrize(
    ("kinds", "other"),
    [
        ("", "The old growers sold the orchard to the brewery."),  # at the beginning
        ("", "The growers sold the orchard to the brewery of Ada."),  # at the end
        ("wording", "The growers sold the old orchard to the brewery."),
        ("wording", "The growers sold the old Arden orchard to the brewery."),
        ("name", "The growers sold the Arden orchard to the brewery."),
        ("number", "The growers sold the three orchards to the brewery."),
        ("", "The growers sold the orchard, a poor and stony piece of land, to the brewery."),
        ("modality", "The growers reportedly sold the orchard to the brewery."),
        ("modality", "The growers sold the orchard to the brewery perhaps."),
        ("", "Perhaps one day soon enough the growers sold the orchard to the brewery."),
        ("negation", "Nobody in all of Arden can prove that the growers sold the orchard to the brewery."),
        ("", "In all of Arden people saw for themselves that the growers sold the orchard to the brewery."),
    ],
)
def test_what_only_one_statement_has_counts_unless_it_stands_at_an_end_or_is_a_clause(kinds: str, other: str) -> None:
    for a, b in ((f"{SOLD}.", other), (other, f"{SOLD}.")):
        assert differing_kinds(statement_of(a), statement_of(b)) == tuple(kinds.split())


@pytest.mark.parametrize(
    ("kinds", "one", "other"),
    [
        ("wording", f"{SOLD} gladly.", f"{SOLD} in haste."),
        ("", f"{SOLD} while the old growers of Arden wept.", f"{SOLD} after three years of talks in Kessel."),
        ("", f"The mayor said {SOLD}.", f"The mayor told singers {SOLD}."),
        ("negation", f"The mayor confirmed {SOLD}.", f"The mayor denied {SOLD}."),
        ("", "The growers did not accept the plan.", "The growers never accepted the plan."),
        ("", "The growers never sold the orchard.", "The growers hardly sold the orchard."),
        ("", "The WFU and its friends met growers of Arden.", "The World Food Union met growers of Arden."),
        ("date", f"{SOLD} on Monday.", f"{SOLD} on Tuesday."),
        ("date", f"On Tuesday {SOLD}.", f"{SOLD} on Monday."),
    ],
)
def test_what_stands_in_the_place_of_other_words_counts_unless_it_says_the_same(
    kinds: str, one: str, other: str
) -> None:
    for a, b in ((one, other), (other, one)):
        assert differing_kinds(statement_of(a), statement_of(b)) == tuple(kinds.split())


def test_of_statements_with_little_in_common_no_single_word_is_compared() -> None:
    alike = "Eva Marsh told a crowd of growers that the {} of Arden must be shut"
    far = "Ola Finch brought poets, singers, dancers, wine and plums; " * 5
    one = statement_of(alike.format("lock"))
    assert differing_kinds(one, statement_of(alike.format("gate"))) == ("wording",)
    assert differing_kinds(one, statement_of(far + alike.format("gate"))) == ()


@pytest.mark.parametrize("other", ["…", "The lock closed."])
def test_a_passage_without_words_differs_in_nothing_that_can_be_named(other: str) -> None:
    for a, b in (("—", other), (other, "—")):
        assert differing_kinds(statement_of(a), statement_of(b)) == ()
