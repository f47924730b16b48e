"""Imports by several programs at once: each knows what the one before it added."""

from functools import partial
from pathlib import Path

import pytest

from reader.annotation.store.paths import Paths
from reader.errors import ReaderError
from reader.formats import format_by_name
from reader.system.threads import run_to_end
from reader.workflows import one_import
from reader.workflows.import_ import import_
from reader.workflows.one_import import alone
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make


@pytest.fixture
def workspace(make: Make) -> Workspace:
    return make({"a.txt": "One mill."})


def test_the_second_of_two_imports_adds_nothing_though_it_was_opened_before(workspace: Workspace) -> None:
    file = workspace.paths.folder / "x.jsonl"
    file.write_text('{"text": "One mill.", "spans": [{"start": 0, "end": 3, "label": "claim"}]}')
    both = [Workspace(workspace.paths, creator="me") for _ in range(2)]
    assert [len(each.annotations) for each in both] == [0, 0]
    results = [run_to_end(import_(each, file, format_by_name("spacy"))) for each in both]
    assert [(len(each.new), each.same) for each in results] == [(1, 0), (0, 1)]
    assert [change.after and change.after.tag for change in both[1].store.refresh()] == ["claim"]  # news for a screen


def test_only_an_import_that_adds_something_waits_for_another(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_import, "LONGEST_WAIT", 0.0)
    file = workspace.paths.folder / "x.jsonl"
    file.write_text('{"text": "One mill.", "spans": [{"start": 0, "end": 3, "label": "claim"}]}')
    take = partial(import_, workspace, file, format_by_name("spacy"))
    stopped = take()
    next(stopped)
    assert len(run_to_end(take(dry_run=True)).new) == 1
    with pytest.raises(ReaderError, match="another import is running"):
        run_to_end(take())
    stopped.close()
    assert not workspace.annotations
    assert len(run_to_end(take()).new) == 1


def test_an_import_that_takes_too_long_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_import, "LONGEST_WAIT", 0.0)
    with alone(workspace), pytest.raises(ReaderError) as error, alone(workspace):
        pass
    assert "another import is running: waiting for " in str(error.value)
    assert str(error.value).endswith("; nothing was imported")


def test_without_a_lock_the_import_goes_on_and_says_what_it_cannot_write(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(one_import, "make_private_folder", refuse)
    with alone(workspace):
        assert not workspace.annotations
    assert not Paths(workspace.paths.annotations).import_lock.exists()
