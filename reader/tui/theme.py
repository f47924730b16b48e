"""The program's two themes, and what makes Textual's do, too: every ink can be read on every ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

DARK = Theme(
    name="reader-dark",
    primary="#e8b75a",
    secondary="#86b9e6",
    accent="#e8b75a",
    warning="#e0954f",
    error="#f0877b",
    success="#9bbf7a",
    foreground="#d8d3c8",
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
        "passage": "#2b323d",
        "quiet": "#9d9a92",
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
    foreground="#2b2822",
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
        "passage": "#e9e0ca",
        "quiet": "#646056",
        "scrollbar": "#cfc6b1",
        "scrollbar-hover": "#b3a98f",
        "scrollbar-active": "#835400",
        "scrollbar-background": "#fcf9f2",
        "scrollbar-background-hover": "#fcf9f2",
        "scrollbar-background-active": "#fcf9f2",
    },
)

READABLE = 4.5  # the least contrast of text (WCAG 2.2, 1.4.3)
GROUNDS = ("background", "surface", "panel", "passage")  # what inks are drawn on


def complete(variables: dict[str, str], *, is_dark: bool) -> dict[str, str]:
    """A theme's variables with those that only ours have."""
    ours = DARK if is_dark else LIGHT
    ground, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    own = {name: value for name, value in ours.variables.items() if not name.startswith("scrollbar")}
    if ground.ansi is None and text.ansi is None:
        own["passage"], own["quiet"] = ground.blend(text, 0.14).hex, text.blend(ground, 0.3).hex
    return {**own, **variables}


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(colour: Color, grounds: Sequence[Color]) -> Color:
    """The colour, or as little as is needed nearer to white or black, so that it can be read on all these grounds.

    A colour of the terminal's own stays as it is: nobody knows what it looks like.
    """
    if any(each.ansi is not None for each in (colour, *grounds)):
        return colour
    end = max((WHITE, BLACK), key=lambda each: min(contrast(each, ground) for ground in grounds))
    mixed = (colour.blend(end, share / 20) for share in range(20))
    return next((each for each in mixed if min(contrast(each, ground) for ground in grounds) >= READABLE), end)


@dataclass(frozen=True, slots=True)
class ThemeStyles:
    """The styles that the Line API widgets draw with, made once a theme."""

    text: Style
    quiet: Style
    accent: Style
    error: Style
    link: Style
    passage: Style
    thumb: Style
    variables: Mapping[str, str]
    _inks: dict[str, Style] = field(default_factory=dict)

    def ink(self, colour: str) -> Style:
        """Of a tag: one of the theme's colours, by name, or `#rrggbb`."""
        if colour not in self._inks:
            value = self.variables.get(f"tag-{colour}") or self.variables.get(colour) or colour
            self._inks[colour] = Style(color=legible(Color.parse(value), _grounds(self.variables)).rich_color)
        return self._inks[colour]


def inks(variables: Mapping[str, str]) -> ThemeStyles:
    def style(name: str, *, bold: bool | None = None) -> Style:
        return Style(color=legible(Color.parse(variables[name]), _grounds(variables)).rich_color, bold=bold)

    return ThemeStyles(
        text=style("foreground"),
        quiet=style("quiet"),
        accent=style("accent", bold=True),
        error=style("error"),
        link=style("secondary"),
        passage=Style(bgcolor=Color.parse(variables["passage"]).rich_color),
        thumb=Style(color=Color.parse(variables["scrollbar"]).rich_color),
        variables=variables,
    )


def _grounds(variables: Mapping[str, str]) -> list[Color]:
    return [Color.parse(variables[name]) for name in GROUNDS]
