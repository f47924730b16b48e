"""The map from a text to its source leads each passage back, to the code point."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.format import FormatError
from reader.formats.text_map import NAME, TextMap, map_lines, read_maps
from reader.text.span import Span

MAP = TextMap("a.txt", "d1", [Span(0, 4), Span(9, 12)])


def written(folder: Path, *maps: TextMap) -> Path:
    file = folder / NAME
    file.write_text("".join(map_lines(maps)), "utf-8")
    return file


@pytest.mark.parametrize(
    ("span", "found"),
    [((0, 4), (0, 4)), ((4, 7), (9, 12)), ((3, 5), (3, 10)), ((0, 7), (0, 12)), ((6, 7), (11, 12))],
    ids=["before the gap", "after it", "across it", "all", "the last"],
)
def test_a_span_goes_from_its_first_to_its_last_code_point(span: tuple[int, int], found: tuple[int, int]) -> None:
    assert MAP.in_source(Span(*span)) == Span(*found)


@pytest.mark.parametrize("span", [(0, 8), (-1, 2), (3, 3), (5, 4)])
def test_what_is_not_a_passage_of_the_text_has_no_place(span: tuple[int, int]) -> None:
    with pytest.raises(
        ValueError, match=f"{span[0]} to {span[1]} is not a passage of the text, which has 7 characters"
    ):
        MAP.in_source(Span(*span))


@given(st.text(min_size=1), st.data())
def test_every_passage_is_found_in_the_source(source: str, data: st.DataObject) -> None:
    marks = sorted(data.draw(st.sets(st.integers(0, len(source)), min_size=2, max_size=8)) | {0, len(source)})
    kept = [Span(start, end) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    found = TextMap("a.txt", "", kept)
    text = found.text(source)
    assert len(text) == found.length
    for at, character in enumerate(text):
        assert found.in_source(Span(at, at + 1)).of(source) == character
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    there = found.in_source(Span(start, end)).of(source)
    assert (there[0], there[-1]) == (text[start], text[end - 1])


@pytest.mark.parametrize("of_folder", [True, False])
def test_maps_are_read_as_they_were_written(tmp_path: Path, *, of_folder: bool) -> None:
    empty = TextMap("b/ü\u2028.txt", "d2", [])
    file = written(tmp_path, MAP, empty)
    assert read_maps(tmp_path if of_folder else file) == {"a.txt": MAP, "b/ü\u2028.txt": empty}


def test_without_sources_there_is_no_map(tmp_path: Path) -> None:
    assert read_maps(written(tmp_path)) == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other"}, "not a map of texts: name the map.json that --format text has written"),
        ({"version": 2}, "version 2 is unknown: export it with this version of reader"),
        ({"sources": [{"source": "a.txt"}]}, "a map in it is damaged"),
        ({"sources": [{"source": "a", "digest": "", "length": 3, "pieces": [[0, 5, 2], [2, 6, 1]]}]}, "of a do not"),
        ({"sources": [{"source": "a", "digest": "", "length": 9, "pieces": [[0, 5, 2]]}]}, "pieces of a do not follow"),
        ({"sources": [{"source": "a", "digest": "", "length": 2, "pieces": [[1, 5, 2]]}]}, "pieces of a do not follow"),
    ],
)
def test_a_file_that_is_not_a_map_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    file = written(tmp_path, MAP)
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    with pytest.raises(FormatError, match=message):
        read_maps(file)
