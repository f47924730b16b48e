"""The ends of links: the passages and annotations that links lead to, to be found again as annotations are."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import SPAN_PARTS
from reader.annotation.model.links import Link, links_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEnd(Annotation):
    """The passage that a link leads to. It is anchored and reviewed like an annotation, whose tag is the link's type.

    owner: the id of the annotation that has the link.
    link: the id of the link.
    words: the words that the link starts from.
    to: the id of the annotation that the link leads to; empty for a passage.
    """

    owner: str
    link: str
    words: str
    to: str = ""

    def put_into(self, owner: Annotation) -> Annotation:
        """Return the annotation that has the link as its next revision, in which the link leads to this passage."""
        span = {name: getattr(self, name) for name in SPAN_PARTS}
        return owner.with_links({self.link: {**owner.links[self.link], "to": {"source": self.source, **span}}})


def ends_of(annotation: Annotation) -> Iterator[LinkEnd]:
    """Yield the ends of an annotation's links; links to web pages have none."""
    for link in links_of(annotation):
        if not link.url:
            yield _end(annotation, link)


def _end(annotation: Annotation, link: Link) -> LinkEnd:
    span = {name: link.to.get(name, kind()) for name, kind in SPAN_PARTS.items()}
    return LinkEnd(
        id=f"{annotation.id} {link.id}", source=link.source, tag=link.type, creator=annotation.creator, **span,
        owner=annotation.id, link=link.id, words=annotation.exact, to=link.annotation_id,
    )  # fmt: skip
