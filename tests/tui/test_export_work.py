"""The work of an export: the dialog writes what the command line writes, and says beforehand how much that is."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.errors import ReaderError, UsageError
from reader.formats import all_formats
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.tui.export_form import ALL, DONE, HERE, ExportForm, kinds_of
from reader.tui.export_work import Forecast, forecast, must_ask, write
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make

TOLD = "The ferry Anna sank on 3 May near Kiel with 214 people.\n"
SOURCES = {
    "article.txt": ARTICLE,
    "one.txt": f"The ferry\n\n{TOLD}\nSubscribe to our newsletter\n",
    "two.txt": TOLD,
    "originals/council.txt": TRANSCRIPT,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a workspace with quotes and their original, a rated claim, and a claim of somebody else."""
    folder = tmp_path_factory.mktemp("exported")
    for name, text in SOURCES.items():
        (folder / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "seeds" / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        with Workspace(locate_workspace(folder), creator="ann") as ann:
            article, two = (ann.article(ann.source(name)) for name in ("article.txt", "two.txt"))
            for words in ("“I have promised", "“The harbour will"):
                start = article.text.index(words)
                ann.tag(article, Span(start, article.text.index("”", start) + 1), "quote")
            ann.fields.set([ann.tag(two, Span(0, 20), "claim")], {"rating": "refuted"})
        with Workspace(locate_workspace(folder), creator="bob") as bob:
            bob.tag(bob.article(bob.source("one.txt")), Span(11, 30), "claim")
    yield folder


def form(folder: Path, kind: str, remembered: dict[str, str] | None = None) -> ExportForm:
    """Return the form of the dialog with a kind of export chosen."""
    sources = {ALL: [], HERE: ["two.txt"], DONE: []}
    tags = Workspace(locate_workspace(folder)).settings.tags
    made = ExportForm(kinds_of(list(all_formats())), tags, "ann", folder, remembered or {}, sources)
    made.chosen = [each.name for each in made.kinds].index(kind)
    return made


def contents(path: Path) -> dict[str, bytes]:
    """Return the files of an export by name."""
    files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
    return {str(each.relative_to(path)): each.read_bytes() for each in files}


def flip(name: str) -> Callable[[ExportForm], object]:
    return lambda form: form.flip(name)


def keys(characters: str) -> Callable[[ExportForm], object]:
    return lambda form: [form.press(each) for each in characters]


def set_to(name: str, value: str) -> Callable[[ExportForm], object]:
    return lambda form: setattr(form, name, value)


def steps(*names: str) -> Callable[[ExportForm], object]:
    return lambda form: [getattr(form, name)() for name in names]


def nothing(_form: ExportForm) -> None:
    """Leave the form as it is."""


@pytest.mark.parametrize(
    ("kind", "change", "options"),
    [
        *((each.name, nothing, ["--format", each.name]) for each in all_formats() if each.name != "refi-qda"),
        ("json", flip("suggestions"), ["--suggestions"]),
        ("text", flip("suggestions"), ["--format", "text", "--suggestions"]),
        ("json", flip("verdicts"), ["--verdicts"]),
        ("html", flip("verdicts"), ["--format", "html", "--verdicts"]),
        ("html", flip("story"), ["--format", "html", "--no-story"]),
        ("csv", flip("guard"), ["--format", "csv", "--raw"]),
        ("doccano", steps("next_form"), ["--format", "doccano", "--unit", "utf16"]),
        ("json", keys("qb"), ["--tag", "claim"]),
        ("json", steps("next_person"), ["--creator", "ann"]),
        ("json", steps("next_sources"), ["--source", "two.txt"]),
        ("json", set_to("terms", "rating:refuted"), ["--filter", "rating:refuted"]),
        ("html", set_to("terms", "lang:en status:exact"), ["--format", "html", "--filter", "lang:en status:exact"]),
        (
            "claimreview",
            set_to("address", "https://example.org/checks"),
            ["--format", "claimreview", "--url", "https://example.org/checks"],
        ),
    ],
)
def test_the_dialog_writes_what_the_command_line_writes(
    folder: Path, tmp_path: Path, kind: str, change: Callable[[ExportForm], object], options: list[str]
) -> None:
    here = form(folder, kind)
    change(here)
    here.name(tmp_path / "dialog")
    run_to_end(write(Workspace(locate_workspace(folder)), here.request()))
    assert main(["export", str(folder), *options, "-o", str(tmp_path / "command")]) == 0
    assert contents(tmp_path / "dialog") == contents(tmp_path / "command")


@pytest.mark.parametrize(
    ("change", "options"),
    [
        (nothing, []),
        (keys("q"), ["--part", "claims", "--part", "story"]),
        (flip("story"), ["--part", "quotes", "--part", "claims"]),
        (steps("next_form"), ["--format", "markdown"]),
        (steps("next_person"), ["--creator", "ann"]),
        (steps("next_sources"), ["--source", "two.txt"]),
        (set_to("terms", "rating:refuted"), ["--filter", "rating:refuted"]),
    ],
)
def test_the_dialog_writes_the_report_of_the_command_line(
    folder: Path, tmp_path: Path, change: Callable[[ExportForm], object], options: list[str]
) -> None:
    here = form(folder, "report")
    here.name(tmp_path / "dialog.html")
    change(here)
    run_to_end(write(Workspace(locate_workspace(folder)), here.request()))
    suffix = here.path.suffix
    assert main(["report", str(folder), *options, "-o", str(tmp_path / f"command{suffix}")]) == 0
    assert contents(here.path) == contents(tmp_path / f"command{suffix}")


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("json", nothing, "All 4 tags from all 4 sources. Kept: passages, tags, fields, who set them. "),
        ("json", keys("q"), "2 of 4 tags from all 4 sources. "),
        ("json", steps("next_person"), "3 of 4 tags from all 4 sources. "),
        ("json", steps("next_sources"), "1 of 4 tags from 1 of 4 sources. "),
        ("json", set_to("terms", "rating:refuted"), "1 of 4 tags from all 4 sources. "),
        ("json", set_to("terms", "tag:zebra"), "0 of 4 tags from all 4 sources: no tag zebra in the codebook."),
        ("spacy", nothing, "Left out: creators (4), fields (1), ids, times"),
        ("claimreview", nothing, "1 of 4 tags from all 4 sources. "),
        ("claimreview", nothing, "passages that are not claims with a rating (3)"),
        ("text", nothing, "The texts of all 4 sources, without tags."),
        ("qdc", nothing, "3 tags of the codebook with their entries, without passages."),
        ("qdc", keys("q"), "2 tags of the codebook with their entries, without passages."),
        ("report", nothing, "2 quotes, 2 claims, what several sources say, from 4 sources."),
        ("report", keys("q"), "2 claims, what several sources say, from 4 sources."),
        ("report", steps("next_sources"), "0 quotes, 1 claim, what several sources say, from 1 source."),
    ],
)
def test_what_will_be_written_is_told_beforehand(
    folder: Path, kind: str, change: Callable[[ExportForm], object], words: str
) -> None:
    here = form(folder, kind)
    change(here)
    found = run_to_end(forecast(Workspace(locate_workspace(folder)), here.request()))
    assert words in found.words(200)


def test_the_counts_are_told_before_the_losses_are_known(folder: Path) -> None:
    here = form(folder, "brat")
    here.press("q")
    told = [each.words(200) for each in forecast(Workspace(locate_workspace(folder)), here.request()) if each]
    assert set(told) == {"2 of 4 tags from all 4 sources …"}


def test_what_was_foretold_is_what_is_lost(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace(locate_workspace(folder))
    for kind in ("csv", "doccano", "brat", "w3c", "markdown"):
        here = form(folder, kind)
        here.name(tmp_path / kind)
        told = run_to_end(forecast(workspace, here.request())).losses
        found = [line.strip() for line in run_to_end(write(workspace, here.request())).lines if ": " in line]
        assert [line for line in found if line.partition(":")[0] in told] == [f"{a}: {b}" for a, b in told.items()]


def test_the_least_important_losses_go_where_there_is_no_room() -> None:
    told = Forecast("all 4 tags", ["passages"], {"ids": 4, "links": 2, "times": 4})
    assert told.words(90) == "All 4 tags. Kept: passages. Left out: links (2), ids, times."
    assert told.words(55) == "All 4 tags. Kept: passages. Left out: links (2) and 2 more."
    assert Forecast("all 4 tags", ["passages"]).words(50) == "All 4 tags. Kept: passages. Left out: nothing."


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("json", "4 tags from 4 sources written, read back and verified."),
        ("html", "4 tags from 4 sources written."),
        ("text", "4 sources written."),
        ("qdc", "3 tags of the codebook written, read back and verified."),
    ],
)
def test_what_was_written_is_told_and_where(folder: Path, tmp_path: Path, kind: str, first: str) -> None:
    here = form(folder, kind)
    here.name(tmp_path / "out")
    lines = run_to_end(write(Workspace(locate_workspace(folder)), here.request())).lines
    assert lines[0] == first
    assert f"The {'folder' if kind == 'text' else 'file'} is {tmp_path}/out" in lines


def test_a_report_asks_before_it_writes_over_a_file(folder: Path, tmp_path: Path) -> None:
    workspace, here = Workspace(locate_workspace(folder)), form(folder, "report")
    here.name(tmp_path / "told.html")
    assert not must_ask(workspace, here.request())
    (tmp_path / "told.html").touch()
    assert must_ask(workspace, here.request())


@pytest.mark.parametrize("kind", ["json", "report"])
def test_a_device_is_refused_and_never_offered_to_be_written_over(folder: Path, kind: str) -> None:
    here = form(folder, kind)
    here.name(Path(os.devnull))
    with pytest.raises(ReaderError, match="/dev/null: it is a pipe or a device"):
        must_ask(Workspace(locate_workspace(folder)), here.request())


def test_a_report_tells_what_it_has(folder: Path, tmp_path: Path) -> None:
    here = form(folder, "report")
    here.name(tmp_path / "told.html")
    lines = run_to_end(write(Workspace(locate_workspace(folder)), here.request())).lines
    assert lines[:3] == [f"The report was written to {tmp_path}/told.html.", "  Quotes by person: 2", "  Claims: 2"]


def test_verdicts_without_originals_are_refused_beforehand(make: Make) -> None:
    workspace = make({"a.txt": TOLD})
    here = form(workspace.paths.folder, "html")
    here.flip("verdicts")
    with pytest.raises(UsageError, match="there are no originals"):
        run_to_end(forecast(workspace, here.request()))


def test_of_a_codebook_the_tags_are_counted(folder: Path, tmp_path: Path) -> None:
    here = form(folder, "qdc")
    here.name(tmp_path / "told.qdc")
    written = run_to_end(write(Workspace(locate_workspace(folder)), here.request()))
    assert written.lines[0] == "3 tags of the codebook written, read back and verified."
    assert written.said == "exported 3 tags of the codebook"
