"""The annotations by what their links lead to: a card asks for it each time that it is filled."""

from collections.abc import Iterable, Iterator

from reader.annotation.model.annotation import Annotation, position_key
from reader.annotation.model.links import links_of


class LinkTargets:
    """Annotations by the ids of those that their links lead to; a change costs no more than its own links."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._by_target: dict[str, dict[str, Annotation]] = {}
        for each in annotations:
            if each.links:
                self.add(each)

    def to(self, id: str) -> tuple[Annotation, ...]:
        """Return the annotations with a link to the one with an id, by source and position."""
        return tuple(sorted(self._by_target.get(id, {}).values(), key=position_key))

    def add(self, annotation: Annotation) -> None:
        """Add an annotation, which is not among them yet."""
        for target in _targets(annotation):
            self._by_target.setdefault(target, {})[annotation.id] = annotation

    def drop(self, annotation: Annotation) -> None:
        """Remove an annotation."""
        for target in set(_targets(annotation)):
            linked = self._by_target[target]
            del linked[annotation.id]
            if not linked:
                del self._by_target[target]


def _targets(annotation: Annotation) -> Iterator[str]:
    return (link.annotation_id for link in links_of(annotation) if link.annotation_id)
