"""Names of tags, which may be nested by their names: `claim/number` is nested in `claim`. Pure functions of names."""

from collections.abc import Callable, Iterable, Iterator

from reader.text.fold import fold

NESTED = "/"  # between the name of a tag and the rest of the name of one that is nested in it
ALONE = "="  # before the name of a tag without those that are nested in it


def is_within(name: str, top: str) -> bool:
    """Return whether a tag is another one, or nested in it at any depth."""
    return name == top or name.startswith(f"{top}{NESTED}")


def tags_above(name: str) -> Iterator[str]:
    """Yield the names of the tags that a tag is nested in, the nearest first."""
    while NESTED in name:
        name = name.rpartition(NESTED)[0]
        yield name


def names_test(words: str, known: Iterable[str] = (), *, is_exact: bool = False) -> Callable[[str], bool]:
    """Return a test whether the name of a tag is meant by what somebody writes for it.

    Args:
        words: `claim/` means a tag with all that are nested in it, and so does `claim` if it is the name of a tag;
            `=claim` means this tag alone; anything else is a part of a name, and nothing at all means any tag.
        known: The names of the tags that there are.
        is_exact: Whether case, accents and marks matter.
    """
    if words in ("", ALONE, NESTED):
        return lambda _: True
    same: Callable[[str], str] = str if is_exact else fold
    wanted = same(words)
    if words.startswith(ALONE):
        return lambda name: same(name) == wanted[len(ALONE) :]
    if words.endswith(NESTED):
        return lambda name: is_within(same(name), wanted[: -len(NESTED)])
    if any(same(each) == wanted for each in known):
        return lambda name: is_within(same(name), wanted)
    return lambda name: wanted in same(name)
