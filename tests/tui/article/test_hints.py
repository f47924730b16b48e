"""Hints without an application: which sentence has which letters, and where."""

from string import ascii_lowercase

from reader.tui.article.hints import LETTERS, by_row, hints, matching
from reader.tui.article.rows import Layout
from reader.tui.article.window import Window
from tests.support.articles import an_article

TEXT = "One here. Two is there.\n\nThree is last."


def window(text: str = TEXT, height: int = 10, offset: int = 0, width: int = 15) -> Window:
    return Window(Layout(an_article(text), width), height, offset)


def test_every_sentence_in_sight_has_letters_where_it_begins() -> None:
    found = hints(window())
    assert [(each.letters, each.row.place, each.cell, each.sentence.of(TEXT)) for each in found] == [
        ("ff", (0, 0), 0, "One here."),
        ("fj", (0, 0), 10, "Two is there."),
        ("fd", (25, 0), 0, "Three is last."),
    ]


def test_a_sentence_that_begins_above_has_its_letters_at_the_top() -> None:
    found = hints(window(height=2, offset=TEXT.index("is there")))
    assert [(each.cell, each.sentence.of(TEXT)) for each in found] == [(0, "Two is there.")]


def test_there_are_as_many_hints_as_pairs_of_letters() -> None:
    many = "\n\n".join("So." for _ in range(len(LETTERS) ** 2 + 5))
    found = hints(window(many, height=2 * len(LETTERS) ** 2 + 10))
    assert len({each.letters for each in found}) == len(found) == len(LETTERS) ** 2


def test_typed_letters_narrow_the_hints() -> None:
    found = hints(window("\n\n".join("So." for _ in range(30)), height=60))
    assert len(matching(found, "f")) == len(LETTERS)
    assert [each.letters for each in matching(found, "jf")] == ["jf"]
    assert matching(found, "z") == []
    assert matching(found, "") == found


def test_hints_of_one_row_are_drawn_together() -> None:
    assert by_row(hints(window())) == {(0, 0): [(0, "ff"), (10, "fj")], (25, 0): [(0, "fd")]}


def test_each_letter_is_used_once() -> None:
    assert "".join(sorted(LETTERS)) == ascii_lowercase
