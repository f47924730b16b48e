"""The texts of brat: fragments on one line each, and the names of its files."""

import pytest

from reader.formats.brat_text import fragments, source_for_stem, stem_for_source
from reader.text.span import Span


@pytest.mark.parametrize(
    ("passage", "parts"),
    [
        ("One", ["One"]),
        ("  One two ", ["One two"]),
        ("One\ntwo", ["One", "two"]),
        ("One \n\n two\t three", ["One", "two", "three"]),
        (" One \r\n\ttwo three\n\n", ["One", "two three"]),
        ("One\u2028two\x0bthree\x85four", ["One", "two", "three", "four"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_a_passage_is_cut_into_trimmed_parts_of_one_line(passage: str, parts: list[str]) -> None:
    text = f"Before. {passage}. After"
    span = Span(8, 8 + len(passage))
    found = fragments(text, span)
    assert [part.of(text) for part in found] == parts
    assert all(span.covers(part) for part in found)


@pytest.mark.parametrize(
    ("id", "stem"),
    [
        ("a.txt", "a"),
        ("sub/a.txt", "sub/a"),
        ("a.md", "a.md"),
        ("a.MD", "a.MD"),
        ("a.MD.txt", "a.MD.txt"),
        ("a.md.txt", "a.md.txt"),  # else it would come back as `a.md`
        ("a.txt.txt", "a.txt.txt"),
        ("a.TXT", "a.TXT"),
        ("a.b.txt", "a.b"),
    ],
)
def test_a_source_and_its_files_have_one_name(id: str, stem: str) -> None:
    assert (stem_for_source(id), source_for_stem(stem)) == (stem, id)


def test_the_files_of_two_sources_never_meet() -> None:
    ids = ["a.txt", "a.md", "a.md.txt", "a.txt.txt", "a.md.txt.txt", "a.TXT"]
    assert len({stem_for_source(id) for id in ids}) == len(ids)
