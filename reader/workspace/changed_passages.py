"""A description of an annotation whose source has changed: its sentences then and now, and what moved with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import has_span, values_of
from reader.annotation.model.field_values import shown
from reader.annotation.model.link_end import LinkEnd
from reader.errors import SourceError
from reader.insight.echoes.differing import differing_kinds, in_words
from reader.insight.echoes.statement import statement_of
from reader.text.article import Article, read_article
from reader.text.surroundings import sentences_around
from reader.workspace.workspace import Workspace

Context = tuple[str, str]  # the text before a passage and after it
LONGEST = 4000  # code points of passages whose differences are named


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """An annotation whose source has changed, with what is around it.

    Attributes:
        title: The title of its source; the id if the source is gone.
        before: The sentences around it when it was tagged.
        now: Those around it now; empty for an orphan.
        remarks: Further messages: how its words differ, and which fields and links moved with it.
    """

    title: str
    before: Context
    now: Context
    remarks: tuple[str, ...]


def describe_change(workspace: Workspace, anchored: Anchored) -> ChangedPassage:
    """Describe an annotation, or the end of a link, whose source has changed; it reads the source."""
    was, now = anchored.annotation, anchored.placed
    article = _article(workspace, anchored.present.source)
    old = workspace.anchoring.kept(was.digest)
    before = sentences_around(old, was.span) if old and was.span.of(old) == was.exact else (was.prefix, was.suffix)
    after = sentences_around(article.text, now.span) if article and now else ("", "")
    title = article.title if article else anchored.present.source
    return ChangedPassage(title, before, after, tuple(_remarks(workspace, anchored)))


def _article(workspace: Workspace, id: str) -> Article | None:
    source = workspace.sources.by_id.get(id)
    try:
        return read_article(source) if source else None
    except SourceError:
        return None


def _remarks(workspace: Workspace, anchored: Anchored) -> Iterator[str]:
    was, now = anchored.annotation, anchored.placed
    if now and anchored.status in (Status.EDITED, Status.REVIEW) and len(was.exact) + len(now.exact) <= LONGEST:
        kinds = differing_kinds(statement_of(was.exact), statement_of(now.exact))
        verb = "edited" if anchored.status is Status.EDITED else "differs"
        yield from [f"{verb}: {in_words(kinds)}"] if kinds else []
    if isinstance(was, LinkEnd):
        return
    if now:
        yield from _fields(was, now)
    types = dict.fromkeys(link.type for link in workspace.fields.links_to(was))
    yield from (f"the end of a link “{each}” {'moves with it' if now else 'is here'}" for each in types)


def _fields(was: Annotation, now: Annotation) -> Iterator[str]:
    """Yield a message for each field with words of the text: whether these were found again."""
    for name in was.fields:
        values = zip(values_of(was, name), values_of(now, name), strict=True)
        for old, new in values:
            if has_span(old):
                yield f"{name} {shown(old)} {'moves with it' if new != old else 'was not found with certainty'}"
