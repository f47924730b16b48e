"""Evidence from other sources: which lines are counted, and that parts add up to the whole."""

from reader.insight.boilerplate.corpus_evidence import CorpusEvidence, line_keys


def test_evidence_of_two_parts_is_that_of_the_whole() -> None:
    texts = ["Share\none line", "share\nanother", "Share \nShare", f"{'long ' * 100}\nShare"]
    whole = CorpusEvidence.of(texts, ["Share", "more\nlines"])
    assert CorpusEvidence.of(texts[:2], ["Share"]) | CorpusEvidence.of(texts[2:], ["more\nlines"]) == whole
    assert (whole.sources["share"], whole.confirmed["lines"]) == (4, 1)


def test_lines_that_differ_in_case_digits_and_space_are_one() -> None:
    assert line_keys("Page 3\n\n page  4 ") == {"page 0"}


def test_a_line_of_more_than_two_hundred_code_points_is_not_counted() -> None:
    assert line_keys(f"{'a' * 200}\n{'b' * 201}") == {"a" * 200}


def test_of_a_long_text_only_the_ends_are_counted() -> None:
    """They have 200,000 code points each."""
    half = "x" * 199_990
    assert "middle" in line_keys(f"{half}\n middle \n{half}")
    assert "middle" not in line_keys(f"{half}\n        middle        \n{half}")
    for size, is_counted in ((199_996, True), (199_997, False)):
        padding = "\n" * size
        ends = {"top", "end"} & line_keys(f"{padding} top\n{'y' * 99}\nend {padding}")
        assert ends == ({"top", "end"} if is_counted else set())
