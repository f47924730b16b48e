"""A verdict that was kept: with the link to its original, as one step, and out of date when a text changes."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.kept_verdict import is_out_of_date, kept_links, note_of
from reader.annotation.model.links import links_of, new_link, to_passage
from reader.errors import ReaderError
from reader.text.span import Span
from reader.workspace.field_service import NewValues
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

ARTICLE, ORIGINAL = "a" * 64, "b" * 64


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a.txt": "“We go,” he said.", "originals/o.txt": "We stay. We go."})


def kept(workspace: Workspace, verdict: str = "exact", note: str = note_of(ARTICLE, ORIGINAL)) -> Annotation:
    """Keep a verdict on the quote, and return it."""
    article, original = (workspace.article(workspace.source(id)) for id in ("a.txt", "originals/o.txt"))
    quote = next(iter(workspace.annotations), None) or workspace.tag(article, Span(0, 8), "quote")
    to = to_passage(original, Span(9, 15))
    removed = {each.id: None for each in kept_links(quote)}
    link = new_link(quote.with_links(removed), "original", to, note)
    links = {**removed, link.id: link.document}
    step = workspace.fields.change_all([NewValues(quote, {"verdict": verdict}, links)], "kept")
    return step.changes[0].annotation


def test_a_verdict_and_its_link_are_kept_as_one_step(workspace: Workspace) -> None:
    found = kept(workspace)
    assert found.fields == {"verdict": "exact"}
    (link,) = kept_links(found)
    assert (link.type, link.source, link.exact) == ("original", "originals/o.txt", "We go.")
    workspace.undo()
    (before,) = workspace.annotations
    assert (before.fields, before.links) == ({}, {})


def test_a_newer_verdict_takes_the_place_of_the_older_one(workspace: Workspace) -> None:
    kept(workspace)
    found = kept(workspace, "altered", note_of(ARTICLE, "c" * 64))
    assert found.fields == {"verdict": "altered"}
    assert len([*links_of(found)]) == 1
    with pytest.raises(ReaderError):
        kept(workspace, "no such verdict")


@pytest.mark.parametrize(
    ("article", "originals", "expected"),
    [
        (ARTICLE, {"originals/o.txt": ORIGINAL}, False),
        ("c" * 64, {"originals/o.txt": ORIGINAL}, True),
        (ARTICLE, {"originals/o.txt": "c" * 64}, True),
        (ARTICLE, {}, True),
    ],
)
def test_it_is_out_of_date_when_either_text_changes(
    workspace: Workspace, article: str, originals: dict[str, str], expected: bool
) -> None:
    assert is_out_of_date(kept(workspace), article, originals) is expected


def test_a_link_that_somebody_made_by_hand_is_never_out_of_date(workspace: Workspace) -> None:
    found = kept(workspace, note="see page 4")
    assert [*kept_links(found)] == []
    assert not is_out_of_date(found, "c" * 64, {})
