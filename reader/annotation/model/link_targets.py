"""The annotations by the targets of their links, which a card looks up each time that it is filled."""

from collections.abc import Iterable, Mapping
from typing import Any

from reader.annotation.model.annotation import Annotation, position_key


class LinkTargets:
    """Annotations by the ids of those that their links lead to; a change costs no more than its own links."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        self._by_target: dict[str, dict[str, Annotation]] = {}  # and by their own ids
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
        for target in _targets(annotation):
            del self._by_target[target][annotation.id]
            if not self._by_target[target]:
                del self._by_target[target]


def _targets(annotation: Annotation) -> set[str]:
    """Return the ids that an annotation links to; whether the links are valid is checked when they are shown."""
    return {*map(linked_id, annotation.links.values())} - {""}


def linked_id(link: Any) -> str:
    """Return the id of the annotation that a link leads to; empty if it leads elsewhere, or is no link at all."""
    to = link.get("to") if isinstance(link, dict) else None
    id = to.get("annotation") if isinstance(to, dict) else None
    return id if isinstance(id, str) else ""


def led_link(link: Any, ids: Mapping[str, str]) -> Any:
    """Return a link with its target replaced if it leads to one of some annotations; else the link itself.

    Args:
        link: The link.
        ids: The new target's id, by the id of each target that is replaced.
    """
    target = linked_id(link)
    return {**link, "to": {**link["to"], "annotation": ids[target]}} if target and target in ids else link
