"""The rows of the export dialog: what each kind of export has to choose from, and nothing wider than there is room."""

from pathlib import Path

import pytest

from reader.formats import format_by_name
from reader.settings import TAGS, Tag
from reader.tui.cell_widths import cell_len
from reader.tui.export_form import ALL, HERE, ExportForm, kinds_of
from reader.tui.screens.export_rows import LABEL, ExportRows

NAMES = ("json", "html", "csv", "text", "doccano", "claimreview", "qdc")
SIGNS = {
    "only-mine": "w", "which-sources": "S", "export-filter": "/", "suggestions-too": ".", "export-verdicts": "V",
    "export-story": "L", "export-guard": "=", "open-after": "o", "name-file": "tab", "export-address": "@",
    "export-form": "%",
}  # fmt: skip
ROOM = 66  # cells, of a screen with 80


def form(kind: str, more: int = 0) -> ExportForm:
    kinds = kinds_of([format_by_name(name) for name in NAMES])
    keyed = (Tag(f"frame {n}", key, "", "", "", "blue") for n, key in enumerate("defghijklmnop", 1))
    tags = [*TAGS, *keyed, *(Tag(f"topic {n}", "", "", "", "", "blue") for n in range(more))][: 3 + more]
    made = ExportForm(kinds, tags, "Ann", Path("/w"), {}, {ALL: [], HERE: ["a.txt"]})
    made.chosen = [each.name for each in kinds].index(kind)
    return made


def rows(form: ExportForm, room: int = ROOM) -> list[str]:
    return [each.plain for each in ExportRows(form, SIGNS).contents(room)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("json", ["tags", "whose", "which", "filter", "with      . [ ] suggestions   V [ ] verdicts   o [ ]", "file"]),
        ("html", ["tags", "whose", "which", "filter", "with      V [ ] verdicts   L [x] what several say", "file"]),
        ("report", ["parts     q [x] quotes   c [x] claims   L [x]", "whose", "which", "filter", "with", "file", "as"]),
        ("csv", ["tags", "whose", "which", "filter", "with      V [ ] verdicts   = [x] no formulas", "file"]),
        ("text", ["tags", "whose", "which", "filter", "with      . [ ] suggested boilerplate, too", "file"]),
        ("doccano", ["tags", "whose", "which", "filter", "with", "file", "offsets   % [codepoints]   utf16"]),
        ("claimreview", ["tags", "whose", "which", "filter", "with", "file", "address   @ of the page"]),
        ("qdc", ["tags      q [x] quote   c [x] claim   b [x] boilerplate", "with", "file      tab /w/codebook.qdc"]),
    ],
)
def test_each_kind_has_the_rows_that_concern_it(kind: str, expected: list[str]) -> None:
    found = rows(form(kind))
    assert [row[: len(start)] for row, start in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("kind", [each.name for each in form("json").kinds])
@pytest.mark.parametrize("room", [ROOM, 86])
def test_no_row_is_wider_than_there_is_room(kind: str, room: int) -> None:
    here = form(kind, more=90)
    here.know_people(["Bob", "Cem", "somebody with a name that is as long as a sentence"])
    here.terms, here.address = "speaker:lee " * 20, "https://example.org/" + "checks/" * 20
    assert all(cell_len(row) <= LABEL + room for row in rows(here, room))


def test_what_there_is_no_room_for_is_counted() -> None:
    found = rows(form("json", more=90))[0]
    assert found.endswith(" others")
    assert found.count("[x]") + int(found.split()[-2]) == 93
    narrow = form("json")
    assert rows(narrow, 26)[1] == "whose     w [everyone]   only Ann"
    narrow.know_people(["Bob"])
    assert rows(narrow, 26)[1] == "whose     w [everyone]   2 others"
