"""The passage cursor: keys as a reader presses them, and the passage that each of them gives."""

from collections.abc import Callable, Iterable
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.graphemes import grapheme_bounds
from reader.text.passages import Unit
from reader.text.span import Span
from tests.support.articles import an_article

PLAIN = (
    "Storm closes harbour\n\n"
    "Ships wait outside. “It is ‘odd’,” said Ann. Nobody knows.\n"
    "“We stay,” she said.\n\n"
    "The end.\n"
)
MARKED = "# A *small* port\n\nOne **bold** word. Two\nlines &amp; more.\n\n> - “Said,” he *said*.\n"

# The keys of the terminal, by the letters that its help shows.
MOTIONS = {
    "j": lambda cursor: cursor.next(Unit.SENTENCE),
    "k": lambda cursor: cursor.previous(Unit.SENTENCE),
    "}": Cursor.next_block,
    "{": Cursor.previous_block,
    "g": lambda cursor: cursor.go(0),
    "G": lambda cursor: cursor.go(len(cursor.article.text)),
    '"': Cursor.next_quotation,
    "+": Cursor.grow,
    "-": Cursor.shrink,
    "w": lambda cursor: cursor.next(Unit.WORD),
    "W": lambda cursor: cursor.previous(Unit.WORD),
    "l": lambda cursor: cursor.move_end_forward(Unit.WORD),
    "h": lambda cursor: cursor.move_end_back(Unit.WORD),
    ">": lambda cursor: cursor.move_end_forward(Unit.GRAPHEME),
    "<": lambda cursor: cursor.move_end_back(Unit.GRAPHEME),
    "o": Cursor.other_end,
    "v": Cursor.toggle_range,
    "x": Cursor.cancel,
}


keys_pressed = st.lists(st.sampled_from(list(MOTIONS)), max_size=25)
alphabet = "aB. \n\r\t“”‘’\"'!?-#*_`[](>&;1é\u0301👩\u200d🇩\ufeff"
texts = st.one_of(st.text(max_size=30), st.text(alphabet, max_size=60), st.sampled_from([PLAIN, MARKED]))
articles = st.builds(an_article, texts, st.sampled_from(["a.txt", "a.md"]))


def press(cursor: Cursor, keys: Iterable[str]) -> Cursor:
    return reduce(lambda here, key: MOTIONS[key](here), keys, cursor)


def after(keys: str, article: Article) -> str:
    return press(Cursor.at(article, 0), keys).passage.of(article.text)


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("", "Storm closes harbour"),
        ("k", "Storm closes harbour"),
        ("j", "Ships wait outside."),
        ("jj", "“It is ‘odd’,” said Ann."),
        ("jjk", "Ships wait outside."),
        ("G", "The end."),
        ("Gj", "The end."),
        ("Gk", "“We stay,” she said."),
        ("Gg", "Storm closes harbour"),
        ("}", "Ships wait outside."),
        ("}}", "“We stay,” she said."),
        ("}}}}}", "The end."),
        ("jjj{", "Ships wait outside."),
        ("jjj{{", "Storm closes harbour"),
        ("{", "Storm closes harbour"),
        ("w", "Storm"),
        ("jw", "Ships"),
        ("jww", "wait"),
        ("jwwW", "Ships"),
        ("jj-w", "It"),
        ("jW", "outside"),
        ("jWw", "It"),
        ("W", "harbour"),
    ],
)
def test_from_passage_to_passage(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ('"', "“It is ‘odd’,”"),
        ('""', "‘odd’"),
        ('"""', "“We stay,”"),
        ('""""', "“We stay,”"),
        ('jjj"', "“We stay,”"),
        ('jj"', "“It is ‘odd’,”"),
    ],
)
def test_from_quotation_to_quotation(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


def test_quotations_that_begin_together_are_passed_one_by_one() -> None:
    article = an_article("“One” and two” then “three”.")
    passages = [after('"' * times, article) for times in range(1, 5)]
    assert passages[-1] == "“three”"


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("j+", "Ships wait outside. “It is ‘odd’,” said Ann. Nobody knows."),
        ("j++", PLAIN.strip()),
        ("j+++", PLAIN.strip()),
        ("j++--", "Ships wait outside."),
        ("j+++--", "Ships wait outside."),  # what could not grow need not shrink
        ("j++l-", "Ships wait outside. “It is ‘odd’,” said Ann. Nobody knows."),  # nor does an end that cannot move
        ("jj-", "“It is ‘odd’,”"),
        ("jj--", "‘odd’"),
        ("jj---", "odd"),
        ("jj----", "odd"),
        ("jj---+", "‘odd’"),
        ("jj---++++", "Ships wait outside. “It is ‘odd’,” said Ann. Nobody knows."),
        ("jj-+", "“It is ‘odd’,” said Ann."),
        ("jj-+-", "“It is ‘odd’,”"),
        ("j-", "Ships"),
        ("jj+-j", "Nobody knows."),
    ],
)
def test_larger_and_smaller(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("jl", "Ships wait outside. “It"),
        ("jh", "Ships wait outside"),
        ("jhh", "Ships wait"),
        ("jhhhhhh", "Ships"),
        ("jhhl", "Ships wait outside"),
        ("j>>", "Ships wait outside. “"),
        ("j<<", "Ships wait outsid"),
        ("jol", "wait outside."),
        ("joll", "outside."),
        ("jolllllll", "outside."),
        ("joh", "harbour\n\nShips wait outside."),
        ("jo>>", "ips wait outside."),
        ("jo><", "Ships wait outside."),
        ("jolol", "wait outside. “It"),
        ("jolj", "“It is ‘odd’,” said Ann."),
        ("jhhx", "Ships wait outside."),
    ],
)
def test_either_end_is_moved_by_word_and_by_character(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


@pytest.mark.parametrize("move", [Cursor.next, Cursor.previous, Cursor.move_end_forward, Cursor.move_end_back])
@pytest.mark.parametrize("unit", [Unit.WORD, Unit.SENTENCE, Unit.BLOCK])
@pytest.mark.parametrize("moves_start", [False, True])
def test_a_count_repeats_a_motion_as_far_as_it_goes(
    move: Callable[[Cursor, Unit, int], Cursor], unit: Unit, *, moves_start: bool
) -> None:
    for offset in (0, 30, 50, len(PLAIN)):
        here = Cursor.at(an_article(PLAIN), offset)
        here = here.other_end() if moves_start else here
        for times in (1, 2, 3, 30):
            repeated = reduce(lambda cursor, _: move(cursor, unit, 1), range(times), here)
            assert move(here, unit, times).passage == repeated.passage, (offset, times)


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("jvj", "Ships wait outside. “It is ‘odd’,” said Ann."),
        ("jvjk", "Ships wait outside."),
        ("jjvkk", "Storm closes harbour\n\nShips wait outside. “It is ‘odd’,” said Ann."),
        ("jjvk", "Ships wait outside. “It is ‘odd’,” said Ann."),
        ("jjvkj", "“It is ‘odd’,” said Ann."),
        ("v}}", PLAIN[: PLAIN.index("\n\nThe")]),
        ("jvG", PLAIN.strip()[PLAIN.index("Ships") :]),
        ("jvjv", "Ships wait outside. “It is ‘odd’,” said Ann."),
        ("jvjx", "“It is ‘odd’,” said Ann."),
        ("jvjvj", "Nobody knows."),
        ("jvjl", "Ships wait outside. “It is ‘odd’,” said Ann. Nobody"),
        ("jvjlj", PLAIN[PLAIN.index("Ships") : PLAIN.index("\n\nThe")]),
        ("jvlj", PLAIN[PLAIN.index("Ships") : PLAIN.index("\n“We")]),
        ("jvjhh", "Ships wait outside. “It is ‘odd’,” said"),
        ("jvjol", "wait outside. “It is ‘odd’,” said Ann."),
        ("jvjolj", PLAIN[PLAIN.index("wait") : PLAIN.index("\n“We")]),
        ("jvjolllk", "Ships wait outside. “"),  # nothing is left of the passage that the range began with
    ],
)
def test_a_range_holds_all_from_where_it_began(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("", "A *small* port"),
        ("-", "A"),
        ("-l", "A *small*"),
        ("j", "One **bold** word."),
        ("j-w", "**bold**"),
        ("jj", "Two\nlines &amp; more."),
        ("jj<<<<<<", "Two\nlines &amp;"),
        ("jj<<<<<<<<", "Two\nlines"),
        ("jjo>>>>", "lines &amp; more."),
        ("jjj", "“Said,” he *said*."),
        ("jjj-", "“Said,”"),
    ],
)
def test_in_markdown_no_markup_is_cut(keys: str, passage: str) -> None:
    assert after(keys, an_article(MARKED, "a.md")) == passage


@pytest.mark.parametrize("grapheme", ["e\u0301", "👩\u200d👩\u200d👧", "🇩🇪", "👍🏽", "1\ufe0f\u20e3", "नि"], ids=ascii)
def test_an_end_never_parts_what_is_seen_as_one(grapheme: str) -> None:
    article = an_article(f"Look {grapheme}{grapheme} here")
    whole = Cursor.at(article, 0)
    ends = {end for _, end in grapheme_bounds(article.text)}
    assert all(press(whole, "<" * times).passage.end in ends for times in range(9))
    assert press(whole, "<" * 6).passage.of(article.text) == f"Look {grapheme}"
    assert press(whole, "<" * 6 + ">").passage.of(article.text) == f"Look {grapheme}{grapheme}"
    assert press(whole, "o" + ">" * 6).passage.of(article.text) == f"{grapheme} here"


@given(articles, keys_pressed)
def test_whatever_is_pressed_the_passage_is_a_passage_of_the_article(article: Article, keys: list[str]) -> None:
    cursor = Cursor.at(article, 0)
    for key in keys:
        cursor = press(cursor, key)
        start, end = cursor.passage
        assert 0 <= start < end <= len(article.text) or (not article.whole and (start, end) == (0, 0))


@given(articles, st.sampled_from([Unit.WORD, Unit.SENTENCE, Unit.BLOCK]), st.integers(0, 60))
def test_back_undoes_forth(article: Article, unit: Unit, offset: int) -> None:
    here = Cursor.at(article, offset).next(unit)
    there = here.next(unit)
    if there != here and here != Cursor.at(article, offset):
        assert there.previous(unit) == here


@given(articles, keys_pressed)
def test_shrinking_undoes_growing(article: Article, keys: list[str]) -> None:
    cursor = press(Cursor.at(article, 0), keys)
    grown = press(cursor, "+")
    assert grown == cursor or press(grown, "-").passage == cursor.passage


@given(articles, keys_pressed, keys_pressed)
def test_a_range_never_loses_where_it_began(article: Article, before: list[str], within: list[str]) -> None:
    start = press(press(Cursor.at(article, 0), before).cancel(), "v")
    moved = press(start, (key for key in within if key in 'jkgG{}"wW'))
    assert moved.passage.covers(start.passage)


def test_a_cursor_selects_just_what_it_is_told() -> None:
    article = an_article(PLAIN)
    cursor = Cursor.at(article, 0).toggle_range().select(Cursor.at(article, 50).passage)
    assert (cursor.passage.of(PLAIN), cursor.in_range) == ("“It is ‘odd’,” said Ann.", False)


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("jvlk", "Storm closes harbour\n\nShips wait outside."),
        ("jvhk", "Storm closes harbour\n\nShips wait outside"),
        ("jvjk", "Ships wait outside."),
    ],
)
def test_a_range_keeps_what_it_began_with(keys: str, passage: str) -> None:
    assert after(keys, an_article(PLAIN)) == passage


# The ends of a tag

TAGGED = Span(PLAIN.index("Ships"), PLAIN.index("Ships") + len("Ships wait outside."))


def held(keys: str = "") -> Cursor:
    return press(Cursor.at(an_article(PLAIN), 0).hold(TAGGED), keys)


@pytest.mark.parametrize(
    ("keys", "exact"),
    [
        ("h", "Ships wait outside"),
        ("hh", "Ships wait"),
        ("ll", "Ships wait outside. “It is"),
        ("<", "Ships wait outside"),
        ("ol", "wait outside."),
        ("olo", "wait outside."),
        ("oloh", "wait outside"),
    ],
)
def test_the_ends_of_a_tag_move_and_are_put_back(keys: str, exact: str) -> None:
    cursor = held(keys)
    assert (cursor.passage.of(PLAIN), cursor.original) == (exact, TAGGED)
    assert cursor.has_new_ends
    assert cursor.cancel() == Cursor(cursor.article, TAGGED, original=TAGGED)
    assert not held().has_new_ends


@pytest.mark.parametrize("keys", ["<>", "oo", "o"])
def test_ends_that_come_back_by_themselves_are_not_new(keys: str) -> None:
    assert not held(keys).has_new_ends


@pytest.mark.parametrize("keys", ["hj", "hk", "h+", "h-", "hv", "hw", "x", "hg"])
def test_every_other_motion_leaves_the_tag(keys: str) -> None:
    assert held(keys).original is None
