"""Values in other programs' JSON: each is taken in every way in which it is written, and nothing else is."""

from typing import Any

import pytest

from reader.formats.loose_json import (
    LARGEST,
    is_blank,
    label,
    lines,
    mapping,
    offset,
    sequence,
    source_name,
    time,
    utc,
    without_nulls,
)


@pytest.mark.parametrize(
    ("value", "as_mapping", "as_sequence"),
    [
        (None, {}, []),
        ({"a": 1}, {"a": 1}, [{"a": 1}]),
        ([1, None], {}, [1, None]),
        ([], {}, []),
        ("", {}, [""]),
        (0, {}, [0]),
    ],
)
def test_a_value_is_an_object_or_a_list_whatever_it_is(value: Any, as_mapping: Any, as_sequence: Any) -> None:
    assert (mapping(value), sequence(value)) == (as_mapping, as_sequence)


@pytest.mark.parametrize(
    ("value", "number"), [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (-1, -1), (0, 0), (LARGEST, LARGEST)]
)
def test_an_offset_is_a_whole_number_however_it_is_written(value: Any, number: int) -> None:
    assert offset(value, "start") == number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "start is True, not a number"),
        (None, "start is null, not a whole number"),
        (0.5, "start is 0.5, not a whole number"),
        ("x", "start is 'x', not a whole number"),
        ([3], r"start is \[3\], not a whole number"),
        (float("inf"), "start is inf, not a whole number"),
        (float("nan"), "start is nan, not a whole number"),
        (LARGEST + 1, f"start is {LARGEST + 1}, not a whole number"),
        (-LARGEST - 1, f"start is {-LARGEST - 1}, not a whole number"),
        ("x" * 57, f"start is '{'x' * 57}', not"),  # 59 characters with the marks
        ("x" * 58, rf"start is '{'x' * 56}\.\.\., not"),
    ],
)
def test_anything_else_is_not_an_offset_and_said(value: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        offset(value, "start")


@pytest.mark.parametrize(("value", "name"), [("claim", "claim"), (7, "7"), (0, "0")])
def test_a_label_is_a_name_or_a_number(value: Any, name: str) -> None:
    assert label(value) == name


@pytest.mark.parametrize("value", ["", None, True, 1.5, ["claim"]])
def test_anything_else_is_not_a_label(value: Any) -> None:
    with pytest.raises(ValueError, match=r"its label is .*, not a name"):
        label(value)


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_these_values_say_nothing(value: Any) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, " ", [None], {"a": None}])
def test_other_values_say_something(value: Any) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (["a", None, 7], "a\n7"), (None, ""), ([], "")])
def test_texts_stand_on_a_line_each(value: Any, text: str) -> None:
    assert lines(value) == text


@pytest.mark.parametrize(
    ("places", "name"),
    [
        ([{"source": "a.txt", "file": "b.txt"}], "a.txt"),
        ([{"url": "c", "path": "b", "filename": "a"}], "a"),
        ([{"other": "x"}, {"file": "b.txt"}], "b.txt"),
        ([None, 7, {"file": "b.txt"}], "b.txt"),
        ([{"source": 17}], "17"),
        ([{"source": "a\nb"}], "a\nb"),  # one of ours may have any name
        ([{"source": "x" * 1000}], "x" * 1000),
        ([{"source": "", "file": "b.txt"}], "b.txt"),
        ([{"source": False, "file": "b.txt"}], "b.txt"),
        ([{"file": "a\nb", "path": "c"}], "c"),  # another program's may be a text
        ([{"file": 17, "path": "c"}], "c"),
        ([{"file": " ", "path": "c"}], "c"),
        ([{"file": "x" * 999}], "x" * 999),
        ([{"file": "x" * 1000, "path": "c"}], "c"),
        ([{}], ""),
        ([], ""),
    ],
)
def test_a_source_is_named_by_the_first_key_that_has_a_name(places: list[Any], name: str) -> None:
    assert source_name(*places) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1577934245.9, "2020-01-02T03:04:05Z"),
        ("2020-01-02", "2020-01-02"),
        (["2020-01-02"], "2020-01-02"),
        (None, ""),
        ([], ""),
        (True, "True"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (10**15, "1000000000000000"),
        ([1, 2], "[1, 2]"),
    ],
)
def test_a_time_is_a_text_or_a_number_of_seconds_and_anything_else_stays_to_be_named(value: Any, text: str) -> None:
    assert time(value) == text


def test_keys_without_a_value_are_left_out() -> None:
    assert without_nulls({"a": None, "b": 0, "c": ""}) == {"b": 0, "c": ""}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456789Z"),
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
        (" 2026-01-02 03:04 ", "2026-01-02T03:04:00Z"),
        ("2026-01-02", "2026-01-02T00:00:00Z"),
        ("20260102T030405Z", "2026-01-02T03:04:05Z"),
        ("Fri, 02 Jan 2026 03:04:05 -0500", "2026-01-02T08:04:05Z"),
        ("2026-02-30T03:04:05Z", ""),
        ("2026-01-02T25:00:00Z", ""),
        ("0001-01-01T00:00:00+10:00", ""),
        ("yesterdayZ", ""),
        ("02/01/2026", ""),
        ("46024.5", ""),
        ("", ""),
    ],
)
def test_a_time_is_read_in_the_forms_that_mean_one_thing(written: str, found: str) -> None:
    assert utc(written) == found
