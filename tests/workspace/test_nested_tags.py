"""Tags that are nested in others by their names count as these, whether or not the codebook has an entry for them."""

from collections import deque
from dataclasses import replace

import pytest

from reader.annotation.model.annotation import annotate
from reader.annotation.model.field_values import person
from reader.text.span import Span
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.under_test import Make

TEXT = "“It is odd,” said Ann Lee. Ten ships wait. Cookie notice"
ENTRIES = '[[tags]]\nname = "quote/official"\n[[tags]]\nname = "claim/number"\n'


@pytest.fixture(params=["with entries", "without entries"])
def nested(request: pytest.FixtureRequest, make: Make) -> Workspace:
    """A quote with its speaker, and a claim, whose tags are nested and have an entry or none."""
    folder = make({"a.txt": TEXT}).paths.folder
    (folder / "reader.toml").write_text(ENTRIES if request.param == "with entries" else "")
    workspace = Workspace(locate_workspace(folder))
    article = workspace.article(workspace.source("a.txt"))
    quote = replace(annotate(article, Span(0, 12), "quote/official"), fields={"speaker": [person("Ann Lee")]})
    workspace.annotations.take_over([quote, annotate(article, Span(27, 42), "claim/number")], "made", {})
    return workspace


def test_a_nested_claim_is_a_row_of_the_ledger_and_can_be_rated(nested: Workspace) -> None:
    (row,) = nested.claims.rows()
    assert (row.statement, row.ratings) == ("Ten ships wait.", ["open"])
    nested.fields.set(row.claims, {"rating": "refuted"})
    (row,) = nested.claims.rows()
    assert row.ratings == ["refuted"]


def test_a_nested_quote_has_a_speaker_and_is_checked(nested: Workspace) -> None:
    assert [name.name.text for name in nested.people.persons(nested.people.mentions())] == ["Ann Lee"]
    (mention,) = nested.people.mentions()
    assert mention.annotation.tag == "quote/official"
    assert nested.people.has_person("quote/official")
    deque(nested.quote_check.find(), maxlen=0)
    article = nested.article(nested.source("a.txt"))
    assert [each.span.of(TEXT) for each in nested.quote_check.quotations(article)] == ["“It is odd,”"]


def test_nothing_in_their_fields_is_wrong(nested: Workspace) -> None:
    assert [problem for each in nested.annotations for problem in nested.fields.problems(each)] == []
