"""Sentences of a block: the cases are in tests/data/sentences.txt."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.sentences import line_spans, sentence_spans
from tests.support import DATA

MARKS = frozenset("\"'“”‘’„‚«»‹›＂")
CASES = DATA / "sentences.txt"
PIECES = [
    *".!?…。\"'“”‘’()[]«»—-,&°1aA \n\xa0",
    ". ",
    "...",
    " . . . . ",
    "?” ",
    "U.S.",
    "Mr.",
    "p.m. ",
    *"。“”„«»;[^<>/",
    "</b>",
    "<br>",
    "[1]",
    "19. ",
    "im ",
    "Άν",
    "I",
    "The ",
    "he ",
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize("case", cases())
def test_a_block_is_split_where_a_reader_expects(case: str) -> None:
    assert sentences(case.replace("|", "")) == [part.strip() for part in case.split("|")]


@pytest.mark.parametrize(("text", "count"), [("· · · xviii. The harbour.", 1), ("· · ·  xviii. The harbour.", 2)])
def test_a_label_is_shorter_than_twelve_code_points(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("At 5 a.m. Mr. Smith went.", 1),
        ("On that day at 5 a.m. Mr. Smith went.", 2),
        (f"A{'a' * 32} 5 a.m. Mr. Smith went.", 1),
        (f"A{'a' * 33} 5 a.m. Mr. Smith went.", 2),
    ],
)
def test_an_hour_within_four_words_and_forty_code_points_opens_a_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize("text", ["", " ", "\n \t", "\u2028"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_marks_alone_are_one_sentence() -> None:
    assert sentences(" ... !! ?? ") == ["... !! ??"]


def test_a_line_break_is_white_space() -> None:
    assert sentences("It is\nlate.\nWe\ngo.\n") == ["It is\nlate.", "We\ngo."]


def test_spans_count_code_points() -> None:
    assert list(sentence_spans(" 😀 One. Two.")) == [(1, 7), (8, 12)]


@given(texts)
def test_sentences_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    end = 0
    for span in sentence_spans(text):
        assert not text[end : span.start].strip()
        assert span and span.of(text) == span.of(text).strip()
        end = span.end
    assert not text[end:].strip()


@given(texts)
@example("0Ͱ. 0;。0")  # a semicolon, which is a question mark in Greek, beside another stop
def test_a_sentence_is_one_sentence_when_it_stands_alone(text: str) -> None:
    """Quotation marks are left out: whether one opens or closes depends on the sentences before."""
    for sentence in sentences("".join(each for each in text if each not in MARKS)):
        assert sentences(sentence) == [sentence]


@given(texts)
def test_white_space_around_a_block_changes_nothing(text: str) -> None:
    assert sentences(f" \n{text}\t ") == sentences(text)


@pytest.mark.parametrize(
    "piece",
    [
        ".<sup>",
        ".[^",
        ".<a b",
        "。“",
        ".<",
        "im 1. Ä",
        "α;",
        '"',
        "“",
        ". ",
        "a.b.",
        "(",
        "! ",
        "U.S. ",
        "p.m. A ",
        "!” A ",
        ". (",
        "I. ",
        "...A ",
    ],
)
def test_a_long_line_of_anything_is_split_in_linear_time(piece: str) -> None:
    # Were it quadratic, this would take many minutes.
    text = piece * (100_000 // len(piece))
    assert sum(len(sentence.replace(" ", "")) for sentence in sentences(text)) == len(text.replace(" ", ""))


def test_lines_of_code_are_the_lines_that_hold_something() -> None:
    text = "def f():\r\n\n    return 1. + 2  \n\t\n# End. Really."
    assert [span.of(text) for span in line_spans(text)] == ["def f():", "return 1. + 2", "# End. Really."]


@given(texts)
def test_lines_cover_all_but_white_space(text: str) -> None:
    spans = list(line_spans(text))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span and span.of(text) == span.of(text).strip() for span in spans)
