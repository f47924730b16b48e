"""The outline of a file: its shape and the keys of its records, of a damaged file as well as it can be told."""

import pytest

from reader.formats.outline import SAMPLE, outline


@pytest.mark.parametrize(
    ("text", "kind", "keys", "pairs"),
    [
        ("", "none", "", 0),
        ("source,start", "none", "", 0),
        ('"text"', "none", "", 0),
        ('{"a": 1, "b": {"c": 2}}', "object", "ab", 0),
        (' \r\n\t\ufeff{"a": 1}', "object", "a", 0),
        ('[{"a": 1}, {"b": [{"c": 1}]}]', "list", "ab", 0),
        ("[]", "list", "", 0),
        ('[[1], {"a": 1}, [2]]', "list", "a", 2),
        ('[" [", 7]', "list", "", 0),
        ('{"a": 1}\n{"b": 2}', "lines", "ab", 0),
        ('{"a": 1}\r\r\n \n{"b": 2}\n', "lines", "ab", 0),
        ('["x", {"a": 1}]\n["y", {}]', "lines", "a", 2),
        ('["x", {"a": 1}]', "lines", "a", 1),  # one record of a text and an object
        ('["x", ["a"]]', "list", "", 1),
        ('["x", {"a": 1}, {"b": 1}]', "list", "ab", 0),
        ('[["x"], {"a": 1}]', "list", "a", 1),
    ],
)
def test_a_file_has_a_shape_and_its_records_have_keys(text: str, kind: str, keys: str, pairs: int) -> None:
    found = outline(text)
    assert (found.kind, "".join(sorted(found.keys)), found.pairs) == (kind, keys, pairs)


@pytest.mark.parametrize(
    ("text", "kind", "keys"),
    [
        ('{"a": NaN, "b": {"c": 1}, "d": [{"e": 1}', "object", "abd"),
        ('[{"a": 1, "b": {"c": 1}}, {"d', "list", "ab"),
        ('{"a": 1}\n{"b": NaN, "c": {"d": 1}}', "lines", "abc"),
        ('[1, {"a": NaN}]', "list", "a"),
        ('{"a" : "\\"x\\": {", "b"\t: 2, c}', "object", "ab"),
        ('{"a": ["b", "c", {', "object", "a"),
        ('{\n"a": 1,\n"b": [\n{"c"', "object", "ab"),
    ],
)
def test_a_damaged_file_is_scanned_for_keys_at_the_depth_of_a_record(text: str, kind: str, keys: str) -> None:
    found = outline(text)
    assert (found.kind, "".join(sorted(found.keys))) == (kind, keys)


def test_only_the_beginning_of_a_damaged_file_is_scanned() -> None:
    blank = " " * (SAMPLE - len('{"a": 1,"b":'))
    assert outline(f'{{"a": 1,{blank}"b": 2, x').keys == {"a", "b"}
    assert outline(f'{{"a": 1,{blank} "b": 2, x').keys == {"a"}
    assert outline(f'{{"c": 1}}\n{{"a": 1,{blank} "b": 2, x').keys == {"a", "c"}


def test_a_string_of_its_own_is_told_apart_from_words_in_a_text() -> None:
    found = outline('{"a": "tokens", "b": "an article about spans"}')
    assert found.has_string("spans", "tokens")
    assert not found.has_string("spans", "article")
