"""Reading REFI-QDA projects as NVivo, ATLAS.ti, MAXQDA, QualCoder and others write them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.formats.carried_text import CarriedText, uuid_of
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import FormatError, ImportedEntry, LeftOut, Options, Record, Records, RejectedRecord
from reader.formats.left_over import left_over
from reader.formats.loose_json import mapping
from reader.formats.qda_codebook import codes_in, entries_of
from reader.formats.qda_elements import children, description, first_attribute, guid, is_by_reader, once, position
from reader.formats.qda_memos import Memos
from reader.formats.qdpx_archive import ProjectArchive, UnreadableEntryError, open_project
from reader.formats.refi_qda_notes import decoded, parse_memos
from reader.formats.relations import RELATED, Relation, with_relations
from reader.formats.settled import settle
from reader.formats.whole_article import MEMO, first_line

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
_NO_PLACE = {
    "Case": "cases", "Set": "sets", "Graph": "graphs", "Variable": "variables", "VariableValue": "values of variables",
}  # fmt: skip


def read(path: Path, options: Options) -> Records:
    """Yield the selections in texts, and report what else is in the project.

    Raises:
        FormatError: The file is not a project, or cannot be unpacked.
    """
    try:
        with open_project(path) as archive:
            project = _Project(archive)
            options = replace(options, is_unchanged=options.is_unchanged or project.is_ours)
            relations = list(project.relations())
            passages = settle(project.records(), options, evidence=1)
            on_sources = settle(project.memos_on_sources(), replace(options, is_unchanged=True))
            yield from with_relations(chain(passages, on_sources), relations, "project")
            yield from project.codebook()
            yield from project.others()
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


# The attributes of selections and codings that are taken, or that say where a region is; `name` repeats the words.
_ATTRIBUTES = frozenset(
    {
        "guid", "name", "startPosition", "endPosition", "creatingUser", "creatingUserGUID", "creationDateTime",
        "modifyingUser", "modifyingUserGUID", "modifiedDateTime", "sourceGUID", "codeGUID", "fromSyncPoint",
        "toSyncPoint", "begin", "end", "page", "firstX", "firstY", "secondX", "secondY",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Code:
    """A code that somebody gave to a selection; `tag` is None if the codebook does not have it."""

    tag: str | None
    coding: "Element | None"


class _Project:
    """The elements of a project, by their kinds and by their GUIDs."""

    def __init__(self, archive: ProjectArchive) -> None:
        self._archive = archive
        self._root = archive.project()
        self._memos = Memos(self._root, self._text_of)
        self._codebook = codes_in(self._root, is_ours=self.is_ours)
        self._names = {guid(each.get("guid")): each.get("name", "") for each in self._all({"User"})}
        self._tags = {guid(each.element.get("guid")): each.tag for each in reversed(self._codebook)}
        self._seen: set[int] = set()  # ids of the selections that have become records
        self._has_memos = False  # whether memos on a source became notes on an article
        self._on_sources: set[str] = set()  # GUIDs of the memos that have become notes on an article

    @property
    def is_ours(self) -> bool:
        """True if reader wrote the project; its offsets can then be trusted."""
        return is_by_reader(self._root)

    def relations(self) -> Iterator[Relation]:
        """Yield the links between passages; their memos are then left out of the records."""
        for number, each in enumerate(self._all({"Link"}), 1):
            memos = self._memos.properties(each)
            about = mapping(decoded(memos[0])) if memos else {}
            note = "\n\n".join([memo.text for memo in memos if memo.text] + self._memos.comments(each))
            kind, id = each.get("name") or RELATED, str(about.get("id") or "")
            ends = guid(each.get("originGUID")), guid(each.get("targetGUID"))
            where = each.get("name") or f"link {number}"
            if self._memos.is_about(each):
                continue
            yield Relation(where, *ends, kind, id, note, "links")
            if each.get("direction") == "Bidirectional":
                yield Relation(where, *ends[::-1], kind, note=note, what="links")

    def records(self) -> Iterator[Record]:
        """Yield the selections."""
        for source in self._all(_SOURCES):
            yield from self._source(source)
        for number, each in enumerate(self._all(_SELECTIONS), 1):
            if id(each) not in self._seen:
                yield from self._stray(f"selection {number}", each)

    def memos_on_sources(self) -> Iterator[Record]:
        """Yield the descriptions of sources and the memos about them, each as a note on the whole article."""
        for source in self._all(_SOURCES - {"Note"}):
            texts = self._texts(source)
            described = [each for each in dict.fromkeys((source, *texts)) if description(each).strip()]
            memos = [memo for each in dict.fromkeys((source, *texts)) for memo in self._memos.notes(each)]
            if described or memos:
                yield from self._notes_on_article(_name(source), texts, described, memos)

    def _notes_on_article(
        self, name: str, texts: "list[Element]", described: "list[Element]", memos: "list[tuple[Element, str]]"
    ) -> Iterator[Record]:
        try:
            text = self._text_of(texts[0]) if texts else ""
        except UnreadableEntryError:
            text = ""
        line, carried = first_line(text), CarriedText(text, name)
        if line is None:
            yield from [LeftOut(name, "memos on a source without a text")] * (len(described) + len(memos))
            return
        self._has_memos = True
        where = f"{name}, its memo"
        for each in described:
            note = description(each)
            yield carried.record(where, *line, MEMO, words=line.of(text), note=note, **self._signed(each))
        for each, note in memos:
            own = each.get("guid", "")
            is_first = own not in self._on_sources
            self._on_sources.add(own)
            record = carried.record(
                where, *line, MEMO, words=line.of(text), id=uuid_of(own) if own and is_first else "", note=note,
                **self._signed(each),
            )  # fmt: skip
            yield replace(record, handle=guid(own)) if is_first else record

    def _signed(self, *elements: "Element") -> dict[str, Any]:
        """Return who made an element, and when, as members of an annotation."""
        return {
            "creator": self._names.get(guid(first_attribute(elements, "creatingUser", "creatingUserGUID")), ""),
            "created": first_attribute(elements, "creationDateTime"),
            "modified": first_attribute(elements, "modifiedDateTime"),
        }

    def codebook(self) -> Iterator[Record]:
        """Yield the entries of the codes, and that of the tag for notes on whole articles."""
        yield from entries_of(
            self._codebook, lambda code: [text for _, text in self._memos.notes(code)], is_ours=self.is_ours
        )
        if self._has_memos and MEMO not in self._tags.values():
            yield ImportedEntry(MEMO, CodebookEntry(MEMO, "a note on a whole article"))

    def others(self) -> Iterator[Record]:
        """Report everything else; call it last."""
        if description(self._root).strip():
            yield LeftOut("its description", "memos on the project")
        for note, _ in self._memos.notes(self._root):
            yield LeftOut(note.get("name") or "a memo", "memos on the project")
        yield from self._memos.left()
        for kind, name in _NO_PLACE.items():
            for number, each in enumerate(self._all({kind}), 1):
                yield LeftOut(each.get("name") or f"{kind} {number}", name)

    def _all(self, kinds: set[str]) -> "Iterator[Element]":
        return (each for each in self._root.iter() if each.tag in kinds)

    @cached_property
    def _loose(self) -> "dict[str, list[Element]]":
        """The selections that are outside their source and name it, by its GUID."""
        found: dict[str, list[Element]] = {}
        for each in self._all(_IN_TEXT):
            if source := guid(each.get("sourceGUID")):
                found.setdefault(source, []).append(each)
        return found

    # Sources

    def _source(self, source: "Element") -> Iterator[Record]:
        name, texts = _name(source), self._texts(source)
        outside = list(self._loose.get(guid(source.get("guid")), []))
        outside += [] if source.tag in _TEXTS else children(source, _IN_TEXT)
        counted = _Numbers(f"{name}, selection")
        for text in texts or [source]:
            selections = [*children(text, _IN_TEXT), *(outside if text is (texts or [source])[0] else ())]
            yield from self._text(name, text, [(counted.next(), each) for each in once(selections, self._seen)])
        for each in once(children(source, set(_REGIONS)), self._seen):
            yield from self._region(counted.next(), each, name)
        for element in dict.fromkeys((source, *texts)):
            for _ in children(element, {"Coding"}):
                yield LeftOut(name, "codes for a whole source")

    def _texts(self, source: "Element") -> "list[Element]":
        """Return the elements of a source that carry a text."""
        own = [source] if source.tag in _TEXTS else []
        return [*own, *(each for each in source if each.tag in _TEXTS)]

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
        points = {guid(each.get("guid")): each.get("position") for each in element.iter("SyncPoint")}
        for where, each in selections:
            try:
                start, end = position(each, points)
                records = list(self._selection(where, each, carried, start, end))
            except ValueError as error:
                records = list(self._refused(where, each, str(error)))
            yield from records

    def _text_of(self, element: "Element") -> str:
        inside = children(element, {"PlainTextContent"})
        path = element.get("plainTextPath", "")
        if inside and (inside[0].text or not path):
            return inside[0].text or ""
        return self._archive.text(path)

    # Selections

    def _selection(self, where: str, each: "Element", carried: CarriedText, start: int, end: int) -> Iterator[Record]:
        codes = self._codes_of(each)
        if not codes:
            yield LeftOut(where, "passages without a code")
            return  # its memos are reported as memos without a passage
        shared, own = self._memos.comments(each), each.get("guid", "")
        for number, code in enumerate(codes):
            if not code.tag:
                yield RejectedRecord(where, "the codebook does not have its code")
                continue
            elements = (each,) if code.coding is None else (code.coding, each)
            note = [*shared, *(self._memos.comments(code.coding) if code.coding is not None else ())]
            properties = parse_memos(self._memos.properties(each)) if number == 0 else {}
            record = carried.record(
                where, start, end, code.tag,
                id=uuid_of(own) if own and number == 0 else "",  # only one annotation can have an id
                note="\n\n".join(dict.fromkeys(note)),
                **self._signed(*elements),
                **properties,
            )  # fmt: skip
            yield replace(record, handle=guid(own)) if number == 0 else record
            if code.coding is not None:
                yield from left_over(where, dict(code.coding.attrib), _ATTRIBUTES)
        yield from left_over(where, dict(each.attrib), _ATTRIBUTES)

    def _refused(self, where: str, each: "Element", why: str) -> Iterator[Record]:
        """Refuse each code of a selection; a selection without codes is left out."""
        for _ in self._codes_of(each):
            yield RejectedRecord(where, why)
        if not self._codes_of(each):
            yield LeftOut(where, "passages without a code")

    def _region(self, where: str, each: "Element", source: str) -> Iterator[Record]:
        """Yield what is known of a selection that is not a passage of a text; PDF regions may carry their words."""
        for inner in children(each, {"Representation"}):
            for content in children(inner, {"PlainTextContent"}):
                if words := (content.text or "").strip():
                    carried = CarriedText(words, source)
                    yield from self._selection(where, each, carried, 0, len(words))
                    return
        for _ in range(max(1, len(self._codes_of(each)))):
            yield LeftOut(where, _REGIONS[each.tag])

    def _stray(self, where: str, each: "Element") -> Iterator[Record]:
        if kind := _REGIONS.get(each.tag):
            yield LeftOut(where, kind)
        else:
            yield from self._refused(where, each, "it belongs to no source")

    def _codes_of(self, each: "Element") -> list[_Code]:
        found = []
        for child in each:
            if child.tag == "CodeRef":
                found.append(_Code(self._tags.get(guid(child.get("targetGUID"))), None))
            elif child.tag == "Coding":
                guids = [inner.get("targetGUID") for inner in children(child, {"CodeRef"})]
                guids += [child.get("codeGUID")] if not guids else []
                found += [_Code(self._tags.get(guid(each)), child) for each in guids]
        return found


class _Numbers:
    """The names of the selections of one source: `a.txt, selection 1` and so on."""

    def __init__(self, label: str) -> None:
        self._label, self._count = label, 0

    def next(self) -> str:
        self._count += 1
        return f"{self._label} {self._count}"


def _name(source: "Element") -> str:
    return source.get("name") or source.get("guid") or "a source without a name"
