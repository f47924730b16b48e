"""The part of a workspace that a filter chooses for an export."""

from dataclasses import replace

from reader.errors import UsageError
from reader.formats.corpus import ExportScope
from reader.reports.chosen_tags import chosen_annotations
from reader.reports.selection import Selection
from reader.text.sanitize import sanitize
from reader.workspace.workspace import Workspace


def narrowed(workspace: Workspace, scope: ExportScope, terms: str) -> ExportScope:
    """Return the part of a scope that a filter chooses.

    Terms about sources, such as `done:yes`, choose sources, all others the annotations in them.

    Args:
        workspace: The workspace.
        scope: The scope to choose from.
        terms: The filter; empty to leave the scope as it is.

    Raises:
        UsageError: A term or its value is clearly mistyped, or no source is left.
    """
    if not terms.strip():
        return scope
    selection = Selection.of(workspace, terms, scope=scope)
    chosen = chosen_annotations(workspace, selection)
    sources = scope.sources
    if selection.has_terms_about_sources:
        sources = frozenset(each.id for each in workspace.sources if selection.has_source(each.id))
        if not sources:
            raise UsageError(f"no source matches the filter “{sanitize(terms)}”")
    return replace(scope, sources=sources, ids=frozenset(each.id for each in chosen))
