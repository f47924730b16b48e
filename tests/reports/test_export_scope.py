"""The part of a workspace that a filter chooses for an export."""

import pytest

from reader.errors import UsageError
from reader.formats.corpus import ExportScope
from reader.reports.export_scope import narrowed
from reader.text.span import Span
from reader.workspace.workspace import Workspace

ALL = ExportScope()


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    for name, tag in (("one.txt", "quote"), ("two.txt", "claim")):
        workspace.tag(workspace.article(workspace.source(name)), Span(2, 9), tag)
    return workspace


def names(workspace: Workspace, scope: ExportScope) -> list[str]:
    return [each.tag for each in workspace.annotations.in_order if scope.has(each)]


@pytest.mark.parametrize(
    ("terms", "scope", "tags"),
    [
        ("tag:claim", ALL, ["claim"]),
        ("status:exact", ALL, ["quote", "claim"]),
        ("status:orphan", ALL, []),
        ("source:one", ALL, ["quote"]),
        ("status:exact", ExportScope(sources=frozenset({"two.txt"})), ["claim"]),
        ("tag:claim", ExportScope(tags=frozenset({"quote"})), []),
    ],
)
def test_a_filter_chooses_annotations_of_a_scope(
    tagged: Workspace, terms: str, scope: ExportScope, tags: list[str]
) -> None:
    found = narrowed(tagged, scope, terms)
    assert names(tagged, found) == tags
    assert found.sources == scope.sources


def test_no_filter_leaves_the_scope_as_it_is(tagged: Workspace) -> None:
    assert narrowed(tagged, ALL, " ") is ALL


def test_the_status_is_that_of_the_passage_as_it_is_now(tagged: Workspace) -> None:
    (tagged.sources.folder / "two.txt").write_text("Nothing of it is left.")
    assert names(tagged, narrowed(tagged, ALL, "status:orphan")) == ["claim"]


def test_terms_about_sources_choose_sources(tagged: Workspace) -> None:
    assert narrowed(tagged, ALL, "lang:en").sources == {"one.txt"}, "the other is too short to tell"
    with pytest.raises(UsageError, match="no source matches"):
        narrowed(tagged, ALL, "done:yes")
