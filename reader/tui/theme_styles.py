"""The styles that rows are drawn with, made from a theme's variables; without colours, attributes stand in for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from reader.settings import Tag
from reader.tui.theme import GROUNDS, TINT, legible

NO_STYLE = Style()


@dataclass(slots=True, eq=False, repr=False)
class ThemeStyles:
    """The styles of a theme that rows are drawn with.

    Attributes:
        text: Plain text.
        bright: Suggested text.
        quiet: Text of lesser importance.
        accent: Signs.
        error: Errors.
        success: Successes.
        link: Links.
        passage: The passage under the cursor, and the selected row of a list, where the keys act.
        away: The same where the keys do not act; it takes the colours of all text on it.
        hit: A search hit.
        chosen_hit: A search hit in the passage.
        moving_end: The end of a selected tag that keys move.
        other_end: Its other end.
        code: The ground of a block of code.
        thumb: The thumb of a scroll bar.
        has_colours: Whether kinds of tags differ by colours; if not, they differ by attributes.
        variables: The variables of the theme.
    """

    text: Style
    bright: Style
    quiet: Style
    accent: Style
    error: Style
    success: Style
    link: Style
    passage: Style
    away: Style
    hit: Style
    chosen_hit: Style
    moving_end: Style
    other_end: Style
    code: Style
    thumb: Style
    has_colours: bool
    variables: Mapping[str, str]
    _inks: dict[str, Style] = field(default_factory=dict)
    _tag_texts: dict[Tag, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, variables: Mapping[str, str], *, has_colours: bool = True) -> "ThemeStyles":
        """Make the styles from a theme's variables, which `complete` has completed."""

        def ink(name: str, *, bold: bool | None = None) -> Style:
            return Style(color=_legible(variables[name], variables).rich_color, bold=bold)

        def on(ground: str, text: str, *, bold: bool | None = None, underline: bool | None = None) -> Style:
            colour, bgcolor = (Color.parse(variables[name]).rich_color for name in (text, ground))
            return Style(color=colour, bgcolor=bgcolor, bold=bold, underline=underline)

        plain = not has_colours
        return cls(
            text=ink("foreground"),
            bright=NO_STYLE + Style(bold=True) if plain else ink("bright"),
            quiet=ink("quiet") + Style(dim=plain or None),
            accent=ink("accent", bold=True),
            error=ink("error"),
            success=ink("success"),
            link=ink("secondary") + Style(underline=plain or None),
            passage=Style(reverse=True) if plain else on("passage", "on-passage"),
            away=Style(reverse=True, dim=False) if plain else on("passage-away", "foreground"),
            hit=Style(reverse=True, bold=True) if plain else on("hit", "bright", bold=True),
            chosen_hit=(
                Style(reverse=True, bold=True, underline=True)
                if plain
                else on("passage", "on-passage", bold=True, underline=True)
            ),
            moving_end=(
                Style(reverse=False, bold=True, underline=True)
                if plain
                else on("background", "accent", bold=True, underline=True)
            ),
            other_end=Style(reverse=False, bold=True) if plain else on("background", "bright", bold=True),
            code=NO_STYLE if plain else Style(bgcolor=Color.parse(variables["panel"]).rich_color),
            thumb=Style(color=Color.parse(variables["scrollbar"]).rich_color),
            has_colours=has_colours,
            variables=variables,
        )

    def ink(self, colour: str) -> Style:
        """Return the ink of a tag's colour: the name of one of the theme's colours, or `#rrggbb`."""
        if colour not in self._inks:
            self._inks[colour] = Style(color=_legible(self._value(colour), self.variables).rich_color)
        return self._inks[colour]

    def selected(self, *, has_focus: bool) -> Style:
        """Return the style of the passage or the selected row, which is loud only where the keys act."""
        return self.passage if has_focus else self.away

    def text_of(self, tag: Tag) -> Style:
        """Return the style of a tag's text: an ink, a ground or the quiet colour; without colours, an attribute."""
        if tag not in self._tag_texts:
            self._tag_texts[tag] = self._text_of(tag)
        return self._tag_texts[tag]

    def _text_of(self, tag: Tag) -> Style:
        if not self.has_colours:
            return Style.parse(tag.style)
        if tag.look == "quiet":
            return Style(color=self.quiet.color)
        return self.ink(tag.colour) if tag.look == "ink" else Style(bgcolor=self._tint(tag.colour).rich_color)

    def _tint(self, colour: str) -> Color:
        if tint := self.variables.get(f"tint-{colour}"):
            return Color.parse(tint)
        page, ink = Color.parse(self.variables["background"]), Color.parse(self._value(colour))
        return ink if page.ansi is not None or ink.ansi is not None else page.blend(ink, TINT)

    def _value(self, colour: str) -> str:
        return self.variables.get(f"tag-{colour}") or self.variables.get(colour) or colour


def recoloured(segments: Iterable[Segment], style: Style) -> Strip:
    """Return segments in the colours of a style; they keep only their attributes, such as bold."""
    return Strip(Segment(text, (own or NO_STYLE) + style) for text, own, _ in segments)


def _legible(colour: str, variables: Mapping[str, str]) -> Color:
    return legible(Color.parse(colour), [Color.parse(variables[name]) for name in GROUNDS])
