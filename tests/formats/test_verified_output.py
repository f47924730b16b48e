"""An export on its way to its place: nothing half-written, nothing of others touched."""

import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.formats import format_by_name
from reader.formats.format import FormatError, Losses, Options
from reader.formats.verified_output import (
    _compared,
    move_into_place,
    temporary_folder,
    unwritable,
    verify,
    write_files,
)
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation

CORPUS = a_corpus({"a.txt": "One. Two."}, a_tag("a.txt", 0, 4), a_tag("a.txt", 5, 9, "claim", note="so"))


def files(folder: Path) -> dict[str, str]:
    return {each.relative_to(folder).as_posix(): each.read_text() for each in folder.rglob("*") if each.is_file()}


def test_a_temporary_folder_lies_beside_the_target_and_goes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), temporary_folder(tmp_path / "out.json") as folder:
        assert (folder.parent, folder.name.startswith(".export-")) == (tmp_path, True)
        (folder / "x").write_text("x")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, "No space left", "{folder}/out.json"), "it cannot be written: No space left; make room"),
        (OSError("odd"), "it cannot be written: odd"),
        (FormatError("{folder}/out.json: invalid JSON"), "out.json/out.json: invalid JSON"),
    ],
)
def test_an_error_names_the_target_and_no_temporary_file(error: Exception, message: str, tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as raised, temporary_folder(tmp_path / "out.json") as folder:
        error.args = tuple(each.format(folder=folder) if isinstance(each, str) else each for each in error.args)
        raise error
    assert str(raised.value).startswith(f"{tmp_path}/out.json")
    assert message in str(raised.value)
    assert ".export-" not in str(raised.value)


def test_without_a_target_an_error_names_the_folder_of_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    message = f"^{tmp_path}/gone: it cannot be written: No such file"
    with pytest.raises(ReaderError, match=message), temporary_folder(None):
        pass


@pytest.mark.parametrize("name", ["json", "w3c", "label-studio", "prodigy", "doccano", "spacy", "brat", "csv"])
def test_what_was_written_is_what_is_read_back(name: str, tmp_path: Path) -> None:
    format = format_by_name(name)
    (first, *_) = write_files(format, CORPUS, Options(), Losses(), tmp_path)
    path = tmp_path if format.is_folder else first
    assert verify(format, CORPUS, Options(), path) == 2
    for fewer_or_more in (
        a_corpus({"a.txt": "One. Two."}, a_tag("a.txt", 0, 4)),
        a_corpus({"a.txt": "One. Two."}, *(a_tag("a.txt", start, 9) for start in (0, 5, 6))),
    ):
        with pytest.raises(FormatError, match=f"{name}: . of . annotations are not the same.*nothing was exported"):
            verify(format, fewer_or_more, Options(), path)


@pytest.mark.parametrize("field", ["start", "end", "tag", "note", "creator"])
def test_each_field_is_compared(field: str, tmp_path: Path) -> None:
    format = format_by_name("json")
    (file,) = write_files(format, CORPUS, Options(), Losses(), tmp_path)
    old = {
        "start": '"start": 0',
        "end": '"end": 4',
        "tag": '"tag": "quote"',
        "note": '"so"',
        "creator": '"creator": ""',
    }
    new = {"start": '"start": 1', "end": '"end": 3', "tag": '"tag": "x"', "note": '"no"', "creator": '"creator": "x"'}
    file.write_text(file.read_text().replace(old[field], new[field], 1))
    with pytest.raises(FormatError, match="1 of 2 annotations are not the same when read back"):
        verify(format, CORPUS, Options(), file)


@pytest.mark.parametrize(("name", "count"), [("json", 1), ("brat", 0)])
def test_one_file_is_on_the_disk_before_it_is_moved_and_many_do_not_wait_each(
    name: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = list[int]()
    monkeypatch.setattr(os, "fsync", lambda descriptor: sizes.append(os.fstat(descriptor).st_size))
    (first, *_) = write_files(format_by_name(name), CORPUS, Options(), Losses(), tmp_path)
    assert sizes == [first.stat().st_size] * count, "and all of it"


def test_a_format_that_is_only_written_is_only_counted(tmp_path: Path) -> None:
    assert verify(format_by_name("markdown"), CORPUS, Options(), tmp_path / "nowhere") == 2


def test_a_folder_keeps_what_others_put_there_and_a_file_its_mode(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "target"
    umask = os.umask(0o027)
    try:
        for path in (made / "sub" / "a.txt", made / "b.txt", target / "b.txt", target / "other.txt"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(path.parent.name)
        (target / "b.txt").chmod(0o604)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "umask", lambda _: pytest.fail("it belongs to all threads"))
            move_into_place(made, target, is_folder=True)
    finally:
        os.umask(umask)
    assert files(target) == {"sub/a.txt": "sub", "b.txt": "made", "other.txt": "target"}
    assert (target / "b.txt").stat().st_mode & 0o777 == 0o604
    assert (target / "sub" / "a.txt").stat().st_mode & 0o777 == 0o640, "a new file has what the umask leaves of 666"


def test_a_file_replaces_what_a_link_leads_to_and_not_the_link(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "export.json").write_text("new")
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    move_into_place(made, tmp_path / "link.json", is_folder=False)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


@pytest.mark.parametrize("name", ["sub", "b.txt"])
def test_links_in_a_target_folder_lead_nowhere(name: str, tmp_path: Path) -> None:
    made, target, elsewhere = tmp_path / "made", tmp_path / "target", tmp_path / "elsewhere"
    for folder in (made / "sub", target, elsewhere):
        folder.mkdir(parents=True)
    for path in (made / "sub" / "a.txt", made / "b.txt"):
        path.write_text("new")
    (elsewhere / "a.txt").write_text("mine")
    (target / name).symlink_to(elsewhere if name == "sub" else elsewhere / "a.txt")
    if name == "sub":
        with pytest.raises(OSError, match="leads out of the folder"):
            move_into_place(made, target, is_folder=True)
        assert files(target) == {}, "nothing was moved"
    else:
        move_into_place(made, target, is_folder=True)
        assert not (target / "b.txt").is_symlink()
    assert files(elsewhere) == {"a.txt": "mine"}


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        ({}, True),
        ({"id": "other", "created": "x", "revision": 9}, True),  # which not every format holds
        ({"fields": {"cue": {"start": 0, "end": 3, "exact": "One", "prefix": "", "suffix": "x", "digest": "e"}}}, True),
        ({"fields": {"cue": {"start": 1, "end": 3, "exact": "One", "prefix": "", "suffix": "", "digest": "d"}}}, False),
        ({"fields": {}}, False),
        ({"links": {"other": {"type": "evidence", "to": {"annotation": "b"}}}}, True),
        ({"links": {"l": {"type": "evidence", "to": {"annotation": "c"}}}}, False),
        ({"links": {"l": {"type": "original", "to": {"annotation": "b"}}}}, False),
        ({"links": {}}, False),
        ({"source": "b.txt"}, False),
        ({"exact": "Two"}, False),
    ],
)
def test_what_is_compared_is_what_a_person_said(changed: dict[str, Any], is_same: bool) -> None:
    place = {"start": 0, "end": 3, "exact": "One", "prefix": "", "suffix": "", "digest": "d"}
    links = {"l": {"type": "evidence", "to": {"annotation": "b", "exact": "old"}}}
    one = an_annotation(fields={"cue": place}, links=links)
    places = {"b": "one.txt 5 9 quote"}
    other = replace(one, **changed)
    assert (_compared(one, places) == _compared(other, places)) is is_same


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOENT, "; name a file in an existing folder"),
        (errno.EROFS, "; name a file in a folder that you may write to"),
        (errno.EIO, ""),
    ],
)
def test_what_helps_is_said_if_it_is_known(number: int, hint: str, tmp_path: Path) -> None:
    said = str(unwritable(tmp_path / "x", OSError(number, "why")))
    assert said == f"{tmp_path}/x: it cannot be written: why{hint}"
