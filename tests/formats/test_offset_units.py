"""Offsets in UTF-16, as JavaScript counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.offset_units import STRIDE, OffsetConverter, OffsetUnit
from tests.support.traps import FAMILY, VECTOR


@pytest.mark.parametrize(
    ("text", "passage", "code_points", "utf16"),
    [
        (VECTOR, "“Quote”", (9, 16), (10, 17)),
        (VECTOR, FAMILY, (17, 22), (18, 26)),
        (VECTOR, "end", (23, 26), (27, 30)),
        ("💩This is an annotation.", "annotation", (12, 22), (13, 23)),
        (VECTOR, VECTOR, (0, 27), (0, 31)),
    ],
)
def test_the_vectors(text: str, passage: str, code_points: tuple[int, int], utf16: tuple[int, int]) -> None:
    start = text.index(passage)
    assert (start, start + len(passage)) == code_points
    converter = OffsetConverter(text, OffsetUnit.UTF16)
    assert tuple(map(converter.to_units, code_points)) == utf16


@given(text=st.text("a💩\u0301é", max_size=12), far=st.sampled_from(["", "💩" * STRIDE, "a" * (STRIDE - 1)]))
def test_units_are_those_of_the_encoded_text(text: str, far: str) -> None:
    text = far + text
    converter = OffsetConverter(text, OffsetUnit.UTF16)
    for at in range(max(0, len(far) - 2), len(text) + 1):
        assert converter.to_units(at) == len(text[:at].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("a" * STRIDE, OffsetUnit.UTF16, 1),
        ("💩" * (STRIDE + 1), OffsetUnit.CODE_POINTS, 1),
        ("💩" * STRIDE, OffsetUnit.UTF16, 2),
        ("💩" * (STRIDE + 1), OffsetUnit.UTF16, 3),
    ],
)
def test_nothing_is_indexed_where_both_units_are_the_same(text: str, unit: OffsetUnit, count: int) -> None:
    assert len(OffsetConverter(text, unit)._known) == count
