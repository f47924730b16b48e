"""Bringing back tags from the cleaned texts of an export: offsets in a text become offsets in its source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from reader.annotation.model.annotation import selector_of
from reader.annotation.model.field_spans import map_spans, span_of
from reader.errors import SourceError
from reader.formats.carried_text import bare_text, text_digest
from reader.formats.format import ImportedRecord, Options, Record, RejectedRecord
from reader.formats.settled import settle_in
from reader.formats.text_map import TextMap
from reader.text.source import read_source
from reader.workspace.workspace import Workspace

ACROSS = "passages that contain what was left out of the text"


class CleanedTexts:
    """The texts of an export without boilerplate, made again from the sources of a workspace."""

    def __init__(self, workspace: Workspace, maps: Mapping[str, TextMap], options: Options) -> None:
        """Take the maps by the ids of their sources, and the options of the import, with the unit of offsets."""
        self._workspace, self._maps, self._options = workspace, maps, options

    def brought_back(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield records with their offsets in the sources; those of texts that have no map are rejected."""
        by_map: dict[str, list[ImportedRecord]] = {}
        for each in records:
            if not isinstance(each, ImportedRecord):
                yield each
            elif found := self._map_of(each.annotation.source) or self._map_of_text(each.text):
                by_map.setdefault(found.source, []).append(each)
            else:
                yield RejectedRecord(each.where, f"{each.annotation.source or 'its source'} is not in the map of texts")
        for id, of_text in by_map.items():
            yield from self._of_text(self._maps[id], of_text)

    def _map_of(self, source: str) -> TextMap | None:
        """Return the map of a source by its id, the end of a longer path, or its name without the suffix."""
        parts = source.split("/")
        tails = ("/".join(parts[start:]) for start in range(len(parts)))
        if id := next((tail for tail in tails if tail in self._maps), None):
            return self._maps[id]
        stems = [id for id in self._maps if id.rpartition(".")[0] == source]
        if len(stems) == 1:
            return self._maps[stems[0]]
        return next(iter(self._maps.values())) if not source and len(self._maps) == 1 else None

    def _map_of_text(self, text: str | None) -> TextMap | None:
        return None if text is None else self._by_text.get(text_digest(bare_text(text)))

    @cached_property
    def _by_text(self) -> dict[str, TextMap]:
        """The maps by the digests of their bare texts, for files that carry texts without names."""
        made = ((each, self._source_text(each)) for each in self._maps.values())
        return {text_digest(bare_text(each.text(source))): each for each, source in made if source is not None}

    def _of_text(self, found: TextMap, records: list[ImportedRecord]) -> Iterator[Record]:
        source = self._source_text(found)
        if source is None:
            why = f"{found.source} has changed since its text was exported, or is gone: export the texts again"
            yield from (RejectedRecord(each.where, why) for each in records)
            return
        cleaned = _CleanedText(found, source)
        for each in settle_in(cleaned.text, [cleaned.counted_here(each) for each in records], self._options):
            yield cleaned.in_source(each) if isinstance(each, ImportedRecord) else each

    def _source_text(self, found: TextMap) -> str | None:
        """Return the source text that a map was made for: the present one, or one kept when somebody tagged it."""
        if source := self._workspace.sources.by_id.get(found.source):
            try:
                decoded = read_source(source)
            except SourceError:
                return self._workspace.anchoring.kept(found.digest)
            if decoded.digest == found.digest:
                return decoded.text
        return self._workspace.anchoring.kept(found.digest)


class _CleanedText:
    """A text without boilerplate, and the text of its source."""

    def __init__(self, text_map: TextMap, source: str) -> None:
        """Make the text from that of its source."""
        self.text = text_map.text(source)
        self._map, self._source = text_map, source

    def counted_here(self, record: ImportedRecord) -> ImportedRecord:
        """Return a record whose offsets count in this text; if the file has another text, only the words count."""
        if record.text in (None, self.text):
            return record
        each = record.annotation
        words = each.exact or (each.span.of(record.text) if record.text and each.start >= 0 else "")
        return replace(record, text=None, annotation=replace(each, start=-1, end=-1, exact=words))

    def in_source(self, record: ImportedRecord) -> Record:
        """Return a record that is settled in this text, with its place in the source."""
        each = replace(record.annotation, source=self._map.source)
        if each.start < 0:  # its words are looked for in the source
            return replace(record, text=None, annotation=replace(each, digest=""))
        try:
            span = self._map.in_source(each.span)
        except ValueError as error:
            return RejectedRecord(record.where, str(error))
        is_across = span.end - span.start > each.end - each.start
        there = replace(each, digest=self._map.digest, **selector_of(span, self._source))
        there = replace(there, fields=map_spans(each.fields, self._of_field)) if each.fields else there
        remark = record.remark or (ACROSS if is_across else "")
        return replace(record, text=None, annotation=there, remark=remark)

    def _of_field(self, value: Any) -> Any:
        """Return the passage of a field, with its place in the source, or without one if its words are not there."""
        span = span_of(value)
        if not (0 <= span.start < span.end <= self._map.length) or span.of(self.text) != value["exact"]:
            return {**value, "start": -1, "end": -1}
        return {**value, **selector_of(self._map.in_source(span), self._source), "digest": self._map.digest}
