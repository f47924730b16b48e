"""Fields and links of imported annotations: with the types of the workspace's tags, and links to annotations here."""

from collections.abc import Mapping
from dataclasses import replace

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_spans import Value
from reader.annotation.model.field_values import problem_of
from reader.annotation.model.link_targets import linked_id
from reader.formats.properties import Links, link_content, link_id, texts_of
from reader.settings.fields import Field
from reader.text.article import Article
from reader.workspace.field_service import parse_field_value
from reader.workspace.workspace import Workspace


def typed(workspace: Workspace, annotation: Annotation, article: Article | None) -> Annotation:
    """Return an annotation whose fields have the types that its tag gives them, as far as a file's texts can be read.

    Args:
        workspace: The workspace that gets the annotation.
        annotation: The annotation, at its place in the article.
        article: The article; None if the source is not here.
    """
    tag = workspace.settings.like(annotation.tag) if annotation.fields else None
    if tag is None:
        return annotation
    found = {
        name: _typed(annotation, field, value, article) if (field := tag.field(name)) else value
        for name, value in annotation.fields.items()
    }
    return annotation if found == annotation.fields else replace(annotation, fields=found)


def _typed(annotation: Annotation, field: Field, value: Value, article: Article | None) -> Value:
    """Convert a value to the type of a field; a value that cannot be converted is returned unchanged."""
    if not problem_of(field, value):
        return value
    if field.is_many and not problem_of(field, [value]):
        return [value]
    values = value if isinstance(value, list) else [value]
    if isinstance(value, str) and field.is_many:
        values = [each.strip() for each in value.split(",") if each.strip()]
    article = article if annotation.start >= 0 else None
    is_typed = field.type != "choice"  # a choice's keys are for the card and mean nothing in a file
    try:
        found = [
            parse_field_value(field, each.strip(), article, annotation.span)
            if isinstance(each, str) and is_typed
            else each
            for each in values
        ]
    except ValueError:
        return value
    result = found if field.is_many else found[0] if len(found) == 1 else value
    return value if problem_of(field, result) else result


def led_here(annotation: Annotation, here: Mapping[str, Annotation], sources: Mapping[str, str]) -> Annotation:
    """Return an annotation whose links lead to annotations and sources of the workspace.

    Args:
        annotation: The annotation.
        here: Annotations by the names that the links in the file use for them.
        sources: The ids of sources by the names that they have in the file.
    """
    if not annotation.links:
        return annotation
    return replace(annotation, links={id: _led_here(link, here, sources) for id, link in annotation.links.items()})


def _led_here(link: Value, here: Mapping[str, Annotation], sources: Mapping[str, str]) -> Value:
    if target := here.get(linked_id(link)):
        return {**link, "to": {**link["to"], "annotation": target.id, "source": target.source, "exact": target.exact}}
    to = link.get("to") if isinstance(link, dict) else None
    if not (isinstance(to, dict) and isinstance(source := to.get("source"), str) and source in sources):
        return link
    return {**link, "to": {**to, "source": sources[source]}}


def without_contradictions(here: Annotation, there: Annotation) -> tuple[Annotation, list[str]]:
    """Return an annotation without the fields that differ here, and the names of these; no link replaces ours.

    Args:
        here: The annotation as the file has it first.
        there: The same annotation later in the file.
    """
    names = [
        name
        for name, value in there.fields.items()
        if name in here.fields and texts_of(here.fields[name]) != texts_of(value)
    ]
    clashing = {id for id, link in there.links.items() if id in here.links and here.links[id] != link}
    if not (names or clashing):
        return there, []
    fields = {name: value for name, value in there.fields.items() if name not in names}
    links = {link_id(f"{id} {link}") if id in clashing else id: link for id, link in there.links.items()}
    return replace(there, fields=fields, links=links), names


def with_additions(here: Annotation, there: Annotation) -> Annotation:
    """Return an annotation with the fields and links that it has in a file; the same object if nothing is new.

    A value that the file lacks is not taken for removed: few formats have room for all of them.
    """
    fields = {
        name: value
        for name, value in there.fields.items()
        if name not in here.fields or texts_of(here.fields[name]) != texts_of(value)
    }
    links = _new_links(here.links, there.links)
    if not (fields or links):
        return here
    return replace(here, fields={**here.fields, **fields}, links={**here.links, **links})


def _new_links(here: Links, there: Links) -> dict[str, Value]:
    known = set(map(link_content, here.values()))
    return {id: link for id, link in there.items() if link_content(link) not in known}
