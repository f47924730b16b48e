"""What an interchange format is: how it is written and read, and what it cannot hold."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.errors import ReaderError
from reader.formats.corpus import Corpus
from reader.formats.offset_units import OffsetUnit

Losses = Counter[str]  # how many of what, in words for people
ALL = frozenset({"id", "note", "creator", "created", "modified", "revision", "status"})
_EMPTY = {"id": "", "note": "", "creator": "", "created": "", "modified": "", "revision": 1}
_WORDS = {  # what is lost with some of its fields
    "places": ("start", "end"),
    "names of tags": ("tag",),
    "notes": ("note",),
    "creators": ("creator",),
    "ids": ("id",),
    "times": ("created", "modified"),
    "revisions": ("revision",),
}


@dataclass(frozen=True, slots=True)
class Options:
    """unit: what offsets count, where a format leaves that open. raw: no cell is guarded against spreadsheets.
    suggestions: they are written, too.
    """

    unit: OffsetUnit = OffsetUnit.CODE_POINTS
    raw: bool = False
    suggestions: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """name: with `/`, in the folder that is written to. pieces: made as they are written; texts become UTF-8."""

    name: str
    pieces: Iterable[str | bytes]


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """An annotation as a file tells it; where: for people, such as `line 3`.

    What the file does not say is empty in `annotation`, and its offsets are -1. text: what they count in, if the file
    carries that.
    """

    where: str
    annotation: Annotation
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """What a file says and no annotation can."""

    where: str
    why: str


Found = Iterator[ImportedRecord | RejectedRecord]


def checked(records: Iterable[Any], name: str, parse: Callable[[str, Any], Found]) -> Found:
    """What `parse` makes of each record, which is called `name`; one for which it raises ValueError is refused."""
    for number, record in enumerate(records, 1):
        where = f"{name} {number}"
        try:
            found = list(parse(where, record))
        except ValueError as error:
            found = [RejectedRecord(where, str(error))]
        yield from found


class FormatError(ReaderError):
    """A file is not what it is said to be, or came out otherwise than it was meant."""


def _as_it_is(anchored: Anchored) -> Annotation | None:
    return anchored.present


@dataclass(frozen=True, kw_only=True)
class Format:
    """One interchange format. A package can add one: an entry point in the group `reader.formats` that is a `Format`.

    name: on the command line. meaning: a line for people. file: what its file, or its folder, is best called.
    is_folder: it is several files. is_binary: it cannot be shown in a terminal.
    keeps: the fields of ALL that it has a place for. fits: a passage, tag and note as it can hold them, None if it
    cannot. units: what offsets can count. write: gets the losses to add what else it sees lost.
    read: None if nothing comes back. recognises: whether a path is of this format; gets its first characters, too.
    """

    name: str
    meaning: str
    file: str
    write: Callable[[Corpus, Options, Losses], Iterator[File]]
    read: Callable[[Path, Options], Found] | None = None
    recognises: Callable[[Path, str], bool] = lambda _path, _head: False
    keeps: frozenset[str] = ALL
    fits: Callable[[Anchored], Annotation | None] = _as_it_is
    units: tuple[OffsetUnit, ...] = (OffsetUnit.CODE_POINTS,)
    is_folder: bool = False
    is_binary: bool = False
    has_suggestions: bool = False
    has_orphans: bool = False

    def fit(self, anchored: Anchored) -> Annotation | None:
        """The annotation as it comes back; None if the format cannot hold it at all."""
        if not anchored.placed and not self.has_orphans:
            return None
        fitted = self.fits(anchored)
        if fitted is None or not self._unkept:
            return fitted
        return replace(fitted, **self._unkept)

    @cached_property
    def _unkept(self) -> dict[str, Any]:
        """What the fields are that it has no place for."""
        return {name: value for name, value in _EMPTY.items() if name not in self.keeps}

    def losses(self, corpus: Corpus) -> Losses:
        """What of a corpus the format cannot hold."""
        losses = Losses()
        for each in corpus.annotations:
            fitted = self.fit(each)
            if fitted is None:
                losses["passages that it has no place for" if each.placed else "orphans"] += 1
                continue
            losses.update(_lost(each.present, fitted))
            losses["statuses"] += "status" not in self.keeps and each.status is not Status.EXACT
        return +losses


def _lost(annotation: Annotation, fitted: Annotation) -> Iterator[str]:
    for words, names in _WORDS.items():
        has = {name: getattr(annotation, name) for name in names}
        if any(value not in (getattr(fitted, name), _EMPTY.get(name)) for name, value in has.items()):
            yield words
