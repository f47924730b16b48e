"""The lines of the help that say what a filter can ask."""

from pathlib import Path
from typing import get_args

import pytest

from reader.annotation.anchoring.status import Status
from reader.annotation.model.filter_terms import ABOUT_TAGS
from reader.settings.filter_help import filter_terms
from reader.workspace.catalog.source_terms import Fact

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("filters.md", "many-sources.md", "quote-check.md")


@pytest.mark.parametrize("term", dict.fromkeys((*ABOUT_TAGS, *get_args(Fact))))
def test_each_term_stands_in_the_help_and_in_the_docs(term: str) -> None:
    said = " ".join(f"{key.keys} {key.label}" for key in filter_terms("sources"))
    assert f"{term}:" in said
    assert any(f"{term}:" in (DOCS / page).read_text("utf-8") for page in PAGES)


def test_each_status_is_named() -> None:
    (line,) = (key.label for key in filter_terms("tags") if key.keys.startswith("status:"))
    assert all(str(status) in line for status in Status)
