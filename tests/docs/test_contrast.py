"""The page of contrasts has the figures of the themes as they are, and every figure is good enough."""

import runpy

import pytest

from reader.tui.theme import READABLE, VISIBLE
from tests.support import ROOT

SCRIPT = runpy.run_path(str(ROOT / "docs" / "contrast.py"))
THEMES = dict(SCRIPT["themes"]())


def test_the_page_of_contrasts_is_of_today() -> None:
    """After a change of a theme: `python docs/contrast.py` writes it anew."""
    assert (ROOT / "docs" / "contrast.md").read_text("utf-8") == SCRIPT["page"]()


@pytest.mark.parametrize("name", THEMES)
def test_every_figure_is_what_people_with_low_vision_need(name: str) -> None:
    figures = dict(zip(SCRIPT["COLUMNS"][1:], SCRIPT["contrasts"](THEMES[name]), strict=True))
    assert figures.pop("passage") >= VISIBLE
    assert {column: figure for column, figure in figures.items() if figure < READABLE} == {}
