"""The names of tags: which are nested in which. Plain functions, which need no settings."""

from collections.abc import Container, Iterable, Iterator

BETWEEN = "/"  # the parts of a nested tag's name
# Signs that are part of letters, such as the vowels of Devanagari and Thai, and that `\w` leaves out.
MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3"
    r"\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d63\u0d81-\u0df3"
    r"\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f3e-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u109d\u135d-\u135f"
    r"\u1712-\u1734\u1752-\u17d3\u17dd\u1dc0-\u1dff\u302a-\u302f\u3099\u309a\ua8e0-\ua8f1\uabe3-\uabea\uabec\uabed"
)


def is_within(name: str, tag: str) -> bool:
    """Return whether a name is that of a tag or of one nested in it: `claim/number` is within `claim`."""
    return name == tag or name.startswith(f"{tag}{BETWEEN}")


def tag_above(name: str) -> str:
    """Return the name of the tag that a tag is nested in; empty if there is none."""
    return name.rpartition(BETWEEN)[0]


def tags_above(name: str) -> Iterator[str]:
    """Yield the names of the tags that a tag is nested in, the nearest first."""
    while name := tag_above(name):
        yield name


def nearest(name: str, known: Container[str]) -> str:
    """Return a name if it is known, else that of the nearest tag above that is; the name itself if none is."""
    return name if name in known else next((each for each in tags_above(name) if each in known), name)


def topmost(name: str) -> str:
    """Return the name of the topmost tag that a tag is nested in; its own if it is in none."""
    return name.partition(BETWEEN)[0]


def last_part(name: str) -> str:
    """Return the last part of a name: `number` of `claim/number`."""
    return name.rpartition(BETWEEN)[2]


def moved_name(name: str, old: str, new: str) -> str:
    """Return the name of a tag after another tag, with all nested in it, was renamed."""
    return f"{new}{name[len(old) :]}" if is_within(name, old) else name


def in_tree(names: Iterable[str]) -> list[str]:
    """Return names, each followed by those nested in it, otherwise in their original order."""
    given = dict.fromkeys(names)
    place: dict[str, int] = {}
    for name in given:
        for each in (name, *tags_above(name)):
            place.setdefault(each, len(place))
    return sorted(given, key=lambda name: [place[each] for each in (*list(tags_above(name))[::-1], name)])
