"""The former names of tags: an annotation that still has one counts as having the renamed tag."""

from collections.abc import Callable, Mapping, Sequence

from reader.settings import Tag
from reader.settings.tag_names import moved_name, tags_above

NameNow = Callable[[str], str]


def name_now(tags: Sequence[Tag]) -> NameNow:
    """Return a function that returns which tag a name means; an unknown name means itself."""
    known = {tag.name for tag in tags}
    former = {name: tag.name for tag in tags for name in tag.formerly}
    found: dict[str, str] = {}  # the current names of those asked for

    def find(name: str) -> str:
        if name not in found:
            found[name] = name if name in known else _found(name, former)
        return found[name]

    return find


def _found(name: str, former: Mapping[str, str]) -> str:
    """Return the present name for a name that changed, by itself or through a tag above it."""
    for each in (name, *tags_above(name)):
        if each in former:
            return moved_name(name, each, former[each])
    return name
