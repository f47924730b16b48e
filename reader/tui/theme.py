"""The program's two themes, and the colours that ours and Textual's share names for."""

from dataclasses import dataclass

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="reader-dark",
    primary="#e3b565",
    secondary="#86b9e6",
    accent="#e3b565",
    warning="#e0954f",
    error="#e5786d",
    success="#9bbf7a",
    foreground="#d8d3c8",
    background="#15171c",
    surface="#1a1d23",
    panel="#22262e",
    dark=True,
    variables={
        "tag-quote": "#ecc06a",
        "tag-claim": "#84bdf0",
        "tag-boilerplate": "#95928b",
        "passage": "#303641",
        "quiet": "#8c8a84",
        "scrollbar": "#3a3f4a",
        "scrollbar-hover": "#565d6b",
        "scrollbar-active": "#e3b565",
        "scrollbar-background": "#15171c",
        "scrollbar-background-hover": "#15171c",
        "scrollbar-background-active": "#15171c",
    },
)
LIGHT = Theme(
    name="reader-light",
    primary="#8a5a00",
    secondary="#1f5f9f",
    accent="#8a5a00",
    warning="#a1510c",
    error="#b3372b",
    success="#47702a",
    foreground="#2b2822",
    background="#fbf8f1",
    surface="#f4efe4",
    panel="#e9e2d2",
    dark=False,
    variables={
        "tag-quote": "#7d5200",
        "tag-claim": "#1b5a9b",
        "tag-boilerplate": "#68645b",
        "passage": "#e8dfc9",
        "quiet": "#6d695f",
        "scrollbar": "#cfc6b1",
        "scrollbar-hover": "#b3a98f",
        "scrollbar-active": "#8a5a00",
        "scrollbar-background": "#fbf8f1",
        "scrollbar-background-hover": "#fbf8f1",
        "scrollbar-background-active": "#fbf8f1",
    },
)

# For Textual's own themes, which do not know our names.
DARK_DEFAULTS = {name: DARK.variables[name] for name in DARK.variables if not name.startswith("scrollbar")}
LIGHT_DEFAULTS = {name: LIGHT.variables[name] for name in LIGHT.variables if not name.startswith("scrollbar")}


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles that the Line API widgets draw with, made once a theme."""

    text: Style
    quiet: Style
    accent: Style
    error: Style
    link: Style
    passage: Style
    thumb: Style
    variables: dict[str, str]

    def ink(self, variable: str) -> Style:
        return Style(color=_colour(self.variables, variable))


def inks(variables: dict[str, str]) -> Inks:
    return Inks(
        text=Style(color=_colour(variables, "foreground")),
        quiet=Style(color=_colour(variables, "quiet")),
        accent=Style(color=_colour(variables, "accent"), bold=True),
        error=Style(color=_colour(variables, "error")),
        link=Style(color=_colour(variables, "secondary")),
        passage=Style(bgcolor=_colour(variables, "passage")),
        thumb=Style(color=_colour(variables, "scrollbar")),
        variables=variables,
    )


def _colour(variables: dict[str, str], name: str) -> RichColor:
    return Color.parse(variables[name]).rich_color
