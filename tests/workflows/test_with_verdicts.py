"""Exports with the verdicts that the quote check finds, while the workspace stays as it is."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.errors import UsageError
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.with_verdicts import with_verdicts
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make


def quoted(make: Make, **others: str) -> Workspace:
    """Return a workspace with a quote, and other sources."""
    workspace = make({"article.txt": ARTICLE, **{f"originals/{name}.txt": text for name, text in others.items()}})
    article = workspace.article(workspace.source("article.txt"))
    start = article.text.index("“I have promised")
    workspace.tag(article, Span(start, article.text.index("”", start) + 1), "quote")
    return workspace


def judged(workspace: Workspace) -> list[Annotation]:
    return [each.present for each in run_to_end(with_verdicts(workspace, build_corpus(workspace, []))).annotations]


def test_a_quote_gets_the_verdict_and_a_link_to_its_original(make: Make) -> None:
    workspace = quoted(make, council=TRANSCRIPT)
    before = list(workspace.annotations)
    (quote,) = judged(workspace)
    (link,) = quote.links.values()
    assert (quote.fields["verdict"], link["type"], link["to"]["source"]) == (
        "altered",
        "original",
        "originals/council.txt",
    )
    assert (quote.modified, quote.revision) == (before[0].modified, before[0].revision)
    assert list(workspace.annotations) == before


def test_each_export_has_the_same_links(make: Make) -> None:
    workspace = quoted(make, council=TRANSCRIPT)
    assert judged(workspace) == judged(workspace)


def test_a_persons_own_judgement_stays(make: Make) -> None:
    workspace = quoted(make, council=TRANSCRIPT)
    workspace.fields.set(list(workspace.annotations), {"verdict": "exact"})
    assert [each.fields["verdict"] for each in judged(workspace)] == ["exact"]


def test_without_originals_there_are_no_verdicts(make: Make) -> None:
    with pytest.raises(UsageError, match="put them into originals/"):
        judged(quoted(make))
