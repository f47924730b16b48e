"""A small part of `python -m tests.torture.anchoring`, whose full run is a measurement."""

from collections import Counter

from tests.torture.anchoring import PURE, run


def test_few_places_are_wrong_and_intact_passages_are_found() -> None:
    figures = run(1200, seed=7)
    total: Counter[str] = sum(figures.values(), Counter())
    assert total["all"] >= 1200
    assert total["wrong"] <= total["all"] // 500
    assert total["right"] >= 0.98 * total["intact"]


def test_what_is_only_written_otherwise_is_always_found() -> None:
    figures = run(1200, seed=11)
    for name in PURE:
        assert figures[name]["right"] == figures[name]["intact"] == figures[name]["all"] > 0
        assert figures[name]["wrong"] == 0
