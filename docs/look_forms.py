"""The forms of tagging that were tried, drawn on a paragraph of our own: underline, ink, gutter, grounds, and ours."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from docs.terminal_svg import Cell, svg
from reader.tui.theme import DARK, LIGHT

TEXT = (
    "The ferry has stopped. “We will sail again in spring,” the captain said, and 214 people had booked by Monday. "
    "The harbour office counts 40 ships a day, “more than ever before,” which nobody has checked. "
    "Share this article. The lighthouse was painted last year, and the gulls have not forgiven it."
)
WIDTH, GUTTER = 56, 6
TAGS = (
    ("quote", "“We will sail again in spring,”"),
    ("claim", "214 people had booked by Monday."),
    ("claim", "The harbour office counts 40 ships a day, “more than ever before,”"),
    ("quote", "“more than ever before,”"),
    ("boilerplate", "Share this article."),
)
Spans = list[tuple[str, int, int]]


class Colours(NamedTuple):
    """The colours of a theme that the forms need."""

    page: str
    text: str
    quiet: str
    ink: dict[str, str]
    tint: dict[str, str]


def _colours(theme: object) -> Colours:
    about = theme.variables  # type: ignore[attr-defined]
    names = {"quote": "gold", "claim": "blue", "boilerplate": "grey"}
    inks = {tag: about[f"tag-{colour}"] for tag, colour in names.items()}
    tints = {tag: about[f"tint-{colour}"] for tag, colour in names.items()}
    return Colours(theme.background, theme.foreground, about["quiet"], inks, tints)  # type: ignore[attr-defined]


def _underlined(tags: list[str], of: Colours) -> tuple[str, str, str]:
    """Everything at once: colour, and a line under each tag."""
    return (of.ink[tags[-1]], of.page, "u") if tags else (of.text, of.page, "")


def _ink(tags: list[str], of: Colours) -> tuple[str, str, str]:
    """Colour alone."""
    return (of.ink[tags[-1]], of.page, "") if tags else (of.text, of.page, "")


def _gutter(_tags: list[str], of: Colours) -> tuple[str, str, str]:
    """Letters in the gutter alone."""
    return of.text, of.page, ""


def _overlaps(tags: list[str], of: Colours) -> tuple[str, str, str]:
    """Letters in the gutter, and a line under what two tags share."""
    return of.text, of.page, "u" if len(tags) > 1 else ""


def _grounds(tags: list[str], of: Colours) -> tuple[str, str, str]:
    """A ground behind each tag."""
    return of.text, of.tint[tags[-1]] if tags else of.page, ""


def _chosen(tags: list[str], of: Colours) -> tuple[str, str, str]:
    """Quotes in ink, claims on a ground, boilerplate quiet."""
    ink = of.ink["quote"] if "quote" in tags else of.quiet if "boilerplate" in tags else of.text
    return ink, of.tint["claim"] if "claim" in tags else of.page, "i" if "quote" in tags else ""


FORMS: dict[str, Callable[[list[str], Colours], tuple[str, str, str]]] = {
    "underline": _underlined,
    "ink": _ink,
    "gutter": _gutter,
    "overlaps": _overlaps,
    "grounds": _grounds,
    "chosen": _chosen,
}


def forms() -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of each form, dark and light."""
    spans = [(tag, TEXT.index(words), TEXT.index(words) + len(words)) for tag, words in TAGS]
    for theme in (DARK, LIGHT):
        for name, form in FORMS.items():
            kind = "dark" if theme is DARK else "light"
            yield f"form-{name}-{kind}", svg(_rows(spans, form, _colours(theme)))


def _rows(spans: Spans, form: Callable[[list[str], Colours], tuple[str, str, str]], of: Colours) -> list[list[Cell]]:
    """Return the paragraph as rows of cells, with a letter in the gutter of each row in which a tag begins."""
    rows = [_blank(of)]
    for start, end in _lines():
        letters = {tag[0] for tag, first, _ in spans if start <= first < end}
        gutter = [Cell(each if each in letters else " ", of.quiet, of.page, "b") for each in " qcb  "]
        cells = []
        for at in range(start, end):
            tags = sorted((last - first, tag) for tag, first, last in spans if first <= at < last)
            cells.append(Cell(TEXT[at], *form([tag for _, tag in reversed(tags)], of)))
        rows.append([*gutter, *cells, *_blank(of)[GUTTER + len(cells) :]])
    return [*rows, _blank(of)]


def _blank(of: Colours) -> list[Cell]:
    return [Cell(" ", of.text, of.page)] * (GUTTER + WIDTH + 2)


def _lines() -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(TEXT):
        end = len(TEXT) if len(TEXT) - start <= WIDTH else TEXT.rindex(" ", start, start + WIDTH + 1)
        yield start, end
        start = end + 1
