"""The lines of a card besides its form: links under their headings, and the entry of the tag."""

from reader.annotation.model.links import Link
from reader.settings import TAGS, Settings, Tag
from reader.tui.card_form import CardRow
from reader.tui.card_parts import NO_PARTS, CardParts, LinkTarget
from reader.tui.codebook_entry import EntryLine, describe_tag
from reader.tui.theme_styles import ThemeStyles
from reader.tui.widgets.card_part_lines import lines_before, lines_of_link
from reader.tui.widgets.entry_lines import Line, entry_lines

NOTE = CardRow("note")
NUMBER = Tag("claim/number", "", "", "a number that can be checked", "underline", "blue")


def link(kind: str, *, is_incoming: bool = False) -> CardRow:
    return CardRow(kind, link=Link("1", kind, {"source": "b.txt", "exact": "It came."}), is_incoming=is_incoming)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(part.text for part in line).rstrip() for line in lines]


def headings(theme: ThemeStyles, *rows: CardRow) -> dict[int, list[str]]:
    found = lines_before(rows, NO_PARTS, theme, 40, 8)
    return {number: texts([*lines]) for number, lines in found.items() if lines}


def test_evidence_and_other_links_have_headings_of_their_own(theme_styles: ThemeStyles) -> None:
    rows = NOTE, link("evidence"), link("contradicts"), link("same-as"), link("evidence", is_incoming=True)
    assert headings(theme_styles, *rows) == {1: ["", " evidence"], 3: ["", " links"]}
    assert headings(theme_styles, NOTE) == {}, "nothing to say, nothing shown"


def test_the_other_end_of_a_link_is_recognised_by_its_title_its_words_and_its_tag(theme_styles: ThemeStyles) -> None:
    end = LinkTarget("The ferry comes, and nobody is there", "It came.", "quote · Ann Lee · altered · page 4")
    lines = texts(lines_of_link(link("evidence"), end, theme_styles, 24))
    assert lines == ["→ The ferry comes, and…", "“It came.”", "quote · Ann Lee ·", "altered · page 4"]
    gone = LinkTarget("b.txt", "word " * 60, is_gone=True)
    lines = texts(lines_of_link(link("evidence", is_incoming=True), gone, theme_styles, 24))
    assert (lines[0], len(lines), lines[3][-1], lines[-1]) == ("← b.txt", 5, "…", "the tag there is gone")


def test_the_entry_of_a_nested_tag_tells_the_tag_above_it(theme_styles: ThemeStyles) -> None:
    entry = [*describe_tag(NUMBER, Settings(tags=(*TAGS, NUMBER)))]
    found = lines_before([NOTE], CardParts(tag=NUMBER.name, entry=entry), theme_styles, 40, 4)
    assert texts([*found[1]]) == [
        "",
        " codebook  claim/number",
        "  meaning a number that can be checked",
        "  part of claim: an assertion that can",
        "          be checked",
    ]


def test_each_line_of_a_rule_is_a_line_beside_the_column_of_words(theme_styles: ThemeStyles) -> None:
    entry = [EntryLine("when", "It has a unit now\nIt is no date."), EntryLine("", "more")]
    shown = texts([*entry_lines(entry, theme_styles, 25, 6)])
    assert shown == [" when   It has a unit now", "        It is no date.", "        more"]
    assert texts([*entry_lines(entry, theme_styles, 24, 6)])[:2] == [" when   It has a unit", "        now"]
    assert texts([*entry_lines(entry[1:], theme_styles, 24)]) == ["  more"]
