"""The text of a page, put together from its pieces."""

import pytest

from reader.ingest.pdf_pieces import Chunk, MendedPage, PagePieces

UPRIGHT = (1.0, 0.0, 0.0, 1.0)


def page(*pieces: tuple[str, float, float, float]) -> MendedPage:
    """A page of pieces: text, place and size."""
    found = PagePieces()
    for text, x, y, size in pieces:
        found.collect(text, (*UPRIGHT, 0, 0), (*UPRIGHT, x, y), None, size)
    return found.mended("".join(text for text, *_ in pieces))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("One.\n", 10, 90, 10), ("12\n", 40, 94, 6), (" ", 0, 0, 0), ("Two, 10\n", 50, 90, 10), ("6\n", 90, 94, 6),
          ("more\n", 10, 76, 10)], "One.¹² Two, 10⁶\nmore\n"),
        ([("One.", 10, 90, 10), ("1–3", 40, 94, 6), (" Two", 50, 90, 10)], "One.1–3 Two"),
        ([("H", 10, 90, 10), ("2", 20, 88, 6), ("O", 24, 90, 10)], "H2O"),
        ([("One.", 10, 90, 10), ("12", 40, 94, 9.5), ("Two", 50, 90, 10)], "One.12Two"),
        ([("One.", 10, 90, 10), ("12", 40, 100, 6)], "One.12"),
        ([("One.", 10, 90, 10), ("a1", 40, 94, 6)], "One.a1"),
        ([("12", 10, 94, 6)], "12"),
    ],
)  # fmt: skip
def test_a_raised_number_is_written_so(pieces: list[tuple[str, float, float, float]], text: str) -> None:
    assert page(*pieces).text == text


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("T\n", 10, 70, 40), ("Head\n", 10, 120, 12), ("he end.\n", 40, 90, 10)], "Head\n\nThe end.\n"),
        ([("“T\n", 10, 70, 40), ("he end.\n", 40, 90, 10)], "“The end.\n"),
        ([("T\n", 10, 70, 17), ("he end.\n", 20, 70, 10)], "T\nhe end.\n"),
        ([("T\n", 10, 70, 40), ("The end.\n", 40, 90, 10)], "T\nThe end.\n"),
        ([("T\n", 10, 70, 40), ("he end.\n", 40, 30, 10)], "T\nhe end.\n"),
        ([("T\n", 10, 70, 40), ("he end.\n", 80, 90, 10)], "T\nhe end.\n"),
    ],
)
def test_a_large_letter_begins_its_word(pieces: list[tuple[str, float, float, float]], text: str) -> None:
    assert page(*pieces).text == text


def test_words_that_are_drawn_twice_are_read_once() -> None:
    assert page(("Head\n", 10, 90, 10), ("Head\n", 10.4, 90, 10)).text == "Head\n"
    assert page(("No.\n", 10, 90, 10), ("No.\n", 10, 76, 10)).text == "No.\nNo.\n"


def test_letters_set_apart_are_words_if_it_is_known_where_these_end() -> None:
    assert page(("S p r e a d  o u t\n", 10, 90, 10)).text == "Spread out\n"
    assert not page(("S p r e a d  o u t\n", 10, 90, 10)).apart
    assert page(*((f"{letter}\n", 10, 90, 10) for letter in "spreading")).apart
    assert not page(("a b c d e f g\n", 10, 90, 10), ("1 2 3 4 5 6 7 8 9\n", 10, 76, 10)).apart


def test_a_line_from_right_to_left_is_put_in_order() -> None:
    mended = page((".", 5, 90, 10), (" ", 0, 0, 0), ("שנה", 10, 90, 10), ("12", 40, 90, 10), ("לפני\n", 60, 90, 10),
                  ("One\n", 10, 76, 10))  # fmt: skip
    assert (mended.text, mended.from_right) == ("לפני 12 שנה.\nOne\n", True)
    mended = page(("שנה", 10, 90, 10), ("לפני", 60, 90, 10), (".", 80, 90, 10), ("\n", 0, 0, 0), ("One", 10, 76, 10))
    assert mended.text == "לפני שנה.\nOne"
    mended = page(("אחת ", 60, 90, 10), ("AB", 30, 90, 10), ("CD", 40, 90, 10))
    assert (mended.text, mended.from_right) == ("אחת ABCD", False)
    mended = page(("שתיים", 10, 90, 10), ("AB ", 30, 90, 10), ("CD", 40, 90, 10), ("אחת", 60, 90, 10))
    assert mended.text == "אחת AB CD שתיים"


def test_text_that_is_turned_comes_last() -> None:
    found = PagePieces()
    for text, angle in (("One, then\n", 0), ("Not ", 45), ("signed", 45), ("two.\n", 0)):
        found.chunks.append(Chunk(text, 10, 90, 10, angle))
    mended = found.mended("One, then\nNot signedtwo.\n")
    assert (mended.text, mended.turned) == ("One, then\ntwo.\n\n\nNot signed", ["Not signed"])


def test_a_page_that_is_turned_as_a_whole_stays_as_it_is() -> None:
    found = PagePieces()
    for text, matrix in (("One", (0.0, 1.0, -1.0, 0.0)), ("1", UPRIGHT)):
        found.collect(text, (*matrix, 0, 0), (*UPRIGHT, 10, 90), None, 10)
    assert [each.angle for each in found.chunks] == [90, 0]
    assert found.mended("One1").turned == []


def test_a_text_that_is_not_what_the_pieces_say_stays_as_it_is() -> None:
    found = PagePieces()
    found.chunks += [Chunk("T", 10, 70, 40), Chunk("he", 40, 90, 10)]
    assert found.mended("T, he").text == "T, he"
    assert PagePieces().mended("One").text == "One"


def test_the_size_of_a_piece_is_that_on_the_page() -> None:
    found = PagePieces()
    found.collect("a ", (0.5, 0, 0, -0.5, 0, 800), (2, 0, 0, -2, 10, 100), None, 12)
    (piece,) = found.visible()
    assert (piece.text, piece.x, piece.y, piece.size) == ("a", 5, 750, 12)


@pytest.mark.parametrize(
    ("above", "size", "is_raised"),
    [(1.4, 6, False), (1.6, 6, True), (8.9, 6, True), (9.1, 6, False), (4, 9, True), (4, 9.1, False)],
)
def test_a_raised_number_is_small_and_stands_a_little_above(above: float, size: float, is_raised: bool) -> None:
    assert page(("a", 10, 90, 10), ("2", 20, 90 + above, size)).text.endswith("²\n" if is_raised else "2")
    assert page(("a", 10, 90, 10), ("2", 10, 94, 6)).text == "a2"


@pytest.mark.parametrize(
    ("right", "down", "is_doubled"), [(1.4, 0, True), (1.6, 0, False), (0, 1.4, True), (0, 1.6, False)]
)
def test_words_are_doubled_only_where_they_stand(right: float, down: float, is_doubled: bool) -> None:
    assert page(("No ", 10, 90, 10), ("No ", 10 + right, 90 - down, 10)).text.count("No") == 2 - is_doubled


@pytest.mark.parametrize(("letters", "apart"), [("a b c d e f g h", True), ("a b c d e f g", False)])
def test_eight_letters_in_a_row_stand_apart(letters: str, apart: bool) -> None:
    assert PagePieces().mended(f"One {letters} two").apart is apart


@pytest.mark.parametrize(("x", "y", "joined"), [(69, 70, True), (71, 70, False), (40, 67.1, True), (40, 66.9, False)])
def test_the_rest_of_a_word_is_beside_its_large_letter(x: float, y: float, joined: bool) -> None:
    assert page(("T\n", 10, 70, 40), ("he\n", x, y, 10)).text.startswith("The") is joined


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("Head\n", 10, 90, 11.5), ("Words.\n", 10, 76, 10)], "Head\n\nWords.\n"),
        ([("Head\n", 10, 90, 11.4), ("Words.\n", 10, 76, 10)], "Head\nWords.\n"),
        ([("Words.\n", 10, 90, 10), ("A note\n", 10, 76, 8), ("goes on\n", 10, 66, 8)], "Words.\n\nA note\ngoes on\n"),
        ([("Words ", 10, 90, 10), ("big\n", 40, 90, 14), ("end\n", 10, 76, 10)], "Words big\nend\n"),
        ([("Head", 10, 90, 14), ("Words.\n", 10, 76, 10)], "HeadWords.\n"),
        ([("One.\n", 10, 90, 10), ("abc\n", 10, 76, 10), ("ab\n", 40, 80, 6), ("end\n", 10, 62, 10)],
         "One.\nabc\nab\nend\n"),
        ([("One.\n", 10, 90, 10), ("abc\n", 40, 76, 6)], "One.\n\nabc\n"),
    ],
)  # fmt: skip
def test_lines_of_other_sizes_are_other_paragraphs(pieces: list[tuple[str, float, float, float]], text: str) -> None:
    assert page(*pieces).text == text
