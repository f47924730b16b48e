"""The lines of a brat file about its passages: notes, attributes, relations and events."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from reader.annotation.model.links import SAME
from reader.formats.brat_fields import PREFIX, one_or_several, place_of
from reader.formats.carried_text import text_digest
from reader.formats.relations import Relation
from reader.text.span import Span

ENTITY = re.compile(r"(T\S*)\t(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"#\S*\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\S*)\t[^\s:]+:(T\S*)")  # its trigger comes first
_ARGUMENT = re.compile(r"([^\s:]+):([TE]\S*)")
_RELATION = re.compile(r"(R\S*)\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*")
_EQUIVALENT = re.compile(r"\*\tEquiv ([TE]\S*(?: [TE]\S*)+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\S*\t(\S+) ([TE]\S*)(?: (\S.*?))?\s*")
UNDECODED = re.compile("[\udc80-\udcff]")  # a byte that is not UTF-8


def parts_of(offsets: str) -> list[Span]:
    """Return the parts of a passage, such as `0 4;5 8`, in order."""
    return sorted(Span(*map(int, each.split(" "))) for each in offsets.split(";"))


class BratLines:
    """Everything that one file says about its passages; an event belongs to its trigger, which people see it on."""

    def __init__(self, lines: Sequence[str], text: str | None, label: str) -> None:
        """Take the lines of a file, the text beside it, and the name of a line in messages."""
        self._lines = [("" if UNDECODED.search(line) else line) for line in lines]
        self._text, self._label = text, label
        self._entities = {match[1]: match for match in map(ENTITY.fullmatch, self._lines) if match}
        self._triggers = {match[1]: match[2] for match in map(_EVENT.match, self._lines) if match}
        self._notes: dict[str, list[str]] = {}
        self._fields: dict[str, dict[str, list[Any]]] = {}
        self._taken = set[str]()
        self._hidden = set[str]()  # passages that only belong to fields
        self._names = dict[str, str]()  # names of the people there
        self._find_places()
        for line in self._lines:
            self._take(line)

    def has(self, line: str) -> bool:
        """Return whether a line is about a passage or about relations between passages."""
        return line in self._taken

    def note(self, id: str) -> str:
        """Return the note on a passage or a relation, given by its id."""
        return "\n".join(filter(None, self._notes.get(id, ())))

    def fields(self, id: str) -> dict[str, Any]:
        """Return the fields of a passage, given by its id."""
        return {name: one_or_several(values) for name, values in self._fields.get(id, {}).items()}

    @cached_property
    def relations(self) -> list[Relation]:
        """The relations between passages, and those of the events that they name."""
        found = list[Relation]()
        for number, line in enumerate(self._lines, 1):
            if line in self._taken:
                found += self._relations(f"{self._label} {number}", line)
        return found

    def _passage(self, id: str) -> str:
        return self._triggers.get(id, id)

    def _find_places(self) -> None:
        """Find the passages of fields, and the names that people have there."""
        for line in self._lines:
            match = _RELATION.fullmatch(line)
            if (
                match
                and (entity := self._entities.get(match[4]))
                and match[2] == entity[2]
                and match[2].startswith(PREFIX)
            ):
                self._hidden.add(match[4])
                self._taken.add(entity[0])
        for line in self._lines:
            if (match := _NOTE.fullmatch(line)) and match[2] in self._hidden:
                self._names[match[2]] = match[3] or ""
                self._taken.add(line)

    def _take(self, line: str) -> None:
        if line in self._taken or not line:
            return
        if match := _NOTE.fullmatch(line):
            self._take_note(line, match[1], self._passage(match[2]), match[3] or "")
        elif match := _ATTRIBUTE.fullmatch(line):
            if (target := self._passage(match[2])) in self._entities:
                self._add(target, match[1], match[3] or "true")
                self._taken.add(line)
        elif match := _RELATION.fullmatch(line):
            if match[4] in self._hidden:
                self._add(match[3], match[2].removeprefix(PREFIX), self._place(match[4]))
            self._taken.add(line)
        elif _EQUIVALENT.fullmatch(line) or (_EVENT.match(line) and len(_ARGUMENT.findall(line)) > 1):
            self._taken.add(line)

    def _take_note(self, line: str, kind: str, target: str, words: str) -> None:
        if target not in self._entities and target not in self._relation_ids:
            return
        self._taken.add(line)
        if kind.startswith(PREFIX):
            self._add(target, kind.removeprefix(PREFIX), words)
        else:
            self._notes.setdefault(target, []).append(words)

    @cached_property
    def _relation_ids(self) -> set[str]:
        return {match[1] for match in map(_RELATION.fullmatch, self._lines) if match}

    def _add(self, id: str, name: str, value: Any) -> None:
        self._fields.setdefault(id, {}).setdefault(name, []).append(value)

    def _place(self, id: str) -> Any:
        """Return the value of a field with its place, or only its words if they are not at that place."""
        entity = self._entities[id]
        words, name = entity[4] or "", self._names.get(id, "")
        place = place_of(words, parts_of(entity[3]), self._text, self._digest) if self._text is not None else None
        if place is None:
            return name or words
        return {"name": name, **place} if name else place

    @cached_property
    def _digest(self) -> str:
        return text_digest(self._text or "")

    def _relations(self, where: str, line: str) -> Iterator[Relation]:
        if match := _RELATION.fullmatch(line):
            if match[4] not in self._hidden:
                ends = (self._passage(match[3]), self._passage(match[4]))
                yield Relation(where, *ends, match[2], note=self.note(match[1]))
        elif match := _EQUIVALENT.fullmatch(line):
            first, *others = map(self._passage, match[1].split())
            yield from (Relation(where, first, each, SAME) for each in others)
        elif match := _EVENT.match(line):
            _, *arguments = _ARGUMENT.findall(line)
            for role, end in arguments:
                yield Relation(where, match[2], self._passage(end), role, what="events")
