"""Tags that annotations.json has lost: they wait in the review, singly or all at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.text.span import Span
from reader.tui.screens.question import Question
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.status_and_keys import KeyBar
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.review import FEW, TAGS, WAS, review, texts
from tests.support.under_test import Reader, no_burst, reading, saved, status, typed, until

Make = Callable[..., Workspace]


@pytest.fixture
def lost(make: Make, tmp_path: Path) -> Workspace:
    """Two tags that somebody took out of the file while nobody looked."""
    with make({"one.txt": WAS}) as workspace:
        article = workspace.article(workspace.source("one.txt"))
        for exact, name in list(TAGS.items())[:2]:
            start = WAS.index(exact)
            workspace.tag(article, Span(start, start + len(exact)), name, note="a note")
    (tmp_path / "annotations.json").write_text("{}")
    return Workspace(locate_workspace(tmp_path), opens_empty=True)


def missing(pilot: Reader) -> list[str]:
    return [loss.annotation.exact for loss in review(pilot).lost]


BOTH = list(TAGS)[:2]


async def open_review(pilot: Reader) -> None:
    await until(pilot, lambda: "2 tags missing: press R" in status(pilot))
    await pilot.press("R")
    await until(pilot, lambda: missing(pilot) == BOTH)


async def test_lost_tags_wait_in_the_review_and_one_key_brings_one_or_all_back(lost: Workspace) -> None:
    async with reading(lost) as pilot:
        await open_review(pilot)
        labels = [key.brief for key in review(pilot).query_one(KeyBar).keys]
        assert {"all 2 back", "all 2 gone"} <= {*labels}, "a key that decides on several says on how many"
        was, now = texts(pilot)
        assert "before" in was and FEW in was and "quote: a note" in was
        assert "missing from annotations.json" in now and "b brings it back" in now
        await pilot.press("enter")
        await until(pilot, lambda: "b brings the tag back" in review(pilot).message)
        await pilot.press("b")
        await until(pilot, lambda: missing(pilot) == BOTH[1:])
        assert [text for _, text in saved(lost)] == BOTH[:1]
        await pilot.press("u")
        await until(pilot, lambda: saved(lost) == [])
        await pilot.press("B")
        await until(pilot, lambda: missing(pilot) == [])
        assert [text for _, text in saved(lost)] == BOTH[1:], "what was undone was removed on purpose"


async def test_all_are_one_step(lost: Workspace) -> None:
    async with reading(lost) as pilot:
        await open_review(pilot)
        await pilot.press("B")
        await until(pilot, lambda: len(saved(lost)) == 2 and not missing(pilot))
        await pilot.press("u")
        await until(pilot, lambda: saved(lost) == [])


async def test_one_key_accepts_that_they_are_gone_and_nobody_is_asked_again(lost: Workspace, tmp_path: Path) -> None:
    async with reading(lost) as pilot:
        await open_review(pilot)
        await pilot.press("x")
        await until(pilot, lambda: missing(pilot) == BOTH[1:])
        await pilot.press("N")
        await until(pilot, lambda: missing(pilot) == [])
    assert (tmp_path / "annotations.json").read_text() == "{}"
    assert not Workspace(locate_workspace(tmp_path)).store.losses.find()


@pytest.mark.parametrize(
    ("key", "asked", "after"), [("B", "bring back 2 tags", 2), ("N", "accept the loss of 2 tags", 0)]
)
async def test_all_at_once_is_asked_about_if_the_key_came_with_others(
    key: str, asked: str, after: int, lost: Workspace
) -> None:
    async with reading(lost) as pilot:
        await open_review(pilot)
        await no_burst(pilot)
        typed(pilot, "j", key, "enter", "x", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        assert str(pilot.app.screen.query_one(DialogBox).border_title) == f"{asked}?"
        await no_burst(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: missing(pilot) == BOTH)
        assert saved(lost) == [], "neither the other keys of the burst nor esc changed anything"
        await no_burst(pilot)
        typed(pilot, "j", key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not missing(pilot) and len(saved(lost)) == after)


@pytest.mark.parametrize("content", ["", "{}"])
async def test_what_is_lost_while_it_is_open_is_reported_too(content: str, make: Make, tmp_path: Path) -> None:
    workspace = make({"one.txt": WAS})
    article = workspace.article(workspace.source("one.txt"))
    workspace.tag(article, Span(0, len(FEW)), "quote")
    async with reading(workspace) as pilot:
        (tmp_path / "annotations.json").write_text(content)
        words = "1 tag missing: press R" if content else "annotations.json is missing, with 1 tag: the next change"
        await until(pilot, lambda: words in status(pilot))
        await pilot.press("R", "B", "escape") if content else await pilot.press("down", "c")
        await until(pilot, lambda: FEW in [text for _, text in saved(workspace)])


async def test_a_missing_file_is_said_to_have_the_records_that_it_had(make: Make, tmp_path: Path) -> None:
    workspace = make({"one.txt": WAS})
    workspace.done.toggle(workspace.article(workspace.source("one.txt")))
    workspace.store.checkpoint()
    async with reading(workspace) as pilot:
        (tmp_path / "annotations.json").unlink()
        await until(pilot, lambda: "annotations.json is missing, with 1 record: the next change" in status(pilot))


async def test_an_empty_file_is_opened_with_all_its_tags_in_the_review(lost: Workspace, tmp_path: Path) -> None:
    (tmp_path / "annotations.json").write_bytes(b"")
    async with reading(Workspace(locate_workspace(tmp_path), opens_empty=True)) as pilot:
        await open_review(pilot)
        await pilot.press("B")
        await until(pilot, lambda: len(saved(lost)) == 2)


async def test_an_older_state_is_shown_beside_the_last_one(make: Make, tmp_path: Path) -> None:
    with make({"one.txt": WAS}) as workspace:
        article = workspace.article(workspace.source("one.txt"))
        tagged = workspace.tag(article, Span(0, len(FEW)), "quote", note="first")
        old = (tmp_path / "annotations.json").read_bytes()
        workspace.note(tagged, "second")
    (tmp_path / "annotations.json").write_bytes(old)
    workspace = Workspace(locate_workspace(tmp_path))
    async with reading(workspace) as pilot:
        await until(pilot, lambda: "1 tag in an older state" in status(pilot))
        await pilot.press("R")
        await until(pilot, lambda: "second" in texts(pilot)[0])
        assert "older in annotations.json" in texts(pilot)[1] and "first" in texts(pilot)[1]
        await pilot.press("b")
        await until(pilot, lambda: [each.note for each in workspace.annotations] == ["second"])
