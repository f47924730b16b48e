"""Entries of the codebook as one description: everything comes back, and what other programs wrote fits somewhere."""

import random

import pytest

from reader.formats.codebook_entry import (
    RETIRED,
    SHADES,
    CodebookEntry,
    as_read,
    description_of,
    entry_of,
    fitted,
    parse_colour,
    parse_description,
    shade_of,
)
from reader.settings import COLOURS, Settings
from reader.settings.tag_entries import LONGEST_EXAMPLE, LONGEST_MEANING, LONGEST_TEXT, MOST_EXAMPLES

WHOLE = CodebookEntry("a", "what it is", "if so", "if not", ("this one", "or that"), is_retired=True)


def test_a_description_has_a_labelled_paragraph_for_each_part() -> None:
    assert description_of(WHOLE) == (
        "what it is\n\nWhen to use: if so\n\nWhen not to use: if not\n\nExample: this one\n\nExample: or that\n\n"
        "Retired: no longer given to passages"
    )


def test_any_entry_comes_back_from_its_description() -> None:
    chance = random.Random(4)
    pieces = ["a", "\n", "\n\n", "When to use: ", "Example: ", "\\", RETIRED, "\\When not to use: ", " ", "x.\ny"]

    def text() -> str:
        return "".join(chance.choices(pieces, k=chance.randrange(6)))

    for _ in range(500):
        examples = tuple(text() for _ in range(chance.randrange(3)))
        entry = CodebookEntry("a", text(), text(), text(), examples, is_retired=chance.random() < 0.3)
        assert parse_description("a", description_of(entry), is_ours=True) == entry


SENTENCE = "It is one sentence that is long enough. "


@pytest.mark.parametrize(
    ("text", "meaning", "when"),
    [
        ("", "", ""),
        ("Trust in others.", "Trust in others.", ""),
        ("  Trust\r\nin others ", "Trust", "in others"),
        ("Trust\n\nUse it often.\nAnd well.", "Trust", "Use it often.\nAnd well."),
        (SENTENCE * 6, SENTENCE.strip(), (SENTENCE * 5).strip()),
        ("x" * (LONGEST_MEANING + 1), "", "x" * (LONGEST_MEANING + 1)),
        ("x" * LONGEST_MEANING, "x" * LONGEST_MEANING, ""),
        ("Trust\n\nWhen to use: so", "Trust", "so"),
        ("Retired: people who no longer work", "Retired: people who no longer work", ""),
        ("Old\n\nRetired: no longer working", "Old", "Retired: no longer working"),
        ("Trust\nor hope\n\nWhen to use: so", "Trust", "or hope\n\nso"),
    ],
)
def test_a_description_of_another_program_is_meaning_and_when(text: str, meaning: str, when: str) -> None:
    assert parse_description("a", text) == CodebookEntry("a", meaning, when)


def test_of_ours_a_meaning_keeps_its_lines_and_white_space() -> None:
    assert parse_description("a", " one\ntwo ", is_ours=True) == CodebookEntry("a", " one\ntwo ")


def test_what_is_too_long_for_reader_toml_is_cut() -> None:
    assert fitted(WHOLE) == WHOLE
    long = "x" * 3000
    cut = fitted(CodebookEntry("a", long, long, long, (long,) * 60))
    assert [len(text) for text in (cut.meaning, cut.when, cut.when_not)] == [
        LONGEST_MEANING,
        LONGEST_TEXT,
        LONGEST_TEXT,
    ]
    assert [len(each) for each in cut.examples] == [LONGEST_EXAMPLE] * MOST_EXAMPLES


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#A1b2C3", "#a1b2c3"),
        (" #abc ", "#aabbcc"),
        ("", ""),
        ("red", ""),
        ("#12345", ""),
        ("#1234567", ""),
        *((shade, name) for name, shade in SHADES.items()),
    ],
)
def test_a_colour_is_read_in_either_length_or_not_at_all(value: str, colour: str) -> None:
    assert parse_colour(value) == colour


def test_each_colour_with_a_name_has_a_shade_of_its_own() -> None:
    assert {parse_colour(shade_of(colour)) for colour in COLOURS} == set(COLOURS)
    assert shade_of("#123456") == "#123456"


def test_entries_are_compared_as_they_come_back() -> None:
    above = CodebookEntry("a", "one\r\ntwo", "\x00", colour="#ABCDEF")
    nested, other = CodebookEntry("a/b", examples=("x\r",), colour="#abcdef"), CodebookEntry("c", colour="red")
    assert as_read([above, nested, other]) == [
        CodebookEntry("a", "one\ntwo", "\ufffd", colour="#abcdef"),
        CodebookEntry("a/b", examples=("x\n",)),
        other,
    ]


def test_the_entry_of_a_tag_says_all_that_the_codebook_does() -> None:
    tag = Settings().tags[0]
    assert entry_of(tag) == CodebookEntry(tag.name, tag.description, tag.when, tag.when_not, tag.examples, tag.colour)
