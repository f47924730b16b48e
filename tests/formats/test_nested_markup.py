"""Spans become elements that nest, and nothing of them or of the text is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.nested_markup import End, Fragment, PartEdge, nested
from reader.text.span import Span

TEXT = "One two.\n\nThree."
PARTS = [Span(0, 8), Span(10, 16)]


def drawn(*spans: tuple[int, int], parts: list[Span] = PARTS) -> str:
    """Return the text with brackets around fragments, and with bars around its parts."""
    found = ""
    for event in nested([Span(*each) for each in spans], parts):
        match event:
            case PartEdge():
                found += "|"
            case Fragment(item, part, count):
                found += f"[{item}{'' if count == 1 else f'.{part + 1}/{count}'} "
            case End():
                found += "]"
            case Span():
                found += event.of(TEXT)
    return found


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], "|One two.||Three.|"),
        ([(0, 3)], "|[0 One] two.||Three.|"),
        ([(4, 7), (0, 8)], "|[1 One [0 two].]||Three.|"),
        ([(0, 8), (0, 8)], "|[0 [1 One two.]]||Three.|"),
        ([(0, 3), (3, 8)], "|[0 One][1  two.]||Three.|"),
        ([(0, 5), (2, 8)], "|[0 On[1.1/2 e t]][1.2/2 wo.]||Three.|"),
        ([(0, 5), (2, 8), (2, 4)], "|[0 On[1.1/2 [2 e ]t]][1.2/2 wo.]||Three.|"),
        ([(4, 16)], "|One [0.1/2 two.]||[0.2/2 Three.]|"),
        ([(4, 9)], "|One [0 two.]||Three.|"),
        ([(8, 10)], "|One two.||Three.|"),
        ([(9, 13)], "|One two.||[0 Thr]ee.|"),
        ([(3, 3)], "|One two.||Three.|"),
    ],
)
def test_overlaps_and_the_edges_of_parts_divide_a_span(spans: list[tuple[int, int]], found: str) -> None:
    assert drawn(*spans) == found


SPANS = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 6)).map(lambda each: Span(each[0], each[0] + each[1])))
EDGES = st.sets(st.integers(0, 20), max_size=8).map(sorted)


@given(SPANS, EDGES)
def test_fragments_are_what_parts_have_of_each_span_and_nest(spans: list[Span], edges: list[int]) -> None:
    parts = [Span(start, end) for start, end in list(pairwise(edges))[::2]]
    stack, covered, passed = list[int](), [set[int]() for _ in spans], list[Span]()
    for event in nested(spans, parts):
        match event:
            case Fragment(item, part, count):
                assert 0 <= part < count
                stack.append(item)
            case End(item):
                assert stack.pop() == item
            case PartEdge():
                assert not stack
            case Span():
                passed.append(event)
                for item in stack:
                    covered[item] |= set(range(*event))
    inside = {at for part in parts for at in range(*part)}
    assert [at for span in passed for at in range(*span)] == sorted(inside)
    assert covered == [set(range(*span)) & inside for span in spans]
