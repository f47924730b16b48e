"""A block: the arithmetic between rendered and source offsets, with markup, atoms and decoration."""

from dataclasses import FrozenInstanceError

import pytest

from reader.text.block import Block, Kind, Run, line_runs
from reader.text.markdown.blocks import markdown_blocks
from reader.text.span import Span

# The source is "ab &amp; cd"; an atom, and then decoration, stand between two runs of letters.
LETTERS = Run("ab ", 0, 3)
ATOM = Run("&", 3, 8, atom=True)
DECORATION = Run(" · ", 8, 8)
REST = Run(" cd", 8, 11)
BLOCK = Block(Kind.PARAGRAPH, 0, 11, (LETTERS, ATOM, DECORATION, REST))


# The source is "\tab\n  cd end", of which the last word is not rendered.
WIDE = Block(
    Kind.PARAGRAPH, 0, 12, (Run("    ", 0, 1, atom=True), Run("ab", 1, 3), Run(" ", 3, 6, atom=True), Run("cd", 6, 8))
)


def bold(text: str) -> Block:
    (block,) = markdown_blocks(text)
    return block


def test_the_rendered_text_is_that_of_all_runs() -> None:
    assert BLOCK.rendered == "ab & ·  cd"


@pytest.mark.parametrize(
    ("rendered", "source"),
    [
        ((0, 2), (0, 2)),
        ((1, 4), (1, 8)),  # the atom as a whole
        ((3, 4), (3, 8)),
        ((4, 7), (3 + 5, 8)),  # nothing but decoration: an empty span
        ((3, 6), (3, 8)),  # decoration at the end counts for nothing
        ((3, 5), (3, 8)),
        ((3, 7), (3, 8)),
        ((5, 9), (8, 10)),  # and so at the start
        ((3, 10), (3, 11)),
        ((2, 2), (2, 2)),
        ((10, 10), (11, 11)),
        ((12, 12), (11, 11)),
    ],
)
def test_rendered_characters_have_their_span_in_the_source(rendered: tuple[int, int], source: tuple[int, int]) -> None:
    assert BLOCK.source_span(*rendered) == source


@pytest.mark.parametrize(
    ("position", "offset"), [(0, 0), (2, 2), (3, 3), (4, 8), (6, 10), (7, 8), (9, 10), (10, 11), (99, 11)]
)
def test_a_rendered_position_has_its_offset_in_the_source(position: int, offset: int) -> None:
    assert BLOCK.source_at(position) == offset


@pytest.mark.parametrize(("position", "offset"), [(0, 0), (2, 0), (3, 0), (4, 1), (6, 3), (7, 6), (9, 8), (99, 8)])
def test_a_position_within_an_atom_is_at_its_start_and_one_beyond_the_last_at_the_end_of_the_runs(
    position: int, offset: int
) -> None:
    assert WIDE.source_at(position) == offset


@pytest.mark.parametrize(
    ("rendered", "source"), [((2, 5), (0, 2)), ((3, 4), (0, 1)), ((5, 7), (2, 6)), ((2, 3), (0, 1))]
)
def test_a_part_of_a_wide_atom_has_the_span_of_all_of_it(rendered: tuple[int, int], source: tuple[int, int]) -> None:
    assert WIDE.source_span(*rendered) == source


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ((0, 2), (0, 2)),
        ((1, 3), (1, 3)),
        ((9, 10), (8, 9)),
        ((2, 5), (2, 4)),  # a part of an atom is all of it
        ((5, 6), (3, 4)),
        ((8, 9), (7, 8)),
        ((0, 11), (0, 10)),
        ((11, 12), (10, 10)),
    ],
)
def test_a_source_span_has_its_rendered_characters(source: tuple[int, int], rendered: tuple[int, int]) -> None:
    assert BLOCK.rendered_span(*source) == rendered


def test_a_block_without_runs_renders_nothing() -> None:
    block = Block(Kind.PARAGRAPH, 3, 7, ())
    assert (block.rendered, block.source_at(0), block.source_span(0, 0)) == ("", 7, Span(7, 7))
    assert list(block.runs_in(0, 5)) == []
    assert (block.sentences, block.quotations) == ((), ())


@pytest.mark.parametrize(
    ("text", "source", "rendered"),
    [
        ("**bold** text", (0, 8), "bold"),
        ("**bold** text", (2, 8), "bold"),  # the closing marks render nothing
        ("**bold** text", (2, 7), "bold"),
        ("**bold** text", (0, 2), ""),
        ("**bold** text", (6, 8), ""),
        ("a **b**", (4, 7), "b"),
        ("[see](http://a.b) it", (1, 17), "see"),
        ("[see](http://a.b) it", (5, 19), " i"),
    ],
)
def test_a_span_that_ends_in_markup_renders_nothing_of_what_follows(
    text: str, source: tuple[int, int], rendered: str
) -> None:
    block = bold(text)
    start, end = block.rendered_span(*source)
    assert block.rendered[start:end] == rendered


@pytest.mark.parametrize(
    ("text", "rendered", "source"),
    [
        ("***b*** c", "b", "***b***"),  # an element that fills another one
        ("a **b c**", "b", "b"),
        ("a **b** *c* d", "b c", "**b** *c*"),
        ("**a *b***", "a b", "**a *b***"),
    ],
)
def test_markup_comes_with_an_element_that_is_there_as_a_whole(text: str, rendered: str, source: str) -> None:
    block = bold(text)
    start = block.rendered.index(rendered)
    assert block.source_span(start, start + len(rendered)).of(text) == source


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("  one  ", "one"),
        ("```\n  one\n```", "one"),
        ("- one two ", "one two"),
        ("> 1. one", "one"),
        ("**one**", "**one**"),
        ("# one #", "one"),
    ],
)
def test_the_content_is_without_lead_and_white_space(text: str, content: str) -> None:
    assert bold(text).content.of(text) == content


def test_white_space_that_is_rendered_around_the_content_is_not_part_of_it() -> None:
    assert Block(Kind.PARAGRAPH, 0, 9, (Run("• ", 0, 2), Run(" one  ", 2, 8)), lead=2).content == Span(3, 6)


def test_an_empty_element_beside_a_span_is_not_part_of_it() -> None:
    """Such as a link without words after a word."""
    block = Block(Kind.PARAGRAPH, 0, 10, (Run("abc", 0, 3), Run("de", 8, 10)), markup=((Span(3, 8), Span(3, 3)),))
    assert block.source_span(0, 3) == Span(0, 3)
    assert block.source_span(0, 4) == Span(0, 9)


@pytest.mark.parametrize(
    ("text", "sentences", "quotations"),
    [
        ("One “two”. Three “four”.", ["One “two”.", "Three “four”."], ["“two”", "“four”"]),
        ("12. One “two”. Three.", ["One “two”.", "Three."], ["“two”"]),
        ("> - “One”", ["“One”"], ["“One”"]),
    ],
)
def test_sentences_and_quotations_are_those_of_the_source_after_the_lead(
    text: str, sentences: list[str], quotations: list[str]
) -> None:
    block = bold(text)
    assert [span.of(text) for span in block.sentences] == sentences
    assert [span.of(text) for span in block.quotations] == quotations


def test_sentences_that_stand_for_nothing_in_the_source_are_none() -> None:
    block = Block(Kind.PARAGRAPH, 0, 4, (Run("So. ", 0, 0), Run("One.", 0, 4)))
    assert block.sentences == (Span(0, 4),)


def test_a_block_is_no_more_than_it_is_said_to_be() -> None:
    assert (BLOCK.level, BLOCK.lead, BLOCK.margin, BLOCK.spaced, BLOCK.continued) == (0, 0, "", False, False)
    assert not REST.atom
    with pytest.raises(FrozenInstanceError):
        BLOCK.start = 1  # type: ignore[misc]
    with pytest.raises(AttributeError):
        REST.start = 1  # type: ignore[misc]
    assert not hasattr(REST, "__dict__"), "a long text has many runs"


def test_the_sentences_of_code_are_its_lines_and_quotations_it_has_none() -> None:
    text = "```\nOne. Two.\n“Three”\n```"
    block = bold(text)
    assert [span.of(text) for span in block.sentences] == ["One. Two.", "“Three”"]
    assert block.quotations == ()


def test_runs_are_given_with_their_place_from_the_first_that_is_touched() -> None:
    assert list(BLOCK.runs_in(1, 4)) == [(0, 3, LETTERS), (3, 4, ATOM)]
    assert list(BLOCK.runs_in(3, 5)) == [(3, 4, ATOM), (4, 7, DECORATION)]
    assert list(BLOCK.runs_in(3, 4)) == [(3, 4, ATOM)]
    assert list(BLOCK.runs_in(7, 99)) == [(7, 10, REST)]


def test_a_line_is_runs_of_letters_and_atoms_for_tabs() -> None:
    text = "x\tab\t\tc"
    style = frozenset({"strong"})
    assert list(line_runs(text, 1, 7, style)) == [
        Run("    ", 1, 2, style, atom=True),
        Run("ab", 2, 4, style),
        Run("    ", 4, 5, style, atom=True),
        Run("    ", 5, 6, style, atom=True),
        Run("c", 6, 7, style),
    ]
    assert list(line_runs(text, 2, 4)) == [Run("ab", 2, 4)]
    assert list(line_runs("\tx", 0, 2)) == [Run("    ", 0, 1, atom=True), Run("x", 1, 2)]
    assert list(line_runs(text, 2, 2)) == []
