"""Repositories that the tests of git share."""

import shutil
from pathlib import Path

import pytest

from reader.collaboration.git.setup import GitSetup
from tests.support.repositories import Repository


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A repository without anything, and one that is set up and has two annotations: copies take less time."""
    bare = Repository(tmp_path_factory.mktemp("bare"))
    try:
        bare.git("init", "-q", "-b", "main")
    except FileNotFoundError:
        pytest.fail("git is not installed: these tests need it (`apt install git`)")
    bare.git("config", "user.name", "Ann")
    bare.git("config", "user.email", "ann@example.org")
    ready = Repository(tmp_path_factory.mktemp("ready"))
    shutil.copytree(bare.folder, ready.folder, dirs_exist_ok=True)
    list(GitSetup(ready.path).write())
    ready.tag("a", "b")
    return {"bare": bare.folder, "ready": ready.folder}


@pytest.fixture
def bare(templates: dict[str, Path], tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(templates["bare"], tmp_path, dirs_exist_ok=True))


@pytest.fixture
def repository(templates: dict[str, Path], tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(templates["ready"], tmp_path, dirs_exist_ok=True))
