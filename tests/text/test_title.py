"""Titles: the same for the article and for the list, which reads only the beginning of a file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.article import read_article
from reader.text.markdown.blocks import markdown_blocks, markdown_title
from reader.text.source import HEAD, Source, read_head
from reader.text.title import REACH, beginning_of, title_of, title_of_markdown
from tests.support import DATA

EXAMPLES = [each["markdown"] for each in json.loads((DATA / "commonmark.json").read_text())]
AROUND = ["{}", "---\ntitle: Matter\n---\n{}", "{}\n\n# Below\n", "Prose.\n\n{}\n# Below\n", "\ufeff{}"]


def title(text: str, name: str = "a.md") -> str:
    return title_of(Source(name, Path()), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A *small* port\n\nText.", "A small port"),
        ("Text.\n\nA port\n======\n", "A port"),
        ("> - # In a list in a quote\n", "In a list in a quote"),
        ("```\n# a comment\n```\n\n## The title\n", "The title"),
        ("---\ntitle: Matter\n# a comment\n---\nText.\n", "Matter"),
        ("---\ntitle: Matter\n---\n\n# Heading\n", "Heading"),
        ("---\n\n# Between rules\n\n---\n", "Between rules"),
        ("# See [the port]\n\nText.\n\n[the port]: /url\n", "See the port"),
        ("#\n\n# Not empty\n", "Not empty"),
        ("<h1 align='center'>\n  A <em>small</em> port\n</h1>\n\n# Not this\n", "A small port"),
        ("<!--\n<h1>no</h1>\n-->\n\n> <h3>A port</h3>\n", "A port"),
        ("- one\n- two\n\n---\n\n***\n\n* * *\n\n- - -\n\n# After many rules\n", "After many rules"),
        ("Only text.\n", "a.md"),
        ("", "a.md"),
    ],
)
def test_the_title_of_markdown_is_its_first_heading(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize("around", AROUND)
def test_parsing_only_as_far_as_the_first_heading_finds_what_parsing_all_finds(around: str) -> None:
    for example in EXAMPLES:
        text = around.format(example) if "{}" in around else example
        assert title_of_markdown(text) == markdown_title(markdown_blocks(text)), text


@given(st.text(st.sampled_from("# \n->*[]=a1.`\\\t\r")))
def test_so_it_does_in_any_text(text: str) -> None:
    assert title_of_markdown(text) == markdown_title(markdown_blocks(text))


@given(
    st.lists(
        st.sampled_from(["<h1>", "</h1>", "<h2>", "</H2 >", "<!--", "-->", "<b>", "a", "\n", "\n\n", "> ", "# "])
    ).map("".join)
)
def test_and_with_headings_in_html(text: str) -> None:
    assert title_of_markdown(text) == markdown_title(markdown_blocks(text))


def test_the_title_of_a_text_is_its_headline_else_the_name_made_visible() -> None:
    assert title("Storm closes harbour today\n\nShips wait.", "a.txt") == "Storm closes harbour today"
    assert title("Ships wait.", "news/a\x1b[1m.txt") == "a␛[1m.txt"


LONG = "The harbour of the old town was closed on Monday, since a storm had damaged both of its piers."
BEGINNINGS = {
    "a sentence": ("The harbour is closed. Ships wait.", "The harbour is closed"),
    "a short sentence and the next": (
        "Snow fell. The harbour is closed. Ships wait.",
        "Snow fell. The harbour is closed",
    ),
    "a question": ("Who closed the harbour? Nobody knows.", "Who closed the harbour?"),
    "a long sentence is cut at a word": (
        LONG,
        "The harbour of the old town was closed on Monday, since a storm had damaged both…",
    ),
    "a date, a byline": (
        f"3 May 2021, 14:02\nBy Ann Lee\n\n{LONG}",
        "The harbour of the old town was closed on Monday, since a storm had damaged both…",
    ),
    "a byline with a role": ("By Ann Lee, Moscow correspondent\n\nThe harbour is closed.", "The harbour is closed"),
    "a byline without its name": ("By , Moscow correspondent\n\nThe harbour is closed.", "The harbour is closed"),
    "no byline": ("By the end of May it opens.", "By the end of May it opens"),
    "no byline, though a name of a day": ("By Monday, it was open.", "By Monday, it was open"),
    "a place and an agency": ("MOSCOW, November 12. /Example Wire/. The harbour is closed.", "The harbour is closed"),
    "an agency in brackets": ("LONDON (Example) - The harbour is closed.", "The harbour is closed"),
    "a place and a dash": ("BERLIN — Der Hafen ist geschlossen.", "Der Hafen ist geschlossen"),
    "buttons": ("Share\nTweet\nSign in\n\nThe harbour is closed.", "The harbour is closed"),
    "buttons in one line": ("Read more news\n\nThe harbour is closed.", "The harbour is closed"),
    "a menu": ("Home | News | Sport\n\nThe harbour is closed.", "The harbour is closed"),
    "a picture and an address": (
        "Photo: Example Images\nwww.example.org\n\nThe harbour is closed.",
        "The harbour is closed",
    ),
    "time to read": ("5 min read\nThe harbour is closed.", "The harbour is closed"),
    "no date": ("May sees rain again.", "May sees rain again"),
    "a date in another language": (
        "Опубликовано 12 ноября 2024\n\nГавань закрыта из-за шторма.",
        "Гавань закрыта из-за шторма",
    ),
    "no blanks": ("港口因为暴风雨而关闭了两天。船在外面。", "港口因为暴风雨而关闭了两天。"),
    "a headline below a sentence": (
        "The harbour is still open today.\nStorm closes harbour today\n\nText.",
        "Storm closes harbour today",
    ),
    "dates in the line itself": (
        "Published 3 May 2021 at 10:15 am, Monday. Updated Tuesday 4 May 2021 at 11:15 am GMT. The harbour is closed.",
        "The harbour is closed",
    ),
    "nothing but buttons": ("Share\nTweet this article\n", "a.txt"),
    "too short to say": ("Only text.", "a.txt"),
    "a page": ("<html><title>Harbour &amp; ships</title>", "Harbour & ships"),
    "front matter": ('---\ntitle: "A port closes"\n---\nText.', "A port closes"),
    "a name in the head": ("Date: 3 May\nTitle: A port closes\n\nText.", "A port closes"),
    "a heading": ("# A port #\n\nText.", "A port"),
    "a headline below a date": (
        "12 March 2020 at noon, Wednesday\n\nStorm closes harbour today\n\nText.",
        "Storm closes harbour today",
    ),
}


@pytest.mark.parametrize(
    ("sentence", "beginning"),
    [
        ("It is closed.", "It is closed"),
        ("It is closed..", "It is closed.."),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 40 + "…"),
        (f"{'x' * 80} {'y' * 9}", "x" * 80 + "…"),
        (f"{'x' * 41} {'y' * 90}", "x" * 41 + "…"),
        (f"{'x' * 40} {'y' * 90}", "x" * 40 + "…"),  # less than half would be left
        (f"{'x' * 20} {'y' * 90}", f"{'x' * 20} {'y' * 19}…"),
        (f"{'x' * 50}, — “{'y' * 90}", "x" * 50 + "…"),
    ],
)
def test_a_long_sentence_is_cut_at_a_word_unless_less_than_half_would_be_left(sentence: str, beginning: str) -> None:
    assert beginning_of(sentence) == beginning


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_text_without_a_headline_is_named_by_how_it_begins_and_never_by_the_page_around_it(name: str) -> None:
    text, expected = BEGINNINGS[name]
    assert title(text, "a.txt") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 May 2024\n\nThe *harbour* of [the town](x) is closed. More.", "The harbour of the town is closed"),
        ("> The harbour is closed.\n", "The harbour is closed"),
        ("```\nsome code is here\n```\n\nThe harbour is closed.", "The harbour is closed"),
        ("---\ndate: 2024-01-01\n---\n\nThe harbour is closed.", "The harbour is closed"),
    ],
)
def test_so_is_markdown_without_a_heading(text: str, expected: str) -> None:
    assert title(text) == expected


def test_markdown_nested_too_deeply_has_the_headings_above_that() -> None:
    assert title("# A port\n\n" + ">" * 200 + " deep") == "A port"
    assert title(">" * 200 + " deep\n\n# A port\n") == "a.md"


def test_a_heading_far_below_is_none() -> None:
    assert title("Text.\n\n" * (REACH // 7 + 1) + "\n# Far below\n") == "a.md"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("filler", ["x", "é", "会", "👩"])
def test_the_head_of_a_file_has_the_title_of_its_article(encoding: str, name: str, filler: str, tmp_path: Path) -> None:
    text = f"# Storm closes harbour today\n\n{filler * HEAD}\n"
    (tmp_path / name).write_bytes(text.encode(encoding))
    source = Source(name, tmp_path)
    assert len(read_head(source)) >= REACH
    assert title_of(source, read_head(source)) == read_article(source).title


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_title_lies_within_reach(name: str) -> None:
    assert REACH == 16_384
    headline = "# Storm closes harbour" if name == "a.md" else "Storm closes harbour today"
    for above, is_found in ((REACH - len(headline), True), (REACH + 1, False)):
        text = "\n" * above + headline
        assert (title(text, name) != name) is is_found


def test_more_than_a_few_false_headings_do_not_hide_the_title() -> None:
    assert title("    # code\n\n" * 9 + "# The title\n") == "The title"


def test_a_title_made_of_a_reference_that_is_defined_nowhere_is_as_it_is_written() -> None:
    assert title("# See [the port]\n\nText.\n") == "See [the port]"
