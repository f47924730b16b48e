"""Formulas of MathML in a line."""

import pytest

from reader.ingest.mathml import Formulas, _grouped, _in_a_line


@pytest.mark.parametrize(
    ("tag", "pieces", "line"),
    [
        ("mfrac", ["1", "2"], "1/2"), ("mfrac", ["ab", "c-d"], "ab/(c-d)"), ("mfrac", ["1"], None),
        ("mfrac", ["1", "2", "3"], None), ("msup", ["c", "2"], "c²"), ("msup", ["a+b", "k"], "(a+b)^k"),
        ("msqrt", ["a", "+", "b"], "√(a+b)"), ("msqrt", [], "√"), ("mroot", ["x", "3"], "³√x"),
        ("mroot", ["x", "k"], "k√x"), ("msubsup", ["a", "1", "2"], "a1²"), ("msubsup", ["a", "1"], None),
        ("msub", ["a", "1"], None), ("mrow", ["a", "b"], None),
    ],
)  # fmt: skip
def test_a_part_of_a_formula_is_written_in_a_line(tag: str, pieces: list[str], line: str | None) -> None:
    assert _in_a_line(tag, pieces) == line


def test_what_is_more_than_a_letter_or_number_is_grouped() -> None:
    assert [_grouped(piece) for piece in ("+", "ab", "1.5", "")] == ["+", "ab", "(1.5)", ""]


def test_white_space_around_parts_does_not_count() -> None:
    formulas, text = Formulas(), list[str]()
    for tag, words in (("math", ""), ("mfrac", " "), ("mn", "1 ")):
        formulas.start(tag, text)
        text.append(words)
    formulas.end("mn", text)
    formulas.start("mn", text)
    text.append(" 2")
    formulas.end("mfrac", text)
    assert "".join(text) == "1/2"


def test_outside_a_formula_nothing_is_written() -> None:
    formulas, text = Formulas(), ["a"]
    formulas.start("msup", text)
    formulas.end("msup", text)
    assert text == ["a"]
