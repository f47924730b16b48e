"""The text of the annotations file: TinyDB's own JSON, a line a field, and nothing that is not TinyDB's is let in."""

import json
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.store import file_format
from reader.annotation.store.file_format import Texts, decode, documents_with, encode, parse, text_chunks

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.text(), VALUES, max_size=4)
TABLES = st.dictionaries(st.text(), st.dictionaries(st.integers(0, 10**17), DOCUMENTS, max_size=4), max_size=3)


def texts(tables: dict[str, dict[int, dict[str, object]]]) -> Texts:
    return {name: {number: encode(document) for number, document in table.items()} for name, table in tables.items()}


def written(tables: dict[str, dict[int, dict[str, object]]]) -> bytes:
    return b"".join(text_chunks(texts(tables)))


@given(TABLES)
def test_what_is_written_is_read_again(tables: dict[str, dict[int, dict[str, object]]]) -> None:
    found = parse(written(tables))
    assert {name: {n: decode(text) for n, text in table.items()} for name, table in found.items()} == tables
    assert b"".join(text_chunks(found)) == written(tables)


@pytest.mark.parametrize("piece", [1, 2, 3, 5])
def test_a_table_is_the_same_however_many_documents_are_put_together_at_a_time(piece: int) -> None:
    tables: dict[str, dict[int, dict[str, object]]] = {
        "annotations": {number: {"id": str(number)} for number in range(5)}
    }
    whole = written(tables)
    with patch.object(file_format, "PIECE", piece):
        assert written(tables) == whole
        assert len(list(text_chunks(texts(tables)))) == 5 + -(-5 // piece), "no more is held at a time"


@given(TABLES)
def test_a_file_of_ours_is_read_the_same_without_the_checks(tables: dict[str, dict[int, dict[str, object]]]) -> None:
    assert parse(written(tables), is_ours=True) == texts(tables)


@given(TABLES, st.integers(1, 200))
def test_it_does_not_matter_where_a_file_of_ours_is_cut(
    tables: dict[str, dict[int, dict[str, object]]], size: int
) -> None:
    with patch.object(file_format, "SLICE", size):
        assert parse(written(tables), is_ours=True) == texts(tables)


def test_a_file_of_ours_is_taken_apart_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written({"annotations": {number: {"id": str(number)} for number in range(10)}})
    assert len(list(file_format._slices(data, data.index(b"{", 1) + 1, data.index(b"\n  }")))) == 1
    monkeypatch.setattr(file_format, "SLICE", 1)
    assert len(list(file_format._slices(data, data.index(b"{", 1) + 1, data.index(b"\n  }")))) == 10


@given(TABLES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_any_other_layout_of_the_same_is_read_the_same(
    tables: dict[str, dict[int, dict[str, object]]], indent: int | str | None, ascii_only: bool
) -> None:
    data = json.dumps(tables, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "backslashreplace")
    assert parse(data) == texts(tables)


def test_the_layout_is_that_of_an_indented_json() -> None:
    tables: dict[str, dict[int, dict[str, object]]] = {
        "about": {1: {"format": 1}}, "empty": {}, "annotations": {1: {}, 2: {"a": "“Größe”\n\x07", "b": [1, {}]}}
    }  # fmt: skip
    assert written(tables) == (json.dumps(tables, ensure_ascii=False, indent=2) + "\n").encode()


SOURCED = st.fixed_dictionaries(
    {"source": st.sampled_from(["a", "b", '\n      "source": "a"'])}, optional={"x": VALUES}
)


@given(st.dictionaries(st.sampled_from(["t", "other"]), st.dictionaries(st.integers(0, 99), SOURCED, max_size=5)))
def test_those_with_a_value_are_found_without_the_others(tables: dict[str, dict[int, dict[str, object]]]) -> None:
    wanted = {n: text for n, text in texts(tables).get("t", {}).items() if decode(text)["source"] == "a"}
    assert documents_with(written(tables), "t", "source", "a") == wanted


def test_documents_stand_in_order_of_their_number() -> None:
    assert written({"t": {10: {}, 2: {}, 9: {}}}) == b'{\n  "t": {\n    "2": {},\n    "9": {},\n    "10": {}\n  }\n}\n'


@pytest.mark.parametrize("document", [{"source": "bad\udcff.txt"}, {"theirs": 2**70}, {"theirs": 1e16}])
def test_what_other_writers_of_json_refuse_is_kept(document: dict[str, object]) -> None:
    assert decode(encode(document)) == document
    assert [len(line) - len(line.lstrip()) for line in encode(document).splitlines()] == [0, 6, 4], "laid out as others"
    assert parse(written({"annotations": {1: document}})) == texts({"annotations": {1: document}})


REFUSED = {
    "cut in the middle": (b'{"annotations": {"1": {"id"', "not JSON"),
    "not JSON at all": (b"Dear diary\n", "not JSON: Expecting value in line 1, column 1"),
    "not UTF-8": (b'{"annotations": {"1": {"id": "\xff"}}}', "not UTF-8 (byte 0xFF at 30)"),
    "UTF-16": ("{}".encode("utf-16"), "it is in UTF-16: save it as UTF-8"),
    "a byte-order mark": ("{}".encode("utf-8-sig"), "byte-order mark: save it as UTF-8 without one"),
    "null": (b"null", "not a TinyDB file"),
    "a list": (b"[]", "not a TinyDB file"),
    "a table that is a list": (b'{"annotations": []}', "its table 'annotations' is not an object"),
    "a document under a name": (b'{"annotations": {"one": {}}}', "'one', which is not a number"),
    "a document that is a text": (b'{"annotations": {"1": "x"}}', "document 1 of the table 'annotations'"),
    "the same table twice": (b'{"annotations": {}, "annotations": {}}', "the key 'annotations' twice"),
    "a number that JSON does not know": (b'{"annotations": {"1": {"start": NaN}}}', "NaN"),
    "a number of too many digits": (
        b'{"annotations": {"1": {"start": %b}}}' % (b"9" * 4001),
        "a number of 4,001 digits",
    ),
    "a number beyond all": (b'{"annotations": {"1": {"start": 1e400}}}', "1e400"),
    "nested without end": (b'{"a":' * 100_000, "nested too deeply"),
}
OURS = written({"about": {1: {"format": 1}}, "annotations": {1: {"id": "a", "tag": "quote"}, 2: {"id": "b"}}})
REFUSED_IN_OUR_LAYOUT = {
    "a comma too many": (b'"annotations": {', b'"annotations": {,', "not JSON"),
    "a comma too few": (b"    },\n", b"    }\n", "not JSON"),
    "a field twice": (b'"tag"', b'"id"', "the key 'id' twice"),
    "a number twice": (b'    "2": ', b'    "1": ', "the key '1' twice"),
    "a table twice": (b'"about"', b'"annotations"', "the key 'annotations' twice"),
    "a line break in a text": (b'"quote"', b'"quo\nte"', "not JSON: Invalid control character at in line 10"),
    "NUL bytes": (b'"quote"', b"\0\0\0\0\0\0\0", "not JSON"),
    "something behind it": (b"\n}\n", b"\n}\n}", "not JSON: Extra data"),
    "a constant": (b'"quote"', b"-Infinity", "-Infinity"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_tinydbs_is_refused(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(ValueError, match="it ") as refused:
        parse(data)
    assert reason in str(refused.value)


@pytest.mark.parametrize("name", REFUSED_IN_OUR_LAYOUT)
def test_what_is_broken_in_our_layout_is_refused_with_the_place_in_the_file(name: str) -> None:
    old, new, reason = REFUSED_IN_OUR_LAYOUT[name]
    assert old in OURS
    for is_ours in (False, True) if "twice" not in name else (False,):
        with pytest.raises(ValueError, match="it ") as refused:
            parse(OURS.replace(old, new, 1), is_ours=is_ours)
        assert reason in str(refused.value)


def test_no_cut_of_a_file_passes_for_a_whole_one() -> None:
    for end in range(1, len(OURS) - 1):  # without its last line break it is whole
        with pytest.raises(ValueError, match="not JSON"):
            parse(OURS[:end])


def test_a_file_in_our_layout_is_never_parsed_as_a_whole_and_one_of_ours_not_document_by_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_format, "_parse_whole", lambda _data: pytest.fail("that takes a second"))
    read = parse(OURS)
    assert {name: list(table) for name, table in read.items()} == {"about": [1], "annotations": [1, 2]}
    monkeypatch.setattr(file_format, "_take_apart", lambda _data: pytest.fail("that takes several times as long"))
    assert parse(OURS, is_ours=True) == read
