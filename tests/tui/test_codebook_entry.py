"""What the codebook says of a tag, line by line, on the card and below the list of tags."""

import pytest

from reader.settings import Settings, Tag
from reader.tui.codebook_entry import describe_tag

CLAIM = Tag("claim", "c", "2", "an assertion", "underline", "blue")
NUMBER = Tag("claim/number", "", "", "a figure", "underline", "blue", when="It has a unit.", when_not="Dates.")
SETTINGS = Settings(
    tags=(CLAIM, NUMBER, Tag("tone", "", "", "", "bold", "red"), Tag("tone/wry", "", "", "", "bold", "red"))
)


def entry(tag: Tag) -> list[tuple[str, str]]:
    return [(label, text) for label, text in describe_tag(tag, SETTINGS)]


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        (CLAIM, [("meaning", "an assertion")]),
        (
            NUMBER,
            [
                ("meaning", "a figure"),
                ("when", "It has a unit."),
                ("not", "Dates."),
                ("part of", "claim: an assertion"),
            ],
        ),
        (SETTINGS.tags[2], []),
        (SETTINGS.tags[3], [("part of", "tone")]),
        (CLAIM._replace(formerly=("fact", "say/fact")), [("meaning", "an assertion"), ("formerly", "fact, say/fact")]),
        (
            CLAIM._replace(is_retired=True),
            [("meaning", "an assertion"), ("retired", "it is no longer offered; passages that have it keep it")],
        ),
    ],
)
def test_an_entry_has_a_line_for_all_that_it_says_and_none_for_the_rest(tag: Tag, lines: list[tuple[str, str]]) -> None:
    assert entry(tag) == lines


@pytest.mark.parametrize(("number", "last"), [(5, ("e.g.", "4")), (6, ("", "and 1 more, which reader codebook lists"))])
def test_of_many_examples_the_first_five_are_shown(number: int, last: tuple[str, str]) -> None:
    lines = entry(CLAIM._replace(examples=tuple(map(str, range(number)))))
    assert lines[1:6] == [("e.g.", str(each)) for each in range(5)]
    assert (lines[-1], len(lines)) == (last, number + 1)
