"""The names of tags: which are nested in which. Plain functions, which need no settings."""

from collections.abc import Iterable, Iterator

from reader.settings import BETWEEN


def is_within(name: str, tag: str) -> bool:
    """Return whether a name is that of a tag, or of one that is nested in it: `claim/number` is within `claim`."""
    return name == tag or name.startswith(f"{tag}{BETWEEN}")


def tags_above(name: str) -> Iterator[str]:
    """Yield the names of the tags that a tag is nested in, the nearest first."""
    while name := name.rpartition(BETWEEN)[0]:
        yield name


def topmost(name: str) -> str:
    """Return the name of the topmost tag that a tag is nested in; its own if it is in none."""
    return name.partition(BETWEEN)[0]


def last_part(name: str) -> str:
    """Return what a name adds to that of the tag above: `number` of `claim/number`."""
    return name.rpartition(BETWEEN)[2]


def moved_name(name: str, old: str, new: str) -> str:
    """Return the name of a tag after another name was given to a tag, and with it to those that are nested in it."""
    return f"{new}{name[len(old) :]}" if is_within(name, old) else name


def in_tree(names: Iterable[str]) -> list[str]:
    """Return names with each followed by those that are nested in it, in the order in which these first come."""
    given = dict.fromkeys(names)
    place: dict[str, int] = {}
    for name in given:
        for each in (name, *tags_above(name)):
            place.setdefault(each, len(place))
    return sorted(given, key=lambda name: [place[each] for each in (*list(tags_above(name))[::-1], name)])
