"""The look of an article's rows without an application: signs in the gutter, and styles of the text."""

from collections.abc import Iterable, Sequence

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import SpanIndex
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import SuggestionIndex
from reader.settings import TAGS
from reader.text.span import Span
from reader.tui.article.painter import UNKNOWN, Painter, gutter_width, hit_style
from reader.tui.article.rows import Layout
from reader.tui.theme import ThemeStyles
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
    index, suggested = SpanIndex(annotations), SuggestionIndex(suggestions)
    return [
        painter.row(
            row,
            index,
            passage,
            [hit for hit in hits if hit.overlaps(row.span)],
            suggested,
            pencilled,
            is_chosen=bool(passage) and passage.overlaps(row.span),
            has_focus=has_focus,
            ends=ends,
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


def test_the_gutter_has_a_bar_a_column_for_each_tag_one_for_a_note_and_a_blank() -> None:
    assert [gutter_width(TAGS[:number]) for number in range(4)] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("annotations", "suggestions", "rows"),
    [
        ([], [], ["      One here. Two", "      is there.", "", "      Three is last."]),
        (
            [tagged("claim", TWO)],
            [],
            ["  c   One here. Two", "  │   is there.", "", "      Three is last."],
        ),
        (
            [tagged("claim", ALL)],
            [],
            ["  c   One here. Two", "  │   is there.", "  │", "  │   Three is last."],
        ),
        (
            [tagged("claim", TWO, note="why"), tagged("quote", TWO)],
            [],
            [" qc * One here. Two", " ││   is there.", "", "      Three is last."],
        ),
        (
            [],
            [suggested("quote", ALL), suggested("claim", TWO)],
            [" ?? q One here. Two", " ┊┊   is there.", " ┊", " ┊    Three is last."],
        ),
        (
            [tagged("claim", TWO)],
            [suggested("claim", ALL)],  # its letter is shown, but the column is the tag's
            ["  c c One here. Two", "  │   is there.", "  ┊", "  ┊   Three is last."],
        ),
        (
            [tagged("quote", TWO, note="why")],
            [suggested("claim", TWO)],  # the note's sign comes first
            [" q? * One here. Two", " │┊   is there.", "", "      Three is last."],
        ),
        (
            [tagged("somebody's", TWO)],  # a tag that the settings do not have has no column
            [],
            ["      One here. Two", "      is there.", "", "      Three is last."],
        ),
    ],
)
def test_signs_show_where_a_tag_or_a_suggestion_begins_and_goes_on(
    theme_styles: ThemeStyles, annotations: list[Annotation], suggestions: list[Suggestion], rows: list[str]
) -> None:
    assert texts(segments(a_painter(theme_styles), annotations, suggestions)) == rows


def test_what_ends_with_a_row_or_begins_with_the_next_is_not_on_the_other(theme_styles: ThemeStyles) -> None:
    first, second = Span(0, TEXT.index("is there")), Span(TEXT.index("is there"), TWO.end)
    assert texts(segments(a_painter(theme_styles), [tagged("claim", first)]))[:2] == [
        "  c   One here. Two",
        "      is there.",
    ]
    assert texts(segments(a_painter(theme_styles), [tagged("claim", second)]))[:2] == [
        "      One here. Two",
        "  c   is there.",
    ]


def test_the_bar_is_beside_the_passage_and_shows_whether_the_pane_has_the_focus(theme_styles: ThemeStyles) -> None:
    for has_focus, style in ((True, theme_styles.accent), (False, theme_styles.quiet)):
        rows = segments(a_painter(theme_styles), passage=TWO, has_focus=has_focus)
        assert [row[:1] for row in texts(rows)] == ["▌", "▌", "", " "]
        assert style_of(rows[:1], "▌") == style


def test_rows_begin_with_the_blanks_that_centre_the_column(theme_styles: ThemeStyles) -> None:
    rows = texts(segments(a_painter(theme_styles, left=4), [tagged("claim", TWO)], passage=TWO))
    assert rows == ["    ▌ c   One here. Two", "    ▌ │   is there.", "", "          Three is last."]


def test_the_shortest_tag_gives_the_colour_and_all_give_their_style(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, width=40), [tagged("quote", TWO), tagged("claim", Span(0, TWO.end))])
    assert style_of(rows, "Two is there.").color == theme_styles.tag_style("gold").color
    assert (style_of(rows, "Two is there.").italic, style_of(rows, "Two is there.").underline) == (True, True)
    assert style_of(rows, "One here.").color == theme_styles.tag_style("blue").color
    assert not style_of(rows, "One here.").italic


def test_of_equally_long_tags_the_newest_gives_the_colour(theme_styles: ThemeStyles) -> None:
    old, new = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
    for quote, claim, colour in ((old, new, "blue"), (new, old, "gold")):
        found = [tagged("quote", TWO, created=quote), tagged("claim", TWO, created=claim)]
        rows = segments(a_painter(theme_styles, width=40), found)
        assert style_of(rows, "Two is there.").color == theme_styles.tag_style(colour).color


def test_a_tag_that_the_settings_do_not_have_is_seen_all_the_same(theme_styles: ThemeStyles) -> None:
    style = style_of(segments(a_painter(theme_styles, width=40), [tagged("theirs", TWO)]), "Two is there.")
    assert (style.color, style.bold) == (theme_styles.tag_style(UNKNOWN.colour).color, True)


def test_a_speaker_and_a_cue_look_like_their_suggestion_and_have_no_signs(theme_styles: ThemeStyles) -> None:
    one, last = Span(0, len("One")), Span(TEXT.index("last"), TEXT.index("last") + len("last"))
    rows = segments(a_painter(theme_styles), suggestions=[suggested("quote", TWO)], pencilled=[one, last])
    look = style_of(rows, "is there.")
    assert (look.underline, style_of(rows, "One"), style_of(rows, "last")) == (True, look, look)
    assert not style_of(rows, "Three is").underline
    assert texts(rows)[3] == "      Three is last."


def test_a_suggestion_is_underlined_quietly_and_a_tag_over_it_wins(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, width=40), suggestions=[suggested("claim", TWO)])
    assert (style_of(rows, "Two is there.").color, style_of(rows, "Two is there.").underline) == (
        theme_styles.quiet.color,
        True,
    )
    assert not style_of(rows, "One here.").underline
    rows = segments(a_painter(theme_styles, width=40), [tagged("quote", TWO)], [suggested("claim", TWO)])
    assert style_of(rows, "Two is there.").color == theme_styles.tag_style("gold").color


def test_the_passage_has_a_background_and_a_hit_is_reversed(theme_styles: ThemeStyles) -> None:
    word = Span(TEXT.index("is there"), TEXT.index("is there") + 2)
    rows = segments(a_painter(theme_styles, width=40), passage=TWO, hits=[word, Span(0, 3)])
    background = theme_styles.passage.bgcolor
    assert [style_of(rows, text).bgcolor for text in ("Two", "there.", "here.")] == [background, background, None]
    assert [style_of(rows, text).reverse for text in ("One", "here.", "is", "there.")] == [True, None, True, None]
    assert (style_of(rows, "is").bold, style_of(rows, "One").bold) == (True, False), "the hit in the passage is bold"


@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_hit_stands_out_without_colours_and_without_a_tag_s_style(theme_styles: ThemeStyles, is_chosen: bool) -> None:
    style = hit_style(theme_styles, is_chosen=is_chosen)
    assert (style.reverse, style.bold, style.italic, style.strike) == (True, is_chosen, False, False)


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
def test_the_ends_of_a_selected_tag_are_lit_and_the_one_that_moves_is_reversed(
    moving: str, theme_styles: ThemeStyles
) -> None:
    rows = segments(a_painter(theme_styles, width=40), passage=TWO, ends=moving)
    start, end = style_of(rows, "T"), style_of(rows, ".")
    assert (start.reverse, end.reverse) == ((True, None) if moving == "start" else (None, True))
    assert (end if moving == "start" else start).underline
    plain = segments(a_painter(theme_styles, width=40), passage=TWO)
    assert texts(rows) == texts(plain)


def test_a_lit_end_is_a_whole_grapheme_and_lies_in_the_block_that_has_it(theme_styles: ThemeStyles) -> None:
    text = "e\u0301tude one.\n\nLast 👩\u200d🚀"
    rows = segments(a_painter(theme_styles, text, width=40), passage=Span(0, len(text)), ends="end")
    assert style_of(rows, "e\u0301").underline
    assert style_of(rows, "👩\u200d🚀").reverse
    assert [segment.text for segment in rows[-1] if segment.style and segment.style.underline] == []


def test_a_single_character_is_both_ends_and_shown_as_the_one_that_moves(theme_styles: ThemeStyles) -> None:
    rows = segments(a_painter(theme_styles, "x", width=40), passage=Span(0, 1), ends="start")
    assert style_of(rows, "x").reverse
