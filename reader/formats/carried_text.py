"""What the formats share that carry the text beside the spans."""

import hashlib
import uuid
from dataclasses import replace
from typing import Any

from reader.annotation.model.annotation import Annotation
from reader.formats.corpus import Passages
from reader.formats.format import ImportedRecord
from reader.formats.offset_units import OffsetConverter
from reader.text.span import Span


class Carried:
    """A text that a file carries; offsets of its annotations count in it. ruler: how they count."""

    def __init__(self, text: str, source: str, ruler: OffsetConverter) -> None:
        self.text, self._source, self._ruler = text, source, ruler
        self._digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def incoming(self, where: str, start: int, end: int, tag: str, **fields: Any) -> ImportedRecord:
        """Raises ValueError if there is no such passage."""
        span = Span(self._ruler.code_points(start), self._ruler.code_points(end))
        if not 0 <= span.start < span.end <= len(self.text):
            raise ValueError(f"{start} to {end} is no passage of its text")
        fields = {"id": "", "exact": span.of(self.text), "digest": self._digest, **fields}
        annotation = Annotation(source=self._source, start=span.start, end=span.end, tag=tag, **fields)
        return ImportedRecord(where, annotation, self.text)


def overlapping(passages: Passages) -> int:
    """How many annotations are left out where none may overlap one before it that is kept."""
    count, end = 0, 0
    for each in passages.annotations:
        if each.present.start < end:
            count += 1
        else:
            end = each.present.end
    return count


def beyond_the_plane(text: str) -> bool:
    """Whether a program that counts UTF-16 counts this text otherwise."""
    return not text.isascii() and max(text) > "\uffff"


def by_creator(passages: Passages) -> dict[str, list[Annotation]]:
    """The annotations of each person, as they are now."""
    found: dict[str, list[Annotation]] = {}
    for each in passages.annotations:
        found.setdefault(each.present.creator, []).append(each.present)
    return found


def uuid_of(id: str) -> str:
    """An id that is a UUID as it is; of any other one a UUID that is always the same."""
    try:
        return str(uuid.UUID(id))
    except ValueError:
        name = id.encode("utf-8", "backslashreplace").decode()
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-reader:annotation:{name}"))


def encodable(each: Annotation) -> Annotation:
    """A lone surrogate, as in the name of a file that is not UTF-8, written out: `\\udce9`."""
    words = {name: getattr(each, name) for name in ("source", "tag", "note", "creator", "id")}
    if all(word.isascii() for word in words.values()):
        return each
    return replace(each, **{name: word.encode("utf-8", "backslashreplace").decode() for name, word in words.items()})
