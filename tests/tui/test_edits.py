"""Edits: which version of a tag is the present one, and what a message says of tags beside those of others."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Change, Step
from reader.tui.edits import Edits, with_new_ones
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


@pytest.mark.parametrize(
    ("here", "stored", "now"),
    [
        (TAG, replace(TAG, start=1), TAG),  # the article knows where a changed source has it
        (TAG, replace(TAG, note="new", revision=2), replace(TAG, note="new", revision=2)),  # not shown yet
        (replace(TAG, revision=2), TAG, replace(TAG, revision=2)),
        (None, replace(TAG, note="new"), replace(TAG, note="new")),  # of another article
        (None, None, TAG),
    ],
)
def test_the_newest_version_of_a_tag_is_the_present_one(
    here: Annotation | None, stored: Annotation | None, now: Annotation
) -> None:
    reading, store = SimpleNamespace(annotations={TAG.id: here}), {TAG.id: stored}
    session: Any = SimpleNamespace(reading=reading, workspace=SimpleNamespace(store=store))
    nobody: Any = None
    assert Edits(session, nobody, nobody, nobody).now([TAG]) == [now]
