"""Counts of tags: each snapshot stays as it was, whatever is counted after it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model import tag_counts
from reader.annotation.model.tag_counts import TagCounts

ADDED = st.tuples(st.sampled_from("abcd"), st.sampled_from(["quote", "claim"]), st.booleans())


@given(st.lists(st.tuples(ADDED, st.booleans()), max_size=40), st.integers(1, 4))
def test_snapshots_are_what_was_counted_until_they_were_taken(
    changes: list[tuple[tuple[str, str, bool], bool]], many: int
) -> None:
    counts, known, seen = TagCounts(), dict[str, Counter[str]](), list[tuple[object, object]]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tag_counts, "MANY", many)
        for (source, tag, is_new), is_looked_at in changes:
            number = 1 if is_new or not known.get(source, Counter())[tag] else -1
            counts.add(source, tag, number)
            known[source] = Counter(known.get(source))
            known[source][tag] += number
            if is_looked_at:
                seen.append((counts.snapshot(), {name: +each for name, each in known.items() if +each}))
    for snapshot, expected in seen:
        assert snapshot == expected
        assert len(snapshot) == len(expected)  # type: ignore[arg-type]


def test_a_source_without_tags_is_not_there() -> None:
    counts = TagCounts()
    counts.add("a", "quote", 1)
    counts.add("b", "quote", 1)
    counts.snapshot()
    counts.add("a", "quote", -1)
    snapshot = counts.snapshot()
    assert (list(snapshot), "a" in snapshot, snapshot.get("a")) == (["b"], False, None)


def test_what_is_counted_after_a_snapshot_does_not_copy_all_sources() -> None:
    counts = TagCounts()
    for number in range(1000):
        counts.add(str(number), "quote", 1)
    counts.snapshot()
    shared = counts._counts
    for number in range(tag_counts.MANY - 1):
        counts.add(str(number), "quote", 1)
        counts.snapshot()
    assert counts._counts is shared
    counts.add("999", "quote", 1)
    assert counts._counts is not shared
    assert counts.snapshot()["999"] == {"quote": 2}
