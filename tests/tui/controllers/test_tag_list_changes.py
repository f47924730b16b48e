"""Several tags are changed at once from their list; very many are changed beside everything else."""

import threading
from collections.abc import Sequence

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.errors import ConflictError
from reader.tui import edits
from reader.tui.app import ReaderApp
from reader.tui.controllers import annotations as annotations_controller
from reader.tui.controllers import tagging
from reader.tui.controllers.tag_list import lost_notes
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace.workspace import Workspace
from tests.support.spies import spy
from tests.support.tag_lists import HERE, listed, opened, rated, rows, texts
from tests.support.under_test import app, reading, saved, status, until, view


async def test_several_tags_change_at_once_and_one_undo_reverts_them(tagged: Workspace) -> None:
    before = saved(tagged)
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("space", "j", "space", "b")
        await until(pilot, lambda: "changed 2 tags to boilerplate, saved" in status(pilot))
        assert [tag for tag, _ in saved(tagged)] == ["boilerplate", "quote", "boilerplate", "claim"]
        assert not listed(pilot).chosen
        await pilot.press("u")
        await until(pilot, lambda: saved(tagged) == before)
        await pilot.press("asterisk", "x")
        await until(pilot, lambda: texts(pilot) == [])
        assert len(saved(tagged)) == 1
        await pilot.press("u")
        await until(pilot, lambda: saved(tagged) == before)
        assert texts(pilot) == HERE


async def test_very_many_are_changed_beside(tagged: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MANY", 1)
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("asterisk", "b")
        await until(pilot, lambda: "changed 3 tags to boilerplate, saved" in status(pilot))
        assert [each.tag for each in view(pilot).reading.annotations] == ["boilerplate"] * 3


async def test_very_many_that_changed_are_shown_when_a_thread_has_found_their_places(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations_controller, "MANY", 1)
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("asterisk", "b")
        await until(pilot, lambda: [each.tag for each in view(pilot).reading.annotations] == ["boilerplate"] * 3)
        assert "changed 3 tags to boilerplate, saved" in status(pilot), "and the message stays"
        await pilot.press("u")
        await until(pilot, lambda: {each.tag for each in view(pilot).reading.annotations} == {"quote", "claim"})
        assert "undone: changed 3 tags" in status(pilot)


async def test_very_many_are_changed_back_beside(tagged: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MANY", 1)
    monkeypatch.setattr(tagging, "MANY", 1)
    before = saved(tagged)
    async with reading(tagged) as pilot:
        moved = [threading.get_ident()]
        spy(monkeypatch, tagged.annotations, "undo", lambda: moved.append(threading.get_ident()))
        await opened(pilot)
        await pilot.press("asterisk", "b")
        await until(pilot, lambda: "changed 3 tags to boilerplate, saved" in status(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "undone: changed 3 tags" in status(pilot))
        assert saved(tagged) == before
        assert len(set(moved)) == 2
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "redone: changed 3 tags" in status(pilot))
        assert [each.tag for each in view(pilot).reading.annotations] == ["boilerplate"] * 3


async def test_while_many_are_changed_no_other_program_is_blamed(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "MANY", 1)
    change, may_end = tagged.annotations.retag, threading.Event()

    def retag(annotations: Sequence[Annotation], tag: str) -> Step:
        assert may_end.wait(20)
        return change(annotations, tag)

    monkeypatch.setattr(tagged.annotations, "retag", retag)
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("asterisk", "b")
        await until(pilot, lambda: "changing the tags" in status(pilot))
        for key in ("u", "ctrl+r"):
            await pilot.press(key)
            await until(pilot, lambda: "still changing the tags: press the key again" in status(pilot))
            pilot.app.query_one(StatusBar).say("")
        may_end.set()
        await until(pilot, lambda: "changed 3 tags to boilerplate, saved" in status(pilot))
        await until(pilot, lambda: not app(pilot).jobs.is_running(edits.CHANGING))
        await pilot.press("u")
        await until(pilot, lambda: "undone: changed 3 tags" in status(pilot))


@pytest.mark.parametrize(
    ("notes", "note", "lost"),
    [
        (["", "", ""], "new", ""),
        (["one", "one"], "new", ""),  # the editor has shown it
        (["new", ""], "new", ""),
        (["one", ""], "new", "One of the tags has a note already, which would be lost: “one”"),
        (["one", "one", ""], "", "2 of the 3 tags have a note already, which would be lost."),
        (["one", "two", "new"], "new", "2 of the 3 tags have 2 different notes already, which would be lost."),
        (["x\x1b[2Jy", ""], "new", "One of the tags has a note already, which would be lost: “x␛[2Jy”"),
    ],
)
def test_a_question_says_which_notes_would_be_lost(notes: list[str], note: str, lost: str) -> None:
    assert lost_notes(notes, note) == lost


async def test_what_is_being_saved_beside_is_not_called_unsaved(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "MANY", 1)
    retried: list[bool] = []
    async with reading(tagged) as pilot:
        app = pilot.app
        assert isinstance(app, ReaderApp)
        change = tagged.annotations.retag

        def retag(annotations: Sequence[Annotation], tag: str) -> Step:
            with monkeypatch.context() as patched:
                patched.setattr(type(tagged.store), "unsaved", 1)
                patched.setattr(tagged.store, "retry", lambda: retried.append(True))
                app.call_from_thread(app.saving.save_later)
            return change(annotations, tag)

        monkeypatch.setattr(tagged.annotations, "retag", retag)
        await opened(pilot)
        await pilot.press("asterisk", "b")
        await until(pilot, lambda: "changed 3 tags to boilerplate, saved" in status(pilot))
        assert retried == []


async def test_one_note_on_several(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("space", "space", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        await pilot.press(*"why", "enter")
        await until(pilot, lambda: [each.note for each in tagged.annotations] == ["why", "why", "", ""])
        assert "“why”" in rows(pilot)


async def test_a_note_that_is_refused_is_in_the_editor_again(
    tagged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_annotations: Sequence[Annotation], _note: str) -> Step:
        raise ConflictError("another program changed this tag")

    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor))
        first = pilot.app.screen
        with monkeypatch.context() as patched:
            patched.setattr(tagged.annotations, "note_all", refuse)
            await pilot.press(*"why", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, NoteEditor) and pilot.app.screen is not first)
        await pilot.press("enter")
        await until(pilot, lambda: [each.note for each in tagged.annotations] == ["why", "", "", ""])


async def test_a_field_of_all_that_are_selected_is_set_as_one_step_from_their_card(tagged: Workspace) -> None:
    rated(tagged, "refuted")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"tag:claim", "enter", "asterisk", "i")
        await until(pilot, lambda: app(pilot).screen.focused is pilot.app.query_one(CardPane))
        assert "5 unverifiable  mixed" in pilot.app.query_one(CardPane).render_line(1).text
        await pilot.press("1")
        await until(pilot, lambda: "rating: open · 2 tags, saved" in status(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: listed(pilot).has_focus)
        assert [each.fields.get("rating") for each in tagged.annotations] == ["open", None, "open", None]
        assert texts(pilot) == ["First here.", "Fourth here."]
        await pilot.press("u")
        await until(pilot, lambda: tagged.annotations[0].fields["rating"] == "refuted")


async def test_tags_of_several_kinds_share_the_fields_that_all_have(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("asterisk", "i")
        await until(pilot, lambda: pilot.app.query(CardPane) and pilot.app.query_one(CardPane).form)
        card = pilot.app.query_one(CardPane)
        assert card.form
        assert [row.label for row in card.form.rows] == ["note"]
        assert "3 tags: claim, quote" in card.render_line(0).text
