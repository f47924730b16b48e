"""Links: from an annotation to another annotation, to a passage of any source, or to a web page.

An annotation holds its links by their ids, as plain JSON: `{"type": …, "to": …, "note": …}`. `to` is one of
`{"annotation": id, "source": …, "exact": …}`, of which the last two tell what it was once it is gone, a passage with
its `source` and the parts of a span, or `{"url": …}`.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span, passage
from reader.annotation.model.field_values import is_url
from reader.system.lazy_pattern import lazy_pattern
from reader.text.article import Article
from reader.text.quotation_marks import in_marks
from reader.text.shown_passage import shown_passage
from reader.text.span import Span

EVIDENCE, CONTRADICTS, SAME, ORIGINAL = "evidence", "contradicts", "same-as", "original"
LINK_TYPES = (EVIDENCE, CONTRADICTS, SAME, ORIGINAL)  # each has its first letter as key; any other name is the user's
ABOUT_CLAIMS = (EVIDENCE, CONTRADICTS)  # the kinds that bear on a claim

_TYPE = lazy_pattern(r"[^\W\d_]([\w-]{0,30}[^\W_])?")


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link.

    Attributes:
        id: Tells it from the other links of its annotation.
        type: One of `LINK_TYPES`, or a name of the user's own.
        to: The target of the link, as JSON.
        note: A line of text; may be empty.
    """

    id: str
    type: str
    to: Mapping[str, Any]
    note: str = ""

    @property
    def annotation_id(self) -> str:
        """The id of the annotation that it leads to; empty if it leads elsewhere."""
        return str(self.to.get("annotation", ""))

    @property
    def source(self) -> str:
        """The id of the source that it leads to; empty for a web page."""
        return str(self.to.get("source", ""))

    @property
    def url(self) -> str:
        """The address of the web page that it leads to; empty if it leads elsewhere."""
        return str(self.to.get("url", ""))

    @property
    def exact(self) -> str:
        """The words that it leads to, as they were when it was made; empty for a web page."""
        return str(self.to.get("exact", ""))

    @property
    def words(self) -> str:
        """The words that it leads to as a page shows them, with their source before them; or an address."""
        return self.url or f"{self.source}: {in_marks(shown_passage(self.source, self.exact))}"

    @property
    def document(self) -> dict[str, Any]:
        """The link as the annotation holds it."""
        return {"type": self.type, "to": dict(self.to), **({"note": self.note} if self.note else {})}


def links_of(annotation: Annotation) -> Iterator[Link]:
    """Yield the valid links of an annotation; `invalid_links` yields what is wrong with the others."""
    for id, value in annotation.links.items():
        if not problem_of_link(annotation, value):
            yield Link(id, value["type"], value["to"], value.get("note", ""))


def invalid_links(annotation: Annotation) -> Iterator[str]:
    """Yield the problems of an annotation's invalid links; the links are kept as they are."""
    yield from filter(None, (problem_of_link(annotation, value) for value in annotation.links.values()))


def to_annotation(target: Annotation) -> dict[str, Any]:
    """Return the end of a link that leads to an annotation."""
    return {"annotation": target.id, "source": target.source, "exact": target.exact}


def to_passage(article: Article, span: Span) -> dict[str, Any]:
    """Return the end of a link that leads to a passage of an article."""
    return {"source": article.source.id, **passage(article, span)}


def new_link(annotation: Annotation, kind: str, to: Mapping[str, Any], note: str = "") -> Link:
    """Return a new link of an annotation.

    Raises:
        ValueError: The link cannot be made; the message says why.
    """
    link = Link(uuid.uuid4().hex[:12], kind, to, note)
    if problem := problem_of_link(annotation, link.document):
        raise ValueError(problem)
    if any((each.type, each.to) == (kind, to) for each in links_of(annotation)):
        raise ValueError(f"there is such a link already: {kind}")
    return link


def problem_of_link(annotation: Annotation, value: Any) -> str:
    """Return why an annotation cannot have a link; an empty string if it can."""
    if not (isinstance(value, dict) and isinstance(value.get("to"), dict) and isinstance(value.get("note", ""), str)):
        return "a link must have a type and an end"
    if not (isinstance(value.get("type"), str) and _TYPE.fullmatch(value["type"])):
        return "the type of a link must be a name of up to 32 letters, digits and hyphens"
    to = value["to"]
    if "url" in to:
        return "" if is_url(to["url"]) else "links must be http, https or mailto"
    if "annotation" in to:
        is_name = isinstance(to["annotation"], str) and to["annotation"]
        if not is_name:
            return "a link must name the annotation that it leads to"
        return "a tag cannot be linked to itself" if to["annotation"] == annotation.id else ""
    return "" if isinstance(to.get("source"), str) and has_span(to) else "a link must lead to a tag, a passage or a URL"
