"""The definition of an interchange format: how it is written and read, and what it cannot hold."""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.row import StoredRow
from reader.errors import ReaderError
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.corpus import Corpus
from reader.formats.offset_units import OffsetUnit
from reader.formats.properties import has_places, lost_properties, standing
from reader.settings.fields import VERDICT

STRIDE = 500  # annotations, which are looked at within milliseconds
UNHELD = "passages the format cannot hold"  # a loss
Preserved = Sequence[tuple[Anchored, Annotation | None]]


class Losses(Counter[str]):
    """The number of losses of each kind, described in words for people.

    Attributes:
        remarks: Further messages for people about what was written.
    """

    def __init__(self) -> None:
        """Start without losses."""
        super().__init__()
        self.remarks: list[str] = []


ALL_FIELDS = frozenset({"id", "note", "creator", "created", "modified", "revision", "status"})
EVERYTHING = ALL_FIELDS | {"fields", "links", "origin"}
SAID = {"fields": "fields", "links": "links", "note": "notes", "creator": "who set them"}  # of a tag, in words
_EMPTY = {
    "id": "", "note": "", "creator": "", "created": "", "modified": "", "revision": 1, "fields": {}, "links": {},
    "origin": {},
}  # fmt: skip
_LOSS_FIELDS = {  # the name of a loss, and the fields that it is about
    "places": ("start", "end"),
    "tag names": ("tag",),
    "notes": ("note",),
    "creators": ("creator",),
    "ids": ("id",),
    "times": ("created", "modified"),
    "revisions": ("revision",),
    "origins of accepted suggestions": ("origin",),
}


@dataclass(frozen=True, slots=True)
class Options:
    """The choices that a person has in an export or import.

    Attributes:
        unit: The unit that offsets count. An import tries others if the words in the file say so.
        raw: True to leave out the guard against spreadsheet formulas in CSV cells.
        suggestions: True to export suggestions, too.
        url: The address at which what is exported will be published; empty if it is unknown.
        verdicts: True to export the verdicts that the quote check finds, too, as if they had been kept.
        has_story: False to leave out the statements of several sources.
        is_unit_certain: True for an import that tries no other unit, unless the words require it.
        is_unchanged: True for an import of what was just exported, whose offsets need not be doubted.
    """

    unit: OffsetUnit = OffsetUnit.CODE_POINTS
    raw: bool = False
    suggestions: bool = False
    url: str = ""
    verdicts: bool = False
    has_story: bool = True
    is_unit_certain: bool = False
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of an export.

    Attributes:
        name: The path below the folder of the export, with `/`.
        chunks: The content, made while it is written; `str` is encoded as UTF-8.
    """

    name: str
    chunks: Iterable[str | bytes]


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """An annotation as read from a file; fields that the file lacks are empty, and offsets are -1.

    Attributes:
        where: The place in the file, for people, such as `line 3`.
        annotation: The annotation; its offsets count in `text`, or else in the source.
        text: The text that the file carries for the source; None if it carries none.
        remark: How the place was found if not by its offsets, for people; records with the same remark are counted.
        doubt: The reason why a person has to confirm the place, for people; empty if it is certain.
        handle: A further name by which links in the same file may refer to the annotation; may be empty.
    """

    where: str
    annotation: Annotation
    text: str | None = None
    remark: str = ""
    doubt: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of a table, such as the one that says which names mean one person, and its place in the file."""

    where: str
    row: StoredRow


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """An entry for the codebook that a file has, and its place in the file."""

    where: str
    entry: CodebookEntry


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A tagged passage, or a part that may have held some, that could not be read: its place and the reason."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a file that need not be imported: it is not a tagged passage, or its own program rejected it.

    Attributes:
        where: The place in the file, for people.
        what: The kind of part, in the plural, such as `relations`; the parts of one kind are counted together.
        is_changed: True if it is not left out, but has another form here.
        name: The name of the part in the file, if the parts of a kind have names to be listed; may be empty.
    """

    where: str
    what: str
    is_changed: bool = False
    name: str = ""


Record = ImportedRecord | ImportedRow | ImportedEntry | RejectedRecord | LeftOut
Records = Iterator[Record]


def parse_each(values: Iterable[Any], label: str, parse: Callable[[str, Any], Records]) -> Records:
    """Parse values one by one; a value for which `parse` raises ValueError becomes a `RejectedRecord`.

    Args:
        values: The values, counted from 1.
        label: The word for one of them, such as `line`: the second is called `line 2` in messages.
        parse: Gets that name and the value.
    """
    for number, value in enumerate(values, 1):
        yield from parse_one(f"{label} {number}", value, parse)


def parse_one(where: str, value: Any, parse: Callable[[str, Any], Records]) -> Records:
    """Parse one value, as `parse_each` does."""
    records: list[Record]
    try:
        records = list(parse(where, value))
    except ValueError as error:
        records = [RejectedRecord(where, str(error))]
    yield from records


class FormatError(ReaderError):
    """A file is not in the expected format, or an export did not come back as it was written."""


def _unchanged(anchored: Anchored) -> Annotation | None:
    return anchored.present


@dataclass(frozen=True, kw_only=True)
class Format:
    """An interchange format. A package adds one with an entry point in the group `reader.formats`.

    Attributes:
        name: The name that --format takes.
        meaning: A description in one line, for people.
        file: A suggested name for its file or folder.
        write: Yields the files of a corpus, and adds losses that only the writer can see.
        read: Yields the records of a file or folder; None if the format cannot be imported.
        recognises: Returns whether a path, or the whole text of a file, is in this format.
        keeps: The names from `EVERYTHING` that the format stores.
        fits: Returns the annotation with place, tag and note as the format stores them; None if it cannot.
        units: The units that its offsets can count.
        is_folder: True if an export is a folder of several files.
        is_binary: True if the file must not be printed to a terminal.
        has_suggestions: True if it can hold suggestions.
        has_orphans: True if it can hold annotations that have no place.
        has_people: True if it can hold which names mean one person.
        is_inside: True if a link can only lead to another annotation of the same export, and a field only have a place
            in the source as it is now.
        is_codebook: True if it holds the codebook alone, and no annotations by design.
        unheld: The words for passages that it cannot hold, in reports of what is lost.
    """

    name: str
    meaning: str
    file: str
    write: Callable[[Corpus, Options, Losses], Iterator[OutputFile]]
    read: Callable[[Path, Options], Records] | None = None
    recognises: Callable[[Path, str], bool] = lambda _path, _head: False
    keeps: frozenset[str] = ALL_FIELDS
    fits: Callable[[Anchored], Annotation | None] = _unchanged
    units: tuple[OffsetUnit, ...] = (OffsetUnit.CODE_POINTS,)
    is_folder: bool = False
    is_binary: bool = False
    has_suggestions: bool = False
    has_orphans: bool = False
    has_people: bool = False
    is_inside: bool = False
    is_codebook: bool = False
    unheld: str = UNHELD

    def preserved(self, anchored: Anchored) -> Annotation | None:
        """Return the annotation as it comes back from a file; None if the format cannot hold it at all."""
        if not anchored.placed and not self.has_orphans:
            return None
        preserved = self.fits(anchored)
        if preserved is None or all(getattr(preserved, name) == value for name, value in self._blanks.items()):
            return preserved
        return replace(preserved, **self._blanks)

    def preserved_of(self, corpus: Corpus) -> Iterator[tuple[Anchored, Annotation | None]]:
        """Yield each annotation of a corpus, and the annotation as it comes back from a file of the whole corpus."""
        if not self.is_inside:
            return ((each, self.preserved(each)) for each in corpus.annotations)
        text_of = lru_cache(maxsize=1)(corpus.text_of)
        return _linked_inside([(each, self.preserved(_standing(each, text_of))) for each in corpus.annotations])

    @cached_property
    def holds_verdicts(self) -> bool:
        """True if a quote keeps its verdict in a file of this format."""
        quote = Annotation(id="1", source="1", start=0, end=1, exact="a", tag="quote", fields={VERDICT: "exact"})
        preserved = self.preserved(Anchored(quote, Status.EXACT, quote))
        return preserved is not None and VERDICT in preserved.fields

    def keeping(self, names: Collection[str]) -> tuple[list[str], list[str]]:
        """Return what the format keeps, and what it leaves out, in words for people.

        Args:
            names: Those of `SAID` that the annotations have.
        """
        kept = [self._words(name) for name in SAID if name in names and name in self.keeps]
        return kept, [words for name, words in SAID.items() if name in names and name not in self.keeps]

    def _words(self, name: str) -> str:
        return "links within a source" if name == "links" and self.is_inside else SAID[name]

    @cached_property
    def _blanks(self) -> dict[str, Any]:
        """The empty values of the fields that the format does not store."""
        return {name: value for name, value in _EMPTY.items() if name not in self.keeps}

    def losses(self, corpus: Corpus) -> Counter[str]:
        """Count the parts of a corpus that the format cannot hold."""
        losses = Losses()
        if self.is_codebook:
            return losses
        losses["joins of names that mean one person"] = 0 if self.has_people else corpus.joins
        for each, preserved in self.preserved_of(corpus):
            self._add_losses(losses, each, preserved)
        return +losses

    def foresee(self, annotations: Iterable[Annotation]) -> Generator[int, None, Counter[str]]:
        """Count what the format cannot hold, as if each annotation were still where it was tagged.

        It works in steps, so that it can be stopped, and without the texts: losses that only the texts show are not
            counted.
        """
        found = list[tuple[Anchored, Annotation | None]]()
        for number, each in enumerate(annotations):
            anchored = Anchored(each, Status.EXACT, each)
            found.append((anchored, self.preserved(anchored)))
            if number % STRIDE == 0:
                yield number
        losses = Counter[str]()
        for number, (anchored, preserved) in enumerate(_linked_inside(found) if self.is_inside else found):
            self._add_losses(losses, anchored, preserved)
            if number % STRIDE == 0:
                yield number
        return +losses

    def _add_losses(self, losses: Counter[str], each: Anchored, preserved: Annotation | None) -> None:
        if preserved is None:
            losses[self.unheld if each.placed else "orphans"] += 1
            return
        losses.update(_lost_fields(each.present, preserved))
        if each.present.fields or each.present.links:
            losses.update(lost_properties(each.present, preserved))
        losses["statuses"] += "status" not in self.keeps and each.status is not Status.EXACT


def _standing(each: Anchored, text_of: Callable[[str], str]) -> Anchored:
    placed = each.placed
    if placed is None or not has_places(placed):
        return each
    return replace(each, placed=standing(placed, text_of(placed.source)))


def _linked_inside(found: Preserved) -> Iterator[tuple[Anchored, Annotation | None]]:
    """Yield annotations with only those links that lead to another of them that the format holds."""
    held = {each.annotation.id for each, preserved in found if preserved}
    return ((each, preserved and _with_links_to(held, preserved)) for each, preserved in found)


def _with_links_to(ids: set[str], annotation: Annotation) -> Annotation:
    """Return an annotation with only those links that lead to an annotation with one of these ids."""
    kept = {name: each for name, each in annotation.links.items() if each["to"].get("annotation") in ids}
    return annotation if len(kept) == len(annotation.links) else replace(annotation, links=kept)


def _lost_fields(annotation: Annotation, preserved: Annotation) -> Iterator[str]:
    """Name the losses between an annotation and what comes back of it; an empty field cannot be lost."""
    for loss, names in _LOSS_FIELDS.items():
        values = {name: getattr(annotation, name) for name in names}
        if any(value not in (getattr(preserved, name), _EMPTY.get(name)) for name, value in values.items()):
            yield loss
