"""Where an export may be written, what it asks of a format, and what it reports."""

import json
import os
from pathlib import Path

import pytest

from reader.errors import ReaderError, UsageError
from reader.formats import format_by_name
from reader.formats.format import Options
from reader.formats.offset_units import OffsetUnit
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import Exported, check_target, export, would_overwrite
from reader.workflows.report_file import write_report
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

FILE, FOLDER = format_by_name("json"), format_by_name("brat")


@pytest.mark.parametrize(
    ("name", "as_file", "as_folder"),
    [("missing", False, False), ("file", True, True), ("empty", True, False), ("full", True, True)],
)
def test_only_an_empty_folder_is_filled_without_asking(
    name: str, as_file: bool, as_folder: bool, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert would_overwrite(FILE, tmp_path / name) is as_file
    assert would_overwrite(FOLDER, tmp_path / name) is as_folder


def test_an_export_is_not_written_over_the_workspace_or_another_kind_of_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("seeds")
    for name, format, message in (
        ("annotations.json", FILE, "belongs to the workspace"),
        ("seeds/one.txt", FILE, "belongs to the workspace"),
        ("seeds", FOLDER, "belongs to the workspace"),
        ("link", FOLDER, "belongs to the workspace"),
        ("seeds/new", FOLDER, "would become sources"),
        ("link/new/deeper", FOLDER, "would become sources"),
        ("file", FOLDER, "it is a file, but brat needs a folder"),
        ("folder", FILE, "it is a folder, but json needs a file"),
    ):
        with pytest.raises(ReaderError, match=f"{name}: .*{message}"):
            check_target(workspace, format, tmp_path / name)
    for name, format in (("seeds/new.json", FILE), ("file", FILE), ("folder", FOLDER), ("new", FILE), ("new", FOLDER)):
        check_target(workspace, format, tmp_path / name)


def test_a_pipe_or_device_is_never_replaced_by_a_file(workspace: Workspace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReaderError, match="it is a pipe or a device, and cannot be replaced; name a file"):
        run_to_end(export(workspace, FILE, tmp_path / "pipe"))
    with pytest.raises(ReaderError, match="it is a pipe or a device"):
        write_report(tmp_path / "pipe", "words")
    assert (tmp_path / "pipe").is_fifo()


def test_an_export_does_not_follow_a_link_out_of_the_workspace(make: Make, tmp_path: Path) -> None:
    workspace = make({"one.txt": "One."})
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "file").write_text("mine")
    for name, to in {"file": outside / "file", "new": outside / "new", "folder": outside, "inner": tmp_path}.items():
        (tmp_path / name).symlink_to(to)
    for name in ("file", "new", "folder/file", "folder/../file", "inner/folder/x"):
        with pytest.raises(ReaderError, match=r"a link in this path leads out of the workspace, to "):
            check_target(workspace, FILE, tmp_path / name)
    check_target(workspace, FILE, tmp_path / "inner" / "export.json")
    (outside / "mine").symlink_to(outside / "file")
    check_target(workspace, FILE, outside / "mine")
    check_target(workspace, FILE, tmp_path / ".." / outside.name / "mine")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("spacy", Options(unit=OffsetUnit.UTF16), "spacy: offsets cannot be in utf16; --unit can be codepoints"),
        ("csv", Options(suggestions=True), "csv: this format has no suggestions; leave out --suggestions"),
        ("json", Options(raw=True), "json: --raw is for csv only; leave it out"),
    ],
)
def test_what_a_format_does_not_support_is_wrong_usage(
    name: str, options: Options, message: str, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        run_to_end(export(workspace, format_by_name(name), tmp_path / "out", options=options))
    assert str(error.value) == message
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "options"),
    [("doccano", Options(unit=OffsetUnit.UTF16)), ("json", Options(suggestions=True)), ("csv", Options(raw=True))],
)
def test_what_it_supports_is_written(name: str, options: Options, workspace: Workspace, tmp_path: Path) -> None:
    exported = run_to_end(export(workspace, format_by_name(name), tmp_path / "out", options=options))
    assert (exported.sources, exported.annotations) == (2, 0)
    assert (tmp_path / "out").exists()


def test_what_other_programs_added_is_not_kept_and_said(make: Make, tmp_path: Path) -> None:
    workspace = make({"a.txt": "One. Two."})
    workspace.tag(workspace.article(workspace.source("a.txt")), Span(0, 4), "quote")
    workspace.store.close()
    tables = json.loads(workspace.store.path.read_text())
    tables["annotations"]["1"] |= {"mood": "glad", "score": 0.5}
    workspace.store.path.write_text(json.dumps(tables))
    exported = run_to_end(export(Workspace(workspace.paths), FILE, tmp_path / "out"))
    assert exported.report == ["not kept by json: what other programs added to tags (mood, score): 1"]


def test_the_steps_say_how_far_it_is(make: Make, tmp_path: Path) -> None:
    workspace = make({f"{number}.txt": "One. Two." for number in range(3)})
    steps = [tuple(step) for step in export(workspace, FILE, tmp_path / "out", options=Options(suggestions=True))]
    read = [step for step in steps if step[2] == "sources read"]
    assert read == [(number, 3, "sources read") for number in range(1, 4)]
    compared = [step for step in steps if step[2] == "sources compared"]
    assert compared == [(number, 3, "sources compared") for number in range(1, 4)]
    assert (1, 0, "files written") in steps


def test_a_report_is_empty_if_everything_was_kept() -> None:
    assert Exported("json", 1, 1, {}, ()).report == []
    assert Exported("spacy", 1, 1, {"ids": 1, "notes": 2}, ("a.txt: it is binary",)).report == [
        "a.txt: it is binary",
        "not kept by spacy: ids: 1; notes: 2",
    ]


@pytest.mark.parametrize(
    ("annotations", "tags", "lines"),
    [
        (3, {"quote": 2, "claim": 1}, ["3 tags of 1 source", "quote 2, claim 1"]),
        (1, {"a\x1b": 1}, ["1 tag of 1 source", "a␛ 1"]),
        (2000, {}, ["2,000 tags of 1 source"]),
        (20, {f"claim/{number}": 1 for number in range(20)}, ["20 tags of 1 source", "claim 20"]),
    ],
)
def test_what_was_written_is_summed_up(annotations: int, tags: dict[str, int], lines: list[str]) -> None:
    assert Exported("json", 1, annotations, {}, (), tags).summary == lines
