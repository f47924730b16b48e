"""Statements that share no more than what happened before, or whom it happened to."""

import pytest

from reader.insight.echoes.main_clauses import have_other_main_clauses
from reader.insight.echoes.statement import statement_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The council of Holt met after a barge had rammed the new pier and sunk.",
            "A pilot was arrested after a barge had rammed the new pier of Holt and sunk.",
        ),
        (
            "Crowds sang at the harbour for the pilot who drowned when a barge sank.",
            "A shipper has been charged with bribing the pilot who drowned when a barge sank.",
        ),
        (
            "As the barge sank near the pier of Holt, children threw ropes.",
            "As the barge sank near the pier of Holt, a ferry turned round.",
        ),
    ],
)
def test_another_main_clause_is_another_statement(one: str, other: str) -> None:
    assert have_other_main_clauses(statement_of(one), statement_of(other))
    assert have_other_main_clauses(statement_of(other), statement_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The council of Holt met after a barge had rammed the new pier.",
            "After a barge had rammed the new pier, the council of Holt met.",
        ),
        ("A barge that was full of sand sank near the pier.", "Full of sand, a barge sank near the pier."),
        ("Wren stayed “because the pier was burning”.", "“The pier was burning,” Wren said."),
    ],
)
def test_the_same_main_clause_may_stand_anywhere(one: str, other: str) -> None:
    assert not have_other_main_clauses(statement_of(one), statement_of(other))
