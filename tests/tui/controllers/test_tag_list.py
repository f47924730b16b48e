"""The list of tags: what it shows, and what is done from it."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.text.span import Span
from reader.tui import edits
from reader.tui.app import ReaderApp
from reader.tui.controllers import annotations as annotations_controller
from reader.tui.controllers import tagging
from reader.tui.controllers.tag_list import lost_notes
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.session import Changes
from reader.tui.sources.list import SourceList
from reader.tui.widgets import tag_list as tag_list_widget
from reader.tui.widgets.card_pane import CardPane
from reader.tui.widgets.status_and_keys import KeyBar, StatusBar
from reader.tui.widgets.tag_list import TagList
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.spies import spy
from tests.support.under_test import Reader, app, passage, reading, saved, status, until, view

Make = Callable[..., Workspace]


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    """Four tags in one source, and one in the other."""
    for id in ("one.txt", "two.txt"):
        article = workspace.article(workspace.source(id))
        for block in article.blocks:
            for sentence in block.sentences:
                if "here" in sentence.of(article.text) or "two" in sentence.of(article.text):
                    workspace.tag(article, sentence, "quote" if "Second" in sentence.of(article.text) else "claim")
    return workspace


def listed(pilot: Reader) -> TagList:
    return pilot.app.query_one(TagList)


def texts(pilot: Reader) -> list[str]:
    return [each.exact for each in listed(pilot).shown]


def rows(pilot: Reader) -> str:
    return "\n".join(listed(pilot).render_line(y).text for y in range(listed(pilot).size.height))


HERE = ["First here.", "Second here!", "Fourth here."]


async def opened(pilot: Reader) -> None:
    await pilot.press("T")
    await until(pilot, lambda: pilot.app.query(TagList) and listed(pilot).has_focus and listed(pilot).size.height)


async def test_it_lists_the_tags_of_the_article_and_of_all_sources(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        assert texts(pilot) == HERE
        assert "tags of this article" in rows(pilot)
        await pilot.press("S")
        await until(pilot, lambda: texts(pilot) == [*HERE, "With two sentences."])
        assert "Another source" in rows(pilot)


async def test_it_is_filtered(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"tag:cl", "enter")
        await until(pilot, lambda: texts(pilot) == ["First here.", "Fourth here."])
        assert "2 of 3" in rows(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: texts(pilot) == HERE)


async def test_while_it_is_filtered_it_says_how(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        assert "/█ words, or tag: by: source:" in rows(pilot)
        await until(
            pilot, lambda: [key.brief for key in pilot.app.query_one(KeyBar).keys] == ["keep", "[ ] exact", "show all"]
        )
        await pilot.press("z", "q", "enter")
        assert "no tags match the filter" in rows(pilot)
        await until(pilot, lambda: pilot.app.query_one(KeyBar).keys[-1].id == "help")


async def test_several_are_changed_at_once_and_one_undo_takes_it_back(tagged: Workspace) -> None:
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


def rated(workspace: Workspace, *ratings: str) -> None:
    """Give claims these ratings, in the order of their places."""
    claims = [each for each in workspace.annotations if each.tag == "claim"]
    for each, rating in zip(claims, ratings, strict=False):
        workspace.fields.set([each], {"rating": rating})


async def test_it_is_ordered_and_counted_by_what_a_field_says(tagged: Workspace) -> None:
    rated(tagged, "refuted", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("O")
        assert texts(pilot) == ["Fourth here.", "First here.", "Second here!"]
        assert "tags of this article · 3 · open 1, refuted 1" in rows(pilot)
        assert "O order: rating" in rows(pilot)
        assert "✗ refuted" in rows(pilot)
        await pilot.press("O")
        assert texts(pilot) == HERE


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


async def test_what_no_longer_matches_stays_in_its_row_until_the_filter_is_typed_anew(tagged: Workspace) -> None:
    rated(tagged, "open", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"rating:open", "enter")
        assert texts(pilot) == ["First here.", "Fourth here."]
        rated(tagged, "refuted")
        app(pilot).session.changed.emit(Changes(None))
        assert texts(pilot) == ["First here.", "Fourth here."]
        assert "✗" in rows(pilot)
        await pilot.press("slash", "backspace", "n")
        await until(pilot, lambda: texts(pilot) == ["Fourth here."])


async def test_very_many_are_ordered_in_slices(tagged: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_list_widget, "SLICE", 1)
    rated(tagged, "refuted", "open")
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("O")
        await until(pilot, lambda: texts(pilot) == ["Fourth here.", "First here.", "Second here!"])


async def test_a_click_selects_the_row_that_is_clicked(tagged: Workspace) -> None:
    async with reading(tagged, (160, 50)) as pilot:
        await opened(pilot)
        await pilot.click(TagList, offset=(5, 3))
        assert listed(pilot).selected == 1


async def test_enter_goes_there_and_the_way_back_leads_here(tagged: Workspace) -> None:
    async with reading(tagged) as pilot:
        await opened(pilot)
        await pilot.press("S", "G", "enter")
        await until(pilot, lambda: view(pilot).has_focus and passage(pilot) == "With two sentences.")
        assert not listed(pilot).display
        await pilot.press("apostrophe")
        await until(pilot, lambda: passage(pilot) == "A headline of five words")


@pytest.mark.parametrize(("size", "panes"), [((40, 12), 1), ((80, 24), 1), ((160, 50), 3)])
async def test_it_stands_beside_the_article_where_there_is_room(
    size: tuple[int, int], panes: int, tagged: Workspace
) -> None:
    async with reading(tagged, size) as pilot:
        await opened(pilot)
        shown = [pane for pane in (pilot.app.query_one(SourceList), view(pilot), listed(pilot)) if pane.display]
        assert len(shown) == panes
        await pilot.press("F")
        await until(pilot, lambda: listed(pilot).size.width == size[0] or panes == 1)
        await pilot.press("T")
        assert not listed(pilot).display
        assert view(pilot).has_focus


async def test_it_shows_what_another_terminal_does(tagged: Workspace, tmp_path: Path) -> None:
    other = Workspace(locate_workspace(tmp_path))
    async with reading(tagged) as pilot:
        await opened(pilot)
        article = other.article(other.source("one.txt"))
        other.tag(article, Span(0, 24), "boilerplate")
        await until(pilot, lambda: texts(pilot) == ["A headline of five words", *HERE])


@pytest.mark.usefixtures("tagged")
async def test_what_is_to_be_looked_at_is_said_and_found(tmp_path: Path) -> None:
    one = tmp_path / "seeds" / "one.txt"
    one.write_text(one.read_text().replace("Second here!", ""))
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"status:orphan")
        await until(pilot, lambda: texts(pilot) == ["Second here!"])
        assert "orphan" in rows(pilot)
        await pilot.press("enter", "escape", "S", "slash", *"status:o")
        await until(pilot, lambda: texts(pilot) == ["Second here!"])


async def test_hostile_text_is_shown_as_what_it_is(make: Make) -> None:
    hostile = "The [b]bold[/b] \x1b[31mred\x1b[0m \u202eword."
    workspace = make({"one.txt": hostile})
    workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, len(hostile)), "claim", "\x1b[2J[i]")
    async with reading(workspace) as pilot:
        await opened(pilot)
        assert "[b]bold[/b] ␛[31m" in rows(pilot)
        assert not any(ord(each) < 32 and each != "\n" for each in rows(pilot))


async def test_the_selected_tag_unfolds_and_notes_stay_in_sight(tagged: Workspace) -> None:
    tagged.note(tagged.annotations[1], "see page 4, where the same is said in other words")
    async with reading(tagged, (140, 24)) as pilot:
        await pilot.press("T", "S", "F", "g")
        await until(pilot, lambda: listed(pilot).size.width == 140)
        assert rows(pilot).count("see page 4") == 1, "in the row of a tag that is not selected"
        await pilot.press("j")
        assert rows(pilot).count("see page 4") == 2
        assert "note        see page 4, where the same is said in other words" in rows(pilot)
        await pilot.press("F")
        await until(pilot, lambda: listed(pilot).size.width < 72)
        assert rows(pilot).count("see page 4") == 1, "a row below each passage has it"


async def test_the_tags_of_one_person_after_the_other_are_shown(tagged: Workspace, tmp_path: Path) -> None:
    other = Workspace(locate_workspace(tmp_path), creator="Zoe")
    article = other.article(other.source("one.txt"))
    other.tag(article, article.whole, "boilerplate")
    async with reading(tagged) as pilot:
        await pilot.press("T")
        await until(pilot, lambda: len(texts(pilot)) == len(HERE) + 1)
        await pilot.press("w")
        assert (texts(pilot), f"only {tagged.creator}" in rows(pilot)) == (HERE, True)
        await pilot.press("w")
        assert len(texts(pilot)) == 1 and "only Zoe" in rows(pilot)
        await pilot.press("w")
        assert len(texts(pilot)) == len(HERE) + 1 and "only" not in rows(pilot).splitlines()[0]
