"""The zip of a project: its files are found however it was packed, and nothing in it can fill the memory."""

import zipfile
from pathlib import Path

import pytest

from reader.formats import qdpx_archive
from reader.formats.format import FormatError
from reader.formats.qdpx_archive import MAX_RATIO, MAX_UNPACKED, ProjectArchive, UnreadableEntryError, open_project


def packed(folder: Path, *files: tuple[str, str]) -> Path:
    path = folder / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def project_name(folder: Path, *names: str) -> str | None:
    with open_project(packed(folder, *((name, "") for name in names))) as archive:
        return archive.project_name()


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["project.qde"], "project.qde"),
        (["Trial.QDE", "a.txt"], "trial.qde"),
        (["a/project.qde"], "a/project.qde"),
        (["project.qde", "Trial.qde"], "project.qde"),
        (["project.qde", "backup/project.qde"], "project.qde"),  # the one that lies highest
        (["trial.qde", "backup/project.qde"], "trial.qde"),
        (["a/project.qde", "b/project.qde"], None),
        (["one.qde", "two.qde"], None),
        (["__MACOSX/._project.qde"], None),
        (["a/project.qde", "._project.qde"], "a/project.qde"),
        (["project.qde/"], None),
        (["a.txt"], None),
    ],
)
def test_the_project_is_the_one_that_lies_highest(names: list[str], name: str | None, tmp_path: Path) -> None:
    assert project_name(tmp_path, *names) == name


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<Project", "project.qde: not a REFI-QDA project"),
        ("<Other/>", "not a REFI-QDA project: it is a Other"),
        ('<?xml version="1.0" encoding="none"?><Project/>', "project.qde: not a REFI-QDA project"),
    ],
)
def test_what_is_not_a_project_is_reported(content: str, why: str, tmp_path: Path) -> None:
    with open_project(packed(tmp_path, ("project.qde", content))) as archive, pytest.raises(FormatError, match=why):
        archive.project()
    with (
        open_project(packed(tmp_path, ("a.txt", ""))) as archive,
        pytest.raises(FormatError, match=r"needs one project"),
    ):
        archive.project()
    (tmp_path / "y").write_text("no zip")
    with pytest.raises(FormatError, match="not a REFI-QDA project"), open_project(tmp_path / "y"):
        pass


def text(folder: Path, reference: str, *files: tuple[str, str]) -> str:
    with open_project(packed(folder, ("study/project.qde", "<Project/>"), *files)) as archive:
        return archive.text(reference)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["study/sources/a.txt", "study/a.txt", "a.txt"], "study/sources/a.txt"),
        (["a.txt", "study/a.txt"], "study/a.txt"),
        (["study/Sources/A.TXT"], "study/Sources/A.TXT"),
        (["study\\sources\\a.txt"], "study\\sources\\a.txt"),
        (["media/a.txt"], "media/a.txt"),
        (["media/a.txt", "other/b.txt"], "media/a.txt"),
    ],
)
@pytest.mark.parametrize("reference", ["internal://a.txt", "a.txt", "/a.txt", "internal://%61.txt"])
def test_a_text_is_found_by_its_path_or_else_by_its_name(
    reference: str, names: list[str], found: str, tmp_path: Path
) -> None:
    assert text(tmp_path, reference, *((name, name) for name in names)) == found


@pytest.mark.parametrize("names", [["media/a.txt", "other/a.txt"], ["b.txt"], []])
def test_a_text_that_is_not_there_or_there_twice_is_reported(names: list[str], tmp_path: Path) -> None:
    with pytest.raises(UnreadableEntryError, match=r"its text internal://a\.txt is not in the project"):
        text(tmp_path, "internal://a.txt", *((name, name) for name in names))
    with pytest.raises(UnreadableEntryError, match=r"its text \(no path\) is not"):
        text(tmp_path, "")


def test_a_text_of_several_sources_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", 10)
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", 0)
    with open_project(packed(tmp_path, ("project.qde", ""), ("a.txt", "x" * 10), ("b.txt", "y"))) as archive:
        assert [archive.text("a.txt") for _ in range(3)] == ["x" * 10] * 3
        with pytest.raises(UnreadableEntryError, match="the project unpacks to more than 0 MiB"):
            archive.text("b.txt")


@pytest.mark.parametrize(("ratio", "is_read"), [(1, True), (0, False)])
def test_a_large_zip_may_unpack_to_more(
    ratio: int, is_read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", 9)
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", ratio)
    with open_project(packed(tmp_path, ("project.qde", ""), ("a.txt", "x" * 10))) as archive:
        if is_read:
            assert archive.text("a.txt") == "x" * 10
        else:
            with pytest.raises(UnreadableEntryError):
                archive.text("a.txt")


def test_the_limits_are_these() -> None:
    assert (MAX_UNPACKED, MAX_RATIO) == (2**28, 100)


def test_an_encrypted_or_damaged_file_is_reported(tmp_path: Path) -> None:
    path = packed(tmp_path, ("project.qde", ""), ("a.txt", "x" * 99))
    with zipfile.ZipFile(path) as file:
        archive = ProjectArchive(file, 100)
        file.infolist()[1].flag_bits |= 1
        with pytest.raises(UnreadableEntryError, match=r"a\.txt: it is encrypted"):
            archive.text("a.txt")
    data = path.read_bytes()
    start = data.index(b"a.txt") + len("a.txt")
    path.write_bytes(data[:start] + b"\xff\xff" + data[start + 2 :])
    with open_project(path) as archive, pytest.raises(UnreadableEntryError, match=r"a\.txt: it is damaged"):
        archive.text("a.txt")
