"""The annotations file: how it is read, and what is said of one that cannot be written."""

import errno
import gc
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.store import annotations_file
from reader.annotation.store.annotations_file import AnnotationsFile, digest_of, why_not_saved
from reader.annotation.store.documents import Documents
from reader.errors import StoreError
from reader.system.durable_files import Disk

HINT = "; its folder must be writable, or `--annotations FILE` keeps the tags elsewhere"


@pytest.mark.parametrize(
    ("number", "name", "hint"),
    [
        (errno.EACCES, "a", HINT),
        (errno.EPERM, "a", HINT),
        (errno.EROFS, "a", HINT),
        (errno.EACCES, None, ""),
        (errno.ENOSPC, "a", ""),
        (errno.EDQUOT, "a", ""),
    ],
)
def test_a_permission_that_is_missing_is_reported_with_what_helps(number: int, name: str | None, hint: str) -> None:
    assert why_not_saved(OSError(number, "why", name)) == f"why{hint}"


def test_an_error_without_a_number_is_said_as_it_is() -> None:
    assert why_not_saved(OSError("timed out")) == "timed out"


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_garbage_collector_rests_while_documents_are_read(
    was_enabled: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def noting(path: Path, _data: bytes, **_named: Any) -> Documents:
        seen.append(gc.isenabled())
        return Documents(path, {})

    monkeypatch.setattr(annotations_file, "read_documents", noting)
    file = AnnotationsFile(path, path, Disk())
    try:
        if not was_enabled:
            gc.disable()
        file.contents()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()
    assert seen == [False]


def test_a_file_that_was_refused_is_not_read_again_until_it_changes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = AnnotationsFile(path, path, Disk())
    path.write_bytes(b"{")
    with pytest.raises(StoreError) as first:
        file.contents()
    with monkeypatch.context() as patched:
        patched.setattr(AnnotationsFile, "read", lambda _file: pytest.fail("it is as it was"))
        with pytest.raises(StoreError, match="was left as it is") as second:
            file.contents()
    assert str(first.value) == str(second.value)
    path.write_bytes(b"{}\n")
    assert file.contents().digest == digest_of(b"{}\n")


def test_what_is_read_has_a_digest_unless_there_is_no_file_or_it_is_ours(path: Path) -> None:
    file = AnnotationsFile(path, path, Disk())
    assert (file.size, file.signature) == (0, None)
    nothing = file.contents()
    assert (nothing.is_empty, nothing.digest) == (True, "")
    path.write_bytes(b"{}\n")
    read = file.contents()
    assert (read.is_empty, read.digest, file.size) == (False, digest_of(b"{}\n"), 3)
    assert file.contents(file.signature).digest == ""
    path.write_bytes(b"")
    assert file.contents().is_empty
