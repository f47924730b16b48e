"""A verdict that was kept: with the link to its original, as one step, and out of date when a text changes."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.kept_verdict import is_out_of_date, is_own_judgement, kept_links, note_of, quote_verdict
from reader.annotation.model.links import links_of, new_link, to_passage
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.errors import ReaderError
from reader.text.span import Span
from reader.workspace.field_service import NewValues
from reader.workspace.workspace import Workspace
from tests.support.stores import an_annotation
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


def quote(verdict: str, note: str = "") -> Annotation:
    """A quote with a verdict, and with the link to its original if the link has a note."""
    to = {"source": "o.txt", "start": 9, "end": 15, "exact": "We go.", "prefix": "", "suffix": "", "digest": ORIGINAL}
    links = {"1": {"type": "original", "to": to, "note": note}} if note else {}
    return an_annotation(fields={"verdict": verdict} if verdict else {}, links=links)


COMPARED = note_of(ARTICLE, ORIGINAL)


@pytest.mark.parametrize(
    ("verdict", "note", "is_own"),
    [
        ("", "", False),
        ("exact", "", True),
        ("exact", "see page 4", True),
        ("exact", COMPARED, False),
        ("not-found", "", False),  # the check has no original to link to
        ("too-short", "", False),
    ],
)
def test_a_verdict_is_a_person_s_own_unless_the_check_could_have_kept_it(
    verdict: str, note: str, *, is_own: bool
) -> None:
    assert is_own_judgement(quote(verdict, note)) is is_own


@pytest.mark.parametrize(
    ("verdict", "note", "found", "is_old"),
    [
        ("exact", COMPARED, "", False),
        ("exact", COMPARED, "altered", False),  # a person may know better
        ("exact", note_of(ARTICLE, "c" * 64), "exact", True),
        ("not-found", "", "", False),
        ("not-found", "", "not-found", False),
        ("not-found", "", "exact", True),
        ("", "", "exact", False),
        ("", note_of(ARTICLE, "c" * 64), "exact", False),
    ],
)
def test_a_verdict_is_old_if_a_text_changed_or_the_original_was_found_at_last(
    verdict: str, note: str, found: str, *, is_old: bool
) -> None:
    known = quote_verdict(quote(verdict, note), found, ARTICLE, {"o.txt": ORIGINAL})
    assert known == QuoteVerdict(verdict, found, is_old)
