"""The look of an article's rows without an application: signs in the gutter, and styles of the text."""

from collections.abc import Iterable, Sequence

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from reader.annotation.model.annotation import Annotation
from reader.insight.suggestion import Suggestion
from reader.settings import TAGS, Tag
from reader.text.span import Span
from reader.tui.article.painter import UNKNOWN, Overlay, Painter
from reader.tui.article.rows import Layout
from reader.tui.geometry import gutter_width
from reader.tui.theme_styles import ThemeStyles
from tests.support.articles import an_article
from tests.support.stores import an_annotation

TEXT = "One here. Two is there.\n\nThree is last."
TWO, ALL = Span(TEXT.index("Two"), TEXT.index("\n")), Span(0, len(TEXT))
NOWHERE = Span(0, 0)


def a_painter(
    theme_styles: ThemeStyles, text: str = TEXT, name: str = "a.txt", width: int = 15, left: int = 0
) -> Painter:
    return Painter(Layout(an_article(text, name), width), TAGS, theme_styles, lambda style: style, left)


def segments(
    painter: Painter,
    annotations: Iterable[Annotation] = (),
    suggestions: Sequence[Suggestion] = (),
    passage: Span = NOWHERE,
    hits: Sequence[Span] = (),
    pencilled: Sequence[Span] = (),
    *,
    has_focus: bool = True,
    ends: str = "",
) -> list[list[Segment]]:
    suggested = [(*each.span, each) for each in suggestions]
    over = Overlay(passage, [(each.start, each.end, each) for each in annotations], suggested, pencilled, ends=ends)
    return [
        painter.row(
            row,
            over,
            [hit for hit in hits if hit.overlaps(row.span)],
            is_chosen=bool(passage) and passage.overlaps(row.span),
            has_focus=has_focus,
        )
        for row in painter.layout.onward(painter.layout.first)
    ]


def texts(rows: list[list[Segment]]) -> list[str]:
    return ["".join(segment.text for segment in row).rstrip() for row in rows]


def style_of(rows: list[list[Segment]], text: str) -> Style:
    """Return the style of the only segment with a text."""
    (found,) = [each.style for row in rows for each in row if each.text.strip() == text and each.style]
    return found


def tagged(tag: str, span: Span, **fields: object) -> Annotation:
    return an_annotation(f"{tag}{span.start}", start=span.start, end=span.end, exact=span.of(TEXT), tag=tag, **fields)


def suggested(tag: str, span: Span) -> Suggestion:
    return Suggestion("a.txt", span, tag, 0.9, True, ())


def test_each_of_a_few_tags_has_a_column_in_the_gutter_and_many_share_four() -> None:
    assert [gutter_width(number) for number in (0, 1, 3, 4, 5, 9)] == [4, 5, 7, 8, 8, 8]


@pytest.mark.parametrize(
    ("annotations", "suggestions", "rows"),
    [
        ([], [], ["       One here. Two", "       is there.", "", "       Three is last."]),
        ([tagged("claim", TWO)], [], ["   c   One here. Two", "       is there.", "", "       Three is last."]),
        (
            [tagged("claim", TWO, note="why"), tagged("quote", TWO)],
            [],
            ["  qc * One here. Two", "       is there.", "", "       Three is last."],
        ),
        (
            [],
            [suggested("quote", ALL), suggested("claim", TWO)],
            [" ?qc   One here. Two", "       is there.", "", "       Three is last."],
        ),
        (
            [tagged("claim", TWO)],
            [suggested("claim", ALL)],  # the letter is that of the tag, which is bold
            [" ? c   One here. Two", "       is there.", "", "       Three is last."],
        ),
        (
            [tagged("somebody's", TWO)],  # a tag that the settings do not have has no column
            [],
            ["       One here. Two", "       is there.", "", "       Three is last."],
        ),
    ],
)
def test_letters_show_where_a_tag_or_a_suggestion_begins(
    theme_styles: ThemeStyles, annotations: list[Annotation], suggestions: list[Suggestion], rows: list[str]
) -> None:
    assert texts(segments(a_painter(theme_styles), annotations, suggestions)) == rows


def test_without_colours_a_line_shows_where_a_tag_continues(plain_styles: ThemeStyles) -> None:
    rows = segments(a_painter(plain_styles), [tagged("claim", ALL), tagged("quote", TWO)])
    assert texts(rows) == ["  qc   One here. Two", "  ││   is there.", "   │", "   │   Three is last."]


def test_many_tags_share_four_columns_and_a_sign_stands_for_more(theme_styles: ThemeStyles) -> None:
    tags = [Tag(name, name[0], "", "", "bold", "gold") for name in ("alpha", "beta", "gamma", "delta", "epsilon")]
    painter = Painter(Layout(an_article(TEXT, "a.txt"), 40), tags, theme_styles, lambda style: style, 0)
    for number, letters in ((1, "e   "), (2, "de  "), (4, "bgde"), (5, "abg+")):
        found = [tagged(tag.name, TWO) for tag in tags[-number:]]
        assert texts(segments(painter, found))[0] == f"  {letters}  One here. Two is there."


def test_what_ends_with_a_row_or_begins_with_the_next_is_not_on_the_other(plain_styles: ThemeStyles) -> None:
    first, second = Span(0, TEXT.index("is there")), Span(TEXT.index("is there"), TWO.end)
    assert texts(segments(a_painter(plain_styles), [tagged("claim", first)]))[:2] == [
        "   c   One here. Two",
        "       is there.",
    ]
    assert texts(segments(a_painter(plain_styles), [tagged("claim", second)]))[:2] == [
        "       One here. Two",
        "   c   is there.",
    ]


def test_the_bar_is_beside_the_passage_and_shows_whether_the_pane_has_the_focus(theme_styles: ThemeStyles) -> None:
    for has_focus, style in ((True, theme_styles.accent), (False, theme_styles.quiet)):
        rows = segments(a_painter(theme_styles), passage=TWO, has_focus=has_focus)
        assert [row[:1] for row in texts(rows)] == ["▌", "▌", "", " "]
        assert style_of(rows[:1], "▌") == style


def test_rows_begin_with_the_blanks_that_centre_the_column(theme_styles: ThemeStyles) -> None:
    rows = texts(segments(a_painter(theme_styles, left=4), [tagged("claim", TWO)], passage=TWO))
    assert rows == ["    ▌  c   One here. Two", "    ▌      is there.", "", "           Three is last."]


def test_a_quote_is_ink_a_claim_a_ground_and_where_they_overlap_both_are_seen(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, width=40), [tagged("quote", TWO), tagged("claim", Span(0, TWO.end))])
    both, claim = style_of(rows, "Two is there."), style_of(rows, "One here.")
    tint = Color.parse(theme_styles.variables["tint-blue"]).rich_color
    assert (both.color, both.bgcolor) == (theme_styles.ink("gold").color, tint)
    assert (claim.color, claim.bgcolor) == (theme_styles.text.color, tint)
    assert not any(style.italic or style.underline for style in (both, claim)), "one sign a fact"


def test_boilerplate_is_quiet_and_a_shorter_quote_in_it_is_ink(theme_styles: ThemeStyles) -> None:
    found = [tagged("boilerplate", Span(0, TWO.end)), tagged("quote", TWO)]
    rows = segments(a_painter(theme_styles, width=40), found)
    assert style_of(rows, "One here.").color == theme_styles.quiet.color
    assert style_of(rows, "Two is there.").color == theme_styles.ink("gold").color


def test_of_equally_long_tags_the_newest_gives_the_colour(theme_styles: ThemeStyles) -> None:
    old, new = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
    for quote, boilerplate, style in (
        (old, new, theme_styles.quiet),
        (new, old, theme_styles.ink("gold")),
    ):
        found = [tagged("quote", TWO, created=quote), tagged("boilerplate", TWO, created=boilerplate)]
        rows = segments(a_painter(theme_styles, width=40), found)
        assert style_of(rows, "Two is there.").color == style.color


def test_without_colours_each_kind_has_an_attribute_of_its_own(plain_styles: ThemeStyles) -> None:
    for tag, looks in (
        ("quote", (True, None, None)),
        ("claim", (None, True, None)),
        ("boilerplate", (None, None, True)),
    ):
        style = style_of(segments(a_painter(plain_styles, width=40), [tagged(tag, TWO)]), "Two is there.")
        assert (style.italic, style.underline, style.dim) == looks


def test_a_tag_that_the_settings_do_not_have_is_seen_all_the_same(theme_styles: ThemeStyles) -> None:
    style = style_of(segments(a_painter(theme_styles, width=40), [tagged("theirs", TWO)]), "Two is there.")
    assert style.bgcolor == theme_styles.text_of(UNKNOWN).bgcolor is not None


def test_a_suggestion_is_bright_and_its_first_word_underlined(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, width=40), suggestions=[suggested("claim", TWO)])
    word, rest = style_of(rows, "Two"), style_of(rows, "is there.")
    assert word.color == rest.color == theme_styles.bright.color
    assert (word.underline, rest.underline, style_of(rows, "One here.").underline) == (True, None, None)
    rows = segments(a_painter(theme_styles, width=40), [tagged("quote", TWO)], [suggested("claim", TWO)])
    assert style_of(rows, "is there.").color == theme_styles.ink("gold").color, "a tag over it gives the colour"


def test_a_speaker_and_a_cue_are_underlined_and_have_no_signs(theme_styles: ThemeStyles) -> None:
    one, last = Span(0, len("One")), Span(TEXT.index("last"), TEXT.index("last") + len("last"))
    rows = segments(a_painter(theme_styles), suggestions=[suggested("quote", TWO)], pencilled=[one, last])
    for text in ("One", "last"):
        assert style_of(rows, text).underline
        assert style_of(rows, text).color == theme_styles.bright.color
    assert not style_of(rows, "Three is").underline
    assert texts(rows)[3] == "       Three is last."


def test_the_passage_is_a_negative_and_keeps_what_tells_kinds_apart(theme_styles: ThemeStyles) -> None:
    word = Span(TEXT.index("is there"), TEXT.index("is there") + 2)
    rows = segments(a_painter(theme_styles, width=40), [tagged("quote", TWO)], passage=TWO, hits=[word, Span(0, 3)])
    passage, hit = theme_styles.passage, theme_styles.hit
    for text in ("Two", "there."):
        style = style_of(rows, text)
        assert (style.color, style.bgcolor, style.italic) == (passage.color, passage.bgcolor, True)
    assert (style_of(rows, "One").color, style_of(rows, "One").bgcolor) == (hit.color, hit.bgcolor)
    assert (style_of(rows, "is").bgcolor, style_of(rows, "is").underline) == (passage.bgcolor, True), "a hit within it"
    assert style_of(rows, "here.").bgcolor is None


def test_without_the_focus_all_text_of_the_passage_is_plain(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, width=40), [tagged("boilerplate", TWO)], passage=TWO, has_focus=False)
    style = style_of(rows, "Two is there.")
    assert (style.color, style.bgcolor) == (theme_styles.text.color, theme_styles.away.bgcolor)


@pytest.mark.parametrize(
    ("markdown", "text", "attribute"),
    [
        ("# Head\n", "Head", "bold"),
        ("A **strong** word", "strong", "bold"),
        ("An *emphatic* word", "emphatic", "italic"),
        ("A ~~struck~~ word", "struck", "strike"),
        ("A `code` word", "code", "bold"),
    ],
)
def test_markdown_is_shown_by_styles(theme_styles: ThemeStyles, markdown: str, text: str, attribute: str) -> None:
    assert getattr(style_of(segments(a_painter(theme_styles, markdown, "a.md", 40)), text), attribute)


def test_a_link_has_the_colour_of_links_and_the_headline_of_plain_text_is_bold(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, "See [the page](https://example.org).", "a.md", 40))
    assert style_of(rows, "the page").color == theme_styles.link.color
    headline = "A headline of five words"
    rows = segments(a_painter(theme_styles, f"{headline}\n\nSome text here. And more.\n", "a.txt", 40))
    assert style_of(rows, headline).bold
    assert not style_of(rows, "Some text here. And more.").bold


@pytest.mark.parametrize("moving", ["start", "end"])
def test_the_ends_of_a_selected_tag_are_lit_and_the_one_that_moves_is_in_the_colour_of_signs(
    moving: str, theme_styles: ThemeStyles
) -> None:
    rows = segments(a_painter(theme_styles, width=40), passage=TWO, ends=moving)
    start, end = style_of(rows, "T"), style_of(rows, ".")
    moves, stays = (start, end) if moving == "start" else (end, start)
    page = Color.parse(theme_styles.variables["background"]).rich_color
    assert (moves.color, moves.bgcolor, moves.underline) == (theme_styles.accent.color, page, True)
    assert (stays.color, stays.bgcolor, stays.underline) == (theme_styles.bright.color, page, None)
    plain = segments(a_painter(theme_styles, width=40), passage=TWO)
    assert texts(rows) == texts(plain)


def test_a_lit_end_is_a_whole_grapheme_and_lies_in_the_block_that_has_it(theme_styles: ThemeStyles) -> None:
    text = "e\u0301tude one.\n\nLast 👩\u200d🚀"
    rows = segments(a_painter(theme_styles, text, width=40), passage=Span(0, len(text)), ends="end")
    assert style_of(rows, "e\u0301").bgcolor == theme_styles.other_end.bgcolor
    assert style_of(rows, "👩\u200d🚀").underline
    assert [segment.text for row in rows for segment in row if segment.style and segment.style.underline] == [text[-3:]]


def test_a_single_character_is_both_ends_and_shown_as_the_one_that_moves(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, "x", width=40), passage=Span(0, 1), ends="start")
    assert style_of(rows, "x").underline


def test_a_quotation_that_is_not_exact_has_a_mark_where_it_begins(theme_styles: ThemeStyles) -> None:
    painter = a_painter(theme_styles)
    verdicts = [(TWO, "altered"), (Span(len(TEXT) - 2, len(TEXT)), "exact")]
    rows = [
        painter.row(row, Overlay(NOWHERE, verdicts=verdicts), is_chosen=False, has_focus=True)
        for row in painter.layout.onward(painter.layout.first)
    ]
    gutters = ["".join(segment.text for segment in row)[: gutter_width(len(TAGS))].strip() for row in rows]
    assert [gutter for gutter in gutters if gutter] == ["≠"]


@pytest.mark.parametrize("text", ["Text.\n\n```\nlong = code()\n\nx\n```\n", "Text.\n\n    long = code()\n\n    x\n"])
def test_code_stands_on_a_ground_of_its_own_and_long_lines_go_on_with_a_sign(
    theme_styles: ThemeStyles, plain_styles: ThemeStyles, text: str
) -> None:
    rows = segments(a_painter(theme_styles, text, "a.md", width=12))
    assert texts(rows) == ["       Text.", "", "           long = c", "         ↪ ode()", "", "           x"]
    ground = theme_styles.code.bgcolor
    assert ground
    for row in rows[2:]:
        on_ground = "".join(each.text for each in row if each.style and each.style.bgcolor == ground)
        assert len(on_ground) == 10, "the whole column but the first half of the indent"
    plain = segments(a_painter(plain_styles, text, "a.md", width=12))
    assert texts(plain)[2:] == ["         │ long = c", "         ↪ ode()", "         │", "         │ x"]


def test_a_tag_on_code_has_its_own_look(theme_styles: ThemeStyles) -> None:
    text = "```\ncode\n```\n"
    claim = an_annotation("1", start=4, end=8, exact="code", tag="claim")
    rows = segments(a_painter(theme_styles, text, "a.md"), [claim])
    assert style_of(rows, "code").bgcolor == theme_styles.text_of(TAGS[1]).bgcolor
