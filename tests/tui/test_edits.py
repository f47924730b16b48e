"""What a message adds when another person's tag was left as it is, and a new one of one's own was changed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reader.annotation.store.history import Change, Step
from reader.tui.edits import with_new_ones
from tests.support.stores import an_annotation

TAG = replace(an_annotation(), creator="Bo")
MINE = replace(TAG, creator="Ann")


@pytest.mark.parametrize(
    ("creators", "new", "said"),
    [
        (["Ann"], 0, "rated, {saved}"),
        (["Bo"], 0, "rated, {saved}"),  # one of Ann's own stood there
        ([], 1, "rated, {saved}"),  # a tag was set, and none is changed
        (["Bo"], 1, "rated on a tag of your own beside Bo’s, {saved}"),
        (["Ann", "Bo"], 1, "rated, 1 of them on a tag of your own beside Bo’s, {saved}"),
        (["Bo", "Bo", ""], 2, "rated, 2 of them on tags of your own beside Bo’s, {saved}"),
        (["Bo", "Cy"], 2, "rated, 2 of them on tags of your own beside those of 2 people, {saved}"),
    ],
)
def test_new_tags_beside_those_of_others_are_counted(creators: Sequence[str], new: int, said: str) -> None:
    old = len(creators) - new
    step = Step("set", (*[Change(None, MINE)] * new, *[Change(MINE, MINE)] * old), "Ann")
    assert with_new_ones("rated, {saved}", step, [replace(TAG, creator=each) for each in creators]) == said
