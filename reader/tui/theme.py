"""The program's two themes, and the colours that others lack: all text is legible on all its backgrounds."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

from reader.settings import COLOURS

DARK = Theme(
    name="reader-dark",
    primary="#e8b75a",
    secondary="#86b9e6",
    accent="#e8b75a",
    warning="#e0954f",
    error="#f0877b",
    success="#9bbf7a",
    foreground="#cdc8bd",
    background="#14161b",
    surface="#1a1d23",
    panel="#22262e",
    dark=True,
    variables={
        "tag-gold": "#f2c25c",
        "tag-blue": "#7db8ff",
        "tag-grey": "#a5a199",
        "tag-green": "#b8f5a8",
        "tag-violet": "#dcb8f2",
        "tag-red": "#f47a66",
        "tint-gold": "#3a2f14",
        "tint-blue": "#1a2f4a",
        "tint-grey": "#2a2c31",
        "tint-green": "#1d3524",
        "tint-violet": "#352346",
        "tint-red": "#46211d",
        "bright": "#ffffff",
        "quiet": "#a09d95",
        "passage": "#9fb4cc",
        "on-passage": "#0b0e13",
        "passage-away": "#343b48",
        "hit": "#80611f",
        "scrollbar": "#3a3f4a",
        "scrollbar-hover": "#565d6b",
        "scrollbar-active": "#e8b75a",
        "scrollbar-background": "#14161b",
        "scrollbar-background-hover": "#14161b",
        "scrollbar-background-active": "#14161b",
    },
)
LIGHT = Theme(
    name="reader-light",
    primary="#835400",
    secondary="#1f5f9f",
    accent="#835400",
    warning="#a1510c",
    error="#a52a1f",
    success="#47702a",
    foreground="#3d392f",
    background="#fcf9f2",
    surface="#f4efe3",
    panel="#eae3d3",
    dark=False,
    variables={
        "tag-gold": "#835400",
        "tag-blue": "#0f55a5",
        "tag-grey": "#65615a",
        "tag-green": "#1d4a1f",
        "tag-violet": "#8a1fd6",
        "tag-red": "#7a0d12",
        "tint-gold": "#fbe9b0",
        "tint-blue": "#d9e7fa",
        "tint-grey": "#e9e6de",
        "tint-green": "#dcefd8",
        "tint-violet": "#eee0fb",
        "tint-red": "#fbe1dc",
        "bright": "#000000",
        "quiet": "#625e54",
        "passage": "#33506f",
        "on-passage": "#ffffff",
        "passage-away": "#d8d0bd",
        "hit": "#f2cd6b",
        "scrollbar": "#cfc6b1",
        "scrollbar-hover": "#b3a98f",
        "scrollbar-active": "#835400",
        "scrollbar-background": "#fcf9f2",
        "scrollbar-background-hover": "#fcf9f2",
        "scrollbar-background-active": "#fcf9f2",
    },
)

READABLE = 4.5  # the least contrast of text (WCAG 2.2, 1.4.3)
VISIBLE = 3.0  # the least contrast of the passage with the grounds beside it (WCAG 2.2, 1.4.11)
TINTS = tuple(f"tint-{colour}" for colour in COLOURS)
GROUNDS = ("background", "surface", "panel", *TINTS)  # the grounds of text in the colours of tags
TINT, _AWAY, _QUIET, _HIT = 0.16, 0.2, 0.3, 0.45  # shares of the other colour in a blend


def complete(variables: dict[str, str], *, is_dark: bool) -> dict[str, str]:
    """Return a theme's variables, completed with those that only our themes have."""
    ours = DARK if is_dark else LIGHT
    own = {name: value for name, value in ours.variables.items() if not name.startswith("scrollbar")}
    page, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    if page.ansi is None and text.ansi is None and "passage" not in variables:
        own |= _blended({**own, **variables}, page, text)
    return {**own, **variables}


def _blended(variables: Mapping[str, str], page: Color, text: Color) -> dict[str, str]:
    """Return the missing colours of a theme that is not ours, mixed from those that it has."""
    found = {tint: page.blend(Color.parse(variables[tint.replace("tint", "tag")]), TINT).hex for tint in TINTS}
    grounds = [Color.parse({**variables, **found}[name]) for name in GROUNDS]
    end = clearest([BLACK, WHITE], grounds)
    passage = _moved(text.blend(Color.parse(variables["secondary"]), 0.35), end, grounds, VISIBLE)
    found["passage"] = passage.hex
    found["on-passage"] = clearest([page, BLACK, WHITE], [passage]).hex
    found["bright"] = clearest([BLACK, WHITE], [page]).hex
    found["passage-away"] = page.blend(text, _AWAY).hex
    found["quiet"] = legible(text.blend(page, _QUIET), grounds).hex
    hit = page.blend(Color.parse(variables["accent"]), _HIT)
    found["hit"] = _moved(hit, page, [Color.parse(found["bright"])], READABLE).hex
    return found


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(512)  # the grounds of a theme are compared with each of its colours
def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def least_contrast(colour: Color, others: Iterable[Color]) -> float:
    """Return the contrast of a colour with the most similar one of others."""
    return min(contrast(colour, other) for other in others)


def clearest(colours: Iterable[Color], others: Sequence[Color]) -> Color:
    """Return the one of some colours that contrasts best with all others."""
    return max(colours, key=lambda each: least_contrast(each, others))


def legible(colour: Color, backgrounds: Sequence[Color]) -> Color:
    """Blend a colour with white or black, by as little as it takes to be legible on all the backgrounds.

    One of the terminal's own colours stays as it is: its look is unknown.
    """
    if any(each.ansi is not None for each in (colour, *backgrounds)):
        return colour
    return _moved(colour, clearest([WHITE, BLACK], backgrounds), backgrounds, READABLE)


def _moved(colour: Color, end: Color, others: Sequence[Color], least: float) -> Color:
    """Blend a colour with `end`, just enough for the least contrast with all others; at most to `end`."""
    blends = (colour.blend(end, share / 20) for share in range(20))
    return next((each for each in blends if least_contrast(each, others) >= least), end)
