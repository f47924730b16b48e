"""Passages as a page shows them."""

import pytest

from reader.text.shown_passage import ONE_LINE, shown_beginning, shown_passage


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("The **ferry** is _late_ and `stuck`.", "The ferry is late and stuck."),
        ("See [the log](https://a.example/b_c) of ![the port](x.png).", "See the log of the port."),
        ("## Late again\n\nNobody *knows*.", "Late again Nobody knows."),
        ("- one\n- two", "• one • two"),
        ("1990. A good year.", "1990. A good year."),
        ("by [the office][log] and [others][] [sic]", "by the office and others [sic]"),
        ("ferry** is late", "ferry is late"),
        ("the __ferry is late", "the ferry is late"),
        ("**Storm** and ferry** late", "Storm and ferry late"),
        ("AT&amp;T, snake_case, 2 * 3", "AT&T, snake_case, 2 * 3"),
        ("of `__init__` and `**rest`", "of __init__ and **rest"),
        ("plain\nwords  here", "plain words here"),
        ("a\u202eb **c**", "a\ufffdb c"),
        ("", ""),
    ],
)
def test_markdown_is_shown_without_its_markup_on_one_line(passage: str, shown: str) -> None:
    assert shown_passage("port.MD", passage) == shown_passage("a/port.markdown", passage) == shown


def test_in_plain_text_asterisks_are_asterisks() -> None:
    assert shown_passage("port.txt", "The **ferry**\n[1]") == "The **ferry** [1]"


def test_for_a_line_only_the_beginning_is_read() -> None:
    assert shown_beginning("port.md", f"**{'a' * ONE_LINE}** and more") == "a" * (ONE_LINE - 2)
