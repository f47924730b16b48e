"""Front matter: where it ends, and the title in it."""

import pytest

from reader.text.markdown.front_matter import closing_line, split_front_matter, title_in
from reader.text.markdown.lines import Lines


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("---\ntitle: a\n---\nText.", 2),
        ("---\ntitle: a\n---", 2),
        ("---  \na-b_c : 1\nx\n--- \nText.", 3),
        ("---\n- a\ntitle: a\n---", 3),
        ("---\ntitle: a\n---\n---", 2),  # the first line that closes it
        ("---\ntitle: a\n", 0),  # is not closed
        ("---\n\ntitle: a\n---", 0),  # a thematic break
        ("---\n  \ntitle: a\n---", 0),
        ("---\nno key\n---", 0),
        ("---\n---\ntitle: a\n---", 0),
        ("---\n---", 0),
        ("---\n", 0),
        ("---", 0),
        (" ---\ntitle: a\n---", 0),
        ("----\ntitle: a\n---", 0),
        ("", 0),
    ],
)
def test_front_matter_is_closed_by_a_line_of_dashes_after_a_key(text: str, closing: int) -> None:
    assert closing_line(Lines(text, 0, len(text))) == closing


@pytest.mark.parametrize(
    ("text", "inside", "after"),
    [
        ("---\na: 1\nb: 2\n---\nText.", ["a: 1", "b: 2"], "\nText."),
        ("---\r\na: 1\r\n---\r\nText.", ["a: 1"], "\r\nText."),
        ("---\n---\nText.", [], "---\n---\nText."),
    ],
)
def test_it_is_told_apart_from_the_text_after_it(text: str, inside: list[str], after: str) -> None:
    assert split_front_matter(text) == (inside, after)


@pytest.mark.parametrize(
    ("front_matter", "title"),
    [
        ("title: The mill", "The mill"),
        ("a: b\nTITLE :\tThe mill\nc: d", "The mill"),
        ("title: The mill # of the town", "The mill"),
        ("title: The mill#2", "The mill#2"),
        ('title: "The \\"old\\" mill" # so', 'The "old" mill'),
        ("title: 'The town''s mill'", "The town's mill"),
        ("title: >\n  The mill", ""),
        ("title: |\n  The mill", ""),
        ("title: # none", ""),
        ("title:\n  The mill", ""),
        ("subtitle: The mill", ""),
        ("  title: The mill", ""),
        ("", ""),
    ],
)
def test_a_title_stands_on_one_line_quoted_or_plain(front_matter: str, title: str) -> None:
    assert title_in(front_matter) == title
