"""What is offered as one person: a surname after its full name, a role after its name, a pronoun after somebody."""

import pytest

from reader.annotation.model.join_offers import JoinOffers
from reader.annotation.model.people import TABLE, Name, People, values_of_name
from reader.annotation.model.row import new_row

TEXT = (
    "But Korhonen waited. Harbour spokeswoman Aino Korhonen spoke at noon. Ferries are late, Korhonen said. "
    "Captain Mika Laine and Pia Laine disagreed, Laine said. "
    "The spokeswoman added that she knew. Yet Ruoho laughed, but not"
    " yet."
)


def offers(*names: str, text: str = TEXT, people: People | None = None) -> list[tuple[str, str, bool]]:
    places, here = [], 0
    for name in names:
        here = text.find(name, here) if name in text else here
        places.append((here, name))
        here += 1
    found = JoinOffers("a.txt", text, people or People()).find(places)
    return [(each.names[0].text, each.to.text, each.is_sure) for each in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Korhonen",), []),  # the first one stands before the full name
        (("Korhonen", "Korhonen", "Korhonen"), [("Korhonen", "Aino Korhonen", True)]),
        (("Aino Korhonen", "Korhonen said"), []),
        (("Aino Korhonen", "she"), [("she", "Aino Korhonen", False)]),
        (("Pia Laine", "Laine"), []),
        (("The spokeswoman",), [("The spokeswoman", "Aino Korhonen", False)]),
        (("she",), []),
        (("Laine said",), []),
        (("Ruoho",), []),  # “Yet” is no first name
    ],
)
def test_offers(names: tuple[str, ...], expected: list[tuple[str, str, bool]]) -> None:
    assert offers(*names) == expected


@pytest.mark.parametrize(
    ("before", "full"),
    [
        ("Aino", "Aino Laine"),
        ("He saw aino", None),
        ("Dr. Aino", "Aino Laine"),
        ("Captain Aino", "Aino Laine"),
        ("Spokeswoman Aino", "Aino Laine"),
        ("Captain", None),
        ("The harbour is there. Harbour", None),  # a word of the text
        ("A. M.", "A. M. Laine"),
        ("J.R.", "J.R. Laine"),
        ("They came to Rome.", None),  # the sentence ends there
        ("Aino Maria Luisa", "Aino Maria Luisa Laine"),
        ("Eva Aino Maria Luisa", "Aino Maria Luisa Laine"),  # more words are no longer one name
    ],
)
def test_a_full_name_is_made_of_names_only(before: str, full: str | None) -> None:
    expected = [("Laine", full, True)] if full else []
    assert offers("Laine", "Laine", text=f"{before} Laine spoke. So said Laine.") == expected


@pytest.mark.parametrize(
    ("after", "full"),
    [
        ("Aino Laine", "Aino Laine"),
        ("Aino B. Laine", "Aino B. Laine"),
        ("Aino spoke", None),
        ("aino Laine", None),
        ("Dr Aino Laine", None),
        ("Eva Aino Maria Laine", "Eva Aino Maria Laine"),
        ("Eva Aino Maria Luisa Laine", "Eva Aino Maria Luisa"),
    ],
)
def test_a_role_stands_right_before_the_name(after: str, full: str | None) -> None:
    text = f"Here is spokeswoman {after}. So said the spokeswoman."
    assert offers("the spokeswoman", text=text) == ([("the spokeswoman", full, False)] if full else [])


def test_a_surname_of_several_people_is_not_offered() -> None:
    assert offers("Mika Laine", "Pia Laine", "Laine", text="Mika Laine. Pia Laine. Laine.") == []


def test_speakers_are_enough_where_the_text_cannot_be_read() -> None:
    assert offers("Ann Lee", "Lee", "she", text="") == [("Lee", "Ann Lee", True), ("she", "Ann Lee", False)]


def test_a_role_that_is_named_later_on_is_not_known_yet() -> None:
    text = "So said the spokeswoman. Here is spokeswoman Aino Laine. So said the spokeswoman."
    assert offers("the spokeswoman", text=text) == []
    assert offers("the spokeswoman", "the spokeswoman", text=text) == [("the spokeswoman", "Aino Laine", False)]


def test_a_name_is_offered_once_and_then_means_that_person() -> None:
    assert offers("Ann Lee", "Lee", "Bo Ray", "Lee", "she", text="") == [
        ("Lee", "Ann Lee", True),
        ("she", "Ann Lee", False),
    ]


def test_what_is_joined_is_not_offered_but_tells_who_she_is() -> None:
    lee, ann = Name("Lee"), Name("Ann Lee")
    joined = People(new_row(TABLE, name.id, values_of_name(name, to), "") for name, to in ((lee, ann), (ann, None)))
    assert offers("Lee", "she", text="", people=joined) == [("she", "Ann Lee", False)]


def test_an_offer_is_for_the_source_only() -> None:
    (offer,) = JoinOffers("a.txt", "", People()).find([(0, "Ann Lee"), (9, "Lee")])
    assert (offer.names, offer.to) == ((Name("Lee", "a.txt"),), Name("Ann Lee"))


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("chief engineer Aino Korhonen", "Aino Korhonen"),
        ("the mayor A. B. Korhonen", "A. B. Korhonen"),
        ("mayor Korhonen", None),
        ("a spokeswoman for Royal Ferries", None),
        ("van der Meer Laine", None),
        ("Ludwig van der Meer Laine", None),
        ("the Turku coach Mika Laine", None),
        ("the White Harbour", None),
        ("Aino Korhonen", None),
    ],
)
def test_a_role_before_a_full_name_is_not_part_of_it(name: str, full: str | None) -> None:
    assert offers(name, text=f"It is late, {name} said.") == ([(name, full, True)] if full else [])


def test_a_surname_is_offered_the_full_name_without_a_role() -> None:
    text = "It is late, engineer Aino Korhonen said. “We wait,” Korhonen said."
    found = offers("engineer Aino Korhonen", "Korhonen", text=text)
    assert found == [
        ("engineer Aino Korhonen", "Aino Korhonen", True),
        ("Korhonen", "Aino Korhonen", True),
    ]
