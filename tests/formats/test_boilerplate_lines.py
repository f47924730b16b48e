"""Lines with labels, to train other programs."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.boilerplate_lines import BOILERPLATE_LINES, labelled_lines
from reader.formats.format import Losses, Options
from reader.formats.verified_output import write_files
from reader.insight.suggestion import Suggestion
from reader.text.span import Span
from tests.support.corpora import a_corpus, a_tag

Labelled = list[tuple[str, str]]


def labels(text: str, *words: str) -> Labelled:
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    return [(span.of(text), label) for span, label in labelled_lines(text, spans)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("One.\n\n  Ad. \r\nTwo.", ["Ad."], [("One.", "content"), ("Ad.", "boilerplate"), ("Two.", "content")]),
        ("One. Ad.", ["Ad."], [("One. Ad.", "mixed")]),
        ("Ad. More.", ["Ad.", "More."], [("Ad. More.", "boilerplate")]),
        ("Ad. More.", ["Ad. M", "More."], [("Ad. More.", "boilerplate")]),
        ("A.\nB.\nC.", ["B.\nC."], [("A.", "content"), ("B.", "boilerplate"), ("C.", "boilerplate")]),
        ("A.\nB.\nC.", [".\nB"], [("A.", "mixed"), ("B.", "mixed"), ("C.", "content")]),
        ("A. \n B.\nC.", ["A. \n B."], [("A.", "boilerplate"), ("B.", "boilerplate"), ("C.", "content")]),
        ("A. \n B.", ["A.", " \n B."], [("A.", "boilerplate"), ("B.", "boilerplate")]),
        ("A.\nB.", [".\n"], [("A.", "mixed"), ("B.", "content")]),
        ("One.\nTwo.", ["\n"], [("One.", "content"), ("Two.", "content")]),
        ("One. \n Two.", [" \n "], [("One.", "content"), ("Two.", "content")]),
        (" \n\t\r\n", [], []),
    ],
)
def test_a_line_has_the_label_of_what_can_be_seen_in_it(
    text: str, words: list[str], found: list[tuple[str, str]]
) -> None:
    assert labels(text, *words) == found


@given(st.text(st.sampled_from("ab \r\n"), max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(1, 9))))
def test_lines_are_all_that_can_be_seen_and_labels_follow_from_it(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in cuts if start + length <= len(text)]
    tagged = {at for each in spans for at in range(*each) if not text[at].isspace()}
    seen = set[int]()
    for line, label in labelled_lines(text, spans):
        inside = {at for at in range(*line) if not text[at].isspace()}
        seen |= inside
        assert line.of(text) == line.of(text).strip() != ""
        assert label == ("content" if not inside & tagged else "boilerplate" if inside <= tagged else "mixed")
    assert seen == {at for at, character in enumerate(text) if not character.isspace()}


def test_lines_that_are_only_suggested_to_be_boilerplate_count_if_they_are_asked_for(tmp_path: Path) -> None:
    suggested = {"a.txt": [Suggestion("a.txt", Span(5, 8), "boilerplate", 0.9, True, ())]}
    corpus = a_corpus({"a.txt": "One.\nAd."}, suggestions=suggested)
    for is_wanted, labels in ((True, ["content", "boilerplate"]), (False, ["content", "content"])):
        (file,) = write_files(BOILERPLATE_LINES, corpus, Options(suggestions=is_wanted), Losses(), tmp_path)
        assert [json.loads(line)["label"] for line in file.read_text().splitlines()] == labels
    assert BOILERPLATE_LINES.has_suggestions


def test_the_file_has_a_line_for_each_with_its_offsets(tmp_path: Path) -> None:
    text, losses = "One.\n\nAd. So.", Losses()
    (file,) = write_files(
        BOILERPLATE_LINES, a_corpus({"a.txt": text}, a_tag("a.txt", 6, 9, "boilerplate")), Options(), losses, tmp_path
    )
    assert [json.loads(line) for line in file.read_text().splitlines()] == [
        {"source": "a.txt", "start": 0, "end": 4, "label": "content", "text": "One."},
        {"source": "a.txt", "start": 6, "end": 13, "label": "mixed", "text": "Ad. So."},
    ]
    assert +losses == {"lines that are only partly boilerplate": 1}
