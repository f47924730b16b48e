"""The order of the sources of a catalog, with only what a list needs to show it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.settings import Tag

if TYPE_CHECKING:
    from reader.workspace.catalog.source_terms import Fact

PATH, DONE, LEFT, TAGS, CHANGED = "path", "done", "left", "tags", "changed"  # the orders that need no field
NEEDS: "Mapping[str, frozenset[Fact]]" = {LEFT: frozenset(("left",))}  # facts to find out first
SORTED_FIELDS = ("choice", "person", "number", "date")  # the types of fields whose values are worth an order


class Ranking(NamedTuple):
    """The entries in an order.

    Attributes:
        name: The name of the order.
        order: The positions of all entries, in order.
        ranks: The place of each entry in the order, by its position.
        said: The values of the order's field in a source, by id, in a few words.
    """

    name: str = PATH
    order: Sequence[int] = ()
    ranks: Sequence[int] = ()
    said: Mapping[str, str] = MappingProxyType({})


BY_PATH = Ranking()


def known_orders(tags: Sequence[Tag]) -> list[str]:
    """Return all orders that are offered with some tags, whether or not they make a difference now.

    Only tags with a key are offered, as there may be hundreds of others.
    """
    fields = [each.name for tag in tags for each in tag.fields if each.type in SORTED_FIELDS]
    return list(dict.fromkeys([PATH, DONE, LEFT, TAGS, *(tag.name for tag in tags if tag.key), CHANGED, *fields]))
