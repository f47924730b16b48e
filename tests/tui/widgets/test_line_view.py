"""The canvas without an application: styles on a background, and strips of any width."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome

from reader.tui.widgets.line_view import Canvas

RED, GREY = Style(color="#ff0000"), Style(bgcolor="#202020")


def a_canvas(*, is_monochrome: bool = False) -> Canvas:
    return Canvas(GREY, Color.parse("#202020"), [Monochrome()] if is_monochrome else [])


def test_a_style_is_put_on_the_background_once() -> None:
    canvas = a_canvas()
    style = canvas.style(RED)
    assert style == GREY + RED
    assert canvas.style(RED) is style


def test_filters_such_as_that_for_no_colours_are_applied() -> None:
    style = a_canvas(is_monochrome=True).style(RED)
    assert style.color
    assert style.color.triplet
    assert len(set(style.color.triplet)) == 1


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("abc", 5, "abc  "), ("abc", 3, "abc"), ("abc", 2, "ab"), ("", 2, "  "), ("日本", 3, "日 "), ("日本", 5, "日本 ")],
)
def test_a_strip_has_the_width_of_the_pane(text: str, width: int, shown: str) -> None:
    canvas = a_canvas()
    strip = canvas.strip([Segment(text, canvas.style(RED))] if text else [], width)
    assert strip.text == shown
    assert strip.cell_length == width
    assert all(segment.style and segment.style.bgcolor == GREY.bgcolor for segment in strip if segment.text)
