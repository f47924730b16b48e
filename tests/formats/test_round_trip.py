"""What is exported and imported is what it was, in each format as far as it can hold it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotation.model.annotation import Annotation, annotate
from reader.errors import ReaderError
from reader.formats import all_formats, detect_format, format_by_name
from reader.formats.corpus import ExportScope
from reader.formats.format import Format, Options
from reader.formats.offset_units import OffsetUnit
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import PLAIN, Exported, export
from reader.workflows.import_ import import_
from reader.workflows.imported import Imported
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support import traps

WITHOUT_IT = ("text", "boilerplate", "claimreview", "qdc")  # texts alone, claims that were rated, the codebook
READABLE = [each.name for each in all_formats() if each.read and not each.is_codebook]
Make = Callable[..., Workspace]


def written(workspace: Workspace, format: Format, **about: Any) -> tuple[Path, Exported]:
    target = workspace.sources.folder.parent / format.file
    return target, run_to_end(export(workspace, format, target, **about))


def read(workspace: Workspace, file: Path, format: Format | None = None, options: Options = PLAIN) -> Imported:
    return run_to_end(import_(workspace, file, format or detect_format(file), options))


def fitted(workspace: Workspace, format: Format) -> set[Annotation]:
    """All that a workspace has, as a format can hold it; what stands around each follows from its place."""
    found = (each for each in map(format.preserved, build_corpus(workspace, []).annotations) if each)
    return {replace(each, prefix="", suffix="") for each in found}


def without_names(annotations: set[Annotation], format: Format) -> set[Annotation]:
    """An import names a person and a time where the file does not."""
    empty = {name: "" for name in ("id", "creator", "created", "modified") if name not in format.keeps}
    return {replace(each, **empty) for each in annotations}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return traps.workspace_of(tmp_path_factory.mktemp("traps"))


@pytest.mark.parametrize("name", READABLE)
def test_every_trap_comes_back(name: str, corpus: Workspace, tmp_path: Path) -> None:
    format = format_by_name(name)
    file, exported = written(corpus, format)
    other = traps.workspace_of(tmp_path, with_tags=False)
    assert detect_format(file).name == name
    imported = read(other, file)
    assert (imported.rejected, imported.unsure, imported.orphans) == ((), 0, 0)
    assert len(imported.new) == exported.annotations == len(traps.PASSAGES)
    if "creator" in format.keeps:  # what nobody signed is whose who imports it
        assert {each.creator for each in imported.new} == {"ann", "Bo “B.” Ö", "tester"}
        expected = {replace(each, creator=each.creator or "tester") for each in fitted(corpus, format)}
    else:
        expected = fitted(corpus, format)
    assert without_names(fitted(Workspace(other.paths), format), format) == expected


@pytest.mark.parametrize("name", READABLE)
def test_nothing_is_imported_twice_and_one_undo_takes_it_back(name: str, corpus: Workspace, tmp_path: Path) -> None:
    file, _ = written(corpus, format_by_name(name))
    other = traps.workspace_of(tmp_path, with_tags=False)
    new = read(other, file, format_by_name(name)).new
    again = read(other, file, format_by_name(name))
    assert (len(again.new), again.same) == (0, len(new))
    other.undo()
    assert not other.annotations
    assert read(corpus, file, format_by_name(name)).new == ()


@pytest.mark.parametrize("name", [each.name for each in all_formats()])
def test_each_format_can_be_written_with_each_choice(name: str, corpus: Workspace) -> None:
    format = format_by_name(name)
    choice = ExportScope(
        tags=frozenset({"claim"}), creators=frozenset({"ann"}), sources=frozenset({"signs.txt", "bom.txt"})
    )
    chosen = [each for each in corpus.annotations if each.tag == "claim" and each.creator == "ann"]
    _, exported = written(corpus, format, choice=choice)
    assert exported.annotations == sum(each.source in choice.sources for each in chosen)
    assert exported.sources == 2


def test_utf16_is_what_doccano_s_page_counts(corpus: Workspace, tmp_path: Path) -> None:
    file, exported = written(corpus, format_by_name("doccano"), options=Options(unit=OffsetUnit.UTF16))
    other = traps.workspace_of(tmp_path, with_tags=False)
    imported = read(other, file, options=Options(unit=OffsetUnit.UTF16))
    assert len(imported.new) == exported.annotations
    assert {each.exact for each in imported.new} == {each.exact for each in corpus.annotations}


@pytest.mark.parametrize("name", [each.name for each in all_formats()])
def test_what_is_not_unicode_can_be_written(name: str, make: Make) -> None:
    workspace = make({"a.txt": "One. Two."})
    article = workspace.article(workspace.source("a.txt"))
    odd = annotate(article, Span(0, 3), "claim", note="\ud800 so", creator="\udcff")
    gone = replace(odd, id="gone", source="caf\udce9.txt")
    workspace.annotations.take_over([odd, gone], "made", {})
    file, exported = written(workspace, format_by_name(name))
    assert exported.annotations == (0 if name in WITHOUT_IT else 1 + format_by_name(name).has_orphans)
    if format_by_name(name).read:
        assert read(workspace, file, format_by_name(name)).new == ()


@pytest.mark.parametrize("name", READABLE)
def test_an_accepted_suggestion_comes_back_with_its_origin_where_there_is_room_for_it(name: str, make: Make) -> None:
    workspace, format = make({"a.txt": "One here. Two here."}), format_by_name(name)
    article = workspace.article(workspace.source("a.txt"))
    origin = {"suggested": "claim", "certainty": "sure", "score": 0.98, "read": True, "program": "reader 1"}
    workspace.annotations.take_over([replace(annotate(article, Span(0, 9), "claim"), origin=origin)], "made", {})
    file, exported = written(workspace, format)
    workspace.undo()
    (back,) = read(workspace, file, format).new
    is_kept = "origin" in format.keeps
    assert dict(back.origin) == (origin if is_kept else {})
    assert ("origins of accepted suggestions" in exported.losses) is not is_kept


@pytest.mark.parametrize("name", ["json", "w3c", "csv"])
def test_an_equal_tag_by_the_program_is_here_already_whatever_its_id(name: str, make: Make) -> None:
    workspace, format = make({"a.txt": "One here. Two here."}), format_by_name(name)
    article = workspace.article(workspace.source("a.txt"))
    tags = [annotate(article, span, "claim", creator="reader") for span in (Span(0, 9), Span(10, 19))]
    workspace.annotations.take_over([*tags, annotate(article, Span(0, 9), "claim", creator="reader")], "made", {})
    file, _ = written(workspace, format)
    workspace.undo()
    assert len(read(workspace, file, format).new) == 2, "and two in the file are one"
    again = read(workspace, file, format)
    assert (again.new, again.same) == ((), 3)
    others = [replace(each, id=f"{each.id[:-1]}x", fields={"gist": "so"}) for each in tags]
    workspace.undo()
    workspace.annotations.take_over(others, "made", {})
    again = read(workspace, file, format)
    assert (again.new, again.same) == ((), 3)


# Any text at all

CHARACTERS = st.sampled_from(list("aB é=+-@'\",;|<&>\\\t\r\n\u2028\x85\ufeff\u0301💩👩🏽\u200d")) | st.characters(
    codec="utf-8"
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40)


@pytest.mark.parametrize("name", READABLE)
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_any_text_comes_back(name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    format, folder = format_by_name(name), tmp_path_factory.mktemp("any")
    one, other = _workspaces(folder, data.draw(TEXTS))
    try:
        article = one.article(one.source("a.txt"))
    except ReaderError:  # too much of it is NUL
        return
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    note = data.draw(st.text(CHARACTERS, max_size=20))
    tag = data.draw(st.sampled_from([*traps.TAGS, "claim/number", "tone/dry wit/long-term", "a_b c"]))
    one.annotations.take_over([annotate(article, span, tag, note=note, creator="ann")], "made", {})
    file, _ = written(one, format)
    read(other, file, format)
    assert without_names(fitted(other, format), format) == fitted(one, format)


def _workspaces(folder: Path, text: str) -> list[Workspace]:
    for name in ("one", "other"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_bytes(text.encode())
    return [Workspace(locate_workspace(folder / name)) for name in ("one", "other")]


# Many tags, nested in one another

BOOK = ["claim", "claim/number", "claim_number", "quote/said in office/long-term", "数据/dry wit", "a-b c"]
BOOK += [f"theme {number % 9}/sub-theme {number}" for number in range(120)]


def tagged_with(folder: Path, tags: list[str]) -> Workspace:
    """A workspace with one passage for each tag."""
    folder.mkdir()
    (folder / "words.txt").write_text("".join(f"word{number:04} and more.\n" for number in range(len(tags))))
    workspace = Workspace(locate_workspace(folder))
    article = workspace.article(workspace.source("words.txt"))
    starts = [article.text.index(f"word{number:04}") for number in range(len(tags))]
    made = [annotate(article, Span(start, start + 8), tag) for start, tag in zip(starts, tags, strict=True)]
    workspace.annotations.take_over(made, "made", {})
    return workspace


@pytest.mark.parametrize("name", READABLE)
def test_a_hundred_nested_tags_keep_their_names(name: str, tmp_path: Path) -> None:
    workspace, format = tagged_with(tmp_path / "one", BOOK), format_by_name(name)
    file, exported = written(workspace, format)
    other = tagged_with(tmp_path / "other", BOOK)
    other.annotations.untag(*other.annotations)
    new = sorted(read(other, file, format).new, key=lambda each: each.start)
    assert [each.tag for each in new] == BOOK
    assert "tag names" not in exported.losses
