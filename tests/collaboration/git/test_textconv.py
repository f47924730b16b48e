"""An annotations file as lines."""

from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import dismissal, to_document
from reader.annotation.store.file_format import encode, text_chunks
from reader.collaboration.git.textconv import format_annotation, format_annotations
from reader.errors import StoreError
from tests.support.stores import an_annotation


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "one.txt 0-4 quote: One."),
        ({"creator": "ann", "note": "see\nthere"}, "one.txt 0-4 quote by ann: One.  # see there"),
        ({"tag": "a\x1b", "source": "\x1b.txt", "creator": "\x1b", "exact": "\x1b\n", "note": "\x1b"},
         "␛.txt 0-4 a␛ by ␛: ␛  # ␛"),
        ({"fields": {"speaker": [{"name": "Ann"}, {"name": "Bo"}], "manner": "dir\x1bect"}, "note": "so"},
         "one.txt 0-4 quote: One.  manner=dir␛ect  speaker=Ann, Bo  # so"),
        ({"links": {"a": {"type": "evidence", "to": {"url": "https://example.org"}, "note": "page 4"},
                    "b": {"type": "same-as", "to": {"annotation": "2", "source": "b.txt", "exact": "Two."}}, "c": 3}},
         "one.txt 0-4 quote: One.  → evidence https://example.org (page 4)  → same-as b.txt: Two.  → not valid: 3"),
    ],
)  # fmt: skip
def test_an_annotation_is_a_line_that_is_safe_to_show(fields: dict[str, Any], line: str) -> None:
    assert format_annotation(an_annotation(**fields)) == line


def test_lines_are_in_order_of_place_tag_and_person_with_dismissals_and_other_tables_last() -> None:
    annotations = [
        an_annotation("1", source="b.txt"),
        an_annotation("2", start=2),
        an_annotation("3", tag="quote", creator="bob"),
        an_annotation("4", tag="quote", creator="ann"),
        an_annotation("5", tag="claim", creator="bob"),
        an_annotation("6", end=9),
    ]
    table = {number: encode(to_document(each)) for number, each in enumerate(annotations, 1)}
    no = {1: encode(to_document(dismissal(an_annotation("no", source="a.txt"))))}
    other = {1: b'{"x": "b\\u001b"}', 2: b'{"x": "a"}'}
    data = b"".join(text_chunks({"annotations": table, "dismissals": no, "other\x1b": other}))
    assert list(format_annotations(data, Path("x"))) == [
        "b.txt 0-4 quote: One.",
        "one.txt 0-9 quote: One.",
        "one.txt 0-4 claim by bob: One.",
        "one.txt 0-4 quote by ann: One.",
        "one.txt 0-4 quote by bob: One.",
        "one.txt 2-4 quote: One.",
        "a.txt 0-4 no quote: One.",
        'other␛: { "x": "a" }',
        'other␛: { "x": "b\\u001b" }',
    ]


def test_another_file_is_said_to_be_none() -> None:
    with pytest.raises(StoreError):
        list(format_annotations(b"{", Path("x")))
