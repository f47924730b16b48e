"""Commands: one registry, in which an id stands once; every key has a command, or an action of its own pane."""

from functools import partial

import pytest
from textual.message_pump import MessagePump

from reader.settings.dialog_keys import ADJUDICATION, EXPORT, FILES, OUTLINE, REVIEW, SEARCH
from reader.settings.keymap import Keymap, tag_keys
from reader.settings.keys import MOTIONS, SELECTION, TYPING, Key
from reader.settings.pane_keys import ECHOES, FILTERING, PEOPLE, SOURCES, TAG_LIST
from reader.tui.app import ReaderApp
from reader.tui.article.view import ArticleView
from reader.tui.bindings import action_of, check_keys, command_ids
from reader.tui.commands import Command, Commands
from reader.tui.controllers.palette import WITHOUT_KEY
from reader.tui.screens.adjudication import AdjudicationScreen
from reader.tui.screens.export_choice import ExportChoice
from reader.tui.screens.file_picker import FilePicker
from reader.tui.screens.outline import OutlineScreen
from reader.tui.screens.review import Review
from reader.tui.screens.search import Search
from reader.tui.session import Session
from reader.tui.sources.list import SourceList
from reader.tui.widgets.echo_pane import EchoPane
from reader.tui.widgets.people_list import PeopleList
from reader.tui.widgets.tag_list import TagList
from reader.workspace.workspace import Workspace

# The keys of a pane or screen, and the class whose `action_` methods they name.
OWN_ACTIONS: dict[type[MessagePump], tuple[Key, ...]] = {
    ArticleView: (*MOTIONS, *SELECTION),
    SourceList: SOURCES,
    TagList: TAG_LIST,
    PeopleList: PEOPLE,
    EchoPane: ECHOES,
    OutlineScreen: OUTLINE,
    Review: REVIEW,
    AdjudicationScreen: ADJUDICATION,
    ExportChoice: EXPORT,
    FilePicker: FILES,
    Search: SEARCH,
}
# What a screen does when it sees the key itself, or what Textual does.
WITHOUT_METHOD = {"dismiss", "shorten", "complete", "move"}


@pytest.fixture
def commands(workspace: Workspace) -> Commands:
    session = Session(workspace)
    return Commands(session, waiting=lambda: None)


async def test_a_command_runs_with_its_arguments(commands: Commands) -> None:
    done = list[object]()

    async def later(word: str) -> None:
        done.append(word)

    commands.register([Command("now", lambda number: done.append(number)), Command("later", later)])
    await commands.run("now", 1)
    await commands.run("later", "two")
    assert done == [1, "two"]


async def test_a_command_that_is_not_enabled_is_ignored(commands: Commands) -> None:
    done = list[str]()
    commands.register([Command("off", lambda: done.append("off"), is_enabled=lambda: False)])
    await commands.run("off")
    assert (done, commands.is_enabled("off")) == ([], False)


async def test_a_command_that_needs_annotations_waits_until_they_are_read(workspace: Workspace) -> None:
    import asyncio

    session, told, done = Session(workspace), list[str](), list[str]()
    commands = Commands(session, waiting=lambda: told.append("reading"))
    commands.register([Command("undo", lambda: done.append("undone"), needs_annotations=True)])
    running = asyncio.create_task(commands.run("undo"))
    await asyncio.sleep(0)
    assert (told, done) == (["reading"], [])
    session.annotations_ready.set()
    await running
    assert (told, done) == (["reading"], ["undone"])


def test_a_second_command_with_an_id_is_refused(commands: Commands) -> None:
    commands.register([Command("tag", print)])
    with pytest.raises(ValueError, match="two commands are called tag"):
        commands.register([Command("tag", print)])


class Feature:
    """A part with two commands that notes when it was made, and what was done."""

    def __init__(self, notes: list[str]) -> None:
        self._notes = notes
        notes.append("made")

    def commands(self) -> list[Command]:
        return [Command(id, partial(self._notes.append, id)) for id in ("open", "close")]


async def test_a_part_is_made_by_the_first_of_its_commands(commands: Commands) -> None:
    notes = list[str]()
    commands.register_later(("open", "close"), lambda: Feature(notes))
    assert "open" in commands
    assert notes == []
    for id in ("close", "open", "close"):
        await commands.run(id)
    assert notes == ["made", "close", "open", "close"]


def test_a_list_of_all_commands_has_those_of_parts_that_are_made_later(commands: Commands) -> None:
    notes = list[str]()
    commands.register([Command("tag", print)])
    commands.register_later(("open", "close"), lambda: Feature(notes))
    assert [command.id for command in commands] == ["tag", "open", "close"]
    assert [command.id for command in commands] == ["tag", "open", "close"]
    assert commands.is_enabled("open")
    assert notes == ["made"]


def test_an_id_of_a_part_that_is_made_later_is_taken(commands: Commands) -> None:
    commands.register_later(("open", "close"), lambda: Feature([]))
    with pytest.raises(ValueError, match="two commands are called open"):
        commands.register([Command("open", print)])
    with pytest.raises(ValueError, match="two commands are called close"):
        commands.register_later(("close",), lambda: Feature([]))


def test_a_key_without_a_command_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="which is not a command"):
        check_keys(Keymap(workspace.settings.tags, {}), {"tag"})


def test_the_application_has_a_command_for_every_key(workspace: Workspace) -> None:
    app = ReaderApp(workspace)
    keys = [key for keys in app.session.keymap.groups.values() for key in keys]
    wanted = command_ids([*keys, *TYPING, *FILTERING, *tag_keys(workspace.settings.tags)])
    assert wanted <= {command.id for command in app.commands}


def test_every_command_has_a_key_or_a_place_in_the_key_bar_or_in_the_palette(workspace: Workspace) -> None:
    app = ReaderApp(workspace)
    keys = [*(key for keys in app.session.keymap.groups.values() for key in keys), *TYPING, *FILTERING]
    assert {command.id for command in app.commands} == command_ids(keys) | WITHOUT_KEY.keys()


@pytest.mark.parametrize("owner", OWN_ACTIONS, ids=lambda owner: owner.__name__)
def test_every_other_key_names_an_action_of_its_pane(owner: type[MessagePump]) -> None:
    names = {key.action.partition("(")[0] for key in OWN_ACTIONS[owner] if not key.action.startswith("app.")}
    assert {name for name in names if not hasattr(owner, f"action_{name}")} <= WITHOUT_METHOD


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("app.undo", "app.command('undo')"),
        ("app.tag('quote')", "app.command('tag', 'quote')"),
        ("app.next_source(-1)", "app.command('next_source', -1)"),
        ("app.simulate_key('enter')", "app.simulate_key('enter')"),
        ("cursor('next', 'word')", "cursor('next', 'word')"),
    ],
)
def test_keys_of_the_application_run_commands(action: str, expected: str) -> None:
    assert action_of(Key("", "k", action, "a key")) == expected
