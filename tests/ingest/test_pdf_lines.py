"""Lines of printed pages become paragraphs: divided words, running heads, page numbers, paragraphs over two pages."""

import pytest

from reader.ingest.pdf_lines import join_pages, without_running_heads


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["One", "two.", "", "Three."], ["One two.", "Three."]),
        (["A long line of words that", "ends here.", "Then another one that goes"], [
            "A long line of words that ends here.",
            "Then another one that goes",
        ]),
        (["0123456789", "abcdefg.", "Then"], ["0123456789 abcdefg. Then"]),  # just long enough not to end one
        (["0123456789", "abcdef.", "Then"], ["0123456789 abcdef.", "Then"]),
        (["0123456789", "abc", "Then"], ["0123456789 abc Then"]),  # short, but no sentence ends
        (["half-", "way, Half-", "Way"], ["halfway, Half-Way"]),
        (["a -", "b", "5-", "a"], ["a - b 5-a"]),
        (["  One ", "\t", " two"], ["One", "two"]),
        (["", ""], []),
        ([], []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], found: list[str]) -> None:
    assert list(join_pages([lines])) == found


@pytest.mark.parametrize("end", '.!?:”"’»')
def test_a_short_line_that_ends_a_sentence_ends_a_paragraph(end: str) -> None:
    assert list(join_pages([["0123456789", f"abc{end}", "Then"]])) == [f"0123456789 abc{end}", "Then"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["it was inter-", "national"], "it was international"),
        (["it is self-", "evident"], "it is self-evident"),
        (["a self-", "ish man"], "a selfish man"),
        (["the well-", "known pilot"], "the well-known pilot"),
        (["in 1990-", "2000"], "in 1990-2000"),
        (["in 1990–", "2000"], "in 1990–2000"),
        (["in Saint-", "Malo"], "in Saint-Malo"),
        (["the INTER-", "NATIONAL"], "the INTERNATIONAL"),
        (["Vor-", "und Nachteile"], "Vor- und Nachteile"),
        (["pre-", "and postwar"], "pre- and postwar"),
        (["state-of-", "the-art"], "state-of-the-art"),
        (["a mother-in-", "law"], "a mother-in-law"),
        (["the har\u00ad", "bour"], "the harbour"),
        (["the har‐", "bour"], "the harbour"),
        (["a word—", "and another"], "a word—and another"),
        (["a word –", "and another"], "a word – and another"),
        (["the co-", "operation, and co-operation"], "the co-operation, and co-operation"),
        (["a well-", "ness week of wellness"], "a wellness week of wellness"),
        (["tide-", "table, and the tidetable or tide-table"], "tidetable, and the tidetable or tide-table"),
        (["Covid-", "19"], "Covid-19"),
        (["a 12-", "year plan"], "a 12-year plan"),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line_divides_a_word_or_belongs_to_it(lines: list[str], found: str) -> None:
    assert list(join_pages([lines])) == [found]


FULL = "a line as long as the others"


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([["A sentence that", "goes on"], ["over the page."]], ["A sentence that goes on over the page."]),
        ([[FULL, FULL], ["London lies."]], [f"{FULL} {FULL} London lies."]),
        ([[FULL, "Harbours"], ["London lies."]], [f"{FULL} Harbours", "London lies."]),
        ([[FULL, f"{FULL[:-1]}."], ["and so on"]], [f"{FULL} {FULL[:-1]}.", "and so on"]),
        ([["inter-"], ["national"]], ["international"]),
        ([["One"], [], ["two"]], ["One two"]),
    ],
)
def test_a_paragraph_goes_on_over_the_page(pages: list[list[str]], found: list[str]) -> None:
    assert list(join_pages(pages)) == found


@pytest.mark.parametrize(
    ("pages", "kept", "left_out"),
    [
        ([["Review", "a", "1"], ["Review", "b", "2"]], [["a"], ["b"]], ["Review", "1", "Review", "2"]),
        ([["7", "a", "b", "c"], ["8", "d", "e", "f"]], [["a", "b", "c"], ["d", "e", "f"]], ["7", "8"]),
        ([["a", "b", "– iii –"], ["c", "d", "- iv -"]], [["a", "b"], ["c", "d"]], ["– iii –", "- iv -"]),
        ([["a", "b", "Page 1 of 9"], ["c", "d", "Page 2 of 9"]],
         [["a", "b"], ["c", "d"]], ["Page 1 of 9", "Page 2 of 9"]),
        ([["Tides 12", "a", "b", "c"], ["13 Ports", "d", "e", "f"], ["Tides 14", "g", "h", "i"]],
         [["a", "b", "c"], ["13 Ports", "d", "e", "f"], ["g", "h", "i"]], ["Tides 12", "Tides 14"]),
        ([["Review 2024", "a", "b"], ["Review 2024", "c", "d"]], [["a", "b"], ["c", "d"]], ["Review 2024"] * 2),
        ([["Chapter 1", "a", "b"], ["c", "d", "e"], ["Chapter 2", "f", "g"]],
         [["Chapter 1", "a", "b"], ["c", "d", "e"], ["Chapter 2", "f", "g"]], []),
        ([["12 34", "a", "b"], ["12 34", "c", "d"]], [["12 34", "a", "b"], ["12 34", "c", "d"]], []),
        ([["1990", "a", "b"], ["1990", "c", "d"]], [["1990", "a", "b"], ["1990", "c", "d"]], []),
        ([["a", "b", "Same", "c", "d"], ["e", "f", "Same", "g", "h"]],
         [["a", "b", "Same", "c", "d"], ["e", "f", "Same", "g", "h"]], []),
        ([["x" * 120, "a"], ["x" * 120, "b"]], [["x" * 120, "a"], ["x" * 120, "b"]], []),
        ([["Only"], ["Only"]], [["Only"], ["Only"]], []),
        ([["", "Review", "a", "", "b", ""], []], [["Review", "a", "", "b"], []], []),
    ],
)  # fmt: skip
def test_what_returns_at_the_edges_of_pages_is_left_out(
    pages: list[list[str]], kept: list[list[str]], left_out: list[str]
) -> None:
    assert without_running_heads(pages) == (kept, left_out)


def test_a_sentence_goes_on_between_running_heads_and_page_numbers() -> None:
    pages = [
        ["Harbour Review 2024", "A sentence that begins on the first page and", "goes on, as sentences do, over", "1"],
        ["Harbour Review 2024", "the end of it. Then a new sentence begins here.", "It is the last.", "2"],
    ]
    kept, left_out = without_running_heads(pages)
    assert list(join_pages(kept)) == [
        "A sentence that begins on the first page and goes on, as sentences do, over the end of it."
        " Then a new sentence begins here. It is the last.",
    ]
    assert left_out == ["Harbour Review 2024", "1", "Harbour Review 2024", "2"]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["夜の間に三隻の船が港に", "着いたという。"], ["夜の間に三隻の船が港に着いたという。"]),
        (["เรือสามลำเข้ามาในตอน", "กลางคืน"], ["เรือสามลำเข้ามาในตอนกลางคืน"]),
        (["배 세 척이 밤사이에", "왔다"], ["배 세 척이 밤사이에 왔다"]),
        (
            ["夜の間に三隻の船が港に着いた", "終わり。", "次の日。"],
            ["夜の間に三隻の船が港に着いた終わり。", "次の日。"],
        ),
    ],
)
def test_lines_are_joined_as_their_script_has_it(lines: list[str], paragraphs: list[str]) -> None:
    assert list(join_pages([lines])) == paragraphs
