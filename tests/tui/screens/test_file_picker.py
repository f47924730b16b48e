"""The names of the file picker without an application."""

import pytest

from reader.tui.screens.file_picker import NameList


@pytest.mark.parametrize(
    ("names", "wanted", "selected"),
    [
        (["a", "b", "c"], -1, -1),  # none is, until a key moves into the list
        (["a", "b", "c"], -2, -1),
        (["a", "b", "c"], 0, 0),
        (["a", "b", "c"], 2, 2),
        (["a", "b", "c"], 3, 2),
        ([], 0, -1),
    ],
)
def test_a_name_is_selected_or_none(names: list[str], wanted: int, selected: int) -> None:
    name_list = NameList()
    name_list.names = names
    assert name_list.validate_selected(wanted) == selected
