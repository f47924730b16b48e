"""The index of annotations, beside a plain list that is searched: every change keeps all its answers right."""

from collections import Counter
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, Dismissal, dismissal, position_key
from reader.annotation.model.annotation_index import AnnotationIndex
from tests.support.stores import an_annotation


def a_document(id: str, source: str, start: int, tag: str, to: set[str], is_dismissed: bool) -> Annotation:
    links: dict[str, object] = {f"to {each}": {"type": "same-as", "to": {"annotation": each}} for each in sorted(to)}
    links |= {"broken": "no link", "also broken": {"to": [1]}, "nowhere": {"to": {"annotation": 7}}}
    if "a" in to:
        links["twice"] = links["to a"]
    made = an_annotation(id, source=source, start=start, end=start + 4, tag=tag, links=links)
    return dismissal(made) if is_dismissed else made


documents = st.builds(
    a_document,
    st.sampled_from("abcdef"),
    st.sampled_from(["one.txt", "two.txt"]),
    st.integers(0, 3),
    st.sampled_from(["quote", "claim"]),
    st.sets(st.sampled_from("abcdef"), max_size=2),
    st.booleans(),
)
changes = st.lists(st.one_of(documents, st.sampled_from("abcdef")), max_size=20)


def check(index: AnnotationIndex, model: dict[str, tuple[int, Annotation]]) -> None:
    """Compare every answer of the index with that of the documents by id, each with its number."""
    annotations = sorted((each for _, each in model.values() if not isinstance(each, Dismissal)), key=position_key)
    dismissed = {each.id for _, each in model.values() if isinstance(each, Dismissal)}
    assert len(index) == len(model)
    assert set(index.ids()) == set(model)
    assert index.in_order == tuple(annotations)
    by_source = {source: list(some) for source, some in groupby(annotations, lambda each: each.source)}
    assert index.counts == {source: Counter(each.tag for each in some) for source, some in by_source.items()}
    assert all(count > 0 for counts in index.counts.values() for count in counts.values())
    assert {each.id for each in index.all_dismissed} == dismissed
    for source in ("one.txt", "two.txt", "none.txt"):
        assert index.of(source) == tuple(by_source.get(source, ()))
        assert {each.id for each in index.dismissed(source)} == {
            id for id in dismissed if model[id][1].source == source
        }
    for id in "abcdef":
        number, annotation = model.get(id, (None, None))
        assert (index.number(id), index.get(id)) == (number, annotation)
        linked = [each for each in annotations if f"to {id}" in each.links]
        assert index.linked_to(id) == tuple(linked)


@given(st.lists(documents, unique_by=lambda each: each.id), changes)
def test_after_any_changes_the_index_says_what_the_documents_say(
    first: list[Annotation], changes: list[Annotation | str]
) -> None:
    model = {each.id: (number, each) for number, each in enumerate(first)}
    index = AnnotationIndex(model.values())
    check(index, model)
    for number, change in enumerate(changes, 100):
        if isinstance(change, str):
            index.drop(change)
            model.pop(change, None)
        else:
            index.put(number, change)
            model[change.id] = number, change
        check(index, model)


def test_the_order_is_made_once_until_a_change() -> None:
    index = AnnotationIndex([(1, an_annotation("a"))])
    assert index.in_order is index.in_order


def test_an_emptied_index_has_no_annotation() -> None:
    index = AnnotationIndex([(1, an_annotation("a")), (2, an_annotation("b", source="two.txt"))])
    assert [each.id for each in index.in_order] == ["a", "b"]
    index.empty()
    assert not index.ids() and not index.in_order and not index.of("one.txt") and not index.linked_to("a")
    assert not index.get("a") and not index.number("a")


def test_those_of_a_source_are_one_tuple_until_one_of_them_changes() -> None:
    index = AnnotationIndex([(1, an_annotation("a")), (2, an_annotation("b", source="two.txt"))])
    before, other = index.of("one.txt"), index.of("two.txt")
    assert index.of("one.txt") is before
    index.put(3, an_annotation("c"))
    assert [each.id for each in index.of("one.txt")] == ["a", "c"]
    index.drop("a")
    assert [each.id for each in index.of("one.txt")] == ["c"]
    assert [each.id for each in before] == ["a"]
    assert index.of("two.txt") is other
    index.empty()
    assert index.of("two.txt") == ()
