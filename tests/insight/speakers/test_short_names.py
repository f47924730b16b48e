"""The names of speakers as they are shown."""

import pytest

from reader.insight.speakers.short_names import LONGEST_NAME, is_pronoun, short_name


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Ada Weir", "Ada Weir"),
        ("Ada Weir (Kent), a pilot,", "Ada Weir"),
        ("Ada Weir, the mayor of Dover, New Kent", "Ada Weir"),
        ("its director, Lena Finch,", "Lena Finch"),
        ("Its  director,\nLena Finch", "Lena Finch"),
        ("the port's chief pilot, Dr. Lena M. Finch (Dover), 48", "Dr. Lena M. Finch"),
        ("Acme’s new head, Jean-Luc de la Tour, who was ill", "Jean-Luc de la Tour"),
        ("his wife, Anna", "Anna"),
        ("a friend of his wife, Anna Berg", "Anna Berg"),
        ("Museum director, Lena Finch", "Lena Finch"),
        ("spokeswoman, Lena Finch", "Lena Finch"),
        ("another, Lena Finch", "Lena Finch"),
        ("one of the pilots, Pilar de los Santos", "Pilar de los Santos"),
        ("the director – Lena Finch –", "Lena Finch"),
        ("the director—Lena Finch—", "Lena Finch"),
        ("Lena Finch - the director", "Lena Finch"),
        ("Lena Finch-Weir, the director", "Lena Finch-Weir"),
        # No names of people
        ("the senator (Lake Party)", "the senator"),
        ("spokeswoman, Finch", "spokeswoman"),
        ("he, Lena Finch", "he"),
        ("fishermen and pilots, Lena Finch", "fishermen and pilots"),
        ("the mayor, a friend of hers", "the mayor"),
        ("a farmer, who saw it", "a farmer"),
        ("a pilot in Dover, Kent", "a pilot in Dover"),
        ("the mayor of Dover, New Kent", "the mayor of Dover"),
        ("a clerk at the city, Dover", "a clerk at the city"),
        ("a clerk of the company, Acme Ferries Corp", "a clerk of the company"),
        ("the mayor, Monday", "the mayor"),
        ("the agency, NASA", "the agency"),
        ("the clerk, 48", "the clerk"),
        ("Pilots, Ada Weir and others", "Pilots"),
        (", ", ", "),
    ],
)
def test_a_name_stands_without_what_describes_it(speaker: str, name: str) -> None:
    assert short_name(speaker) == name


def test_a_name_has_up_to_five_words() -> None:
    names = ["Ada", "Bo", "Cem", "Dee", "Eve", "Fay"]
    for number, shown in ((LONGEST_NAME, "Ada Bo Cem Dee Eve"), (LONGEST_NAME + 1, "the clerk")):
        assert short_name(f"the clerk, {' '.join(names[:number])}") == shown
    assert LONGEST_NAME == 5


@pytest.mark.parametrize(
    ("name", "is_one"), [("he", True), ("Sie", True), ("elle", True), ("Ella", False), ("Wren", False)]
)
def test_a_pronoun_names_nobody_in_any_language(name: str, *, is_one: bool) -> None:
    assert is_pronoun(name) is is_one
