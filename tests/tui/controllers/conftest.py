"""The workspaces that tests of several controllers share."""

import pytest

from reader.workspace.workspace import Workspace
from tests.support.two_articles import SOURCES
from tests.support.under_test import Make


@pytest.fixture
def ferries(make: Make) -> Workspace:
    workspace = make(SOURCES)
    workspace.state.suggestions = "off"
    return workspace


@pytest.fixture
def tagged(workspace: Workspace) -> Workspace:
    """Four tags in one source, and one in the other."""
    for id in ("one.txt", "two.txt"):
        article = workspace.article(workspace.source(id))
        for block in article.blocks:
            for sentence in block.sentences:
                if "here" in sentence.of(article.text) or "two" in sentence.of(article.text):
                    workspace.tag(article, sentence, "quote" if "Second" in sentence.of(article.text) else "claim")
    return workspace
