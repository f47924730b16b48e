"""Write the table of contrasts, docs/contrast.md, from the themes themselves: `python docs/contrast.py`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from reader.settings import COLOURS
from reader.settings.file import THEMES
from reader.tui.colour_depth import ColourDepth, our_themes
from reader.tui.theme import GROUNDS, READABLE, VISIBLE, complete, least_contrast
from reader.tui.theme_styles import ThemeStyles

PAGE = Path(__file__).with_name("contrast.md")
INTRODUCTION = f"""# Contrast of every theme

The least contrast of each text with any ground that it may stand on, as WCAG 2.2 measures it: page, surface, panel and
the grounds of tags. Text needs {READABLE}, the passage under the cursor {VISIBLE} from what is around it. A theme that
is not ours gets its inks, grounds and passage from its own colours, moved as far as it takes to reach these figures.
The themes `ansi-dark` and `ansi-light` use the terminal's own colours, which cannot be measured; there, as without
colours, kinds differ by attributes.
`python docs/contrast.py` writes this page; the tests compare it with the themes.

"""
COLUMNS = ("theme", "text", "quiet text", "inks of tags", "suggestions", "passage", "text on it", "search hits")


def themes() -> Iterator[tuple[str, Theme]]:
    """Yield every theme whose colours are known, with the name of its row."""
    for depth in (ColourDepth.FULL, ColourDepth.PALETTE):
        for theme in our_themes(depth):
            yield theme.name + (", 256 colours" if depth is ColourDepth.PALETTE else ""), theme
    others = App[None]().available_themes
    for name in THEMES:
        if name in others and not name.startswith("ansi-"):
            yield name, others[name]


def contrasts(theme: Theme) -> list[float]:
    """Return the figures of a theme, in the order of the columns."""
    variables = complete({**theme.to_color_system().generate(), **theme.variables}, is_dark=theme.dark)
    styles = ThemeStyles.of(variables)

    def least(colours: Sequence[Color], *grounds: str) -> float:
        on = [Color.parse(variables[ground]) for ground in grounds]
        return min(least_contrast(colour, on) for colour in colours)

    def text(*styled: Style) -> list[Color]:
        return [Color.from_rich_color(style.color) for style in styled if style.color]

    return [
        least(text(styles.text), *GROUNDS),
        least(text(styles.quiet), *GROUNDS),
        least(text(*map(styles.ink, COLOURS)), *GROUNDS),
        least(text(styles.bright), *GROUNDS),
        least([Color.parse(variables["passage"])], *GROUNDS),
        least(text(styles.passage), "passage"),
        least(text(styles.hit), "hit"),
    ]


def page() -> str:
    """Return the whole page."""
    rows = [COLUMNS, ("---", *["---:"] * (len(COLUMNS) - 1))]
    rows += [(name, *(f"{figure:.1f}" for figure in contrasts(theme))) for name, theme in themes()]
    return INTRODUCTION + "".join("| " + " | ".join(row) + " |\n" for row in rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
