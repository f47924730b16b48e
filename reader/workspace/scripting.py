"""Fields and links for scripts: values as texts, numbers and passages, ends as annotations and addresses."""

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import passage
from reader.annotation.model.field_values import person
from reader.annotation.model.links import to_annotation, to_passage
from reader.annotation.store.history import Step
from reader.errors import UsageError
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.checks import check_passage
from reader.workspace.field_service import FieldService


def set_field(
    fields: FieldService, annotation: Annotation, name: str, value: str | float | Span | None, article: Article
) -> Step:
    """Set a field to the value of a text or a number, or to a passage of the article; None removes its value.

    Raises:
        UsageError: The annotation's tag has no such field.
        ReaderError: The field cannot have the value.
    """
    if value is None:
        return fields.set([annotation], {name: None})
    if not isinstance(value, Span):
        found = fields.parse(annotation.tag, name, str(value), article, annotation.span)
        return fields.set([annotation], {name: found}, article)
    field = fields.field(annotation.tag, name)
    check_passage(article, value)
    here = passage(article, value)
    item = person(value.of(article.text), here) if field.type == "person" else here
    return fields.set([annotation], {name: [item] if field.is_many else item}, article)


def link(
    fields: FieldService,
    annotation: Annotation,
    kind: str,
    to: Annotation | Span | str,
    note: str,
    article: Article | None,
) -> Step:
    """Link an annotation to another one, to a passage of an article, or to a web page by its URL.

    Raises:
        UsageError: The end is a passage, and its article is missing.
        ReaderError: The link cannot be made.
    """
    if isinstance(to, Annotation):
        return fields.link(annotation, kind, to_annotation(to), note)
    if isinstance(to, str):
        return fields.link(annotation, kind, {"url": to}, note)
    if article is None:
        raise UsageError("a link to a passage needs the article of the passage")
    check_passage(article, to)
    return fields.link(annotation, kind, to_passage(article, to), note, article)
