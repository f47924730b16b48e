"""A document is written as Markdown and as HTML, and what a source says is never markup in either."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.reports.editor.document import Detail, Item, Section, html, markdown

QUOTED = Item("She left.", is_quoted=True, details=[Detail("source", "A page"), Detail("source", "Another")])
CLAIM = Item("It rose", details=[Detail("evidence", "https://example.org/a", "https://example.org/a")])
DOCUMENT = Section("Report", "2 sources", (), [Section("Quotes", "", [QUOTED]), Section("Claims", "1 claim.", [CLAIM])])


def test_a_document_in_markdown() -> None:
    assert "".join(markdown(DOCUMENT)) == (
        "# Report\n\n2 sources\n\n## Quotes\n\n> She left.\n\n- source: A page\n- source: Another\n\n"
        "## Claims\n\n1 claim.\n\n**It rose**\n\n- evidence: <https://example.org/a>\n\n"
    )


def test_a_document_in_html() -> None:
    found = "".join(html(DOCUMENT))
    body = found[found.index("<body>") :]
    assert re.findall(r"<h(\d)[^>]*>([^<]*)", body) == [("1", "Report"), ("2", "Quotes"), ("2", "Claims")]
    assert "<blockquote>She left.</blockquote><dl><dt>source</dt><dd>A page</dd><dd>Another</dd></dl>" in body
    assert '<dd><a href="https://example.org/a" rel="noreferrer">https://example.org/a</a></dd>' in body
    assert '<li><a href="#part0">Quotes</a></li>' in body
    assert 'id="part1">Claims</h2>' in body
    assert not re.search(r"src=|url\(|@import|<script", found)


def deep(level: int) -> Section:
    return Section(f"level {level}", "", (), [deep(level + 1)] if level < 8 else ())


def test_headings_stop_at_the_lowest_level() -> None:
    assert "\n###### level 8\n" in "".join(markdown(deep(1)))
    assert "<h6>level 8</h6>" in "".join(html(deep(1)))


HOSTILE = ["<script>x</script>", "# no", "1. no", "12) no", "- no", "+ no", "> no", "[a](b)", "![a](b)", "`a`", "*a*",
           "&lt;", "a\n\n# b", "<b>", "| a |", "\\", "~~a~~", '"\'']  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_source_says_is_never_markup(words: str) -> None:
    document = Section(words, words, [Item(words, is_quoted=True, details=[Detail(words, words)]), Item(words)])
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render("".join(markdown(document)))
    names = set(re.findall(r"<(\w+)", rendered))
    assert names <= {"h1", "p", "blockquote", "ul", "li", "strong"}
    assert set(re.findall(r"<(\w+)", "".join(html(document)).partition("<body>")[2])) <= {
        "body", "header", "h1", "p", "nav", "ul", "li", "main", "footer",
    }  # fmt: skip


@given(st.text(st.sampled_from("ab*_`[]<>#1.-+|~$&\\ \n\"'"), min_size=1, max_size=12))
def test_words_read_in_markdown_as_they_are(words: str) -> None:
    line = " ".join(words.split())
    tokens = MarkdownIt("commonmark").parse("".join(markdown(Section("title", "", [Item(words, is_quoted=True)]))))
    quoted = [each for each in tokens if each.type == "inline"][1:]
    said = "".join(child.content for each in quoted for child in each.children or [])
    assert said == line
