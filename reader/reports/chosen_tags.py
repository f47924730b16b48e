"""The annotations that a selection chooses in each source, for everything that counts them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.claim_ledger import ClaimRow
from reader.errors import SourceError
from reader.reports.selection import Selection
from reader.text.article import Article, read_article
from reader.workspace.workspace import Workspace

GONE = "the source is gone"


@dataclass(frozen=True, slots=True)
class ChosenTags:
    """The chosen annotations of one source.

    Attributes:
        source: The id of the source.
        article: The source as it is now; None if it cannot be read or was not.
        problem: The reason why it cannot be read; otherwise empty.
        annotations: The chosen annotations, at their present places, in order.
        statuses: The anchoring status of each annotation of the source, by id.
    """

    source: str
    article: Article | None
    problem: str
    annotations: Sequence[Annotation]
    statuses: Mapping[str, Status]

    @property
    def placed(self) -> Sequence[Annotation]:
        """The chosen annotations that have a place."""
        return [each for each in self.annotations if self.statuses.get(each.id) is not Status.ORPHAN]

    @property
    def orphans(self) -> int:
        """The number of chosen annotations that have no place."""
        return len(self.annotations) - len(self.placed)


def chosen_tags(workspace: Workspace, selection: Selection, *, tagged_only: bool = False) -> Iterator[ChosenTags]:
    """Yield the chosen annotations in each source, then in each missing source that still has some.

    Args:
        workspace: The workspace.
        selection: The sources, and the annotations in them.
        tagged_only: Whether to leave out the sources without annotations, which need not be read.
    """
    workspace.anchoring.find_renamed()
    by_source = workspace.annotations.by_source()
    for source in workspace.sources:
        annotations = by_source.pop(source.id, [])
        if not selection.has_source(source.id) or (tagged_only and not annotations):
            continue
        try:
            article = read_article(source)
        except SourceError as error:
            yield _without_text(source.id, error.reason, annotations, selection)
            continue
        anchored = workspace.anchoring.of(article)
        statuses = {each.annotation.id: each.status for each in anchored}
        chosen = selection.choose([each.present for each in anchored], statuses)
        yield ChosenTags(source.id, article, "", chosen, statuses)
    for id, annotations in by_source.items() if selection.has_all_sources else ():
        yield _without_text(id, GONE, annotations, selection)


def chosen_annotations(workspace: Workspace, selection: Selection) -> Sequence[Annotation]:
    """Return all chosen annotations; the sources are read only if the selection asks for places."""
    if selection.asks_for_places:
        return [each for here in chosen_tags(workspace, selection, tagged_only=True) for each in here.annotations]
    return selection.choose(workspace.annotations.in_order, {})


def chosen_claims(workspace: Workspace, selection: Selection) -> list[ClaimRow]:
    """Return the rows of the claim ledger in which at least one claim is chosen."""
    chosen = {each.id for each in chosen_annotations(workspace, selection)}
    return [row for row in workspace.claims.rows() if any(claim.id in chosen for claim in row.claims)]


def _without_text(id: str, problem: str, annotations: Sequence[Annotation], selection: Selection) -> ChosenTags:
    """Return the chosen annotations among those without a place, since their source cannot be read."""
    statuses = {each.id: Status.ORPHAN for each in annotations}
    return ChosenTags(id, None, problem, selection.choose(annotations, statuses), statuses)
