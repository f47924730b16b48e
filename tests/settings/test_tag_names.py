"""Names of tags: which are nested in which, and their order as a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings.tag_names import in_tree, is_within, last_part, nearest, tags_above


@pytest.mark.parametrize(
    ("name", "tag", "is_in"),
    [
        ("claim", "claim", True),
        ("claim/number", "claim", True),
        ("claim/number/share", "claim", True),
        ("claim/number/share", "claim/number", True),
        ("claims", "claim", False),
        ("claim-number", "claim", False),
        ("claim", "claim/number", False),
        ("my claim/number", "claim", False),
        ("Claim/number", "claim", False),
    ],
)
def test_a_name_is_within_a_tag_if_it_goes_on_behind_a_slash(name: str, tag: str, is_in: bool) -> None:
    assert is_within(name, tag) is is_in


def test_the_nearest_tag_above_comes_first() -> None:
    assert list(tags_above("a/b/c")) == ["a/b", "a"]
    assert not list(tags_above("a"))
    assert (last_part("a/b/c"), last_part("a")) == ("c", "a")


@pytest.mark.parametrize(
    ("name", "found"), [("a", "a"), ("a/b", "a/b"), ("a/b/c/d", "a/b"), ("a/x", "a"), ("x/a", "x/a"), ("ab", "ab")]
)
def test_the_nearest_known_tag_stands_for_one_that_is_not_known(name: str, found: str) -> None:
    assert nearest(name, {"a", "a/b"}) == found


@pytest.mark.parametrize(
    ("names", "tree"),
    [
        (["b/x", "a", "b"], ["b", "b/x", "a"]),
        (["a", "c/y/z", "b", "c/x"], ["a", "c/y/z", "c/x", "b"]),
        (["a", "a"], ["a"]),
        (["a-b", "a/b", "a"], ["a-b", "a", "a/b"]),
        ([], []),
    ],
)
def test_a_tree_has_what_is_nested_behind_the_tag_above(names: list[str], tree: list[str]) -> None:
    assert in_tree(names) == tree


@given(st.lists(st.text("ab/", min_size=1, max_size=5)))
def test_a_tree_has_each_name_once_and_what_is_within_one_together(names: list[str]) -> None:
    tree = in_tree(names)
    assert sorted(tree) == sorted(set(names))
    for tag in names:
        places = [place for place, name in enumerate(tree) if is_within(name, tag)]
        assert places == [*range(places[0], places[0] + len(places))]
