"""The archives of REFI-QDA projects: what is damaged, encrypted or packed otherwise is said, or read all the same."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import qdpx_archive
from reader.formats.format import FormatError
from reader.formats.refi_qda import REFI_QDA, sniff
from tests.support.outcomes import outcome
from tests.support.qda_projects import MILL, TEXT, packed, project, source


def damaged(path: Path, name: str) -> Path:
    """Overwrite the packed bytes of a file in a zip."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    return path


def patched(path: Path, at: int, value: int) -> Path:
    """Change two bytes in the directory at the end of a zip, in the entry of its first file, and before the file."""
    data = bytearray(path.read_bytes())
    for start, offset in ((data.index(b"PK\x01\x02"), at), (0, at - 2)):
        data[start + offset : start + offset + 2] = value.to_bytes(2, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda path: damaged(path, "project.qde"), "it is damaged"),
        (lambda path: patched(path, 8, 1), "it is encrypted; save the project without a password"),
        (lambda path: patched(path, 10, 97), "it is damaged"),  # a method of compression that nobody has
    ],
    ids=["damaged", "encrypted", "method"],
)
def test_a_damaged_or_encrypted_project_is_an_error_that_says_so(
    harm: Callable[[Path], Path], message: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=rf"x\.qdpx: project\.qde: {message}"):
        outcome(REFI_QDA, harm(packed(tmp_path, project())))


def test_a_text_that_sources_share_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path, project(source() * 3))
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", 0)
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", len(project(source() * 3)) + len(TEXT))
    assert outcome(REFI_QDA, path).taken == [MILL] * 3


def test_a_damaged_text_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    sources = source() + source(about='plainTextPath="internal://t.txt"')
    found = outcome(REFI_QDA, damaged(packed(tmp_path, project(sources), t=TEXT), "sources/s.txt"))
    assert found.taken == [MILL]
    assert found.rejected[0][1].startswith("sources/s.txt: it is damaged (")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<Project", "project.qde: not a REFI-QDA project: "),
        ('<?xml version="1.0" encoding="nobody"?><Project/>', "project.qde: not a REFI-QDA project: "),
        ("<Other/>", "not a REFI-QDA project: it is a Other"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Project>&a;</Project>', "not a REFI-QDA project"),
    ],
)
def test_what_is_not_a_project_is_an_error(content: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as error:
        outcome(REFI_QDA, packed(tmp_path, content))
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("project.qde", "sources/s.txt", "media/s.txt"),
        ("study/project.qde", "study/sources/s.txt", "sources/s.txt"),
        ("study/project.qde", "study/s.txt", "other/s.txt"),
    ],
)
def test_of_two_files_with_one_name_that_beside_the_project_counts(
    name: str, right: str, wrong: str, tmp_path: Path
) -> None:
    path = packed(tmp_path, project(), (name, right))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(wrong, "Another text is in this file.")
    assert outcome(REFI_QDA, path).taken == [MILL]


@pytest.mark.parametrize(
    ("name", "other"),
    [("project.qde", "other.qde"), ("Trial.qde", "._Trial.qde"), ("b.qde", "old/a.qde"), ("b/c.qde", "d/e/a.qde")],
)
def test_of_several_projects_the_one_of_the_standard_name_or_place_counts(
    name: str, other: str, tmp_path: Path
) -> None:
    path = packed(tmp_path, project(), (name, "sources/s.txt"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(other, "<Project/>")
    assert outcome(REFI_QDA, path).taken == [MILL]


def test_a_zip_without_a_project_or_with_several_is_none(tmp_path: Path) -> None:
    for names in (("a.txt", "b.txt"), ("a.qde", "b.qde")):
        path = packed(tmp_path, project(), names)
        assert not sniff(path, "PK")
        with pytest.raises(FormatError, match=r"it needs one project\.qde"):
            outcome(REFI_QDA, path)
    for other in ("__MACOSX/._project.qde", "other.qde", "old/project.qde"):
        assert sniff(packed(tmp_path, project(), ("project.qde", other)), "PK")
    path.write_bytes(b"PK\x03\x04 cut off")
    assert not sniff(path, "PK")
