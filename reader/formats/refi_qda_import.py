"""Reading REFI-QDA projects as NVivo, ATLAS.ti, MAXQDA, QualCoder and others write them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.formats.carried_text import CarriedText, uuid_of
from reader.formats.format import FormatError, LeftOut, Options, Record, Records, RejectedRecord
from reader.formats.loose_json import mapping
from reader.formats.qdpx_archive import ProjectArchive, UnreadableEntryError, local_name, open_project
from reader.formats.refi_qda_notes import Memo, decoded, is_property, parse_memos
from reader.formats.relations import RELATED, Relation, with_relations
from reader.formats.settled import settle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SOURCES = {"TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource", "Note"}
_TEXTS = {"TextSource", "Note", "Representation", "TextDescription", "Transcript"}  # elements that carry a text
_IN_TEXT = {"PlainTextSelection", "TranscriptSelection"}
_REGIONS = {
    "PDFSelection": "regions of PDF pages",
    "PictureSelection": "regions of pictures",
    "AudioSelection": "stretches of sound",
    "VideoSelection": "stretches of video",
}
_SELECTIONS = _IN_TEXT | set(_REGIONS)
_NO_PLACE = {"Case": "cases", "Set": "sets", "Graph": "graphs"}  # each in a list of its own


def read(path: Path, options: Options) -> Records:
    """Yield the selections in texts, and name what else is in the project.

    Raises:
        FormatError: The file is not a project, or cannot be unpacked.
    """
    try:
        with open_project(path) as archive:
            project = _Project(archive)
            options = replace(options, is_unchanged=options.is_unchanged or project.is_ours)
            relations = list(project.relations())
            yield from with_relations(settle(project.records(), options, evidence=1), relations, "project")
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Code:
    """A code that somebody gave to a selection; `name` is None if the codebook does not have it."""

    name: str | None
    coding: "Element | None"


class _Project:
    """The elements of a project, by their kinds and by their GUIDs."""

    def __init__(self, archive: ProjectArchive) -> None:
        self._archive = archive
        self._root = archive.project()
        self._seen: set[int] = set()  # ids of the selections that have become records
        self._used: set[str] = set()  # GUIDs of the memos that have become notes

    @property
    def is_ours(self) -> bool:
        """True if reader has written the project, whose offsets count as they should."""
        return self._root.get("origin", "").startswith("reader ")

    def relations(self) -> Iterator[Relation]:
        """Yield the links between passages; their memos are not yielded again with the records."""
        for number, each in enumerate(self._all({"Link"}), 1):
            memos = self._memos_on(each)
            about = mapping(decoded(memos[0])) if memos else {}
            note = "\n\n".join([memo.text for memo in memos if memo.text] + self._comments(each))
            kind, id = each.get("name") or RELATED, str(about.get("id") or "")
            ends = _guid(each.get("originGUID")), _guid(each.get("targetGUID"))
            where = each.get("name") or f"link {number}"
            yield Relation(where, *ends, kind, id, note, "links")
            if each.get("direction") == "Bidirectional":
                yield Relation(where, *ends[::-1], kind, note=note, what="links")

    def records(self) -> Iterator[Record]:
        """Yield the selections, and everything else that is no link."""
        for source in self._all(_SOURCES):
            yield from self._source(source)
        for number, each in enumerate(self._all(_SELECTIONS), 1):
            if id(each) not in self._seen:
                yield from self._stray(f"selection {number}", each)
        yield from self._memos_left()
        for kind, name in _NO_PLACE.items():
            for each in self._all({kind}):
                yield LeftOut(each.get("name") or kind, name)

    def _all(self, kinds: set[str]) -> "Iterator[Element]":
        return (each for each in self._root.iter() if local_name(each) in kinds)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of codes and users."""
        return {_guid(each.get("guid")): each.get("name", "") for each in self._all({"Code", "User"})}

    @cached_property
    def _notes(self) -> "dict[str, Element]":
        return {_guid(each.get("guid")): each for each in self._all({"Note"})}

    @cached_property
    def _notes_on(self) -> dict[str, list[str]]:
        """The GUIDs of memos that name, in themselves, what they are about."""
        found: dict[str, list[str]] = {}
        for guid, note in self._notes.items():
            for each in _children(note, {"NoteRef"}):
                found.setdefault(_guid(each.get("targetGUID")), []).append(guid)
        return found

    @cached_property
    def _loose(self) -> "dict[str, list[Element]]":
        """The selections that stand apart and name their source, by its GUID."""
        found: dict[str, list[Element]] = {}
        for each in self._all(_IN_TEXT):
            if guid := _guid(each.get("sourceGUID")):
                found.setdefault(guid, []).append(each)
        return found

    # Sources

    def _source(self, source: "Element") -> Iterator[Record]:
        name = source.get("name") or source.get("guid") or "a source without a name"
        own = [source] if local_name(source) in _TEXTS else []
        texts = [*own, *(each for each in source if local_name(each) in _TEXTS)]
        outside = self._loose.get(_guid(source.get("guid")), []) + ([] if own else _children(source, _IN_TEXT))
        counted = _Numbers(f"{name}, selection")
        for text in texts or [source]:
            selections = [*_children(text, _IN_TEXT), *(outside if text is (texts or [source])[0] else ())]
            yield from self._text(name, text, [(counted.next(), each) for each in _once(selections, self._seen)])
        for each in _once(_children(source, set(_REGIONS)), self._seen):
            yield from self._region(counted.next(), each, name)
        for element in dict.fromkeys((source, *texts)):
            for _ in _children(element, {"Coding"}):
                yield LeftOut(name, "codes for a whole source")

    def _text(self, name: str, element: "Element", selections: "Sequence[tuple[str, Element]]") -> Iterator[Record]:
        if not selections:
            return
        try:
            text = self._text_of(element)
        except UnreadableEntryError as error:
            for where, each in selections:
                yield from self._refused(where, each, str(error))
            return
        carried = CarriedText(text, name)
        points = {_guid(each.get("guid")): each.get("position") for each in element.iter()}
        for where, each in selections:
            try:
                start, end = _position(each, points)
                records = list(self._selection(where, each, carried, start, end))
            except ValueError as error:
                records = list(self._refused(where, each, str(error)))
            yield from records

    def _text_of(self, element: "Element") -> str:
        for each in _children(element, {"PlainTextContent"}):
            return each.text or ""
        return self._archive.text(element.get("plainTextPath", ""))

    # Selections

    def _selection(self, where: str, each: "Element", carried: CarriedText, start: int, end: int) -> Iterator[Record]:
        codes = self._codes(each)
        if not codes:
            yield LeftOut(where, "passages without a code")
            return  # the memos on it are named as memos on no passage
        shared, guid = self._comments(each), each.get("guid", "").strip("{}")
        for number, code in enumerate(codes):
            if not code.name:
                yield RejectedRecord(where, "the codebook does not have its code, or no name for it")
                continue
            elements = (each,) if code.coding is None else (code.coding, each)
            note = [*shared, *(self._comments(code.coding) if code.coding is not None else ())]
            properties = parse_memos(self._memos_on(each)) if number == 0 else {}
            record = carried.record(
                where, start, end, code.name,
                id=uuid_of(guid) if guid and number == 0 else "",  # an id can only be that of one annotation
                note="\n\n".join(dict.fromkeys(note)),
                creator=self._names.get(_guid(_first(elements, "creatingUser", "creatingUserGUID")), ""),
                created=_first(elements, "creationDateTime"),
                modified=_first(elements, "modifiedDateTime"),
                **properties,
            )  # fmt: skip
            yield replace(record, handle=_guid(guid)) if number == 0 else record

    def _refused(self, where: str, each: "Element", why: str) -> Iterator[Record]:
        """Refuse each code of a selection; one without any is left out."""
        for _ in self._codes(each):
            yield RejectedRecord(where, why)
        if not self._codes(each):
            yield LeftOut(where, "passages without a code")

    def _region(self, where: str, each: "Element", source: str) -> Iterator[Record]:
        """Yield what is known of a selection that is no passage of a text; PDF regions may carry their words."""
        for inner in _children(each, {"Representation"}):
            for content in _children(inner, {"PlainTextContent"}):
                if words := (content.text or "").strip():
                    carried = CarriedText(words, source)
                    yield from self._selection(where, each, carried, 0, len(words))
                    return
        for _ in range(max(1, len(self._codes(each)))):
            yield LeftOut(where, _REGIONS[local_name(each)])

    def _stray(self, where: str, each: "Element") -> Iterator[Record]:
        if kind := _REGIONS.get(local_name(each)):
            yield LeftOut(where, kind)
        else:
            yield from self._refused(where, each, "it belongs to no source")

    def _codes(self, each: "Element") -> list[_Code]:
        found = []
        for child in each:
            if local_name(child) == "CodeRef":
                found.append(_Code(self._names.get(_guid(child.get("targetGUID"))), None))
            elif local_name(child) == "Coding":
                guids = [inner.get("targetGUID") for inner in _children(child, {"CodeRef"})]
                guids += [child.get("codeGUID")] if not guids else []
                found += [_Code(self._names.get(_guid(guid)), child) for guid in guids]
        return found

    # Memos

    def _comments(self, element: "Element") -> list[str]:
        """Return the description of an element, and the memos about it."""
        found = [each.text or "" for each in _children(element, {"Description"})]
        for note in self._noted(element):
            if not is_property(note.get("name", "")) and (text := self._memo(note)) is not None:
                self._used.add(_guid(note.get("guid")))
                found.append(text)
        return [each for each in found if each]

    def _noted(self, element: "Element") -> "Iterator[Element]":
        """Yield the memos about an element, each once."""
        references = [_guid(each.get("targetGUID")) for each in _children(element, {"NoteRef"})]
        for guid in dict.fromkeys([*references, *self._notes_on.get(_guid(element.get("guid")) or "-", [])]):
            if guid in self._notes:
                yield self._notes[guid]

    def _memos_on(self, element: "Element") -> list[Memo]:
        """Return the memos about an element that are fields or links."""
        found = []
        for note in self._noted(element):
            if is_property(name := note.get("name", "")) and (text := self._memo(note)) is not None:
                self._used.add(_guid(note.get("guid")))
                found.append(Memo(name, text, "".join(each.text or "" for each in _children(note, {"Description"}))))
        return found

    def _memo(self, note: "Element") -> str | None:
        try:
            return self._text_of(note).removeprefix("\ufeff")
        except UnreadableEntryError:
            return None

    def _memos_left(self) -> Iterator[Record]:
        for guid, note in self._notes.items():
            if guid not in self._used:
                what = "memos on no passage" if self._memo(note) is not None else "memos whose text is missing"
                yield LeftOut(note.get("name") or "a memo", what)


class _Numbers:
    """The names of the selections of one source: `a.txt, selection 1` and so on."""

    def __init__(self, label: str) -> None:
        self._label, self._count = label, 0

    def next(self) -> str:
        self._count += 1
        return f"{self._label} {self._count}"


def _children(element: "Element", kinds: set[str]) -> "list[Element]":
    return [each for each in element if local_name(each) in kinds]


def _once(elements: "Iterable[Element]", seen: set[int]) -> "Iterator[Element]":
    """Yield the elements that have not been seen, and remember them."""
    for each in elements:
        if id(each) not in seen:
            seen.add(id(each))
            yield each


def _guid(value: str | None) -> str:
    """Return a GUID as it is compared: programs differ in case, and some put braces around it."""
    return (value or "").strip().strip("{}").lower()


def _first(elements: "Iterable[Element]", *names: str) -> str:
    """Return the first attribute with one of these names."""
    return next((value for each in elements for name in names if (value := each.get(name))), "")


def _position(each: "Element", points: dict[str, str | None]) -> tuple[int, int]:
    """Return the offsets of a selection; one in a transcript names two points of it.

    Raises:
        ValueError: There are none.
    """
    names = ("startPosition", "endPosition"), ("fromSyncPoint", "toSyncPoint")
    if local_name(each) == "TranscriptSelection" and each.get("startPosition") is None:
        values = [points.get(_guid(each.get(name))) for name in names[1]]
    else:
        values = [each.get(name) for name in names[0]]
    try:
        start, end = (int(value or "") for value in values)
    except ValueError as error:
        raise ValueError(f"it goes from {values[0]!r} to {values[1]!r}, which are no offsets") from error
    return start, end
