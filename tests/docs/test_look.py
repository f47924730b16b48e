"""The pictures of docs/look.md: forms are as the script draws them, and a terminal's screen keeps its columns."""

import re
from pathlib import Path

import pyte
import pytest

from docs.look_forms import forms
from docs.terminal_svg import drawing

LOOK = Path(__file__).parent.parent.parent / "docs" / "look"
FORMS = dict(forms())


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_as_the_script_draws_it(name: str) -> None:
    assert (LOOK / f"{name}.svg").read_text("utf-8") == FORMS[name], "run: python -m docs.look --only form"


def test_a_screen_is_drawn_with_its_columns_colours_and_styles() -> None:
    screen = pyte.Screen(12, 2)
    pyte.Stream(screen).feed("plain text  \x1b[1;38;2;1;2;3mbo<ld\x1b[0m \x1b[1;4;48;2;9;9;9mon\x1b[0m")
    svg = drawing(screen)
    texts = re.findall(r'<text x="(\d+)" y="(\d+)" textLength="(\d+)"([^>]*)>([^<]*)</text>', svg)
    assert texts == [
        ("0", "13", "80", "", "plain text"),
        ("0", "30", "40", ' fill="#010203" class="b"', "bo&lt;ld"),
        ("48", "30", "16", ' class="b u"', "on"),
    ]
    assert '<rect x="48" y="17" width="16" height="17" fill="#090909"/>' in svg
