"""Showing what one person after the other has tagged, in a list, and what everyone has at last."""

from collections.abc import Iterable
from typing import NamedTuple

from reader.text.sanitize import sanitize

NOBODY = "nobody named"


class WhoseAnswer(NamedTuple):
    """The answer to a key that goes to the next person.

    Attributes:
        whose: The person whose items are to be shown; None for everyone.
        refusal: The reason why nothing changes; empty if something does.
    """

    whose: str | None
    refusal: str = ""


def next_person(creators: Iterable[str], whose: str | None, words: str) -> WhoseAnswer:
    """Return whose items come after those of a person.

    Args:
        creators: The people who made the items of the list.
        whose: The person whose items are shown; None for everyone.
        words: What the items are called, such as `tags`.
    """
    people: list[str | None] = [None, *sorted(set(creators), key=str.casefold)]
    if len(people) <= 2 and whose is None:
        alone = people[-1]
        return WhoseAnswer(None, "" if alone is None else f"all of these {words} are by {sanitize(alone) or NOBODY}")
    return WhoseAnswer(people[(people.index(whose) + 1) % len(people)] if whose in people else None)


def only(whose: str | None) -> list[str]:
    """Return the words of a heading that only the items of one person are shown; none if those of everyone are."""
    return [] if whose is None else [f"only {sanitize(whose) or NOBODY}"]
