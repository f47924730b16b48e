"""Sentences in other languages with nearly the same words, of which one is about fewer, or about another time."""

import pytest

from reader.insight.echoes.foreign_doubts import is_doubtful_elsewhere
from reader.insight.echoes.statement import Statement, statement_of


def foreign(text: str) -> Statement:
    return statement_of(text, among_foreign=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nur Fischer dürfen im Hafen von Rodau anlegen.", "Fischer dürfen im Hafen von Rodau anlegen."),
        ("Die Hälfte der Kähne in Rodau ist gesunken.", "Die Kähne in Rodau sind gesunken."),
        ("Rodau hat Wieden im Finale mit 2:1 besiegt.", "Wieden hat Rodau im Finale mit 2:1 besiegt."),
        ("El puerto cerrará su grúa de Peral en mayo.", "El puerto cerró su grúa de Peral en mayo."),
        ("Más pescadores que pilotos cruzaron la barra.", "Más pilotos que pescadores cruzaron la barra."),
        ("Toutes les péniches de Verre ont coulé.", "Les péniches de Verre ont coulé."),
    ],
)
def test_fewer_later_or_the_other_way_round_is_in_doubt(one: str, other: str) -> None:
    assert is_doubtful_elsewhere(foreign(one), foreign(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In Rodau hat die Feuerwehr zwei Kähne geborgen.", "Die Feuerwehr hat in Rodau zwei Kähne geborgen."),
        ("El puerto cerrará en mayo su grúa de Peral.", "En mayo, el puerto cerrará su grúa de Peral."),
    ],
)
def test_another_order_of_places_and_times_is_not(one: str, other: str) -> None:
    assert not is_doubtful_elsewhere(foreign(one), foreign(other))
