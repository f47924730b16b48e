"""What will happen is not what has happened."""

import pytest

from reader.insight.echoes.statement import statement_of
from reader.insight.echoes.tenses import is_yet_to_come


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holt will mend the pier.", "Holt has mended the pier."),
        ("The council of Holt will vote on the pier.", "The council of Holt voted on the pier."),
        ("The pier is to be sold in May.", "The pier was sold in May."),
        ("The last mill of Holt is about to close.", "The last mill of Holt has closed."),
        ("The mayor vowed to sell the pier.", "The mayor sold the pier."),
        ("Wren urged both crews to leave the harbour.", "Both crews left the harbour, Wren said."),
        ("Wren said she would officially open the pier.", "Wren officially opened the pier."),
    ],
)
def test_a_plan_is_not_the_deed(one: str, other: str) -> None:
    assert is_yet_to_come(statement_of(one), statement_of(other))
    assert is_yet_to_come(statement_of(other), statement_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Holt will mend the pier.", "The pier will be mended by Holt."),
        ("The pier is to be sold in May.", "The pier will be sold in May."),
        ("Wren was able to mend the pier.", "Wren mended the pier."),
        ("The pier must be mended.", "The pier has to be mended."),
    ],
)
def test_two_plans_are_the_same_and_so_are_two_deeds(one: str, other: str) -> None:
    assert not is_yet_to_come(statement_of(one), statement_of(other))
