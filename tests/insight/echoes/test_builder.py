"""The echoes of a workspace: kept between starts, found anew where sources change, and carried over as tags."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.insight.echoes import builder
from reader.insight.echoes.cache import load_sketches, save_sketches
from reader.insight.echoes.echo import Echo
from reader.insight.echoes.tokenized_source import sketch
from reader.workspace import Workspace
from reader.workspace.echo_service import EchoService
from tests.support.echo_articles import COURIER, HERALD, TEXTS, TIMES, article, span_of
from tests.support.spies import spy
from tests.support.under_test import Make


@pytest.fixture
def sketched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that are sketched, as they are."""
    seen: list[str] = []
    spy(monkeypatch, builder, "sketch", lambda article, *_: seen.append(article.source.id))
    return seen


def find(workspace: Workspace) -> EchoService:
    for _ in workspace.echoes.find():
        pass
    workspace.echoes.save()
    return workspace.echoes


def everything(echoes: EchoService) -> list[Echo]:
    return [echo for source in echoes.index.sources for echo in echoes.index.of_source(source)]


def test_the_second_start_sketches_only_what_changed(make: Make, sketched: list[str]) -> None:
    first = everything(find(make(TEXTS)))
    assert sorted(sketched) == sorted(TEXTS)
    sketched.clear()
    again = make({})
    assert everything(find(again)) == first
    assert not sketched
    path = again.sources[0].path
    path.write_text(HERALD)
    os.utime(path, (1, 1))
    find(make({}))
    assert sketched == [again.sources[0].id]


def test_a_source_that_is_gone_or_unreadable_has_no_echoes(make: Make) -> None:
    workspace = make(TEXTS)
    find(workspace)
    (workspace.sources.folder / "herald.txt").unlink()
    (workspace.sources.folder / "courier.txt").write_bytes(b"\xff\xfe\xfd")
    found = find(workspace)
    assert {echo.here.source for echo in everything(found)} <= {"times.txt", "recipe.txt", "chess.txt"}
    assert len(found.problems) == 2


def test_a_damaged_cache_is_made_again(make: Make, home: Path) -> None:
    first = everything(find(make(TEXTS)))
    cache = next(home.rglob("*.echoes"))
    whole = cache.read_bytes()
    for damaged in (b"", whole[:100], whole[:-9], whole.replace(b"bridge", b"Bridge")):
        cache.write_bytes(damaged)
        assert everything(find(make({}))) == first


@settings(max_examples=40, deadline=None)  # it writes files
@given(st.dictionaries(st.sampled_from(["a.txt", "b.md"]), st.text()))
def test_what_is_kept_is_what_was_sketched(texts: dict[str, str]) -> None:
    sketches = {source: ((1, 2), sketch(article(source, text))) for source, text in texts.items()}
    file = Path(os.environ["XDG_CACHE_HOME"]) / "sketches"
    save_sketches(file, sketches)
    assert {each.source: (stamp, each) for stamp, each in load_sketches(file)} == sketches


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
    ferries = span_of(
        HERALD, "Ferries are to carry 9,000 commuters a day across the river Senn until the repairs are done."
    )
    tagged = workspace.tag(workspace.article(workspace.source("herald.txt")), ferries, "claim")
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
    with pytest.raises(ReaderError, match=r"times\.txt: it changed"):
        workspace.echoes.propagate(tagged, echoes)
    assert list(workspace.annotations) == [tagged]


def test_what_is_tagged_as_boilerplate_is_left_out(make: Make) -> None:
    workspace = make(TEXTS)
    quotation = span_of(HERALD, "“We cannot ask anyone to drive over steel that we no longer trust,” said Mayor")
    workspace.tag(workspace.article(workspace.source("herald.txt")), quotation, "boilerplate")
    assert not find(workspace).index.echoes_of("herald.txt", quotation)
