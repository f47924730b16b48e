"""The program's two themes, and the styles of any theme: every colour is legible on every background."""

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
BACKGROUNDS = ("background", "surface", "panel", "passage")  # the variables that text is drawn on


def complete(variables: dict[str, str], *, is_dark: bool) -> dict[str, str]:
    """Return a theme's variables, completed with those that only our themes have."""
    ours = DARK if is_dark else LIGHT
    background, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    own = {name: value for name, value in ours.variables.items() if not name.startswith("scrollbar")}
    if background.ansi is None and text.ansi is None:
        own["passage"], own["quiet"] = background.blend(text, 0.14).hex, text.blend(background, 0.3).hex
    return {**own, **variables}


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(colour: Color, backgrounds: Sequence[Color]) -> Color:
    """Blend a colour with white or black, by as little as it takes to be legible on all the backgrounds.

    One of the terminal's own colours stays as it is: nobody knows what it looks like.
    """
    if any(each.ansi is not None for each in (colour, *backgrounds)):
        return colour
    end = max((WHITE, BLACK), key=lambda each: min(contrast(each, background) for background in backgrounds))
    blends = (colour.blend(end, share / 20) for share in range(20))
    return next((each for each in blends if min(contrast(each, other) for other in backgrounds) >= READABLE), end)


@dataclass(frozen=True, slots=True)
class ThemeStyles:
    """The styles of a theme that rows are drawn with."""

    text: Style
    quiet: Style
    accent: Style
    error: Style
    link: Style
    passage: Style
    thumb: Style
    variables: Mapping[str, str]
    _tag_styles: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "ThemeStyles":
        """Make the styles from a theme's variables, which `complete` has completed."""

        def style(name: str, *, bold: bool | None = None) -> Style:
            return Style(color=_legible(variables[name], variables).rich_color, bold=bold)

        return cls(
            text=style("foreground"),
            quiet=style("quiet"),
            accent=style("accent", bold=True),
            error=style("error"),
            link=style("secondary"),
            passage=Style(bgcolor=Color.parse(variables["passage"]).rich_color),
            thumb=Style(color=Color.parse(variables["scrollbar"]).rich_color),
            variables=variables,
        )

    def tag_style(self, colour: str) -> Style:
        """Return the style of a tag's colour: the name of one of the theme's colours, or `#rrggbb`."""
        if colour not in self._tag_styles:
            value = self.variables.get(f"tag-{colour}") or self.variables.get(colour) or colour
            self._tag_styles[colour] = Style(color=_legible(value, self.variables).rich_color)
        return self._tag_styles[colour]


def _legible(colour: str, variables: Mapping[str, str]) -> Color:
    return legible(Color.parse(colour), [Color.parse(variables[name]) for name in BACKGROUNDS])
