"""The index of annotations finds what a look at every one of them finds."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import span_index
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.span_index import BUCKET, LONG, SpanIndex, _buckets, _Layer
from reader.text.span import Span

edges = st.integers(0, 40) | st.sampled_from([BUCKET - 1, BUCKET, BUCKET + 1, 3 * BUCKET, LONG * BUCKET, 99 * BUCKET])
spans = st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair) + 1))


def an_annotation(id: int, span: Span) -> Annotation:
    return Annotation(id=str(id), source="a.txt", start=span.start, end=span.end, exact="", tag="quote")


@given(st.lists(spans), st.lists(st.integers(0, 9)), spans)
def test_it_finds_what_touches_a_span(found: list[Span], removed: list[int], asked: Span) -> None:
    annotations = [an_annotation(id, span) for id, span in enumerate(found)]
    index = SpanIndex(annotations)
    for id in removed:
        index.remove(str(id))
    left = [each for each in annotations if int(each.id) not in removed]
    assert sorted(each.id for each in index) == sorted(each.id for each in left)
    touching = sorted(
        (each for each in left if each.span.overlaps(asked)), key=lambda each: (each.start, -each.end, each.id)
    )
    assert index.touching(asked) == touching


tagged = st.tuples(spans, st.sampled_from(["quote", "claim"]), st.sampled_from(["", "so"]), st.integers(0, 3))


@given(st.lists(tagged), st.lists(st.integers(0, 9)), spans)
def test_those_that_look_alike_are_one_layer(
    held: list[tuple[Span, str, str, int]], removed: list[int], asked: Span
) -> None:
    annotations = [
        replace(an_annotation(id, span), tag=tag, note=note, created=str(at))
        for id, (span, tag, note, at) in enumerate(held)
    ]
    index = SpanIndex(annotations)
    for id in removed:
        index.remove(str(id))
    left = [each for each in index if each.span.overlaps(asked)]
    layers = index.layers(asked)
    assert {(each.span, each.tag) for each in layers} == {(each.span, each.tag) for each in left}
    assert index.count(asked) == Counter(each.tag for each in left)
    assert index.is_touched(asked) == bool(left)
    for layer in layers:
        alike = index.alike(layer.span, layer.tag)
        assert sorted(each.id for each in alike) == sorted(
            each.id for each in left if (each.span, each.tag) == (layer.span, layer.tag)
        )
        assert layer.created == max(each.created for each in alike)
        assert bool(layer.note) == any(each.note for each in alike)
    assert sorted(index.tagged_spans) == sorted({(each.tag, each.span) for each in index})
    newest = sorted(left, key=lambda each: each.created, reverse=True)
    order = [(each.span != asked, each.end - each.start, each.created) for each in index.nearest(asked)]
    assert order == [
        (each.span != asked, each.end - each.start, each.created)
        for each in sorted(newest, key=lambda each: (each.span != asked, each.end - each.start))
    ]


def test_of_very_many_that_look_alike_only_the_newest_are_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(span_index, "NEAREST", 3)
    index = SpanIndex(replace(an_annotation(n, Span(0, 9)), created=str(n)) for n in range(9))
    assert [each.id for each in index.nearest(Span(0, 9))] == ["8", "7", "6"]
    index.add(replace(an_annotation(9, Span(0, 9)), created="9"))
    assert [each.id for each in index.nearest(Span(2, 3))] == ["9", "8", "7"]
    assert index.count(Span(0, 1)) == {"quote": 10}


@given(spans, spans)
def test_one_that_is_put_in_again_is_where_it_is_now(before: Span, after: Span) -> None:
    index = SpanIndex([an_annotation(1, before)])
    index.add(an_annotation(1, after))
    assert [each.span for each in index.touching(after)] == [after]
    assert len(index) == 1
    assert bool(index.touching(before)) == before.overlaps(after)


@given(st.lists(spans, max_size=8), st.lists(spans, min_size=1, max_size=3))
def test_the_next_and_the_one_before_are_those_in_order(held: list[Span], asked: list[Span]) -> None:
    index = SpanIndex(an_annotation(number, span) for number, span in enumerate(held))
    order = sorted({(span.start, -span.end) for span in held})
    for span in asked:
        here = span.start, -span.end
        after, before = index.beside(span, 1), index.beside(span, -1)
        assert (after and (after.start, -after.end)) == next((each for each in order if each > here), None)
        assert (before and (before.start, -before.end)) == next((each for each in order[::-1] if each < here), None)


@pytest.mark.parametrize(
    ("start", "end", "buckets"),
    [
        (0, 1, [0]),
        (5, 5, [0]),
        (BUCKET, BUCKET, [1]),
        (0, BUCKET, [0]),
        (0, BUCKET + 1, [0, 1]),
        (BUCKET - 1, BUCKET + 1, [0, 1]),
        (BUCKET, 3 * BUCKET, [1, 2]),
        (0, LONG * BUCKET, list(range(LONG))),
        (0, LONG * BUCKET + 1, [-1]),  # it is kept apart
    ],
)
def test_a_span_is_in_the_buckets_that_it_touches(start: int, end: int, buckets: list[int]) -> None:
    assert list(_buckets(start, end)) == buckets


@pytest.mark.parametrize(("step", "at", "expected"), [(1, 0, 1), (-1, 9, 3)])
def test_a_long_one_is_not_beside_a_span_if_a_short_one_is_nearer(step: int, at: int, expected: int) -> None:
    long = {1: Span(5 * BUCKET, 99 * BUCKET), -1: Span(2 * BUCKET, 99 * BUCKET)}[step]
    short = [Span(bucket * BUCKET, bucket * BUCKET + 1) for bucket in (0, 1, 3, 9)]
    index = SpanIndex(an_annotation(number, span) for number, span in enumerate([*short, long]))
    found = index.beside(Span(at * BUCKET, at * BUCKET + 1), step)
    assert found and found.start == expected * BUCKET


def test_what_is_newest_is_found_once_for_each_change() -> None:
    layer = _Layer()
    layer.put(replace(an_annotation(1, Span(0, 9)), created="1"))
    newest, shown = layer.newest_first, layer.shown
    assert layer.newest_first is newest
    assert layer.shown is shown
    layer.put(replace(an_annotation(2, Span(0, 9)), created="1"))
    assert [each.id for each in layer.newest_first] == ["1", "2"], "of one moment in order of their ids"
    assert layer.drop("1") == 1
    assert [each.id for each in layer.newest_first] == ["2"]


def test_the_newest_is_shown_with_the_note_of_another_only_if_it_has_none() -> None:
    layer = _Layer()
    for id, note in enumerate(["so", "", "or so", ""]):
        layer.put(replace(an_annotation(id, Span(0, 9)), created=str(id), note=note))
    assert (layer.shown.id, layer.shown.note) == ("3", "so")
    layer.drop("3")
    assert (layer.shown.id, layer.shown.note) == ("2", "or so")


def test_the_nearest_are_those_of_just_this_span_then_the_shortest_then_the_newest() -> None:
    held = [(Span(0, 9), "1"), (Span(0, 5), "2"), (Span(0, 5), "3"), (Span(2, 4), "0"), (Span(8, 9), "9")]
    index = SpanIndex(replace(an_annotation(n, span), created=at) for n, (span, at) in enumerate(held))
    assert [each.id for each in index.nearest(Span(0, 5))] == ["2", "1", "3", "0"]
