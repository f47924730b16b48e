"""Helpers for formats that carry the text of a source beside its spans."""

import codecs
import hashlib
import uuid
from dataclasses import replace
from typing import Any

from reader.annotation.model.annotation import OPTIONAL, Annotation
from reader.annotation.model.link_targets import linked_id
from reader.formats.corpus import AnnotatedSource
from reader.formats.format import ImportedRecord
from reader.formats.properties import map_texts, with_ends
from reader.system.lazy_pattern import lazy_pattern

_UUID = lazy_pattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # in its standard form
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class CarriedText:
    """A text that a file carries for one source, in which the offsets of its annotations count."""

    def __init__(self, text: str, source: str) -> None:
        """Keep the text of a source, given by id."""
        self.text, self._source = text, source
        self._digest = text_digest(text)

    def record(self, where: str, start: int, end: int, tag: str, *, words: str = "", **fields: Any) -> ImportedRecord:
        """Make a record from a file's values; `settle` finds the place of the passage.

        Args:
            where: The place in the file.
            start: The first offset, as the file counts; -1 if the file has only words.
            end: The offset after the last one.
            tag: The name of the tag.
            words: The words of the passage, if the file has them.
            fields: Further fields of the annotation.
        """
        annotation = Annotation(
            source=self._source,
            start=start,
            end=end,
            exact=words,
            tag=tag,
            **{"id": "", "digest": self._digest, **fields},
        )
        return ImportedRecord(where, annotation, self.text)

    def record_of_words(self, where: str, words: str, tag: str, **fields: Any) -> ImportedRecord:
        """Make a record of words whose place is to be found.

        Raises:
            ValueError: There are none.
        """
        if not words:
            raise ValueError("neither its place nor its words are in the file")
        return self.record(where, -1, -1, tag, words=words, **fields)


def text_digest(text: str) -> str:
    """Return the digest of a text, which is that of its bytes in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def bare_text(text: str) -> str:
    """Return a text without what programs may change: byte-order mark, line ends, surrounding white space."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()


def decode_text(data: bytes) -> str:
    """Decode a file as UTF-8, or as UTF-16 if it begins with the byte-order mark of UTF-16.

    Raises:
        UnicodeDecodeError: It is neither.
    """
    return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8")


def undecodable(error: UnicodeDecodeError) -> str:
    """Say where a file is not text, and what to do about it."""
    data: bytes = error.object
    line = data.count(b"\n", 0, error.start) + 1
    where = f" in line {line}" if b"\n" in data else ""
    return (
        f"neither UTF-8 nor UTF-16 (byte 0x{data[error.start]:02X}{where}): save it as UTF-8, or convert it, for "
        "example with iconv -f WINDOWS-1252 -t UTF-8"
    )


def count_overlaps(annotated: AnnotatedSource) -> int:
    """Count the annotations to leave out so that no two of the others overlap, going from left to right."""
    count, end = 0, 0
    for each in annotated.annotations:
        if each.present.start < end:
            count += 1
        else:
            end = each.present.end
    return count


def has_astral_characters(text: str) -> bool:
    """Return whether a text has characters that are two units in UTF-16, such as emoji."""
    return not text.isascii() and max(text) > "\uffff"


def by_creator(annotated: AnnotatedSource) -> dict[str, list[Annotation]]:
    """Group the annotations of a source, as they are now, by creator."""
    found: dict[str, list[Annotation]] = {}
    for each in annotated.annotations:
        found.setdefault(each.present.creator, []).append(each.present)
    return found


def uuid_of(id: str) -> str:
    """Return an id that is a UUID in its standard form, and for any other id a UUID that is always the same."""
    if _UUID.fullmatch(id):
        return id
    try:
        return str(uuid.UUID(id))
    except ValueError:
        name = id.encode("utf-8", "backslashreplace").decode()
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-reader:annotation:{name}"))


def with_uuid(each: Annotation) -> Annotation:
    """Return an annotation with a UUID for its id, and for the ids of those that its links lead to."""
    if _UUID.fullmatch(each.id) and not each.links:
        return each
    ids = {id: uuid_of(id) for id in map(linked_id, each.links.values()) if id}
    return replace(each, id=uuid_of(each.id), links=with_ends(each.links, ids))


def encodable(each: Annotation) -> Annotation:
    r"""Write out lone surrogates, as in the name of a file that is not UTF-8: `\udce9` becomes six characters."""
    values = {name: getattr(each, name) for name in ("source", "tag", "note", "creator", "id", *OPTIONAL)}
    if all(value.isascii() if isinstance(value, str) else not value for value in values.values()):
        return each
    return replace(each, **{name: map_texts(value, _encodable) for name, value in values.items()})


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
