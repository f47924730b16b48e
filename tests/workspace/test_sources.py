"""The sources of a workspace: listed, named, opened."""

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"b.txt": "B.", "a.txt": "A.", "sub/c.md": "# C"})


def test_they_are_listed_in_order_of_id(workspace: Workspace) -> None:
    assert [source.id for source in workspace.sources] == ["a.txt", "b.txt", "sub/c.md"]
    assert (len(workspace.sources), workspace.sources[2].id) == (3, "sub/c.md")
    assert list(workspace.sources.by_id) == ["a.txt", "b.txt", "sub/c.md"]
    assert not workspace.sources.is_one_file


def test_one_is_named_by_its_id_or_its_path(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace.sources.folder
    monkeypatch.chdir(folder / "sub")
    for name in ("sub/c.md", str(folder / "sub" / "c.md"), "c.md"):
        assert workspace.source(name).id == "sub/c.md"
    for name in ("", "d.txt", "../../a.txt", "sub"):
        with pytest.raises(SourceError, match="there is no such source"):
            workspace.source(name)


def test_some_of_the_first_are_found_without_the_others(workspace: Workspace) -> None:
    assert [source.id for source in workspace.sources.first_sources()] == ["a.txt", "b.txt", "sub/c.md"]


def test_of_many_only_twenty_are_among_the_first(make: Make) -> None:
    workspace = make({f"{number:02}.txt": "." for number in range(30)})
    assert [source.id for source in workspace.sources.first_sources()] == [f"{number:02}.txt" for number in range(20)]


def test_the_newest_are_those_of_the_catalog_once_it_is_filled(workspace: Workspace) -> None:
    assert len(workspace.sources.newest()) == 3
    (workspace.sources.folder / "d.txt").write_text("D.")
    assert len(workspace.sources.newest()) == 3
    for _ in workspace.sources.catalog.find():
        pass
    assert [source.id for source in workspace.sources.newest()][-1] == "sub/c.md"
    assert len(workspace.sources.newest()) == 4


def test_a_file_that_became_a_link_out_of_the_folder_is_not_read(workspace: Workspace, tmp_path: Path) -> None:
    source = workspace.source("a.txt")
    (tmp_path / "secret.txt").write_text("secret")
    source.path.unlink()
    source.path.symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SourceError):
        workspace.article(source)
    with pytest.raises(SourceError):
        workspace.sources.read("a.txt")


def test_what_is_read_beside_the_open_article_leaves_it_open(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("a.txt"))
    assert workspace.sources.read("b.txt").text == "B."
    assert workspace.sources.loader.is_current(article)


FIRST = [("", None, "a.txt"), ("b.txt", None, "b.txt"), ("b.txt", "sub/c.md", "sub/c.md"), ("gone.txt", None, "a.txt")]


@pytest.mark.parametrize(("left", "named", "opened"), FIRST)
def test_what_is_opened_first_is_what_was_named_or_left(
    left: str, named: str | None, opened: str, workspace: Workspace
) -> None:
    workspace.state.source = left
    opening = workspace.open_soon(named)
    assert opening
    assert opening.result(10).source.id == opened


def test_without_sources_nothing_is_opened(tmp_path: Path) -> None:
    assert Workspace(locate_workspace(tmp_path)).open_soon(None) is None


def test_the_state_is_kept_for_the_sources_folder_or_the_one_file(workspace: Workspace) -> None:
    workspace.state.places["a.txt"] = 7
    workspace.save_state()
    assert Workspace(workspace.paths).state.places == {"a.txt": 7}
    beside = workspace.paths.folder / "one.txt"
    beside.write_text("One.")
    alone = Workspace(locate_workspace(beside))
    assert alone.state.places == {}
    assert (alone.paths.scope, alone.paths.source_root) == (beside, beside.parent)
    assert (workspace.paths.scope, workspace.paths.source_root) == (workspace.paths.sources,) * 2


def test_the_files_of_a_workspace_are_its_own(workspace: Workspace) -> None:
    names = [path.name for path in workspace.files]
    assert names == ["annotations.json", "reader.toml", "a.txt", "b.txt", "c.md"]
    of_one = [path.name for path in workspace.files_of(workspace.source("a.txt"))]
    assert of_one[:4] == ["a.txt", "seeds", "annotations.json", "log"]
    assert of_one[-2:] == ["reader.toml", "reader.toml"]
    assert len(of_one) == 8


def test_originals_are_not_read_to_be_tagged(make: Make) -> None:
    front = "---\nrole: original\n---\n\nSaid.\n"
    workspace = make({"a.txt": "A.", "b.md": front, "originals/one.txt": "One.", "z.md": "# Z"})
    sources = workspace.sources
    assert [source.id for source in sources if sources.is_original(source)] == ["b.md", "originals/one.txt"]
    assert [article.source.id for article in sources.articles_to_read()] == ["a.txt", "z.md"]
    assert [source.id for source in sources.to_read()] == ["a.txt", "b.md", "z.md"]  # none was read for this
    assert [source.id for source in sources.first_sources()][-1] == "originals/one.txt"
    for steps in (sources.catalog.find(), sources.catalog.read_titles()):
        for _ in steps:
            pass
    assert [source.id for source in sources.to_read()] == ["a.txt", "z.md"]
    assert sources.is_original(sources.source("b.md"))


def test_originals_count_for_no_progress_and_get_no_suggestions(make: Make) -> None:
    text = "“We will go home,” said Ann Heron on Monday."
    workspace = make({"a.txt": text, "originals/one.txt": text})
    for _ in workspace.sources.catalog.find():
        pass
    assert [each.sentences for each in workspace.progress.count()] == [1]
    found = [workspace.suggestions.of(workspace.article(source)) for source in workspace.sources]
    assert [bool(each) for each in found] == [True, False]
    assert not workspace.suggestions.candidates(workspace.article(workspace.source("originals/one.txt"))).content
    assert [*workspace.suggestions.gather_evidence()] == [""]
