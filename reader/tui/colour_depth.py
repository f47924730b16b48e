"""The number of colours that the terminal shows, and our two themes in that many colours.

With 256 colours each variable is one of the terminal's own, since rounding would make greys yellow and blues navy. With
16 colours or none, attributes tell what colours cannot: the terminal's own colours may look like anything.
"""

import io
import os
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any

from rich.console import Console
from textual.color import Color
from textual.constants import COLOR_SYSTEM
from textual.theme import BUILTIN_THEMES, Theme

from reader.settings import COLOURS
from reader.tui.theme import DARK, LIGHT, TINTS

Numbers = Mapping[str, int]


class ColourDepth(Enum):
    """The colours that a terminal shows."""

    NONE = 0
    SIXTEEN = 16
    PALETTE = 256
    FULL = 2**24

    @property
    def has_colours(self) -> bool:
        """True if kinds of tags can differ by their colours."""
        return self in (ColourDepth.PALETTE, ColourDepth.FULL)


def colour_depth() -> ColourDepth:
    """Return how many colours the terminal shows, judging by NO_COLOR, TERM and COLORTERM as Textual does."""
    if "NO_COLOR" in os.environ:
        return ColourDepth.NONE
    wanted: Any = COLOR_SYSTEM  # one of the names that Rich has, or "auto"
    found = Console(color_system=wanted, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    known = {"truecolor": ColourDepth.FULL, "256": ColourDepth.PALETTE}
    return known.get(found.color_system or "", ColourDepth.SIXTEEN)


def our_themes(depth: ColourDepth) -> tuple[Theme, Theme]:
    """Return the dark and the light theme in the colours that the terminal has."""
    if depth is ColourDepth.PALETTE:
        return _in_numbers(DARK, _DARK_NUMBERS), _in_numbers(LIGHT, _LIGHT_NUMBERS)
    return (_in_names(DARK), _in_names(LIGHT)) if depth is ColourDepth.SIXTEEN else (DARK, LIGHT)


# 256 colours: the numbers of xterm's palette

_DARK_NUMBERS: Numbers = {
    "background": 233, "surface": 234, "panel": 236, "foreground": 252, "bright": 231, "quiet": 248,
    "primary": 221, "accent": 221, "secondary": 110, "warning": 173, "error": 210, "success": 150,
    "tag-gold": 221, "tag-blue": 111, "tag-grey": 248, "tag-green": 157, "tag-violet": 183, "tag-red": 209,
    **dict.fromkeys(TINTS, 236), "passage": 110, "on-passage": 16, "passage-away": 238, "hit": 94,
    "scrollbar": 238, "scrollbar-hover": 241, "scrollbar-active": 221, "scrollbar-background": 233,
    "scrollbar-background-hover": 233, "scrollbar-background-active": 233,
}  # fmt: skip
_LIGHT_NUMBERS: Numbers = {
    "background": 231, "surface": 255, "panel": 254, "foreground": 237, "bright": 16, "quiet": 240,
    "primary": 94, "accent": 94, "secondary": 25, "warning": 94, "error": 124, "success": 22,
    "tag-gold": 94, "tag-blue": 25, "tag-grey": 240, "tag-green": 22, "tag-violet": 92, "tag-red": 88,
    **dict.fromkeys(TINTS, 254), "tint-blue": 195, "passage": 24, "on-passage": 231, "passage-away": 252, "hit": 222,
    "scrollbar": 251, "scrollbar-hover": 247, "scrollbar-active": 94, "scrollbar-background": 231,
    "scrollbar-background-hover": 231, "scrollbar-background-active": 231,
}  # fmt: skip
_GREY, _BLACK, _WHITE = 231, 16, 231  # greys are counted from after 231; black and white are the ends of the cube
_STEPS = (0, 95, 135, 175, 215, 255)  # the levels of red, green and blue in the cube


def numbered(number: int) -> Color:
    """Return a colour that Rich rounds to one of the 240 fixed colours of the palette, by its number from 16."""
    if number > _GREY or number in (_BLACK, _WHITE):
        level = {_BLACK: 0, _WHITE: 255}.get(number, round((number - _GREY) * 255 / 25))
        return Color(level, level, level)
    red, green, blue = (_STEPS[(number - _BLACK) // side % 6] for side in (36, 6, 1))
    return Color(red, green, blue)


def _in_numbers(theme: Theme, numbers: Numbers) -> Theme:
    return _with({name: numbered(number).hex for name, number in numbers.items()}, theme)


# 16 colours: what the terminal calls them


def _in_names(theme: Theme) -> Theme:
    bright = "bright_" if theme.dark else ""
    colours = {"gold": "yellow", "blue": f"{bright}blue", "green": "green", "violet": "magenta", "red": "red"}
    names = dict.fromkeys(("background", "surface", "panel", "foreground", "bright", "quiet", *TINTS), "default")
    names |= {f"tag-{colour}": colours.get(colour, "default") for colour in COLOURS}
    names |= {"primary": "yellow", "accent": "yellow", "secondary": "cyan"}
    names |= {"warning": "yellow", "error": "red", "success": "green"}
    names |= dict.fromkeys(("passage", "passage-away", "hit", "on-passage"), "default")
    names |= dict.fromkeys((name for name in theme.variables if name.startswith("scrollbar")), "default")
    made = _with({name: f"ansi_{value}" for name, value in names.items()}, theme)
    textual = BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"]  # what Textual's own widgets also need
    return replace(made, ansi=True, variables={**textual.variables, **made.variables})


def _with(values: Mapping[str, str], theme: Theme) -> Theme:
    """Return a theme in other colours."""
    return Theme(
        name=theme.name,
        dark=theme.dark,
        primary=values["primary"],
        secondary=values["secondary"],
        accent=values["accent"],
        warning=values["warning"],
        error=values["error"],
        success=values["success"],
        foreground=values["foreground"],
        background=values["background"],
        surface=values["surface"],
        panel=values["panel"],
        variables={name: values[name] for name in theme.variables},
    )
