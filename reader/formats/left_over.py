"""The members of a record for which reader has no place: they are left out and reported."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Any

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.formats.format import LeftOut
from reader.formats.loose_json import is_blank

NO_PLACE = "values that have no place here"
CONTRADICTED = "values of fields that differ from those of the same tag earlier in the file"
UNREAD_TIMES = "times that cannot be read"
UNCONFIRMED = "in places that nobody had confirmed when they were exported"
OF_ANNOTATION = frozenset({*(field.name for field in fields(Annotation)), "status"})  # in files of our own
_UNSURE = frozenset(status.value for status in Status if not status.is_sure and status is not Status.ORPHAN)
_LONGEST = 40  # code points of a name in a message


def left_over(where: str, record: Any, known: Collection[str]) -> Iterator[LeftOut]:
    """Yield the members of an object that have a value but no place here.

    Args:
        where: The place of the object in the file, for people.
        record: The object; anything else has no members.
        known: The names of the members that are taken, counted by themselves, or made by the program for its own use.
    """
    if isinstance(record, dict):
        yield from (named(where, name) for name, value in record.items() if name not in known and not is_blank(value))


def named(where: str, name: str, what: str = NO_PLACE) -> LeftOut:
    """Return the parts left out of a kind whose parts have names."""
    return LeftOut(where, what, name=name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…")


def remark_on(status: Any) -> str:
    """Return a remark on a place, given the status that its annotation had when it was exported; empty if it was sure.

    The text in which the annotation was first made is not in the file, so here the place looks as if it had never been
    in doubt.
    """
    return UNCONFIRMED if isinstance(status, str) and status in _UNSURE else ""


def without_private(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of an object whose names do not begin with `_`, as those that programs keep for themselves."""
    return {name: value for name, value in record.items() if not name.startswith("_")}
