"""The tags of HTML in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.tags import html_parts, without_tags

PIECES = [
    "<p>",
    "</p>",
    "<b x='a>b'>",
    "</b>",
    "<q>",
    "</Q>",
    "<!--",
    "-->",
    "<pre>",
    "</pre>",
    "<",
    ">",
    '"',
    "a",
    " ",
    "\n",
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def parts(text: str) -> list[tuple[str, bool]]:
    return [(text[part.start : part.end], part.is_prose) for part in html_parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>b</b> c", [("a <b>b</b> c", True)]),
        ("<p>a</p><P title='>'>b", [("a", True), ("b", True)]),
        ("<div> <br> </div>", [("<div> <br> </div>", False)]),
        ("a<pre>b</pre>c", [("a", True), ("<pre>b</pre>", False), ("c", True)]),
        ("a<!-- <p>b -->c", [("a", True), ("<!-- <p>b -->", False), ("c", True)]),
        ("a<script>b", [("a", True), ("<script>b", False)]),
        ("1 <2 and 3> 2", [("1 <2 and 3> 2", True)]),
    ],
)
def test_html_is_divided_at_the_tags_of_blocks(text: str, expected: list[tuple[str, bool]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<i a="b">c</i>', "         c    "),
        ("<q>c</q>", "“  c   ”"),
        ("a < b > c", "a < b > c"),
        ("a<b", "a<b"),
    ],
)
def test_tags_become_blanks(text: str, expected: str) -> None:
    assert without_tags(text) == expected


@given(texts)
def test_a_text_without_tags_is_as_long(text: str) -> None:
    assert len(without_tags(text)) == len(text)


@given(texts)
def test_parts_are_in_order_and_there_is_one_at_least(text: str) -> None:
    found = html_parts(text)
    ends = [0, *(part.end for part in found)]
    assert found
    assert all(end <= part.start <= part.end for end, part in zip(ends, found, strict=False))
