"""The memos of a REFI-QDA project: what each is about, and which belong to nothing that is imported."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.formats.format import LeftOut
from reader.formats.qda_elements import children, description, guid
from reader.formats.qdpx_archive import UnreadableEntryError
from reader.formats.refi_qda_notes import Memo, is_property

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOTED = {
    "Project", "Code", "TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource", "PlainTextSelection",
    "TranscriptSelection", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "Coding",
}  # fmt: skip


class Memos:
    """The memos of a project by their GUIDs, and those that have become a note, a field, a link or an entry."""

    def __init__(self, root: "Element", text_of: "Callable[[Element], str]") -> None:
        """Find the memos below an element; `text_of` reads one, and raises UnreadableEntryError if it is missing."""
        self._text_of = text_of
        self._notes = {guid(each.get("guid")): each for each in root.iter("Note")}
        self._about: dict[str, list[str]] = {}  # the memos that name, in themselves, what they are about
        for id, note in self._notes.items():
            for each in children(note, {"NoteRef"}):
                self._about.setdefault(guid(each.get("targetGUID")), []).append(id)
        self._used: set[str] = set()
        self._linked = dict(self._links(root))
        for note_id, other in self._linked.values():
            self._about.setdefault(other, []).append(note_id)

    def _links(self, root: "Element") -> "Iterator[tuple[Element, tuple[str, str]]]":
        """Yield NVivo's links that only say what a memo is about, with the GUIDs of the memo and the other end.

        A memo that an element refers to as the standard says is the end of an ordinary link.
        """
        links = list(root.iter("Link"))
        if not (links and self._notes):
            return
        referred = {guid(each.get("targetGUID")) for each in root.iter("NoteRef")}
        known = {guid(each.get("guid")) for each in root.iter() if each.tag in NOTED}
        for each in links:
            ends = [guid(each.get("originGUID")), guid(each.get("targetGUID"))]
            for note, other in (ends, ends[::-1]):
                if note in self._notes and note not in referred and other in known and not children(each, {"NoteRef"}):
                    yield each, (note, other)

    def is_about(self, link: "Element") -> bool:
        """Return whether a link only says what a memo is about."""
        return link in self._linked

    def comments(self, element: "Element") -> list[str]:
        """Return the description of an element, and the memos about it."""
        found = [description(element), *(text for _, text in self.notes(element))]
        return [each for each in found if each]

    def notes(self, element: "Element") -> "Iterator[tuple[Element, str]]":
        """Yield the memos about an element that are neither fields nor links, with their texts."""
        for note in self._noted(element):
            if not is_property(note.get("name", "")) and (text := self._text(note)) is not None:
                self._used.add(guid(note.get("guid")))
                yield note, text

    def properties(self, element: "Element") -> list[Memo]:
        """Return the memos about an element that are fields or links."""
        found = []
        for note in self._noted(element):
            if is_property(name := note.get("name", "")) and (text := self._text(note)) is not None:
                self._used.add(guid(note.get("guid")))
                found.append(Memo(name, text, description(note)))
        return found

    def left(self) -> Iterator[LeftOut]:
        """Report the memos that were not imported."""
        for id, note in self._notes.items():
            if id not in self._used:
                what = "memos on no passage" if self._text(note) is not None else "memos whose text is missing"
                yield LeftOut(note.get("name") or "a memo", what)

    def _noted(self, element: "Element") -> "Iterator[Element]":
        """Yield the memos about an element, each once."""
        references = [guid(each.get("targetGUID")) for each in children(element, {"NoteRef"})]
        for id in dict.fromkeys([*references, *self._about.get(guid(element.get("guid")) or "-", [])]):
            if id in self._notes:
                yield self._notes[id]

    def _text(self, note: "Element") -> str | None:
        try:
            return self._text_of(note).removeprefix("\ufeff")
        except UnreadableEntryError:
            return None
