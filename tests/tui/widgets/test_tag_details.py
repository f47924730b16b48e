"""The rows that the selected tag unfolds into: all of its passage, its note, its fields and its links."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.tag_details import tag_details
from reader.tui.widgets.wrapping import wrapped

LONG = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, []),
        ("one two three", 7, ["one two", "three"]),
        ("one  two\nthree", 20, ["one two three"]),
        ("abcdefghij k", 4, ["abcd", "efgh", "ij k"]),
        ("港口 港口", 4, ["港口", "港口"]),  # two cells each
        ("港口港口", 3, ["港", "口", "港", "口"]),
    ],
)
def test_lines_are_broken_between_words_by_cells(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def tag(**parts: object) -> Annotation:
    return Annotation(id="1", source="a.txt", start=0, end=1, exact=LONG, tag="claim", **parts)  # type: ignore[arg-type]


def rows(theme: ThemeStyles, each: Annotation, shown: int = 10, most: int = 9) -> list[str]:
    return ["".join(part.text for part in row) for row in tag_details(each, theme, 40, shown, most)]


def test_a_passage_that_fits_and_nothing_else_unfolds_into_nothing(theme_styles: ThemeStyles) -> None:
    assert rows(theme_styles, tag(), shown=len(LONG)) == []


def test_everything_that_is_known_stands_below_it(theme_styles: ThemeStyles) -> None:
    link = {"type": "evidence", "to": {"url": "https://example.org/page"}, "note": "", "created": ""}
    each = tag(note="a note that is so long that it takes two lines", fields={"rating": "open"}, links={"l": link})
    assert rows(theme_styles, each) == [
        "     one two three four five six seven",
        "     eight nine ten",
        "     note        a note that is so long",
        "                 that it takes two lines",
        "     rating      open",
        "     evidence    https://example.org/pag",
        "                 e",
    ]


@pytest.mark.parametrize(("most", "last"), [(1, "     …"), (2, "     …"), (3, "     rating      open")])
def test_what_has_no_room_is_reported(theme_styles: ThemeStyles, most: int, last: str) -> None:
    found = rows(theme_styles, tag(fields={"rating": "open"}), most=most)
    assert (len(found), found[-1]) == (most, last)


def test_a_note_shows_what_a_terminal_would_obey(theme_styles: ThemeStyles) -> None:
    assert "\x1b" not in "".join(rows(theme_styles, tag(note="\x1b[2J")))


def test_a_link_to_a_passage_names_its_source(theme_styles: ThemeStyles) -> None:
    to = {"source": "b.txt", "start": 0, "end": 2, "exact": "So", "prefix": "", "suffix": "", "digest": "x"}
    each = tag(links={"l": {"type": "same", "to": to, "note": "", "created": ""}})
    assert rows(theme_styles, each, shown=len(LONG)) == ["     same        b.txt: “So”"]
