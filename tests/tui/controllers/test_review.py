"""The review: what became of tags whose source changed is shown, and a person decides."""

import json
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.annotation.anchoring import anchor as anchor_module
from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import passage as place
from reader.annotation.model.field_values import person
from reader.annotation.model.links import links_of, to_annotation, to_passage
from reader.annotation.store.history import Step
from reader.text.span import Span
from reader.tui import edits
from reader.tui.app import ReaderApp
from reader.tui.screens.question import Question
from reader.tui.screens.review import Review
from reader.tui.widgets.heading import Heading
from reader.tui.widgets.status_and_keys import StatusBar
from reader.workspace import anchor_service
from reader.workspace import annotations as annotations_module
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.review import FEW, NOBODY, NOW, TAGS, WAS, about, listed, review, texts
from tests.support.under_test import no_burst, passage, reading, saved, status, typed, until, view

Make = Callable[..., Workspace]


@pytest.fixture
def changed(make: Make, tmp_path: Path) -> Workspace:
    """Three tags: one shifted, one edited, one orphan."""
    workspace = make({"one.txt": WAS})
    article = workspace.article(workspace.source("one.txt"))
    for exact, name in TAGS.items():
        start = WAS.index(exact)
        workspace.tag(article, Span(start, start + len(exact)), name)
    (tmp_path / "seeds" / "one.txt").write_text(NOW)
    return Workspace(locate_workspace(tmp_path))


EDITED, ORPHAN = ("edited", "The ferry is late, as it often is."), ("orphan", "Share this.")


async def test_tags_stand_where_they_are_now_and_the_status_line_says_what_to_look_at(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        await until(pilot, lambda: "2 tags to review: press R" in status(pilot))
        shown = [(each.tag, each.span.of(NOW)) for each in view(pilot).reading.annotations]
        assert shown == [("quote", "Few came to the hall."), ("claim", "The ferry is slow, as it often is.")]
        assert {text for _, text in saved(changed)} == set(TAGS)


async def test_old_and_new_stand_beside_each_other(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: listed(pilot) == [EDITED, ORPHAN])
        heading, title = review(pilot).query(Heading)
        was, now = texts(pilot)
        assert was.startswith("before\n") and "The ferry is −late−, as it often is." in was
        assert now.startswith("now (edited)\n") and "The ferry is +slow+, as it often is." in now
        assert heading.left == "review · 1 of 2 tags whose source changed"
        assert "confirm only if it still means the same thing" in review(pilot).query_one(StatusBar).message
        await until(pilot, lambda: (title.left, title.right) == ("Few came to the hall", "one.txt"))
        assert FEW in texts(pilot)[0] and "Snow fell" not in texts(pilot)[0], "the line before is there as it was"
        assert about(pilot) == "c claim · tester · edited: a word"
        await pilot.press("j")
        await until(pilot, lambda: "not found" in texts(pilot)[1])
        assert "Snow fell." in texts(pilot)[1]  # what is under the cursor


async def test_fields_and_links_that_come_along_are_named(make: Make, tmp_path: Path) -> None:
    """The words of the cue are still there, those of the speaker are not, and a link leads to the quote."""
    text = "“It is late,” said Ann Lee on the quay.\n"
    workspace = make({"one.txt": text, "two.txt": f"{FEW}\n"})
    article, other = (workspace.article(workspace.source(name)) for name in ("one.txt", "two.txt"))
    fields = {"speaker": [person("Ann Lee", place(article, Span(19, 26)))], "cue": [place(article, Span(14, 18))]}
    quote = workspace.annotations.tag(article, Span(0, 13), "quote", fields=fields).annotation_changes[0].annotation
    claim = workspace.tag(other, Span(0, len(FEW)), "claim")
    workspace.fields.link(claim, "evidence", to_annotation(quote))
    (tmp_path / "seeds" / "one.txt").write_text(
        f"Snow fell.\n{text.replace('late', 'not late').replace('Ann Lee', 'Bo')}"
    )
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: "evidence" in about(pilot))
        assert about(pilot) == (
            "q quote · tester · differs: a negation · speaker Ann Lee was not found with certainty"
            " · cue said moves with it · the end of a link “evidence” moves with it"
        )


async def test_enter_confirms_and_undo_takes_it_back(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        before = saved(changed)
        await pilot.press("R", "enter")
        await until(pilot, lambda: listed(pilot) == [ORPHAN])
        assert ("claim", "The ferry is slow, as it often is.") in saved(changed)
        (document,) = [each for each in documents(changed) if each["tag"] == "claim"]
        assert NOW[document["start"] : document["end"]] == document["exact"]
        assert document["digest"] == changed.article(changed.source("one.txt")).digest
        assert document["prefix"].endswith("to the hall.\n\n")
        assert document["revision"] == 2
        await pilot.press("u")
        await until(pilot, lambda: listed(pilot) == [EDITED, ORPHAN])
        assert saved(changed) == before


def documents(workspace: Workspace) -> list[dict[str, Any]]:
    return list(json.loads(workspace.paths.annotations.read_bytes())["annotations"].values())


async def test_all_that_are_edited_or_moved_are_one_step(make: Make, tmp_path: Path) -> None:
    workspace = make({"old.txt": WAS, "two.txt": "Another text."})
    article = workspace.article(workspace.source("old.txt"))
    for block in article.blocks:
        workspace.tag(article, block.content, "claim")
    (tmp_path / "seeds" / "old.txt").rename(tmp_path / "seeds" / "new.txt")
    renamed = Workspace(locate_workspace(tmp_path))
    async with reading(renamed) as pilot:
        await until(pilot, lambda: "4 tags to review: press R" in status(pilot))
        assert renamed.annotations.counts()["new.txt"]["claim"] == 4
        await pilot.press("R", "A")
        await until(pilot, lambda: listed(pilot) == [])
        assert {each["source"] for each in documents(renamed)} == {"new.txt"}
        await pilot.press("u")
        await until(pilot, lambda: len(listed(pilot)) == 4)
        assert {each["source"] for each in documents(renamed)} == {"old.txt"}


async def test_a_burst_asks_before_it_confirms_all(make: Make, tmp_path: Path) -> None:
    workspace = make({"old.txt": WAS})
    article = workspace.article(workspace.source("old.txt"))
    for block in article.blocks:
        workspace.tag(article, block.content, "claim")
    (tmp_path / "seeds" / "old.txt").rename(tmp_path / "seeds" / "new.txt")
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await until(pilot, lambda: "4 tags to review: press R" in status(pilot))
        typed(pilot, "R", "j", "A")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        await no_burst(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(pilot)) == 4)
        await pilot.press("A")
        await until(pilot, lambda: listed(pilot) == [])


async def test_an_orphan_is_put_on_the_passage_under_the_cursor(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        await pilot.press("R", "j", "enter")
        await until(pilot, lambda: "p puts it" in review(pilot).message)
        await pilot.press("p")
        await until(pilot, lambda: listed(pilot) == [EDITED])
        assert ("boilerplate", "Snow fell.") in saved(changed)
        await pilot.press("escape", "u")
        assert ("boilerplate", "Share this.") in saved(changed)


async def test_a_tag_is_removed_and_a_place_visited(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        await pilot.press("R", "j", "x")
        await until(pilot, lambda: listed(pilot) == [EDITED])
        assert "boilerplate" not in dict(saved(changed))
        await pilot.press("o")
        await until(pilot, lambda: not isinstance(pilot.app.screen, Review))
        assert passage(pilot) == "The ferry is slow, as it often is."


async def test_a_shifted_tag_is_noted_and_removed_like_any_other(changed: Workspace) -> None:
    async with reading(changed) as pilot:
        await pilot.press("j", "a", "s", "o", "enter")
        await until(pilot, lambda: any(each.note == "so" for each in changed.store.annotations))
        (noted,) = [each for each in changed.store.annotations if each.note]
        assert noted.span.of(WAS) == noted.exact  # its place is not confirmed by that
        await pilot.press("x")
        await until(pilot, lambda: len(saved(changed)) == 2)


async def test_other_sources_come_too(make: Make, tmp_path: Path) -> None:
    workspace = make({"one.txt": "Nothing to tag here.", "two.txt": WAS})
    article = workspace.article(workspace.source("two.txt"))
    workspace.tag(article, Span(WAS.index("Share"), WAS.index("Share") + 11), "boilerplate")
    (tmp_path / "seeds" / "two.txt").write_text(NOW)
    async with reading(Workspace(locate_workspace(tmp_path))) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: listed(pilot) == [ORPHAN])


async def test_what_takes_long_to_find_comes_when_it_is_found(
    changed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchor_service, "LARGE", 0)
    async with reading(changed) as pilot:
        await until(pilot, lambda: len(view(pilot).reading.annotations) == 2)
        await until(pilot, lambda: "2 tags to review: press R" in status(pilot))


async def test_the_review_opens_at_once_and_fills_when_the_tags_are_found(
    changed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchor_service, "LARGE", 0)
    may_go_on = threading.Event()
    anchor = anchor_module.anchor_in_steps

    def held(*arguments: Any) -> Generator[None, None, list[Anchored]]:
        assert threading.current_thread() is not threading.main_thread()
        may_go_on.wait(30)
        return (yield from anchor(*arguments))

    monkeypatch.setattr(anchor_service, "anchor_in_steps", held)
    async with reading(changed) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: "Looking for the tags in this source" in texts(pilot)[0])
        assert listed(pilot) == []
        may_go_on.set()
        await until(pilot, lambda: len(listed(pilot)) == 2)
        assert "The ferry is −late−" in texts(pilot)[0]


@pytest.mark.parametrize(("module", "name"), [(edits, "MANY"), (annotations_module, "LARGE")])
async def test_very_many_or_those_of_a_large_source_are_confirmed_beside_the_screen(
    module: ModuleType, name: str, changed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, 0)
    threads: list[threading.Thread] = []
    confirm = changed.annotations.confirm

    def recorded(placed: Sequence[Annotation]) -> Step:
        threads.append(threading.current_thread())
        return confirm(placed)

    monkeypatch.setattr(changed.annotations, "confirm", recorded)
    async with reading(changed) as pilot:
        await pilot.press("R", "A")
        await until(pilot, lambda: len(listed(pilot)) == 1)
    assert threads
    assert threading.main_thread() not in threads


async def test_hostile_text_is_shown_as_what_it_is(make: Make, tmp_path: Path) -> None:
    hostile = "The [b]bold[/b] \x1b[31mred\x1b[0m \u202eword is here for all to see."
    workspace = make({"one.txt": hostile})
    workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, len(hostile)), "claim")
    (tmp_path / "seeds" / "one.txt").write_text(hostile.replace("here", "there"))
    async with reading(Workspace(locate_workspace(tmp_path)), size=(40, 12)) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: "[b]bold[/b] ␛[31m" in texts(pilot)[1])
        assert not any(ord(each) < 32 and each != "\n" for each in "".join(texts(pilot)))


async def test_what_is_confirmed_elsewhere_leaves_the_open_source_as_it_is(make: Make, tmp_path: Path) -> None:
    workspace = make({"one.txt": "Nothing to tag here.", "two.txt": WAS})
    workspace.tag(workspace.article(workspace.source("two.txt")), Span(0, len(FEW)), "quote")
    (tmp_path / "seeds" / "two.txt").write_text(WAS.replace("hall", "barn"))
    changed = Workspace(locate_workspace(tmp_path))
    async with reading(changed) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: listed(pilot) == [("edited", FEW)])
        await pilot.press("enter")
        await until(pilot, lambda: listed(pilot) == [])
        assert saved(changed) == [("quote", "Few came to the barn.")]
        assert isinstance(pilot.app, ReaderApp)
        assert not pilot.app.opening.reread()


async def test_the_end_of_a_link_that_is_gone_is_led_elsewhere_or_its_tag_is_visited(
    make: Make, tmp_path: Path
) -> None:
    workspace = make({"one.txt": f"{FEW}\n\n{NOBODY}\n", "two.txt": "It was seen.\n"})
    claim = workspace.tag(workspace.article(workspace.source("one.txt")), Span(0, len(FEW)), "claim")
    other = workspace.article(workspace.source("two.txt"))
    workspace.fields.link(claim, "evidence", to_passage(other, Span(0, 12)), article=other)
    (tmp_path / "seeds" / "two.txt").write_text("Something else altogether.\n")
    opened = Workspace(locate_workspace(tmp_path))
    async with reading(opened) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: listed(pilot) == [("orphan", "It was seen.")])
        assert about(pilot) == f"a link “evidence” from “{FEW}” leads here"
        assert f"p points the link to the passage under the cursor, “{FEW}”" in texts(pilot)[1]
        await pilot.press("x")
        await until(pilot, lambda: not listed(pilot))
        await pilot.press("escape", "u", "R")
        await until(pilot, lambda: listed(pilot) == [("orphan", "It was seen.")])
        await pilot.press("enter")
        assert "p points it to the passage under the cursor" in str(review(pilot).message)
        await pilot.press("o")
        assert passage(pilot) == FEW
        await pilot.press("j", "R")
        await until(pilot, lambda: listed(pilot) == [("orphan", "It was seen.")])
        await pilot.press("p")
        await until(pilot, lambda: not listed(pilot))
        (link,) = links_of(opened.annotations[0])
        assert (link.source, link.exact) == ("one.txt", NOBODY)
