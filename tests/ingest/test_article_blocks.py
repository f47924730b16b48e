"""The article among the blocks of a page, found by the words of an extraction."""

import pytest

from reader.ingest.article_blocks import PROSE, article_of
from reader.ingest.markup import read_page
from reader.ingest.page_block import Page

ONE = "The harbour was closed on Monday, and nobody came."
TWO = "Two barges had gone down in the storm of the night."
SURE = f"{ONE}\n\n{TWO}"


def kept(page: str, extraction: str = SURE) -> list[str]:
    return [block.words for block in article_of(read_page(page), extraction).blocks]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"<p>{ONE}<ul><li>Rope<li><a>Chain</a></ul><p>{TWO}", [ONE, "Rope", "Chain", TWO]),
        (f"<h2>At ten</h2><div><p>{ONE}</div><div><h2>At nine</h2><p>{TWO}</div>", [ONE, "At nine", TWO]),
        (f"<article><h1>Live</h1><div><h2>At ten</h2><p>{ONE}</div><div><p>{TWO}</div></article>",
         ["Live", "At ten", ONE, TWO]),
        (f"<p>Home</p><div><p>{ONE}<p>{TWO}<ul><li>Rope</ul></div><p>More</p>", [ONE, TWO, "Rope"]),
        (f"<p>{ONE}<aside>Read this</aside><nav>Up</nav><div class='social share-bar'>Like</div><p>{TWO}", [ONE, TWO]),
        (f"<main><p>{ONE}</main><footer>Rope<p>{TWO}</footer>", [ONE, "Rope", TWO]),  # its end tag is lost, perhaps
        (f"<form><nav>Up</nav><p>{ONE}<p>{TWO}</form>", [ONE, TWO]),
        (f"<div class=share><p>{ONE}<p>Rope<p>{TWO}</div>", [ONE, "Rope", TWO]),
        (f"<article><p>By Ann</p><p>{ONE}<p>{TWO}</article>", ["By Ann", ONE, TWO]),
        (f"<p>By Ann</p><p>{ONE}<p>{TWO}", [ONE, TWO]),
        (f"<p>{ONE}<blockquote><p>Yes.<footer>Ann</footer></blockquote><footer>Tags</footer><p>{TWO}",
         [ONE, "Yes.", "Ann", TWO]),
        (f"<p>{ONE}<p>{TWO}<blockquote><p>Yes.<footer>Ann</footer></blockquote>", [ONE, TWO, "Yes.", "Ann"]),
        (f"<main><p>{ONE}<sup><a href=#n>1</a></sup><p>{TWO}</main><div class=footer><p id=n>1. The log.<p>Up</div>",
         [f"{ONE}[1]", TWO, "1. The log."]),
        (f"<main><p>{ONE} <a href=x#n>[1]</a><p>{TWO}</main><ol><li id=n><p>The log.<p>Page 4.<li>Up</ol>",
         [f"{ONE} [1]", TWO, "The log.", "Page 4."]),
        (f"<main><p>{ONE} <a href=#n>Chapter 1</a><p>{TWO}</main><div><p id=n>Up</div>", [f"{ONE} Chapter 1", TWO]),
        (f"<p>{ONE}<p>{TWO}<p>Elsewhere and otherwise, a line of words.</p>",
         [ONE, TWO, "Elsewhere and otherwise, a line of words."]),
    ],
)  # fmt: skip
def test_what_stands_among_the_article_belongs_to_it(page: str, found: list[str]) -> None:
    assert kept(page) == found


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("<h1>A high tide</h1>", ["A high tide"]),
        ("<header><h1>A high tide</h1></header><p>Menu", ["A high tide"]),
        ("<h1>A high tide</h1><h1>The high tide - our paper</h1>", ["A high tide"]),
        ("<h1>A high tide</h1><h2>High tide - paper</h2>", ["High tide - paper"]),
        ("<h1>Our paper</h1><p>Menu", []),
        ("<h1>A high tide in May</h1>", []),
        ("<h1 hidden>A high tide</h1>", []),
        ("<nav><h2>A high tide</h2></nav>", []),
        ("<h1><div>A</div>high tide our</h1>", []),
        ("<p>A high tide", []),
    ],
)
def test_the_heading_that_is_the_title_belongs_to_the_article(before: str, found: list[str]) -> None:
    page = read_page(f"<body>{before}<div><p>{ONE}<p>{TWO}</div>")
    blocks = article_of(page, SURE, "A high tide - Our paper").blocks
    assert [block.words for block in blocks] == [*found, ONE, TWO]


def test_a_short_block_is_kept_where_its_neighbours_are() -> None:
    page = f"<nav><p>Rope</p></nav><p>{ONE}</p><section class=ads><p>Rope</p></section><p>{TWO}</p>"
    assert kept(page, f"{ONE}\n\nRope\n\n{TWO}") == [ONE, "Rope", TWO]
    assert kept(page) == [ONE, TWO]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"<p>{ONE}<p>{TWO}", ""),
        (f"<nav>Up</nav><p>{ONE}<p>{TWO}<footer>© Us</footer><form>Search</form><div role=banner>Site</div>", ""),
        (f"<p>{ONE}<aside>Read this</aside><p>{TWO}", "left out 2 words beside the article, which has 20: “Read this”"),
        (f"<p>{ONE}<aside>Up</aside><p>{TWO}", "left out 1 word beside the article, which has 20: “Up”"),
        (f"<article><p>{ONE}<p>{TWO}</article><article><footer>Our {'very ' * 20}</footer></article>",
         f"left out 21 words beside the article, which has 20: “Our {'very ' * 11}v …”"),
        (f"<p>{ONE}<menu><li>Up</menu><p>{TWO}", "left out 1 word beside the article, which has 20: “Up”"),
        (f"<article><p>{ONE}<p>{TWO}<p hidden>Up</article>", "left out 1 word beside the article, which has 20: “Up”"),
        (f"<p>{ONE}<p>{TWO}<div hidden>Up</div>", ""),
        (f"<form><p>{ONE}<p>{TWO}<div class=ad>Buy</div></form>",
         "left out 1 word beside the article, which has 20: “Buy”"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_counted_unless_the_page_says_what_it_is(page: str, said: str) -> None:
    assert article_of(read_page(page), SURE).left_out == said


def test_prose_is_counted_even_in_a_footer() -> None:
    page = f"<p>{ONE}<p>{TWO}<footer>{{}}</footer>"
    assert article_of(read_page(page.format("word " * (PROSE - 1))), SURE).left_out == ""
    assert article_of(read_page(page.format("word " * PROSE)), SURE).left_out.startswith(f"left out {PROSE} words")


def test_it_is_known_how_much_of_the_extraction_was_found() -> None:
    assert article_of(read_page(f"<p>{ONE}"), SURE).covered == 9 / 20
    assert article_of(Page(), SURE).covered == 0
    assert article_of(Page(), "").covered == 0


def test_a_line_of_japanese_that_ends_in_the_page_has_a_blank_in_the_extraction() -> None:
    page = "<p>港は月曜に\n閉まった。船が二隻、\n沈んだ。人は、いない。"
    whole = page.replace("\n", "").removeprefix("<p>")
    assert kept(page, whole.replace("月曜に", "月曜に ").replace("二隻、", "二隻、 ")) == [whole]
