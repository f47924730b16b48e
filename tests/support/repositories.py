"""Repositories of git for tests, in folders with annotations."""

import os
import subprocess
from pathlib import Path

from reader.annotation.store.store import Store
from tests.support.stores import add, an_annotation, notes


class Repository:
    """`git("switch", "-q", "other")`, in a folder with annotations on its branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "annotations.json"

    def git(self, *arguments: str, fails: bool = False) -> str:
        environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        )
        said = done.stdout.decode("utf-8", "surrogateescape")
        assert (done.returncode != 0) == fails, said
        return said

    def commit(self, words: str = "tags") -> None:
        self.git("add", ".")
        self.git("commit", "-q", "-m", words)

    def branch(self, name: str, *tagged: str) -> None:
        """A branch from main, on which annotations with these ids are added."""
        self.git("switch", "-q", "-c", name, "main")
        self.tag(*tagged)

    def tag(self, *ids: str) -> None:
        for id in ids:
            add(Store(self.path), an_annotation(id))
        self.commit()

    @property
    def ids(self) -> list[str]:
        """What whoever opens it now sees."""
        return sorted(notes(Store(self.path)))
