"""The dialog in which the kind of a link is chosen."""

from reader.annotation.model.links import LINK_TYPES
from reader.tui.screens.link_kind import KEYS, OWN


def test_each_kind_has_a_letter_of_its_own() -> None:
    assert sorted(KEYS.values()) == sorted(LINK_TYPES)
    assert OWN not in KEYS
