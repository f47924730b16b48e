"""The echoes of a workspace: cached between starts, updated when sources change, and propagated as tags."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.insight.echoes import builder
from reader.insight.echoes.cache import load_tokenized, save_tokenized
from reader.insight.echoes.echo import Echo
from reader.insight.echoes.tokenized_source import TokenizedSource, tokenize_source
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.echo_service import EchoService
from reader.workspace.workspace import Workspace
from tests.support.echo_articles import COURIER, HERALD, TEXTS, TIMES, article, span_of
from tests.support.under_test import Make


@pytest.fixture
def tokenized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the sources that get tokenized."""
    seen: list[str] = []

    def noting(article: Article, skip: Sequence[Span]) -> TokenizedSource:
        seen.append(article.source.id)
        return tokenize_source(article, skip)

    monkeypatch.setattr(builder, "tokenize_source", noting)
    return seen


def find(workspace: Workspace) -> EchoService:
    for _ in workspace.echoes.find():
        pass
    workspace.echoes.save()
    return workspace.echoes


def everything(echoes: EchoService) -> list[Echo]:
    return [echo for source in echoes.index.sources for echo in echoes.index.echoes_in(source)]


def test_the_second_start_tokenizes_only_what_changed(make: Make, tokenized: list[str]) -> None:
    first = everything(find(make(TEXTS)))
    assert sorted(tokenized) == sorted(TEXTS)
    tokenized.clear()
    again = make({})
    assert everything(find(again)) == first
    assert not tokenized
    path = again.sources[0].path
    path.write_text(HERALD)
    os.utime(path, (1, 1))
    find(make({}))
    assert tokenized == [again.sources[0].id]


def test_a_source_that_is_gone_or_unreadable_has_no_echoes(make: Make) -> None:
    workspace = make(TEXTS)
    find(workspace)
    (workspace.sources.folder / "herald.txt").unlink()
    (workspace.sources.folder / "courier.txt").write_bytes(b"\xff\xfe\xfd")
    found = find(workspace)
    assert {echo.here.source for echo in everything(found)} <= {"times.txt", "recipe.txt", "chess.txt"}
    assert len(found.problems) == 2


def test_the_cache_is_written_only_when_a_source_changed(make: Make, home: Path, tmp_path: Path) -> None:
    echoes = make({}).echoes
    echoes.save()
    assert not list(home.rglob("*.echoes")), "nothing was found yet"
    find(make(TEXTS))
    (cache,) = home.rglob("*.echoes")
    os.utime(cache, (1, 1))
    find(make({}))
    assert cache.stat().st_mtime == 1, "nothing changed"
    (tmp_path / "seeds" / "herald.txt").unlink()
    find(make({}))
    assert cache.stat().st_mtime > 1, "a source is gone"


def test_a_damaged_cache_is_made_again(make: Make, home: Path) -> None:
    first = everything(find(make(TEXTS)))
    cache = next(home.rglob("*.echoes"))
    whole = cache.read_bytes()
    for damaged in (b"", whole[:100], whole[:-9], whole.replace(b"bridge", b"Bridge")):
        cache.write_bytes(damaged)
        assert everything(find(make({}))) == first


@settings(max_examples=40, deadline=None)  # it writes files
@given(st.dictionaries(st.sampled_from(["a.txt", "b.md"]), st.text()))
def test_the_cache_returns_what_was_saved(texts: dict[str, str]) -> None:
    sources = {source: ((1, 2), tokenize_source(article(source, text))) for source, text in texts.items()}
    file = Path(os.environ["XDG_CACHE_HOME"]) / "tokenized"
    save_tokenized(file, sources)
    assert {each.source: (stamp, each) for stamp, each in load_tokenized(file)} == sources


def test_there_are_no_echoes_before_they_are_found(make: Make) -> None:
    echoes = make(TEXTS).echoes
    assert not echoes.index.echoes_of("herald.txt", span_of(HERALD, "We cannot"))
    words = set()
    for _ in echoes.find():
        words.add(echoes.progress)
    assert any("sources" in each for each in words)
    assert not echoes.progress


def test_a_tag_is_carried_over_to_its_echoes_with_their_marks(make: Make) -> None:
    workspace = make(TEXTS)
    quotation = "“We cannot ask anyone to drive over steel that we no longer trust,”"
    tagged = workspace.tag(workspace.article(workspace.source("herald.txt")), span_of(HERALD, quotation), "quote")
    echoes = [
        echo
        for echo in find(workspace).index.echoes_of("herald.txt", tagged.span)
        if echo.there.source == "courier.txt" and "steel" in COURIER[slice(*echo.there.span)]
    ]
    step = workspace.echoes.propagate(tagged, echoes)
    assert (step.description, len(step.changes)) == ("tagged an echo quote", 1)
    assert [(each.source, each.tag, each.exact) for each in workspace.annotations if each != tagged] == [
        ("courier.txt", "quote", "“We cannot ask anyone to drive over steel that we no longer trust.”")
    ]
    assert not workspace.echoes.propagate(tagged, echoes).changes, "it is there already"
    workspace.undo()
    assert list(workspace.annotations) == [tagged]


def test_several_tags_are_carried_over_as_one_step(make: Make) -> None:
    workspace = make(TEXTS)
    quotation = span_of(HERALD, "“We cannot ask anyone to drive over steel that we no longer trust,”")
    tagged = workspace.tag(workspace.article(workspace.source("herald.txt")), quotation, "claim")
    echoes = find(workspace).index.echoes_of("herald.txt", tagged.span)
    assert len(workspace.echoes.propagate(tagged, echoes).changes) == len(echoes) > 1
    workspace.undo()
    assert list(workspace.annotations) == [tagged]


def test_nothing_is_carried_over_to_a_source_that_changed(make: Make) -> None:
    workspace = make(TEXTS)
    tagged = workspace.tag(
        workspace.article(workspace.source("herald.txt")), span_of(HERALD, "9,000 commuters"), "claim"
    )
    echoes = find(workspace).index.echoes_of(
        "herald.txt", span_of(HERALD, "Ferries are to carry 9,000 commuters a day")
    )
    (workspace.sources.folder / "times.txt").write_text("A new day.\n" + TIMES)
    with pytest.raises(ReaderError, match=r"times\.txt: it has changed"):
        workspace.echoes.propagate(tagged, echoes)
    assert list(workspace.annotations) == [tagged]


@pytest.mark.parametrize("tag", ["boilerplate", "boilerplate/cookie notice"])
def test_what_is_tagged_as_boilerplate_is_left_out(make: Make, tag: str) -> None:
    (make(TEXTS).paths.folder / "reader.toml").write_text('[[tags]]\nname = "boilerplate/cookie notice"')
    workspace = make(TEXTS)
    quotation = span_of(HERALD, "“We cannot ask anyone to drive over steel that we no longer trust,” said Mayor")
    workspace.tag(workspace.article(workspace.source("herald.txt")), quotation, tag)
    assert not find(workspace).index.echoes_of("herald.txt", quotation)
