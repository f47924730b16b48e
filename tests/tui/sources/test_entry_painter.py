"""The look of an entry of the source list without an application."""

from collections.abc import Mapping

import pytest
from rich.style import Style
from textual.strip import Strip

from reader.settings import TAGS
from reader.tui.sources.entry_painter import EntryPainter, EntryWords
from reader.tui.theme_styles import ThemeStyles
from reader.tui.typed_line import TypedLine

WIDTH = 24


@pytest.fixture
def painter(theme_styles: ThemeStyles) -> EntryPainter:
    return EntryPainter(TAGS, theme_styles, lambda style: style, WIDTH)


def rows(
    painter: EntryPainter,
    title: str = "A title",
    problem: str = "",
    counts: Mapping[str, int] | None = None,
    read: float = 0.0,
    shared: int = 0,
    *,
    is_open: bool = False,
    is_selected: bool = False,
) -> tuple[Strip, ...]:
    return painter.rows(EntryWords(title, problem, counts, read, shared), is_open=is_open, is_selected=is_selected)


def texts(strips: tuple[Strip, ...]) -> list[str]:
    return [strip.text.rstrip() for strip in strips]


@pytest.mark.parametrize(
    ("counts", "read", "shared", "numbers"),
    [
        (None, 0.0, 0, ""),
        ({}, 0.0, 0, ""),  # neither zeroes nor news
        ({"quote": 2, "claim": 13}, 0.5, 0, " q2 c13             50%"),
        ({}, 0.001, 0, "                     1%"),  # a little is more than nothing
        ({"boilerplate": 1}, 0.999, 0, " b1                 99%"),  # and all but the end is not all
        ({}, 1.0, 0, ""),
        ({"quote": 2}, 0.3, 7, " q2                  ≈7"),  # statements in common matter more than the share
        ({"quote": 10_000, "claim": 10_000, "boilerplate": 10_000}, 0.5, 0, " q10000 c10000 b10000"),
    ],
)
def test_an_entry_has_counts_and_one_thing_besides(
    painter: EntryPainter, counts: Mapping[str, int] | None, read: float, shared: int, numbers: str
) -> None:
    found = rows(painter, counts=counts, read=read, shared=shared)
    assert texts(found) == [" A title", numbers]
    assert {strip.cell_length for strip in found} == {WIDTH}


def test_the_open_entry_has_a_bar_and_a_bold_title(painter: EntryPainter) -> None:
    assert texts(rows(painter, counts={"quote": 1}, is_open=True)) == ["▌A title", "▌q1"]
    for is_open in (True, False):
        (title,) = [segment for segment in rows(painter, is_open=is_open)[0] if "A title" in segment.text]
        assert title.style and bool(title.style.bold) is is_open


def test_the_selected_entry_is_a_negative_beside_its_bar(painter: EntryPainter, theme_styles: ThemeStyles) -> None:
    for row in rows(painter, counts={}, is_selected=True, is_open=True):
        bar, *others = row
        assert (bar.text, bar.style) == ("▌", theme_styles.accent)
        assert {(each.style.color, each.style.bgcolor) for each in others if each.style} == {
            (theme_styles.passage.color, theme_styles.passage.bgcolor)
        }
    assert all(not (segment.style or Style()).bgcolor for segment in rows(painter, counts={})[0])


def test_a_problem_stands_in_place_of_the_counts(painter: EntryPainter, theme_styles: ThemeStyles) -> None:
    found = rows(painter, problem="it is not UTF-8, and more is to be said", counts={"quote": 2}, read=0.5)
    assert texts(found)[1] == " ! it is not UTF-8, an…"
    assert any(segment.style and segment.style.color == theme_styles.error.color for segment in found[1])
    title = next(segment for segment in found[0] if segment.text.strip())
    assert title.style == theme_styles.quiet + Style(bold=False)


def test_a_title_is_cut_and_sanitised(painter: EntryPainter) -> None:
    assert texts(rows(painter, title="A title\x1b[2J that is far too long"))[0] == " A title␛[2J that is f…"


def test_the_foot_has_its_number_on_the_right(painter: EntryPainter) -> None:
    assert painter.foot("40 sources", "7").text == " 40 sources           7 "
    assert painter.foot("a very long text that is cut", "12").text == " a very long text t… 12 "


@pytest.mark.parametrize(
    ("typed", "foot"),
    [
        ("storm", " /storm█             12 "),
        ("a very long filter that is typed", " /…er that is typed█ 12 "),
        ("日本日本日本日本日本日本", " /…日本日本日本日本█ 12 "),
        ("\x1b", " /␛█                 12 "),
    ],
)
def test_the_end_of_a_typed_filter_is_in_sight(painter: EntryPainter, typed: str, foot: str) -> None:
    assert painter.typed("/", TypedLine(typed), "12").text == foot


def test_an_exact_filter_has_its_sign_before_it(painter: EntryPainter) -> None:
    assert painter.typed("exact /", TypedLine("a very long filter"), "12").text == " exact /…ong filter█ 12 "


@pytest.mark.parametrize(("sign", "end"), [("✓", "✓"), ("changed", "changed"), ("", "50%")])
def test_a_source_that_is_done_has_a_sign_in_place_of_the_share(sign: str, end: str, painter: EntryPainter) -> None:
    _, numbers = painter.rows(EntryWords("A title", read=0.5, sign=sign), is_open=False, is_selected=False)
    assert numbers.text.rstrip().endswith(end)


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        ("", WIDTH, " Storm closes harbour…"),
        ("port", WIDTH, " Storm closes har… port"),
        ("a/very/long/port", WIDTH, " Storm closes…  …g/port"),
        ("port", 4, " S…"),
        ("port", 2, ""),
    ],
)
def test_the_end_of_its_path_tells_it_from_others_with_the_same_title(
    name: str, width: int, shown: str, theme_styles: ThemeStyles
) -> None:
    painter = EntryPainter(TAGS, theme_styles, lambda style: style, width)
    words = EntryWords("Storm closes harbour today", name=name)
    first, _ = painter.rows(words, is_open=False, is_selected=False)
    assert (first.text.rstrip(), first.cell_length) == (shown, width)
