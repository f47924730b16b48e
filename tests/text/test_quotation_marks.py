"""Marks around a passage: one pair, whoever puts it there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.quotation_marks import in_marks


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("we develop it", "“we develop it”"),
        ("", "“”"),
        ("the players’ union", "“the players’ union”"),
        ('"we develop it"', '"we develop it"'),
        ("“We develop it,”", "“We develop it,”"),
        ("„Wir entwickeln es“", "„Wir entwickeln es“"),
        ("«nous le faisons»", "«nous le faisons»"),
        ("‘we develop it’", "‘we develop it’"),
        ("「そうです」", "「そうです」"),
        ('"we develop it".', '"we develop it".'),
        (' "we develop it" ', '"we develop it"'),
        ('"we develop …', '"we develop …'),
        ("we develop it,”", "we develop it,”"),
        ("“We do,” she said. “We always did.”", "‘“We do,” she said. “We always did.”’"),
        ("“We do,” she said", "‘“We do,” she said’"),
        ("“We do”, she wrote: “always”.", "‘“We do”, she wrote: “always”.’"),
        ("‘We do,’ she said", "“‘We do,’ she said”"),
        ("she said “we do”", "‘she said “we do”’"),
    ],
)
def test_a_passage_gets_marks_if_it_has_none_around_it(passage: str, shown: str) -> None:
    assert in_marks(passage) == shown


@given(st.text("ab \"'“”.,…", max_size=12))
def test_marks_that_were_put_around_a_passage_are_not_put_twice(passage: str) -> None:
    assert passage.strip() in in_marks(passage)
    if set(passage) & set("ab") and not set(passage) & set("\"'“”"):
        assert in_marks(in_marks(passage)) == in_marks(passage)
