"""The order of sources: by path, by who is done, by suggestions left, tags, change, or a field's values."""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from reader.annotation.model.field_order import NONE, FieldOrder, fields_of
from reader.annotation.model.filter import SLICE as ANNOTATIONS
from reader.settings.tag_names import is_within, tags_above
from reader.workspace.catalog.entries import SLICE, Entries
from reader.workspace.catalog.ranking import BY_PATH, CHANGED, DONE, LEFT, PATH, SORTED_FIELDS, TAGS, Ranking
from reader.workspace.catalog.source_query import SourceFacts

MOST_SAID = 3  # values of a field that the row of a source names

Key = Any


def source_orders(facts: SourceFacts) -> Generator[None, None, list[str]]:
    """Find the orders that make a difference, in steps of milliseconds: by path, then by facts that some source has."""
    used, named = set[str](), dict[str, None]()
    for start in range(0, len(facts.annotations), ANNOTATIONS):
        some = facts.annotations[start : start + ANNOTATIONS]
        used.update(each.tag for each in some)
        named |= dict.fromkeys(fields_of(some, facts.tags))
        yield
    used.update(*(list(tags_above(name)) for name in tuple(used)))
    kinds = [tag.name for tag in facts.tags if tag.name in used and tag.key]
    fields = [
        each.name for tag in facts.tags for each in tag.fields if each.type in SORTED_FIELDS and each.name in named
    ]
    marks = [DONE] if facts.done.mine else []
    by_tag = [TAGS, *kinds] if any(tag.name in used for tag in facts.tags) else []
    return list(dict.fromkeys([PATH, *marks, LEFT, *by_tag, CHANGED, *fields]))


def rank(name: str, entries: Entries, facts: SourceFacts) -> Generator[None, None, Ranking]:
    """Put all entries in an order, in steps of milliseconds; equal ones stay in the order of their paths."""
    if name == PATH:
        return BY_PATH
    number, said = len(entries), dict[str, str]()
    keys: list[Key] = []
    if name in (DONE, LEFT, TAGS, CHANGED) or any(tag.name == name for tag in facts.tags):
        for some in _keys(name, entries, facts, number):
            keys += some
            yield
    else:
        keys, said = yield from _keys_by_field(name, entries, facts, number)
    yield
    # Sorting numbers is quick, also of a hundred thousand; of other keys there are few that differ.
    places = {key: place for place, key in enumerate(sorted(set(keys)))} if keys and not _are_numbers(keys) else None
    numbers = [places[key] for key in keys] if places is not None else keys
    yield
    order = sorted(range(number), key=numbers.__getitem__)
    yield
    ranks = [0] * number
    for place, index in enumerate(order):
        ranks[index] = place
    return Ranking(name, order, ranks, said)


def _are_numbers(keys: Sequence[Key]) -> bool:
    return isinstance(keys[0], int | float)


def _keys(name: str, entries: Entries, facts: SourceFacts, number: int) -> Iterator[list[Key]]:
    """Yield the keys of the entries in slices: sources with work left come first, else the highest numbers."""
    ids, counts, written = entries.ids, facts.counts, entries.written
    names = [tag.name for tag in facts.tags if is_within(tag.name, name)]  # counts a tag and those nested in it
    for start in range(0, number, SLICE):
        some = range(start, min(start + SLICE, number))
        match name:
            case "done":
                yield [_done_key(facts, ids[at]) for at in some]
            case "left":
                yield [-facts.left_in(ids[at]) for at in some]
            case "tags":
                yield [-counts[ids[at]].total() if ids[at] in counts else 0 for at in some]
            case "changed":
                yield [-written[at] for at in some]
            case _:
                there = (counts.get(ids[at]) for at in some)
                yield [-sum(each[tag] for tag in names) if each else 0 for each in there]


def _done_key(facts: SourceFacts, id: str) -> int:
    """Return 0 for a source that changed after it was done, 1 for one that is not done, and 2 for one that is."""
    return 2 if facts.done.is_done(id) else 0 if id in facts.done.changed else 1


def _keys_by_field(
    name: str, entries: Entries, facts: SourceFacts, number: int
) -> Generator[None, None, tuple[list[Key], dict[str, str]]]:
    """Return a key for each entry by the values of a field of its tags, with these values in words.

    A source with most tags of the first value of a choice comes first, such as most open claims; by any other field,
    sources are sorted by the value that most of their tags have. Sources without the field come last.
    """
    order, found = FieldOrder.of(name, facts.tags, facts.people), dict[str, Counter[str]]()
    for start in range(0, len(facts.annotations), ANNOTATIONS):
        for each in facts.annotations[start : start + ANNOTATIONS]:
            if each.fields and name in each.fields:
                counts = found.setdefault(facts.name_now(each.source), Counter())
                counts.update(label for label in order.labels(each) if label != NONE)
        yield
    by_id = {id: _field_key(order, counts) for id, counts in found.items() if counts}
    last = (1,)
    keys: list[Key] = []
    for start in range(0, number, SLICE):
        keys += [by_id.get(id, last) for id in entries.ids[start : min(start + SLICE, number)]]
        yield
    return keys, {id: _in_words(order, counts) for id, counts in found.items() if counts}


def _field_key(order: FieldOrder, counts: Counter[str]) -> Key:
    if order.choices:
        return (0, *(-counts[value] for value in order.choices))
    most = min(counts, key=lambda label: (-counts[label], order.label_key(label)))
    return (0, *order.label_key(most), -counts[most])


def _in_words(order: FieldOrder, counts: Counter[str]) -> str:
    """Return the values of a source's tags in words: `3 open, 1 refuted`."""
    labels = sorted(counts, key=lambda label: order.label_key(label) if order.choices else (-counts[label], label))
    more = ["…"] if len(labels) > MOST_SAID else []
    return ", ".join([*(f"{counts[label]} {label}" for label in labels[:MOST_SAID]), *more])
