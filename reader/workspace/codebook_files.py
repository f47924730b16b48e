"""The reader.toml files of a workspace, into which a change of the codebook is written completely or not at all."""

import contextlib
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ConflictError, ReaderError, SettingsError
from reader.settings import MAX_BYTES, Settings, Tag
from reader.settings.codebook_change import CodebookChange
from reader.settings.entry_edits import entries_in, toml
from reader.settings.file import apply_file
from reader.system.durable_files import DISK, make_private_folder, replace_file
from reader.system.files import read_own

LONGEST_WAIT = 60.0  # seconds for a change of the codebook by another program: it may change 100,000 annotations


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The files of a codebook, all read at the same time.

    Attributes:
        data: The content of each; None for one that does not exist.
        settings: The settings that they define.
    """

    data: Sequence[bytes | None]
    settings: Settings

    @property
    def texts(self) -> list[str]:
        """The text of each file, without a byte order mark; empty for one that does not exist."""
        return [_text(data) for data in self.data]

    def encoded(self, number: int, text: str) -> bytes:
        """Return a new text of a file as its bytes, with the byte order mark that the file has."""
        mark = BOM_UTF8 if (self.data[number] or b"").startswith(BOM_UTF8) else b""
        return mark + text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class FileChange:
    """A reader.toml and its new content.

    Attributes:
        path: The file.
        before: Its content when it was read; None if it did not exist.
        after: Its new content; None if it is to be removed, since nothing is left in it.
    """

    path: Path
    before: bytes | None
    after: bytes | None

    @property
    def reversed(self) -> "FileChange":
        """The change that takes this one back."""
        return FileChange(self.path, self.after, self.before)


class CodebookFiles:
    """Plans and writes changes of the entries in some files, of which each overrides the one before it.

    Args:
        files: The files.
        lock: The file to lock while they change together with annotations; None if they change alone.
    """

    def __init__(self, files: Sequence[Path], lock: Path | None = None) -> None:
        self._files, self._lock = files, lock

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep out everybody else who changes the codebook of this workspace.

        Raises:
            ReaderError: Somebody else holds the lock for too long, or the lock file cannot be made.
        """
        with contextlib.ExitStack() as stack:
            try:
                if self._lock:
                    make_private_folder(self._lock.parent)
                    stack.enter_context(DISK.lock(self._lock, LONGEST_WAIT))
            except OSError as error:
                raise ReaderError(f"{self._lock}: {error.strerror or error}; nothing was changed") from error
            yield

    @property
    def settings(self) -> Settings:
        """The settings that the files now define; raises ReaderError as `read_all` does."""
        return self.read_all().settings

    def read_all(self) -> FilesRead:
        """Read the files.

        Raises:
            ReaderError: A file cannot be read or has a mistake.
        """
        data = [_read(path) for path in self._files]
        try:
            return FilesRead(data, self._settings([_text(each) for each in data]))
        except ReaderError as error:
            raise ReaderError(f"{error}: correct that first; nothing was changed") from error

    def plan(self, change: CodebookChange, before: FilesRead, *, back: bool = False) -> list[FileChange]:
        """Return the new contents of the files after a change, checked to be read back as intended.

        Args:
            change: The change.
            before: The files as they are.
            back: Whether to revert the change instead.

        Raises:
            ReaderError: The change cannot be written into a file; the message says which line to change by hand.
        """
        texts = before.texts
        after = change.take_back(texts) if back else change.do(texts)
        if back and change.added and _keeps_added(change, texts, after):
            raise ReaderError(f"Nothing was changed. {self._by_hand(change, texts, back=True)}")
        if after == texts:
            return []
        try:
            new = self._settings(after)
        except ReaderError as error:
            raise ReaderError(f"{error}. Nothing was changed. {self._by_hand(change, texts, back=back)}") from error
        if not _is_intended(before.settings, new, change, back=back):
            raise ReaderError(f"Nothing was changed. {self._by_hand(change, texts, back=back)}")
        return [
            FileChange(path, before.data[number], before.encoded(number, after[number]) if after[number] else None)
            for number, path in enumerate(self._files)
            if after[number] != texts[number]
        ]

    def write(self, changes: Sequence[FileChange]) -> None:
        """Replace the files, each atomically and durably; if one cannot be replaced, none is.

        Raises:
            ReaderError: A file cannot be written, or somebody changed it in the meantime.
        """
        done = list[FileChange]()
        try:
            for each in changes:
                _write(each)
                done.append(each)
        except (OSError, ConflictError) as error:
            for each in reversed(done):
                with contextlib.suppress(OSError, ConflictError):  # the error before this one says what is wrong
                    _write(each.reversed)
            if isinstance(error, ConflictError):
                raise
            reason = error.strerror or str(error)
            raise ReaderError(f"{error.filename}: it cannot be changed: {reason}; nothing was changed") from error

    def _settings(self, texts: Sequence[str]) -> Settings:
        """Return the settings that some texts of the files define.

        Raises:
            ReaderError: One has a mistake.
        """
        settings = Settings()
        for path, text in zip(self._files, texts, strict=True):
            try:
                settings = apply_file(settings, path, text.encode("utf-8", "surrogateescape"))
            except SettingsError as error:
                raise ReaderError(str(error)) from error
        return settings

    def _by_hand(self, change: CodebookChange, texts: Sequence[str], *, back: bool) -> str:
        """Return which lines to change by hand."""
        lines = list(self._lines(change, texts, back=back))
        return f"Change this by hand: {'; '.join(lines)}" if lines else "Change reader.toml by hand"

    def _lines(self, change: CodebookChange, texts: Sequence[str], *, back: bool) -> Iterator[str]:
        renamed = {new: old for old, new in change.renamed.items()} if back else change.renamed
        wanted = {name: f"name = {toml(new)}" for name, new in renamed.items()}
        wanted |= {} if back else dict.fromkeys(change.merged, "remove this entry")
        wanted |= dict.fromkeys(change.added, "remove this entry, which an import added" if back else "add an entry")
        wanted |= dict.fromkeys(change.retired, "remove retired = true" if back else "retired = true")
        for former, tag in change.formerly.items():
            name = renamed.get(tag, tag) if back else next((old for old, new in renamed.items() if new == tag), tag)
            what = "remove" if back else "add"
            said = f"{what} {toml(former)} {'from' if back else 'to'} formerly"
            wanted[name] = f"{wanted[name]}, and {said}" if name in wanted else said
        places: dict[str, list[str]] = {}
        for path, text in zip(self._files, texts, strict=True):
            for entry in entries_in(text):
                places.setdefault(entry.name, []).append(f"{path}:{entry.settings['name'].line}")
        for name, words in wanted.items():
            yield from (f"{place}: {words}" for place in places.get(name, ()))
            if not (name in places or back):  # a default tag
                yield f"{self._files[-1]}: add an entry for {name}, which is not there yet: {words}"


def _text(data: bytes | None) -> str:
    return (data or b"").removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape")


def _read(path: Path) -> bytes | None:
    try:
        return read_own(path, MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ReaderError(f"{path}: it cannot be read: {error.strerror or error}; nothing was changed") from error


def _write(change: FileChange) -> None:
    path = change.path.resolve()  # a link to a file that is kept elsewhere stays one
    if _read(change.path) != change.before:
        raise ConflictError(f"{change.path}: another program changed it in the meantime: try again")
    if change.after is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, change.after)


def _keeps_added(change: CodebookChange, before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether an added entry stays when the change is reverted, since somebody has edited it."""
    there, left = (Counter(entry.name for text in texts for entry in entries_in(text)) for texts in (before, after))
    return any(0 < there[name] == left[name] for name in change.added)


def _is_intended(old: Settings, new: Settings, change: CodebookChange, *, back: bool) -> bool:
    """Return whether new settings differ from the old ones only by a change."""
    first, second = (new, old) if back else (old, new)  # without the change, and with it
    names = {change.renamed.get(tag.name, tag.name) for tag in first.tags if tag.name not in change.merged}
    names |= {*change.added}
    touched = {*names.difference(tag.name for tag in first.tags), *change.formerly.values(), *change.forgotten.values()}
    touched |= {*change.retired, *change.added}
    former = {name: tag.name for tag in second.tags for name in tag.formerly}
    is_known = former.items() >= {(name, tag) for name, tag in change.formerly.items() if tag in names}
    retired = {tag.name for tag in second.tags if tag.is_retired}
    is_retired = retired >= names.intersection(change.retired)
    left = {tag.name: _as_written(tag) for tag in first.tags if tag.name in names - touched}
    same = {tag.name: _as_written(tag) for tag in second.tags if tag.name in names - touched}
    return names == {tag.name for tag in second.tags} and is_known and is_retired and left == same


def _as_written(tag: Tag) -> Tag:
    """Return a tag without what depends on its place among the others."""
    return tag._replace(alias="", colour="", inherited_letter="")
