"""Colours: each can be read on every background, and tags are told apart by people who see colours differently."""

import math
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from reader.settings import COLOURS, TAGS
from reader.settings.file import THEMES
from reader.tui.app import ReaderApp
from reader.tui.colour_depth import ColourDepth, colour_depth, numbered, our_themes
from reader.tui.theme import DARK, GROUNDS, LIGHT, READABLE, VISIBLE, complete, contrast, legible
from reader.tui.theme_styles import ThemeStyles
from reader.workspace.workspace import Workspace
from tests.support.under_test import reading, screen_rows, view

# How severe dichromats see, as matrices on linear RGB: Machado, Oliveira and Fernandes, "A Physiologically-based
# Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table 1, severity 1.0.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: Color, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as it is seen (D65)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    red, green, blue = (
        min(1.0, max(0.0, sum(k * part for k, part in zip(row, linear, strict=True)))) for row in VISION[vision]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, vision: str) -> float:
    """CIE 1976 colour difference; 2.3 is what an eye can just tell."""
    pair = (lab(Color.parse(colour), vision) for colour in (one, other))
    return math.dist(*pair)


def variables_of(wanted: str | Theme) -> dict[str, str]:
    ours = {DARK.name: DARK, LIGHT.name: LIGHT}
    theme = wanted if isinstance(wanted, Theme) else ours.get(wanted) or App().available_themes[wanted]
    return complete({**theme.to_color_system().generate(), **theme.variables}, is_dark=theme.dark)


BLENDED = [name for name in THEMES if not name.startswith("ansi-")]


def colour(variables: dict[str, str], name: str) -> Color:
    return Color.parse(variables[name])


def least(variables: dict[str, str], name: str, grounds: Sequence[str]) -> float:
    """Return the contrast of a variable with the ground that is most like it."""
    return min(contrast(colour(variables, name), colour(variables, ground)) for ground in grounds)


@pytest.mark.parametrize("depth", [ColourDepth.FULL, ColourDepth.PALETTE])
@pytest.mark.parametrize("number", [0, 1], ids=["dark", "light"])
def test_our_colours_can_be_read_as_they_are(number: int, depth: ColourDepth) -> None:
    variables = variables_of(our_themes(depth)[number])
    names = [*(f"tag-{name}" for name in COLOURS), "quiet", "accent", "error", "success", "secondary", "foreground"]
    poor = {name: found for name in (*names, "bright") if (found := least(variables, name, GROUNDS)) < READABLE}
    assert poor == {}


@pytest.mark.parametrize("depth", [ColourDepth.FULL, ColourDepth.PALETTE])
@pytest.mark.parametrize("number", [0, 1], ids=["dark", "light"])
def test_our_passage_stands_out_from_all_that_is_beside_it(number: int, depth: ColourDepth) -> None:
    variables = variables_of(our_themes(depth)[number])
    assert least(variables, "passage", GROUNDS) >= 5.5
    assert least(variables, "on-passage", ["passage"]) >= 7
    assert least(variables, "foreground", ["passage-away"]) >= 5
    assert least(variables, "bright", ["hit"]) >= 5


@pytest.mark.parametrize("theme", BLENDED)
def test_every_theme_can_be_read_and_shows_its_passage(theme: str) -> None:
    variables = variables_of(theme)
    styles = ThemeStyles.of(variables)
    for name in (*COLOURS, "#808080"):
        found = styles.ink(name).color
        assert found
        for ground in GROUNDS:
            assert contrast(Color.from_rich_color(found), colour(variables, ground)) >= READABLE, (name, ground)
    assert least(variables, "passage", GROUNDS) >= VISIBLE
    assert least(variables, "on-passage", ["passage"]) >= READABLE
    assert least(variables, "bright", ["hit", "background"]) >= READABLE
    assert least(variables, "quiet", GROUNDS) >= READABLE


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_the_variables_of_ours_and_keeps_its_own(theme: str) -> None:
    variables, app = variables_of(theme), App[None]()
    is_dark = {DARK.name: True, LIGHT.name: False}.get(theme, getattr(app.available_themes.get(theme), "dark", None))
    ours = (DARK if is_dark else LIGHT).variables
    assert {name: variables[name] for name in ours if name.startswith("tag-")} == {
        name: value for name, value in ours.items() if name.startswith("tag-")
    }
    assert set(ours) <= set(variables)
    if theme not in (DARK.name, LIGHT.name):
        assert variables["scrollbar"] != ours["scrollbar"]
        has_own_colours = colour(variables, "background").ansi is None
        assert (variables["passage"] != ours["passage"]) == has_own_colours, "a blend, of colours that can be blended"


def test_a_numbered_colour_is_rounded_to_its_number() -> None:
    greys_of_the_cube = {59, 102, 145, 188}  # Rich takes one of the other greys, which the themes do not use
    found = {number: numbered(number).rich_color.downgrade(ColorSystem.EIGHT_BIT).number for number in range(16, 256)}
    assert {number for number in found if found[number] != number} <= greys_of_the_cube


@pytest.mark.parametrize(
    ("environment", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ColourDepth.FULL),
        ({"TERM": "xterm-256color", "COLORTERM": ""}, ColourDepth.PALETTE),
        ({"TERM": "xterm", "COLORTERM": ""}, ColourDepth.SIXTEEN),
        ({"TERM": "dumb", "COLORTERM": ""}, ColourDepth.SIXTEEN),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, ColourDepth.NONE),
    ],
)
def test_the_terminal_says_how_many_colours_it_has(
    environment: dict[str, str], depth: ColourDepth, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert colour_depth() is depth


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_dark_theme_is_dark(theme: Theme) -> None:
    black, background = Color.parse("#000000"), Color.parse(theme.background or "")
    assert theme.dark == (contrast(black, background) < contrast(black, Color.parse(theme.foreground or "")))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_tags_are_told_apart(theme: object, vision: str) -> None:
    variables = getattr(theme, "variables", {})
    for number, least in ((len(TAGS), 25), (len(COLOURS), 10)):
        for one, other in combinations(COLOURS[:number], 2):
            assert distance(variables[f"tag-{one}"], variables[f"tag-{other}"], vision) >= least, (one, other)


def test_the_tags_that_are_given_have_the_first_colours() -> None:
    assert tuple(tag.colour for tag in TAGS) == COLOURS[: len(TAGS)]


def test_contrast_is_that_of_the_web() -> None:
    """The grey is known for being one step too light on white; the dark one is where the curve begins."""
    known = [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#abcdef", "#abcdef", 1)]
    known.append(("#1a1a1a", "#000000", 1.21))
    for one, other, ratio in known:
        assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)


@given(st.tuples(*[st.integers(0, 255)] * 3), st.booleans())
def test_any_colour_becomes_legible(rgb: tuple[int, int, int], is_dark: bool) -> None:
    variables = (DARK if is_dark else LIGHT).variables
    background = Color.parse(variables["passage"])
    made = legible(Color(*rgb), [background])
    assert contrast(made, background) >= READABLE
    if contrast(Color(*rgb), background) >= READABLE:
        assert made == Color(*rgb)


@pytest.mark.parametrize(
    ("colour", "backgrounds", "found"),
    [
        ("#777777", ["#ffffff"], "#717171"),  # a twentieth nearer to black is enough
        ("#767676", ["#ffffff"], "#767676"),
        ("#707070", ["#000000"], "#777777"),  # nearer to white
        ("#000000", ["#14161b", "#2b323d"], "#999999"),  # enough for the lighter of two dark backgrounds
    ],
)
def test_a_colour_changes_by_as_little_as_makes_it_legible(colour: str, backgrounds: list[str], found: str) -> None:
    assert legible(Color.parse(colour), [Color.parse(each) for each in backgrounds]).hex == found


def test_colours_of_the_terminal_stay_as_they_are() -> None:
    for colour, background in (("ansi_red", "#000000"), ("#101010", "ansi_default")):
        assert legible(Color.parse(colour), [Color.parse(background)]) == Color.parse(colour)


def test_the_themes_that_can_be_named_are_there(workspace: Workspace) -> None:
    assert set(THEMES) <= set(ReaderApp(workspace).available_themes)


@pytest.mark.parametrize(("term", "no_color"), [("xterm-256color", "1"), ("xterm", None)])
async def test_tags_are_told_apart_without_colour(
    term: str, no_color: str | None, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM")
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    async with reading(workspace) as pilot:
        await pilot.press("j", "q", "c", "G", "b", "g")
        rows = [index for index, row in enumerate(screen_rows(pilot)) if "First" in row or "Share" in row]
        styles = [
            segment.style
            for row in rows
            for segment in view(pilot).render_line(row)
            if segment.style and segment.text.strip() in ("First here.", "Second here!", "Share this")
        ]
        looks = [(style.italic, style.underline, style.dim) for style in styles]
        assert len(looks) == len({tuple(map(bool, look)) for look in looks}) == 3
        assert all(style.color is None or style.color.is_default for style in styles), "no colour at all"
