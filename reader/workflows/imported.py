"""The result of an import, and its report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Step
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.format import LeftOut, RejectedRecord
from reader.text.counted import NAMED, counted, listed


class Ways(NamedTuple):
    """The words for what can be done about an import, depending on where the report is read.

    Attributes:
        update: How to take differing records from the file.
        codebook: How to add the entries of tags to the codebook; `{}` stands for `it` or `them`.
    """

    update: str
    codebook: str


COMMANDS = Ways("--update changes them", "reader import --codebook adds {}")
IN_APP = Ways("reader import --update changes them", "c adds {} to the codebook")
BEFOREHAND = IN_APP._replace(codebook="once this is imported, c adds {} to the codebook")  # where the app still asks


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import.

    Attributes:
        new: The annotations that were added.
        changed: The annotations whose place, tag, note, fields and links were updated from the file.
        same: The number of records that were already here.
        differing: Ids of annotations that have another place, tag or note in the file, or other fields or links, and
            were left as they are.
        unsure: The number of new annotations whose place a person should review.
        orphans: The number of new annotations whose passage was not found.
        rejected: The tagged passages that could not be imported.
        unknown_tags: The names of tags that the settings do not have.
        step: The step that undo reverts; None if nothing was new, or in a dry run.
        left_out: The parts of the file that are not tagged passages, or that its own program rejected.
        remarks: The numbers of new annotations that were not found by their offsets, or that need a review, by
            description.
        unreadable: A message for each source that was looked at and cannot be read.
        invalid: The number of new annotations with fields or links that are not valid.
        names: The number of names that the file joins to others, and that were not known here.
        entries: The file's entries for the codebook.
        without_entry: The names of tags among these that the codebook does not have.
    """

    new: tuple[Annotation, ...]
    changed: tuple[Annotation, ...]
    same: int
    differing: tuple[str, ...]
    unsure: int
    orphans: int
    rejected: tuple[RejectedRecord, ...]
    unknown_tags: tuple[str, ...]
    step: Step | None = None
    left_out: tuple[LeftOut, ...] = ()
    remarks: Mapping[str, int] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    invalid: int = 0
    names: int = 0
    entries: tuple[CodebookEntry, ...] = ()
    without_entry: tuple[str, ...] = ()

    @property
    def report(self) -> list[str]:
        """The report for the command line."""
        return self.report_with(COMMANDS)

    def report_with(self, ways: Ways) -> list[str]:
        """Return messages for people: the numbers, then what needs attention, and what can be done about it."""
        lines = [self._numbers(), *self._about_places(), *self.unreadable]
        lines += [f"{what}: {count}" for what, count in self.remarks.items()]
        lines += [*self._about_values(ways), *self._about_tags(ways), *left_out_lines(self.left_out)]
        return lines + [f"rejected: {each.where}: {each.why}" for each in self.rejected]

    def _numbers(self) -> str:
        rejected = f", {len(self.rejected)} rejected" if self.rejected else ""
        changed = f", {len(self.changed)} changed" if self.changed else ""
        numbers = f"{len(self.new)} new{changed}, {self.same} already here{rejected}"
        if self.new or self.changed or self.same or self.rejected:
            return numbers
        if self.entries:
            count = len(self.entries)
            return f"no tagged passages, {'an entry of 1 tag' if count == 1 else f'entries of {count:,} tags'}"
        is_explained = self.left_out or self.names or self.differing or self.remarks
        return numbers if is_explained else f"{numbers}: the file has no tagged passages"

    def _about_places(self) -> Iterator[str]:
        if self.unsure:
            need = counted(self.unsure, "new one needs", "new ones need")
            yield f"{need} a review: press R in the reader, or run reader check"
        if self.orphans:
            one = "new one is an orphan: its passage was not found, or its source is not here"
            several = "new ones are orphans: their passages were not found, or their sources are not here"
            yield counted(self.orphans, one, several)

    def _about_values(self, ways: Ways) -> Iterator[str]:
        if self.differing:
            were = counted(len(self.differing), "was left as it is", "were left as they are")
            yield f"{were}, though the file has another place, tag, note, field or link ({ways.update})"
        if self.invalid:
            have = counted(self.invalid, "new one has", "new ones have")
            yield f"{have} fields or links that are not valid: has:invalid lists them"
        if self.names:
            yield f"names that are now joined to others: {self.names}"

    def _about_tags(self, ways: Ways) -> Iterator[str]:
        if self.without_entry:
            lacking = "that reader.toml does not have, with"
            found = counted(len(self.without_entry), f"tag {lacking} an entry", f"tags {lacking} entries")
            them = "it" if len(self.without_entry) == 1 else "them"
            yield f"{found} ({listed(self.without_entry)}): {ways.codebook.format(them)}"
        if unknown := [name for name in self.unknown_tags if name not in self.without_entry]:
            all_of_them = " (`reader codebook` lists all of them)" if len(unknown) > NAMED else ""
            yield f"tags that are not in reader.toml: {listed(unknown)}{all_of_them}"


def left_out_lines(parts: Iterable[LeftOut]) -> Iterator[str]:
    """Yield a line for each kind of thing that was left out or changed: how many there were, and where the first is."""
    kinds: dict[str, list[LeftOut]] = {}
    for each in parts:
        kinds.setdefault(each.what, []).append(each)
    for what, found in kinds.items():
        lead = "changed" if found[0].is_changed else "left out"
        names = listed([each for each in dict.fromkeys(each.name for each in found) if each])
        place = f"{'the first in ' if len(found) > 1 else ''}{found[0].where}"
        yield f"{lead}: {what}: {len(found)} ({f'{names}; ' if names else ''}{place})"
