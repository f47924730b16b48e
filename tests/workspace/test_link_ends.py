"""The ends of links: found again in sources that changed, and listed when they are not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_end import LinkEnd
from reader.annotation.model.links import links_of, to_annotation, to_passage
from reader.annotation.store.repair import Repair
from reader.annotation.store.store import Store
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

CLAIM, PROOF = "The harbour closed in March.", "The port authority shut the harbour on 3 March."
OTHER = f"A note.\n\n{PROOF}\n\nNothing else is known of it.\n"


@pytest.fixture
def here(make: Make) -> Workspace:
    return make({"a.txt": f"{CLAIM}\n\nPeople were angry.\n", "b.txt": OTHER})


@pytest.fixture
def claim(here: Workspace) -> Annotation:
    return here.tag(here.article(here.source("a.txt")), Span(0, len(CLAIM)), "claim")


def proof(here: Workspace) -> Mapping[str, Any]:
    article = here.article(here.source("b.txt"))
    start = article.text.index(PROOF)
    return to_passage(article, Span(start, start + len(PROOF)))


@pytest.fixture
def linked(here: Workspace, claim: Annotation) -> Annotation:
    """A claim with a link to its evidence in another source, whose text was kept."""
    here.fields.link(claim, "evidence", proof(here), article=here.article(here.source("b.txt")))
    found = here.store.get(claim.id)
    assert found
    return found


def changed(here: Workspace, text: str) -> Workspace:
    (here.paths.sources / "b.txt").write_text(text, "utf-8")
    return Workspace(locate_workspace(here.paths.folder))


def ends(workspace: Workspace) -> list[tuple[str, str, str]]:
    found = run_to_end(workspace.link_ends.found())
    return [(each.status.value, each.annotation.tag, each.placed.exact if each.placed else "") for each in found]


@pytest.mark.parametrize(
    ("text", "status", "exact"),
    [
        (OTHER, "exact", PROOF),
        (f"More.\n\n{OTHER}", "shifted", PROOF),
        (OTHER.replace("on 3 March", "on 4 March"), "edited", PROOF.replace("3", "4")),
        ("Something else altogether.\n", "orphan", ""),
    ],
)
@pytest.mark.usefixtures("linked")
def test_an_end_is_found_as_a_tag_would_be(here: Workspace, text: str, status: str, exact: str) -> None:
    workspace = changed(here, text)
    assert ends(workspace) == [(status, "evidence", exact)]
    unsure = run_to_end(workspace.link_ends.unsure())
    assert [each.status.value for each in unsure] == ([status] if status in ("edited", "orphan") else [])


def test_a_source_that_is_gone_leaves_its_ends_behind(here: Workspace, linked: Annotation) -> None:
    (here.paths.sources / "b.txt").unlink()
    workspace = Workspace(locate_workspace(here.paths.folder))
    assert ends(workspace) == [("orphan", "evidence", "")]
    assert len(list(links_of(workspace.annotations.find(linked.id)))) == 1


def test_a_link_to_a_tag_follows_it_until_it_is_gone(here: Workspace, claim: Annotation) -> None:
    article = here.article(here.source("b.txt"))
    quote = here.tag(article, Span(0, 7), "quote")
    linked = here.fields.link(claim, "same-as", to_annotation(quote)).changes[0].annotation
    here.fields.link(linked, "original", {"url": "https://example.org/"})
    assert ends(here) == []
    here.annotations.untag(quote)
    assert ends(here) == [("orphan", "same-as", "")]


@pytest.mark.usefixtures("linked")
def test_an_end_is_confirmed_together_with_tags_as_one_step(here: Workspace) -> None:
    workspace = changed(here, OTHER.replace("on 3 March", "on 4 March"))
    found = run_to_end(workspace.link_ends.unsure())
    owner = workspace.annotations[0]
    workspace.annotations.confirm([each.placed for each in found if each.placed] + [owner])
    assert ends(workspace) == [("exact", "evidence", PROOF.replace("3", "4"))]
    assert not any(
        workspace.link_ends.is_current(each.annotation) for each in found if isinstance(each.annotation, LinkEnd)
    )
    workspace.undo()
    assert ends(workspace) == [("edited", "evidence", PROOF.replace("3", "4"))]


def test_an_end_that_is_gone_is_led_elsewhere_or_removed(here: Workspace, linked: Annotation) -> None:
    workspace = changed(here, "Something else altogether.\n")
    end = run_to_end(workspace.link_ends.unsure())[0].annotation
    assert isinstance(end, LinkEnd)
    assert (end.words, workspace.link_ends.owner(end)) == (CLAIM, linked)
    workspace.annotations.attach(end, workspace.article(workspace.source("b.txt")), Span(0, 9))
    assert ends(workspace) == [("exact", "evidence", "Something")]
    workspace.undo()
    workspace.link_ends.unlink(end)
    assert ends(workspace) == []
    assert not workspace.link_ends.unlink(end).changes


def test_the_text_at_the_end_of_a_link_is_kept(here: Workspace, linked: Annotation) -> None:
    (link,) = links_of(linked)
    assert link.to["digest"] in here.store.as_stored.digests
    assert here.anchoring.kept(link.to["digest"]) == OTHER


def test_restoring_and_repairing_bring_back_fields_and_links(here: Workspace, linked: Annotation) -> None:
    step = here.fields.set([linked], {"rating": "supported"})
    after = step.changes[0].after
    assert after
    assert after.fields
    assert after.links
    file: Path = here.paths.annotations
    whole = file.read_bytes()
    file.write_text("{}")
    store = Store(file)
    assert [loss.annotation for loss in store.losses.find()] == [after]
    store.losses.restore()
    restored = store.get(after.id)
    assert restored
    assert (restored.fields, restored.links) == (after.fields, after.links)
    store.close()
    file.write_bytes(whole[: whole.index(b'"links"')])
    repaired = Repair(file).ways[0].documents.index.get(after.id)
    assert repaired
    assert (repaired.fields, repaired.links) == (after.fields, after.links)
