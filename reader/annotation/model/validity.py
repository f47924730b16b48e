"""Fields and links that are not valid, such as those in another program's file: they are kept and reported."""

from collections.abc import Iterator, Mapping

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.field_values import problems
from reader.annotation.model.links import invalid_links
from reader.settings import Tag
from reader.settings.tag_names import nearest


def problems_of(annotation: Annotation, tags: Mapping[str, Tag]) -> Iterator[str]:
    """Yield the problems in the fields and links of an annotation.

    Args:
        annotation: The annotation.
        tags: The tags of the settings, by name.
    """
    if annotation.fields:
        yield from problems(tags.get(nearest(annotation.tag, tags)), annotation)
    if annotation.links:
        yield from invalid_links(annotation)
