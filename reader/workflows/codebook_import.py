"""Adding the entries of another program's codebook to the reader.toml of a workspace."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from reader.annotation.store.paths import Paths
from reader.errors import ReaderError, SettingsError
from reader.formats.codebook_entry import CodebookEntry, entry_of, plain_colour
from reader.settings import MAX_BYTES, Settings, Tag, load_settings
from reader.settings.entry_edits import entries_in
from reader.settings.entry_writing import Setting, with_entries
from reader.settings.file import MAX_TAGS, apply_file
from reader.settings.tag_entries import is_tag_name
from reader.settings.tag_names import tag_above
from reader.text.counted import counted, listed
from reader.workspace.codebook_files import CodebookFiles, FileChange
from reader.workspace.location import WorkspacePaths, settings_files


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """The result of taking entries into a codebook.

    Attributes:
        file: The reader.toml of the workspace.
        new: The names of the tags that were added.
        changed: The names of the tags that further entries now change, as requested.
        same: The number of tags whose entries the codebook already has.
        differing: The settings that differ, by the name of the tag, which was left as it is.
        refused: The names of tags that reader.toml cannot have.
        without_room: The names of tags for which reader.toml has no room.
        added: The settings of each entry that was added, by the name of its tag.
    """

    file: Path
    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    differing: Mapping[str, Sequence[str]]
    refused: tuple[str, ...]
    without_room: tuple[str, ...]
    added: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict, compare=False)

    @property
    def summary(self) -> str:
        """The numbers in a few words: `3 new entries in reader.toml, 2 already there`."""
        changed = f", {len(self.changed):,} changed by another entry" if self.changed else ""
        entries = counted(len(self.new), "new entry", "new entries")
        return f"{entries} in {self.file.name}{changed}, {self.same:,} already there"

    @property
    def report(self) -> list[str]:
        """Messages about what was left unchanged."""
        lines = []
        if self.differing:
            found = [f"{name} ({', '.join(parts)})" for name, parts in self.differing.items()]
            were = counted(len(found), "tag was left as it is", "tags were left as they are")
            lines.append(
                f"{were}, though the file has other entries: {listed(found)}; reader import --codebook --update "
                "adds an entry that changes it, or edit reader.toml"
            )
        if self.refused:
            lines.append(
                f"left out: names that reader.toml cannot have: {len(self.refused):,} ({listed(self.refused)})"
            )
        if self.without_room:
            names = f"{len(self.without_room):,} ({listed(self.without_room)})"
            most = f"{MAX_TAGS} entries and {MAX_BYTES:,} bytes"
            lines.append(f"left out: entries for which reader.toml has no room, as it has {most} at most: {names}")
        return lines


def import_codebook(
    paths: WorkspacePaths, entries: Sequence[CodebookEntry], *, update: bool = False, dry_run: bool = False
) -> CodebookImport:
    """Add the entries of tags that the codebook of a workspace lacks, at the end of its reader.toml, or change nothing.

    Args:
        paths: The paths of the workspace.
        entries: The entries, each after that of the tag above it.
        update: Whether tags with a different entry in the file get a further entry, which changes them.
        dry_run: Whether to return the result without changing anything.

    Raises:
        ReaderError: reader.toml has mistakes, cannot be read or written, or cannot hold the entries.
    """
    of_user, file = settings_files(paths.folder)
    files = CodebookFiles((of_user, file), Paths(paths.annotations).codebook_lock)
    with nullcontext() if dry_run else files.locked():
        read = files.read_all()
        before, text = read.data[-1] or b"", read.texts[-1]
        room = _Room(MAX_TAGS - len(entries_in(text)), MAX_BYTES - len(before))
        plan = _Plan(read.settings, file, room, update=update)
        plan.add(entries)
        if plan.added:
            data = read.encoded(-1, with_entries(text, plan.added))
            _check(of_user, file, data, plan.expected)
            if not dry_run:
                files.write([FileChange(file, read.data[-1], data)])
    return plan.result


class _Room:
    """The room that a reader.toml has left, in entries and in bytes."""

    def __init__(self, entries: int, size: int) -> None:
        self._entries, self._size = entries, size

    def take(self, entry: Mapping[str, Setting]) -> bool:
        """Take the room for an entry; return False if there is too little."""
        text = with_entries("", [entry])
        size = len(text.encode()) + text.count("\n") + len("\r\n")  # counted with the longest line ends
        if not self._entries or size > self._size:
            return False
        self._entries, self._size = self._entries - 1, self._size - size
        return True


class _Plan:
    """The settings to add for each entry, and the entries left unchanged."""

    def __init__(self, settings: Settings, file: Path, room: _Room, *, update: bool) -> None:
        self.added: list[dict[str, Setting]] = []
        self.expected: dict[str, dict[str, Setting]] = {}
        self._new, self._changed, self._refused = list[str](), list[str](), list[str]()
        self._differing: dict[str, list[str]] = {}
        self._without_room = list[str]()
        self._same, self._file, self._settings, self._room, self._update = 0, file, settings, room, update

    def add(self, entries: Sequence[CodebookEntry]) -> None:
        """Plan what to do with entries, each of which follows that of the tag above it."""
        name_now = self._settings.name_now or str
        for each in entries:
            entry = each._replace(name=name_now(each.name))
            if entry.name not in self.expected:
                self._add(entry.name, _said(entry), self._settings.tag(entry.name))

    def _add(self, name: str, said: dict[str, Setting], tag: Tag | None) -> None:
        here = _said(entry_of(tag)) if tag else {}
        differing = {setting: value for setting, value in said.items() if here.get(setting) != value}
        if not is_tag_name(name):
            self._refused.append(name)
        elif tag and not differing:
            self._same += 1
        elif tag and not self._update:
            self._differing[name] = list(differing)
        elif not (self._has_tag_above(name) and self._room.take({"name": name, **differing})):
            self._without_room.append(name)
        else:
            (self._changed if tag else self._new).append(name)
            self.added.append({"name": name, **differing})
            self.expected[name] = differing

    def _has_tag_above(self, name: str) -> bool:
        above = tag_above(name)
        return not above or above in self.expected or self._settings.tag(above) is not None

    @property
    def result(self) -> CodebookImport:
        """The result of the import."""
        return CodebookImport(
            self._file, tuple(self._new), tuple(self._changed), self._same, self._differing, tuple(self._refused),
            tuple(self._without_room), self.expected,
        )  # fmt: skip


def _said(entry: CodebookEntry) -> dict[str, Setting]:
    """Return an entry as settings of reader.toml, without empty ones."""
    found: dict[str, Setting] = {
        "colour": plain_colour(entry.colour), "meaning": entry.meaning, "when": entry.when, "when_not": entry.when_not,
        "examples": entry.examples, "retired": entry.is_retired,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _check(of_user: Path, file: Path, data: bytes, expected: Mapping[str, Mapping[str, Setting]]) -> None:
    """Raise ReaderError unless the new contents of reader.toml are read back as intended."""
    try:
        after = apply_file(load_settings(of_user), file, data)
    except SettingsError as error:
        hint = "if its tags are one array, write each of them as [[tags]]"
        raise ReaderError(f"{error.args[0]}; nothing was changed: {hint}, and import again") from error
    for name, settings in expected.items():
        tag = after.tag(name)
        said = _said(entry_of(tag)) if tag else {}
        if any(said.get(setting) != value for setting, value in settings.items()):
            raise ReaderError(f"{file}: the entry of {name} is not the same when read back; nothing was changed")
