"""The ends of the links of a workspace: where they are now, and a person's decisions on those that are not found."""

from collections import defaultdict
from collections.abc import Generator, Sequence

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.link_end import LinkEnd, ends_of
from reader.annotation.model.links import links_of
from reader.annotation.store.history import Step
from reader.annotation.store.store import Store
from reader.errors import SourceError
from reader.text.article import read_article
from reader.workspace.anchor_service import AnchorService
from reader.workspace.field_service import FieldService
from reader.workspace.sources import Sources

STEP = 5000  # annotations that are looked through in one step


class LinkEnds:
    """Finds the passages that links lead to in the sources as they are now; every method is safe on any thread.

    A link that leads to an annotation follows it. If the annotation is gone, so is the end, until somebody removes or
    redirects the link.
    """

    def __init__(self, store: Store, sources: Sources, anchoring: AnchorService, fields: FieldService) -> None:
        self._store, self._sources, self._anchoring, self._fields = store, sources, anchoring, fields

    def found(self) -> Generator[None, None, list[Anchored]]:
        """Find all ends in steps of milliseconds; it reads the sources that links lead to.

        An end at an existing annotation is left out, since the annotation is found by itself.
        """
        ends: dict[str, list[LinkEnd]] = defaultdict(list)
        gone: list[Anchored] = []
        for number, each in enumerate(self._store.annotations):
            if each.links:
                for end in ends_of(each):
                    if not end.to:
                        ends[self._anchoring.name_now(end.source)].append(end)
                    elif self._store.get(end.to) is None:
                        gone.append(_orphan(end))
            if number % STEP == 0:
                yield
        found: list[Anchored] = []
        for source, here in ends.items():
            found += yield from self._find(source, here)
        return [*found, *gone]

    def unsure(self) -> Generator[None, None, list[Anchored]]:
        """Find the ends that a person should review, in steps of milliseconds."""
        found = yield from self.found()
        return [each for each in found if not each.status.is_sure]

    def is_current(self, end: LinkEnd) -> bool:
        """Return whether the link still leads where it led when its end was looked for."""
        owner = self._store.get(end.owner)
        return owner is not None and end in ends_of(owner)

    def owner(self, end: LinkEnd) -> Annotation | None:
        """Return the annotation that has the link; None if it is gone."""
        return self._store.get(end.owner)

    def unlink(self, end: LinkEnd) -> Step:
        """Remove the link of an end."""
        owner = self._store.get(end.owner)
        links = [link for link in links_of(owner) if link.id == end.link] if owner else []
        return self._fields.unlink(owner, links[0]) if owner and links else Step("", ())

    def _find(self, source: str, ends: Sequence[LinkEnd]) -> Generator[None, None, list[Anchored]]:
        try:
            article = read_article(self._sources.by_id[source])
        except (KeyError, SourceError):
            return [_orphan(each) for each in ends]
        return (yield from self._anchoring.find(ends, article))


def _orphan(end: LinkEnd) -> Anchored:
    return Anchored(end, Status.ORPHAN, None)
