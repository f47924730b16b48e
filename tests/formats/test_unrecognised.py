"""Files that no format recognises: the message says what they are where that shows."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.formats import detect_format
from reader.formats.unrecognised import reason


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<Project/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"), (b" \n", "empty"), (b"\xef\xbb\xbf", "empty"),
        (gzip.compress(b"{}", mtime=0), "(gzip): unpack it"), (bz2.compress(b"{}"), "(bzip2)"),
        (lzma.compress(b"{}"), "(xz)"),
        (packed(), "without a REFI-QDA project"), (packed("a.json"), "without a REFI-QDA project: unpack it"),
        (packed("a.qde", "b.QDE"), "2 REFI-QDA projects"), (packed("a.json")[:-9], "damaged or not complete"),
        (b"%PDF-1.7", "reader add"), (b"\n<!DOCTYPE html>", "reader add"),
        ('[{"é": 1}]'.encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        ('[{"é": 1}]'.encode("utf-16-be"), "UTF-16 without a byte-order mark"),
        (b'{"annotations": {"1": {}}}', "reader merge"), (b'{\n  "about": {},\n  "annotations": {\n', "reader merge"),
        (b"source;start;end;tag\n", "a table without columns that are needed: exact"), (b"start,end\n", ""),
        (b"\0a" * 3 + b"\0", "binary"), (b"\0a" * 4, "UTF-16"), (b"a\0" * 4, "UTF-16"),
        (b"\0a\0\0" * 4, "binary"),
        (b"\0a" * 4 + b"bc" * 4, "binary"), (b"\0\1\2\0\0\0", "binary"), (b"a\0b\0", "binary"),
        (b"Once upon a time", ""), (b"<xml/>", ""),
    ],
)  # fmt: skip
def test_a_file_says_by_its_first_bytes_what_it_is(data: bytes, why: str) -> None:
    assert why in reason(Path("x"), data)
    assert bool(why) == bool(reason(Path("x"), data))


def test_the_message_has_file_and_reason(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(UsageError, match="x: unrecognised format: the file is empty"):
        detect_format(tmp_path / "x")


def test_a_workspace_is_for_a_merge(tmp_path: Path) -> None:
    assert reason(tmp_path, b"") == ""
    (tmp_path / "annotations.json").touch()
    assert "reader merge" in reason(tmp_path, b"")
