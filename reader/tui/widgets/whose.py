"""Showing the tags of one person after another in a list, and finally everyone's."""

from collections.abc import Iterable
from typing import NamedTuple

from reader.text.sanitize import sanitize

NOBODY = "nobody named"


class WhoseAnswer(NamedTuple):
    """The answer to a key that goes to the next person.

    Attributes:
        whose: The person whose items are to be shown; None for everyone.
        refusal: The reason why nothing changes; otherwise empty.
    """

    whose: str | None
    refusal: str = ""


def next_person(creators: Iterable[str], whose: str | None, words: str) -> WhoseAnswer:
    """Return whose items to show after those of a person.

    Args:
        creators: The people who made the items of the list.
        whose: The person whose items are shown; None for everyone.
        words: The name of the items, such as `tags`.
    """
    people: list[str | None] = [None, *sorted(set(creators), key=str.casefold)]
    if len(people) <= 2 and whose is None:
        alone = people[-1]
        return WhoseAnswer(None, "" if alone is None else f"all of these {words} are by {sanitize(alone) or NOBODY}")
    return WhoseAnswer(people[(people.index(whose) + 1) % len(people)] if whose in people else None)


def only(whose: str | None) -> list[str]:
    """Return the words in a heading that say whose items are shown; none for everyone's."""
    return [] if whose is None else [f"only {sanitize(whose) or NOBODY}"]
