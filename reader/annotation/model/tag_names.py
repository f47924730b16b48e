"""Matching the names of tags with what somebody typed: one tag, a tag with those nested in it, or part of a name."""

from collections.abc import Callable, Iterable

from reader.settings.tag_names import BETWEEN, is_within
from reader.text.fold import fold

ALONE = "="  # before the name of a tag without those that are nested in it


def names_test(words: str, known: Iterable[str] = (), *, is_exact: bool = False) -> Callable[[str], bool]:
    """Return a test that is true of the tag names that typed words mean.

    Args:
        words: `claim/` means a tag with all that are nested in it, and so does `claim` if it is the name of a tag;
            `=claim` means this tag alone; anything else is a part of a name, and nothing at all means any tag.
        known: The names of the tags that there are.
        is_exact: Whether case, accents and marks matter. They do if only they tell the name from that of another tag.
    """
    if words in ("", ALONE, BETWEEN):
        return lambda _: True
    known = set(known)
    named = words.removeprefix(ALONE).removesuffix(BETWEEN)
    is_one_of_several = named in known and sum(fold(each) == fold(named) for each in known) > 1  # as `vow` beside `Vow`
    same: Callable[[str], str] = str if is_exact or is_one_of_several else fold
    wanted = same(words)
    if words.startswith(ALONE):
        return lambda name: same(name) == wanted[len(ALONE) :]
    if words.endswith(BETWEEN):
        return lambda name: is_within(same(name), wanted[: -len(BETWEEN)])
    if any(same(each) == wanted for each in known):
        return lambda name: is_within(same(name), wanted)
    return lambda name: wanted in same(name)
