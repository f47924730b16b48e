"""The codebook as lines, JSON, CSV and a document."""

import csv
import io
from collections import Counter

import pytest

from reader.reports.codebook import (
    Codebook,
    codebook_document,
    codebook_lines,
    codebook_record,
    codebook_table,
)
from reader.reports.editor.document import html, markdown
from reader.settings import TAGS, Tag

QUOTE, CLAIM, BOILERPLATE = TAGS
NUMBER = Tag(
    "claim/number", "", "", "a figure", "bold", "blue",
    when="It was counted.\n\nBy somebody.", when_not="For dates.", examples=("Two in three.", "=9"),
)  # fmt: skip
SHARE = Tag("claim/number/share", "d", "", "", "bold", "blue")
OLD = Tag("old", "o", "", "no longer", "bold", "red", is_retired=True)
CODEBOOK = Codebook.of(
    [QUOTE, CLAIM, NUMBER, SHARE, BOILERPLATE, OLD],
    Counter({"claim": 2, "claim/number": 1, "claim/number/share": 1200, "claims": 5, "claim/lost": 1, "quote": 0}),
)


def test_a_tag_is_counted_alone_and_with_what_is_nested_in_it() -> None:
    counts = {each.tag.name: (each.own, each.all) for each in CODEBOOK.tags}
    assert counts == {
        "quote": (0, 0), "claim": (2, 1204), "claim/number": (1, 1201), "claim/number/share": (1200, 1200),
        "boilerplate": (0, 0), "old": (0, 0),
    }  # fmt: skip
    assert CODEBOOK.unknown == {"claim/lost": 1, "claims": 5}
    assert CODEBOOK.summary == "6 tags, 1 of them retired · 1,209 annotations"


def test_people_read_a_tree_with_what_each_entry_says() -> None:
    assert list(codebook_lines(CODEBOOK)) == [
        "key  tag            own    all  meaning",
        "q    quote            0      0  what someone said, word for word",
        "c    claim            2  1,204  an assertion that can be checked",
        "       number         1  1,201  a figure",
        "                                when: It was counted. By somebody.",
        "                                not: For dates.",
        "                                e.g. “Two in three.”",
        "                                e.g. “=9”",
        "d        share    1,200  1,200",
        "b    boilerplate      0      0  page text that is not part of the article",
        "     old              0      0  retired · no longer",
        "",
        "6 tags, 1 of them retired · 1,209 annotations",
        "not in the codebook: claim/lost 1, claims 5",
    ]


def test_without_nested_tags_one_number_is_enough() -> None:
    first, second, *_ = codebook_lines(Codebook.of(TAGS, Counter(quote=7)))
    assert (first, second) == (
        "key  tag            own  meaning",
        "q    quote            7  what someone said, word for word",
    )


@pytest.mark.parametrize("width", [40, 60, 71, 72, 80, 160])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wordy = Tag(
        "a tag with a long name", "w", "", "mean " * 30, "bold", "red", when="when " * 90, examples=("x " * 70,)
    )
    unknown = Counter({f"unknown {number}": number for number in range(1, 40)})
    lines = list(codebook_lines(Codebook.of([*TAGS, wordy], unknown), width))
    assert max(map(len, lines)) <= min(width, 120)
    assert " ".join(" ".join(lines).split()).count("when") == 91, "nothing is cut"


def test_programs_get_all_there_is() -> None:
    record = codebook_record(CODEBOOK)
    assert record["not_in_codebook"] == [{"tag": "claim/lost", "annotations": 1}, {"tag": "claims", "annotations": 5}]
    assert record["tags"][2] == {
        "tag": "claim/number",
        "parent": "claim",
        "key": None,
        "colour": "blue",
        "meaning": "a figure",
        "when": "It was counted.\n\nBy somebody.",
        "when_not": "For dates.",
        "examples": ["Two in three.", "=9"],
        "fields": [],
        "retired": False,
        "annotations": 1,
        "with_nested": 1201,
    }
    assert [each["key"] for each in record["tags"]] == ["q", "c", None, "d", "b", None]


@pytest.mark.parametrize(("raw", "cell"), [(True, "=9"), (False, "'=9")])
def test_a_spreadsheet_gets_a_row_for_each_tag_and_no_formula_unless_it_is_wanted(raw: bool, cell: str) -> None:
    formula = Tag("figure", "f", "", "=9", "bold", "red")
    table = codebook_table(Codebook.of([formula, NUMBER, OLD], Counter(figure=2, other=1)), raw=raw)
    figure, number, old, other = csv.DictReader(io.StringIO(table))
    assert (figure["tag"], figure["meaning"], figure["annotations"], figure["in_codebook"]) == (
        "figure",
        cell,
        "2",
        "yes",
    )
    assert number["examples"] == f"Two in three.\n{cell}"
    assert (number["retired"], old["retired"], other["retired"]) == ("no", "yes", "")
    assert (other["tag"], other["annotations"], other["in_codebook"]) == ("other", "1", "no")


def test_a_document_has_the_tags_in_one_another_as_plain_words() -> None:
    hostile = Tag("tone", "t", "", "<script>*bold*</script>", "bold", "red")
    document = codebook_document(
        Codebook.of([CLAIM, NUMBER, SHARE, hostile], Counter({"claim/number/share": 2, "x": 1}))
    )
    text = "".join(markdown(document))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Codebook", "## claim", "### claim/number", "#### claim/number/share", "## tone", "## Not in the codebook"
    ]  # fmt: skip
    assert "**0 annotations, 2 with nested tags**" in text
    assert "- when not: For dates.\n" in text
    assert "> Two in three.\n" in text
    assert r"\<script\>\*bold\*" in text
    assert "<script>" not in "".join(html(document))
