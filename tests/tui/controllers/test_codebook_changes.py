"""A tag is renamed, merged and retired in the app: after a count and a question, and one undo takes it back."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.widgets import Static

from reader.text.span import Span
from reader.tui.fresh_start import FreshStart
from reader.tui.screens.chooser import ChoiceList, Chooser
from reader.tui.screens.question import Question
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make, Reader, answered, app, no_burst, reading, saved, status, typed, until

CODEBOOK = """
[[tags]]
name = "witness"

[[tags]]
name = "rumour"
"""


@pytest.fixture
def workspace(make: Make, tmp_path: Path) -> Workspace:
    (tmp_path / "reader.toml").write_text(CODEBOOK)
    made = make({"one.txt": "Forty boats came. Ten left. It rained."})
    made.state.suggestions = "off"
    article = made.article(made.source("one.txt"))
    for tag, start, end in (("witness", 0, 17), ("rumour", 0, 17), ("rumour", 18, 27)):
        made.tag(article, Span(start, end), tag)
    return made


async def shown(pilot: Reader, before: object = None) -> None:
    """Wait for a list to choose from or a question, other than the one before."""

    def is_there() -> bool:
        screen = app(pilot).screen
        is_dialog = isinstance(screen, Chooser | Question) and screen is not before
        return is_dialog and bool(screen.query("Static, ChoiceList"))

    await until(pilot, is_there)
    await answered(pilot)


async def begun(pilot: Reader, command: str) -> None:
    await app(pilot).commands.run(command)
    await shown(pilot)


async def chosen(pilot: Reader, *keys: str) -> None:
    """Type into the list that is open, and wait for the next one, or the question."""
    before = app(pilot).screen
    typed(pilot, *keys, "enter")
    await shown(pilot, before)


async def agreed(pilot: Reader) -> None:
    await no_burst(pilot)
    await pilot.press("enter")


def asked(pilot: Reader) -> str:
    return " ".join(str(each.content) for each in app(pilot).screen.query(Static))


def offered(pilot: Reader) -> list[str]:
    return [each.label for each in app(pilot).screen.query_one(ChoiceList).choices]


def tags(workspace: Workspace) -> list[str]:
    return sorted(tag for tag, _ in saved(workspace))


async def test_a_tag_is_renamed_and_the_app_begins_again_with_the_new_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with reading(workspace) as pilot:
        await begun(pilot, "rename_tag")
        assert offered(pilot) == ["witness", "rumour"], "the default tags keep their names"
        await chosen(pilot, *"wit")
        typed(pilot, "ctrl+u", *"rumour", "enter")
        await answered(pilot)
        assert offered(pilot) == ["rumour: there is already such a tag: merge witness into it to make the two one"]
        await chosen(pilot, "ctrl+u", *"seen")
        assert "1 tag, in 1 source, by 1 person. One undo takes it back." in asked(pilot)
        await agreed(pilot)
        await until(pilot, lambda: app(pilot).fresh_start.news)
        assert app(pilot).fresh_start.news == "renamed witness to seen: 1 tag, saved · u undoes"
    assert tags(workspace) == ["rumour", "rumour", "seen"]
    again = Workspace(workspace.paths)
    async with reading(again) as pilot:
        app(pilot).fresh_start.tell("renamed")
        await answered(pilot)
        await pilot.press("u")
        await until(pilot, lambda: app(pilot).fresh_start.news)
        assert app(pilot).fresh_start.news == "undone: renamed witness to seen, saved"
    assert (tags(again), (tmp_path / "reader.toml").read_text()) == (["rumour", "rumour", "witness"], CODEBOOK)


async def test_an_undo_that_a_crash_left_half_done_is_finished_by_the_next_one(workspace: Workspace) -> None:
    workspace.codebook.carry_out(workspace.codebook.plan("rename", "rumour", "gossip"))
    workspace.annotations.undo()  # and then the power fails
    workspace = Workspace(workspace.paths)
    async with reading(workspace) as pilot:
        assert "gossip" in {tag.name for tag in workspace.settings.tags}
        await pilot.press("u")
        await until(pilot, lambda: app(pilot).fresh_start.news.startswith("undone: renamed rumour to gossip, saved"))
    assert (workspace.paths.folder / "reader.toml").read_text() == CODEBOOK


async def test_nothing_is_undone_while_nobody_can_tell_whether_the_last_undo_is_half_done(workspace: Workspace) -> None:
    workspace.codebook.carry_out(workspace.codebook.plan("rename", "rumour", "gossip"))
    workspace.annotations.undo()  # and then the power fails
    workspace = Workspace(workspace.paths)
    async with reading(workspace) as pilot:
        (workspace.paths.folder / "reader.toml").write_text("[[")
        await pilot.press("u")
        assert "reader.toml" in status(pilot)
    assert tags(workspace) == ["rumour", "rumour", "witness"]


async def test_a_tag_is_merged_into_another_one(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await begun(pilot, "merge_tag")
        await chosen(pilot, *"rum")
        assert offered(pilot) == ["quote", "claim", "boilerplate", "witness"]
        await chosen(pilot, *"wit")
        assert "1 becomes one with a tag that is already there" in asked(pilot)
        await agreed(pilot)
        await until(pilot, lambda: app(pilot).fresh_start.news)
    assert tags(workspace) == ["witness", "witness"]


async def test_a_retired_tag_leaves_its_annotations_unless_they_get_another_one(workspace: Workspace) -> None:
    async with reading(workspace) as pilot:
        await begun(pilot, "retire_tag")
        await chosen(pilot, *"rum")
        assert offered(pilot)[:2] == ["leave them as rumour", "quote"]
        await chosen(pilot)
        await agreed(pilot)
        await until(pilot, lambda: app(pilot).fresh_start.news)
    settings = Workspace(workspace.paths).settings
    assert [tag.name for tag in settings.tags if tag.is_retired] == ["rumour"]
    assert tags(workspace) == ["rumour", "rumour", "witness"]


async def test_a_tag_that_only_annotations_have_is_renamed_without_a_fresh_start(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "reader.toml").unlink()
    async with reading(Workspace(workspace.paths)) as pilot:
        await begun(pilot, "rename_tag")
        assert offered(pilot) == ["rumour", "witness"]
        await chosen(pilot, *"wit")
        await chosen(pilot, "ctrl+u", *"seen")
        await agreed(pilot)
        await until(pilot, lambda: "renamed witness to seen: 1 tag, saved" in status(pilot))
        assert app(pilot).fresh_start.news == ""
    assert tags(workspace) == ["rumour", "rumour", "seen"]


async def test_another_program_that_changes_the_codebook_is_noticed(workspace: Workspace) -> None:
    async with reading(workspace, (120, 24)) as pilot:
        other = Workspace(workspace.paths)
        other.codebook.carry_out(other.codebook.plan("rename", "witness", "seen"))
        app(pilot).store_sync.look_around()
        await until(pilot, lambda: "another program changed the codebook" in status(pilot))


@pytest.mark.parametrize(
    ("in_browser", "unsaved", "said"),
    [
        (True, 0, "renamed · load the page again to see the new codebook"),
        (False, 1, "renamed · open reader again once it is saved to see the new codebook"),
    ],
)
async def test_where_it_cannot_begin_again_it_says_what_to_do(
    workspace: Workspace, in_browser: bool, unsaved: int, said: str
) -> None:
    session, status = Mock(), Mock()
    session.workspace.paths, session.workspace.store.unsaved = workspace.paths, unsaved
    start = FreshStart(session, Mock(), status, in_browser=in_browser)
    await start.begin("renamed")
    assert (start.news, status.set_status.call_args.args) == ("", (said,))
