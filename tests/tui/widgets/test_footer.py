"""The six keys of the key bar: those of the tags first, the help last, and the most useful ones between."""

import pytest

from reader.settings import TAGS
from reader.settings.keymap import Keymap
from reader.tui.widgets.footer import BY_PLACE, MOST, footer

KEYMAP = Keymap(TAGS, {})


def ids(place: str, keymap: Keymap = KEYMAP, *, is_narrow: bool = False) -> list[str]:
    """Return the ids of the keys that are not those of tags."""
    return [key.id for key in footer(keymap, place, is_narrow=is_narrow) if key.id]


@pytest.mark.parametrize(
    ("place", "is_narrow", "found"),
    [
        ("article", False, ["switch-pane", "quit", "help"]),
        ("article", True, ["switch-pane", "quit", "larger", "range", "help"]),
        ("tag", False, ["note", "card", "help"]),
        ("ends", False, ["accept", "sentence", "help"]),
        ("ends", True, ["accept", "sentence", "end-previous-word", "end-next-word", "help"]),
        ("suggestion", False, ["accept", "dismiss", "help"]),
        ("range", False, ["next-sentence", "range", "help"]),
        ("tags", False, ["go-there", "choose", "tags-card", "filter-tags", "leave-tags", "help"]),
        ("echoes", False, ["go-to-echo", "leave-echoes", "echoes-carry", "beside", "choose-echo", "help"]),
        ("together", False, ["switch-pane", "together", "accept", "beside", "help"]),
        ("apart", True, ["switch-pane", "together", "accept", "beside", "help"]),
        ("end", False, ["done", "note", "help"]),
        ("sources", False, ["open", "list-order", "filter", "list-done", "beside", "help"]),
        ("sources", True, ["open", "list-order", "filter", "list-done", "beside", "help"]),
    ],
)
def test_the_keys_that_matter_in_a_place(place: str, is_narrow: bool, found: list[str]) -> None:
    assert ids(place, is_narrow=is_narrow) == found


@pytest.mark.parametrize("place", BY_PLACE)
@pytest.mark.parametrize("is_narrow", [True, False])
def test_there_are_six_at_most_and_the_last_leads_to_all(place: str, is_narrow: bool) -> None:
    keys = footer(KEYMAP, place, is_narrow=is_narrow)
    labels = [key for key in keys if key.brief]  # the keys of all tags share one where there is little room
    assert len(labels) <= MOST
    assert keys[-1].id == "help"


def test_with_little_room_the_tags_share_a_label() -> None:
    wide, narrow = ([key.brief for key in footer(KEYMAP, "article", is_narrow=is_narrow)[:3]] for is_narrow in (0, 1))
    assert wide == ["quote", "claim", "boilerplate"]
    assert narrow == ["", "", "tag"]


@pytest.mark.parametrize(("number", "is_shared"), [(3, False), (4, True)])
def test_many_tags_share_a_label_anywhere(number: int, is_shared: bool) -> None:
    tags = [*TAGS, TAGS[0]._replace(name="doubt", key="x", alias="4")][:number]
    keys = footer(Keymap(tags, {}), "article", is_narrow=False)
    assert (keys[0].brief == "") == is_shared


def test_a_range_has_labels_of_its_own() -> None:
    labels = {key.id: key.brief for key in footer(KEYMAP, "range", is_narrow=True)}
    assert (labels["next-sentence"], labels["range"]) == ("longer", "end range")
