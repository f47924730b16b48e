"""The slim gutter, where two articles stand side by side: two cells for the letters of all tags and one mark."""

import pytest
from rich.style import Style

from reader.annotation.model.annotation import Annotation, annotate
from reader.insight.suggestion import Suggestion
from reader.settings import TAGS
from reader.text.span import Span
from reader.tui.article.painter import Overlay, Painter
from reader.tui.article.rows import Layout
from reader.tui.theme_styles import ThemeStyles
from tests.support.articles import an_article

TEXT = "One sentence."
ARTICLE, ALL, NOWHERE = an_article(TEXT), Span(0, len(TEXT)), Span(0, 0)


def tagged(*tags: str) -> list[Annotation]:
    return [annotate(ARTICLE, ALL, tag, creator="ann") for tag in tags]


def suggested(*tags: str) -> list[Suggestion]:
    return [Suggestion(ARTICLE.source.id, ALL, tag, 0.9, is_sure=True, reasons=()) for tag in tags]


@pytest.mark.parametrize(
    ("annotations", "suggestions", "verdict", "is_echoed", "signs"),
    [
        ([], [], "", False, "  "),
        (["claim"], [], "", False, "c "),
        (["quote", "claim"], [], "", False, "qc"),
        (["claim/unknown"], [], "", False, "c "),  # as the tag above
        (["unknown"], [], "", False, "  "),
        (["quote", "claim", "boilerplate"], [], "", False, "q+"),
        ([], ["claim"], "", False, "c?"),
        (["quote"], ["claim"], "", False, "q?"),
        ([], [], "", True, " ≈"),
        (["claim"], [], "", True, "c≈"),
        (["quote", "claim"], ["boilerplate"], "", True, "q≈"),
        (["quote"], [], "shortened", False, "q~"),
        (["quote"], [], "shortened", True, "q≈"),
        (["quote"], [], "altered", True, "q≠"),  # what is wrong matters more than that both have it
    ],
)
def test_letters_come_first_and_one_mark_last(
    theme_styles: ThemeStyles,
    annotations: list[str],
    suggestions: list[str],
    verdict: str,
    is_echoed: bool,
    signs: str,
) -> None:
    painter = Painter(Layout(ARTICLE, 40), TAGS, theme_styles, lambda style: style, 0, is_slim=True)
    (row,) = painter.layout.onward(painter.layout.first)
    over = Overlay(
        NOWHERE,
        [(each.start, each.end, each) for each in tagged(*annotations)],
        [(*each.span, each) for each in suggested(*suggestions)],
        verdicts=[(ALL, verdict)] if verdict else (),
    )
    segments = painter.row(row, over, is_chosen=False, has_focus=True, is_echoed=is_echoed)
    assert "".join(segment.text for segment in segments) == f" {signs} {TEXT}"


def test_a_letter_is_bold_only_if_the_passage_is_tagged(theme_styles: ThemeStyles) -> None:
    painter = Painter(Layout(ARTICLE, 40), TAGS, theme_styles, lambda style: style, 0, is_slim=True)
    (row,) = painter.layout.onward(painter.layout.first)

    def letter(annotations: list[Annotation], suggestions: list[Suggestion]) -> Style:
        tags = [(each.start, each.end, each) for each in annotations]
        over = Overlay(NOWHERE, tags, [(*each.span, each) for each in suggestions])
        found = painter.row(row, over, is_chosen=False, has_focus=True)
        return next(segment.style for segment in found if segment.text == "c") or Style()

    assert (letter(tagged("claim"), []).bold, letter([], suggested("claim")).bold) == (True, None)
