"""Markdown: what is shown, and that every shown character maps to its source."""

from itertools import groupby

import pytest

from reader.text.block import Block, Kind, Run
from reader.text.markdown import TooDeep
from reader.text.markdown.blocks import markdown_blocks, markdown_title
from tests.support import DATA
from tests.support.markdown_laws import check_complete, check_laws

# What each element looks like: tests/data/markdown/elements.txt, to be read


def cases() -> list[tuple[str, str, str]]:
    """Name, input and expected blocks.

    In the input → is a tab, ␍ a carriage return, ␢ a byte-order mark, ␀ a NUL, ␠ a blank.
    """
    parts = (DATA / "markdown" / "elements.txt").read_text(encoding="utf-8").split("\n.\n")
    return list(zip((name.strip() for name in parts[0::3]), parts[1::3], parts[2::3], strict=False))


def render(block: Block) -> str:
    """One line: kind and level, span, what is not as usual, and what is shown with its styles."""
    facts = [f"{block.kind} {block.level or ''}".strip(), f"[{block.start}:{block.end}]"]
    facts += [f"lead={block.lead}"] if block.lead else []
    facts += [f"margin={block.margin!r}"] if block.margin else []
    facts += ["spaced"] if block.spaced else []
    shown = ""
    for style, runs in groupby(block.runs, lambda run: " ".join(sorted(run.style))):
        text = "".join(run.rendered for run in runs)
        shown += f"⟨{style}: {text}⟩" if style else text
    return " ".join([*facts, '"' + shown.replace("\n", "⏎") + '"'])


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[name for name, _, _ in cases()])
def test_element(name: str, text: str, expected: str) -> None:
    text = text.translate(str.maketrans("→␍␢␀␠", "\t\r\ufeff\0 "))
    blocks = markdown_blocks(text)
    assert "\n".join(map(render, blocks)) == expected, name
    check_laws(text, blocks)


# What maps to what


def pieces(text: str) -> list[tuple[str, str]]:
    """Each run of the only block: what it shows, and its source."""
    (block,) = markdown_blocks(text)
    return [(run.rendered, text[run.start : run.end]) for run in block.runs]


def test_an_atom_stands_for_all_of_its_source() -> None:
    assert pieces("&amp;\\*") == [("&", "&amp;"), ("*", "\\*")]


def test_a_soft_break_takes_the_marks_of_the_next_line_with_it() -> None:
    assert pieces("> a\r\n> b") == [("a", "a"), (" ", "\r\n> "), ("b", "b")]


def test_a_hard_break_takes_its_blanks_with_it() -> None:
    assert pieces("a  \n  b") == [("a", "a"), ("\n", "  \n  "), ("b", "b")]


def test_a_bullet_takes_the_blanks_after_it_and_a_number_stays() -> None:
    assert pieces("*  a") == [("• ", "*  "), ("a", "a")]
    assert pieces("7)  a") == [("7)", "7)"), (" ", "  "), ("a", "a")]


def test_the_lines_of_code_end_where_those_of_the_source_do() -> None:
    assert pieces("> ```\r\n> a\r\n>  b") == [("a", "a"), ("\n", "\r\n> "), (" b", " b")]


def test_a_tab_that_the_indent_cuts_is_blanks() -> None:
    assert pieces(">\t\ta") == [("  ", "\t"), ("a", "a")]
    _, code = markdown_blocks("1.\t\ta")
    assert (code.rendered, code.start) == (" a", 3)


def test_a_code_span_begins_with_its_first_line_that_shows_anything() -> None:
    assert pieces("`\n  a `") == [("a", "a")]


def test_a_heading_of_number_signs() -> None:
    assert markdown_blocks("## # #")[0].runs == (Run("#", 3, 4),)


@pytest.mark.parametrize(
    "text",
    [
        "\x0b\nfoo",  # a paragraph whose first line is stripped as a whole
        "> \x0b\n>     >",
        ">   >\t- a",  # markdown-it leaves the marker in the text of the item
        "| | b |\n|-|-|\n| | c |",  # an empty first cell
        "\x1c| a |\n|-|-|",  # white space for Python, not for CommonMark
        "> | > | > | b |\n> |-|-|-|\n",
        "> - a|\n>  |-|\n>   ",  # markdown-it before 4.3 reads beyond the end
        "~~a~~~ ~~~~b~~~~~",  # a left-over mark changes places with the closing ones
    ],
)
def test_what_is_easily_mistaken_is_complete(text: str) -> None:
    check_complete(text)


def test_columns_are_padded_by_decoration() -> None:
    text = "a | b\n-|-\nccc | d"
    header, _ = markdown_blocks(text)
    assert [(run.rendered, text[run.start : run.end]) for run in header.runs] == [
        ("a", "a"),
        ("  ", ""),
        (" │ ", "|"),
        ("b", "b"),
    ]


@pytest.mark.parametrize(("width", "is_aligned"), [(68, True), (69, False)])
def test_a_table_is_aligned_if_its_columns_fit_72_cells(width: int, *, is_aligned: bool) -> None:
    header, row = markdown_blocks(f"a | b\n-|-\n{'x' * width} | y")
    assert row.rendered == f"{'x' * width} │ y"
    assert header.rendered == (f"a{' ' * (width - 1)} │ b" if is_aligned else "a │ b")


def test_an_empty_cell_at_the_start_of_a_row_is_no_part_of_it() -> None:
    text = "| a | b |\n|-|-|\n|   | c |"
    _, row = markdown_blocks(text)
    assert (row.rendered, text[row.start : row.end]) == ("  │ c", "| c")


@pytest.mark.parametrize(("after", "kinds"), [("", [Kind.FRONT_MATTER]), ("\n", [Kind.FRONT_MATTER]),
                                              ("\nText.", [Kind.FRONT_MATTER, Kind.PARAGRAPH])])  # fmt: skip
def test_front_matter_may_be_all_there_is(after: str, kinds: list[Kind]) -> None:
    assert [block.kind for block in markdown_blocks(f"---\ntitle: a\n---{after}")] == kinds


def test_white_space_that_is_written_as_an_entity_is_a_blank() -> None:
    assert pieces("a&#10;b&Tab;c&#13;d&#12;e") == [
        ("a", "a"), (" ", "&#10;"), ("b", "b"), (" ", "&Tab;"), ("c", "c"), (" ", "&#13;"), ("d", "d"), (" ", "&#12;"),
        ("e", "e"),
    ]  # fmt: skip


def test_wide_characters_are_measured_in_cells() -> None:
    header, row = markdown_blocks("| a | b |\n|-|-|\n| 文字 | c |")
    assert (header.rendered, row.rendered) == ("a    │ b", "文字 │ c")


@pytest.mark.parametrize(
    ("text", "shown", "source"),
    [
        ("**all of it**", "all of it", "**all of it**"),
        ("**all of it**", "all", "all"),
        ("a ***b*** c", "b", "***b***"),
        ("[the *label*](/u) x", "the label", "[the *label*](/u)"),
        ("[the *label*](/u) x", "label", "*label*"),
        ("see `` a`b ``.", "a`b", "`` a`b ``"),
        ("![alt](/u)", "alt", "![alt](/u)"),
        ("<http://a.b>", "http://a.b", "<http://a.b>"),
        ("<h1>a <b>c</b></h1>", "c", "<b>c</b>"),
        ("<h1>a <b>c &amp; d</b></h1>", "c & d", "<b>c &amp; d</b>"),
        ("<h1>a <b>c &amp; d</b></h1>", "c", "c"),
        ("<h1>a <b>c</i></h1>", "a c", "a <b>c"),
        ("[one][1]\n\n[1]: /u", "one", "[one][1]"),
    ],
)
def test_markup_comes_with_all_that_it_holds(text: str, shown: str, source: str) -> None:
    block = markdown_blocks(text)[0]
    start = block.rendered.index(shown)
    span = block.source_span(start, start + len(shown))
    assert text[span.start : span.end] == source


# Passages: what no sentence and no quotation crosses


def shown_passages(text: str) -> tuple[list[list[str]], list[list[str]]]:
    blocks = markdown_blocks(text)
    sentences = [[span.of(text) for span in block.sentences] for block in blocks]
    return sentences, [[span.of(text) for span in block.quotations] for block in blocks]


@pytest.mark.parametrize(
    ("text", "sentences", "quotations"),
    [
        (
            "| It rained. | “We wait, said Bo. She left. |\n|-|-|\n| Bo\n|  | Yes.<br>No. |",
            [["It rained.", "“We wait, said Bo.", "She left."], ["Bo"], ["Yes.", "No."]],
            [["“We wait, said Bo. She left."], [], []],
        ),
        ("a. | b. c\n-|-\nd | e", [["a.", "b. c"], ["d", "e"]], [[], []]),
        ("> [!NOTE]\n> It rained. Then\n> not.", [["[!NOTE]", "It rained.", "Then\n> not."]], [[]]),
        ("> - [!tip]+ On rain\n>   It rained.", [["[!tip]+", "On rain", "It rained."]], [[]]),
        ("> [!NOTE] It rained.", [["[!NOTE]", "It rained."]], [[]]),
        ("> [!NOTE]\n>\n> It rained.", [["[!NOTE]"], ["It rained."]], [[], []]),
        ("> [!NOTES: it rained] so.\n> Yes.", [["[!NOTES: it rained] so.", "Yes."]], [[]]),
        ('!!! note "On rain"\n    It rained.', [['!!! note "On rain"', "It rained."]], [['"On rain"']]),
        ("???+ tip\n    It rained.\n    Yes.", [["???+ tip", "It rained.", "Yes."]], [[]]),
        ("::: {.note}\nIt rained.\n:::", [["::: {.note}", "It rained.", ":::"]], [[]]),
        (".. note::\n   It rained.", [[".. note::", "It rained."]], [[]]),
        ("What?! Yes!!! note it.", [["What?!", "Yes!!! note it."]], [[]]),
        (
            '<p class="a b">“We wait,” said <b>Bo.</b> She left.</p>\n<ul><li>One<li>Two. Three</ul>',
            [["“We wait,” said <b>Bo.</b>", "She left.", "One", "Two.", "Three"]],
            [["“We wait,”"]],
        ),
        ("<p>He said <q>we wait</q>.<br>She.</p>", [["He said <q>we wait</q>.", "She."]], [["<q>we wait</q>"]]),
        ("A <q>b\nc</q> <i a='d e'>f</i>", [["A <q>b\nc</q> <i a='d e'>f</i>"]], [["<q>b\nc</q>"]]),
        ('<div title="a b">\n</div>', [['<div title="a b">', "</div>"]], [[]]),
        ('<script>\na = "b c";\n</script>', [["<script>", 'a = "b c";', "</script>"]], [[]]),
        ("It rained.[^a] Two.<sup>[2]</sup> Three.", [["It rained.[^a]", "Two.<sup>[2]</sup>", "Three."]], [[]]),
        ("Rain.\\[1\\] Two.[¹](#n) Now.[4](#n) So.", [["Rain.\\[1\\]", "Two.[¹](#n)", "Now.[4](#n)", "So."]], [[]]),
    ],
)  # fmt: skip
def test_passages(text: str, sentences: list[list[str]], quotations: list[list[str]]) -> None:
    assert shown_passages(text) == (sentences, quotations)


@pytest.mark.parametrize("piece", ["<h1>", "<h1>a", "<div ", '<a b="', "<!-- ", "<script>", "<q>", "<p>a</p>"])
def test_a_long_block_of_anything_in_html_takes_linear_time(piece: str) -> None:
    # Were it quadratic, this would take minutes.
    (block,) = markdown_blocks("<div>\n" + piece * (60_000 // len(piece)))
    assert block.sentences
    assert all(span.end <= block.end for span in block.quotations)


# Front matter, titles, limits


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: A *b*\n---\n# C", "C"),
        ("---\ntitle: A *b*\n---\nC", "A *b*"),
        ('\ufeff---\r\ndate: 1\r\nTitle: "A: b" # c\r\n---\r\n', "A: b"),
        ("---\ntitle: 'it''s'\n---\n", "it's"),
        ('---\ntitle: "a \\"b\\""\n---\n', 'a "b"'),
        ("---\ntitle: >\n  folded\n---\n# C", "C"),
        ("---\ntitle:\n---\nB\n=\n", "B"),
        ("text\n\n#\n\n## a *b*\n\n# c", "a b"),
        ("- # a", "a"),
        ("<!-- <h1>no</h1> -->\n\n<div>\n<h1 align='center'>\n  a <b>b</b>&nbsp;c\n</h1></div>\n\n# d", "a b c"),
        ("<h1></h1>\n\n<H2>a</H2>", "a"),
        ("a\\\nb\n===", "a b"),
        ("no heading", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert markdown_title(markdown_blocks(text)) == title


@pytest.mark.parametrize("text", ["---\n\na: b\n---\n", "---\na: b\n", "a\n---\nb: c\n---\n", "---\na b\n---\n", "---"])
def test_what_is_not_front_matter(text: str) -> None:
    assert Kind.FRONT_MATTER not in [block.kind for block in markdown_blocks(text)]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "\r", " \t ", "[a]: /b", "```\n```", "#", "[](/a)"])
def test_what_shows_nothing_is_not_a_block(text: str) -> None:
    assert markdown_blocks(text) == []


@pytest.mark.parametrize("text", [">" * 1000 + "a", "- " * 1000 + "a", "\n".join("  " * n + "- a" for n in range(200))])
def test_too_deep(text: str) -> None:
    with pytest.raises(TooDeep):
        markdown_blocks(text)


@pytest.mark.parametrize("text", ["[" * 1000, "![" * 1000, "![" * 200 + "](a)" * 200, "*a **b " * 500, ">" * 90 + "a"])
def test_deep_but_not_too_deep(text: str) -> None:
    check_complete(text)
