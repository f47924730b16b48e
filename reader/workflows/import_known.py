"""Telling which annotations of a file are already in a workspace, or came earlier in the file."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation, now
from reader.annotation.model.twins import TwinKey, twin_key
from reader.formats.format import Format
from reader.formats.loose_json import utc

Content = tuple[object, ...]


class KnownAnnotations:
    """The annotations of one source that are here, and those that came earlier in the file, by their content."""

    def __init__(self, format: Format, here: Iterable[Anchored], in_file: Collection[str]) -> None:
        """Take the annotations here, as the format can hold them, and the ids in the file."""
        self._format = format
        self._here: dict[str, set[Content]] = {}
        self._earlier = set[Content]()  # contents in the file, with context, which tells orphans apart
        self._unnamed = Counter[Content]()  # contents of annotations here that the file does not name
        self._twins: dict[TwinKey, tuple[str, set[str]]] = {}  # suggestions: an id here, and the notes on them
        for each in here:
            held = self._held(each) | self._held(as_stored(each.annotation))
            self._here[each.annotation.id] = held | _as_is(each)
            self._note_twin(each.present)
            if each.annotation.id not in in_file:
                self._unnamed.update(held)
        self._all = set[Content]().union(*self._here.values())
        self._ids = {content: id for id, contents in self._here.items() for content in contents}

    def _held(self, each: Anchored) -> set[Content]:
        """Return an annotation as an export of ours in the format would hold it."""
        held = self._format.preserved(each)
        return {content_of(held)} if held else set()

    def twin(self, each: Annotation, signed: Annotation) -> str:
        """Return the id of an annotation here with the same content; empty if there is none."""
        key = twin_key(each)
        of_twin = self._twins[key][0] if key in self._twins else ""
        return self._ids.get(content_of(each)) or self._ids.get(content_of(signed), of_twin)

    def has(self, each: Annotation, signed: Annotation, here: Annotation | None) -> bool:
        """Return whether an annotation is known, and remember it.

        Annotations with different ids in the file are different. One may match an annotation here whose id the file
        does not name; each of those matches one record only. Equal tags by the program are one tag.

        Args:
            each: The annotation as in the file.
            signed: The annotation with a creator.
            here: The annotation here with its id.
        """
        contents = {content_of(each), content_of(signed)}
        in_context = {(*content, each.prefix, each.suffix) for content in contents}
        if not each.id:
            is_known = not (contents.isdisjoint(self._all) and in_context.isdisjoint(self._earlier))
        elif here:
            elsewhere = as_stored(here)
            is_known = not contents.isdisjoint(self._here.get(here.id) or self._held(elsewhere) | _as_is(elsewhere))
        else:
            found = next((content for content in contents if self._unnamed[content] > 0), None)
            is_known = found is not None or self._is_twin(each)
            self._unnamed.subtract(() if found is None else [found])
        self._earlier |= in_context
        self._note_twin(each)
        return is_known

    def _is_twin(self, each: Annotation) -> bool:
        """Return whether an equal tag by the program is known, with the same note if the file has one."""
        key = twin_key(each)
        return key in self._twins and (not each.note or each.note in self._twins[key][1])

    def _note_twin(self, each: Annotation) -> None:
        if key := twin_key(each):
            self._twins.setdefault(key, (each.id, set()))[1].add(each.note)


def _as_is(each: Anchored) -> set[Content]:
    """Return the content of an annotation, which an earlier import may have taken from a richer file than ours."""
    return {content_of(each.annotation), content_of(each.present)}


def as_stored(annotation: Annotation) -> Anchored:
    """Return an annotation at its stored place."""
    return Anchored(annotation, Status.EXACT, annotation)


def with_times(each: Annotation) -> tuple[Annotation, list[str]]:
    """Return an annotation with times in UTC, or the present time if it has none; and values that are not times."""
    times = {name: getattr(each, name) for name in ("created", "modified")}
    read = {name: utc(time) for name, time in times.items()}
    created = read["created"] or read["modified"] or now()
    dated = replace(each, created=created, modified=read["modified"] or created)
    return dated, [time for name, time in times.items() if time and not read[name]]


def content_of(each: Annotation) -> Content:
    """Return the content of an annotation, by which it is recognised without an id."""
    return each.start, each.end, each.exact, each.tag, each.note, each.creator
