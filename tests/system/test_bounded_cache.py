"""The cache keeps what was used last, makes each value once while it is kept, and can be sent to another process."""

import pickle

from reader.system.bounded_cache import LRUCache


def recorded(size: int) -> tuple[LRUCache[int, str], list[int]]:
    """A cache, and the keys whose values it made."""
    made: list[int] = []

    def make(key: int) -> str:
        made.append(key)
        return str(key)

    return LRUCache(make, size), made


def test_the_value_that_was_used_longest_ago_goes() -> None:
    cache, made = recorded(2)
    assert [cache[key] for key in (1, 2, 1, 3, 1, 2)] == ["1", "2", "1", "3", "1", "2"]
    assert made == [1, 2, 3, 2], "1 was used after 2, and stayed when 3 came"


def test_it_holds_no_more_than_its_size() -> None:
    cache, _ = recorded(3)
    sizes = []
    for key in range(5):
        cache[key]
        sizes.append(len(cache))
    assert sizes == [1, 2, 3, 3, 3]


class Owner:
    """An object that keeps a cache of its own method, as those in `reader.text` and `reader.insight` do."""

    def __init__(self) -> None:
        self.halves = LRUCache(self.half, 4)

    def half(self, number: int) -> float:
        return number / 2


def test_an_object_with_a_cache_can_be_pickled_and_its_cache_arrives_empty() -> None:
    owner = Owner()
    assert owner.halves[3] == 1.5
    copy: Owner = pickle.loads(pickle.dumps(owner))
    assert len(copy.halves) == 0
    assert copy.halves[5] == 2.5
    assert len(owner.halves) == 1
