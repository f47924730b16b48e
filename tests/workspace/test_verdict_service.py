"""Verdicts on quotes: found for lists and filters, kept many at once, and left alone where a person has decided."""

import pytest

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.kept_verdict import kept_links
from reader.annotation.model.quote_verdict import QuoteVerdict
from reader.annotation.model.span_index import SpanIndex
from reader.errors import ReaderError
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workspace.verdict_service import ToKeep
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make

COUNCIL = "originals/council.txt"
PROMISED, CLOSED, GULLS = "I have promised money", "The harbour will stay closed", "Let the gulls pay"
OTHER = "“The harbour will stay closed until Friday,” he said."


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"article.txt": ARTICLE, "other.txt": OTHER, COUNCIL: TRANSCRIPT})
    for words in (PROMISED, CLOSED, GULLS):
        tag(made, words)
    tag(made, "The harbour", "other.txt")
    return made


def tag(workspace: Workspace, words: str, id: str = "article.txt", name: str = "quote") -> Annotation:
    """Tag the quotation that begins with some words."""
    article = workspace.article(workspace.source(id))
    start = article.text.index(f"“{words}")
    return workspace.tag(article, Span(start, article.text.index("”", start) + 1), name)


def wanted(workspace: Workspace, only: str = "") -> list[ToKeep]:
    for _ in workspace.quote_check.find():
        pass
    found = run_to_end(workspace.verdicts.to_keep_everywhere())
    return [each for each in found if only in each.quote.source]


def verdicts(workspace: Workspace) -> dict[str, QuoteVerdict]:
    """What is known of each quote, by its first three words."""
    for _ in workspace.quote_check.find():
        pass
    found = run_to_end(workspace.verdicts.everywhere())
    return {" ".join(each.exact.split()[:3]): found[each.id] for each in workspace.annotations if each.id in found}


def test_the_verdicts_on_the_quotes_of_all_sources_are_found(workspace: Workspace) -> None:
    tag(workspace, PROMISED, name="claim")
    assert {words: each.shown for words, each in verdicts(workspace).items()} == {
        "“I have promised": "altered",
        "“The harbour will": "exact",  # in the other source, which comes last
        "“Let the gulls": "not-found",
    }


def test_many_are_kept_at_once_and_one_undo_takes_them_back(workspace: Workspace) -> None:
    step = workspace.verdicts.keep(wanted(workspace))
    assert [change.annotation.fields["verdict"] for change in step.changes] == [
        "altered",
        "altered",
        "not-found",
        "exact",
    ]
    linked = [[link.source for link in kept_links(change.annotation)] for change in step.changes]
    assert linked == [[COUNCIL], [COUNCIL], [], [COUNCIL]]
    assert wanted(workspace) == []
    assert not any(each.is_out_of_date for each in verdicts(workspace).values())
    workspace.undo()
    assert not any(each.fields or each.links for each in workspace.annotations)


def test_what_a_person_decided_stays(workspace: Workspace) -> None:
    quote = next(iter(workspace.annotations))
    workspace.fields.set([quote], {"verdict": "exact"})
    assert PROMISED not in "".join(each.quote.exact for each in wanted(workspace))
    assert verdicts(workspace)["“I have promised"] == QuoteVerdict("exact", "altered", False)


def test_a_verdict_on_texts_that_changed_is_out_of_date_and_can_be_kept_again(workspace: Workspace) -> None:
    workspace.verdicts.keep(wanted(workspace, "article"))
    path = workspace.sources.folder / COUNCIL
    path.write_text(TRANSCRIPT.replace("never promised", "promised") + "\nLet the gulls pay for the lighthouse, since"
                    " they are the only ones who use it.\n")  # fmt: skip
    found = verdicts(workspace)
    assert found["“I have promised"] == QuoteVerdict("altered", "shortened", True)
    assert found["“Let the gulls"] == QuoteVerdict("not-found", "exact", True)
    workspace.verdicts.keep(wanted(workspace))
    assert {each.fields["verdict"] for each in workspace.annotations} == {"shortened", "altered", "exact"}
    assert all(len(each.links) == 1 for each in workspace.annotations)
    assert not any(each.is_out_of_date for each in verdicts(workspace).values())


def test_an_original_that_changes_meanwhile_is_not_linked_to(workspace: Workspace) -> None:
    found = wanted(workspace)
    (workspace.sources.folder / COUNCIL).write_text(f"{TRANSCRIPT}\nOne more line.\n")
    with pytest.raises(ReaderError, match="it has changed since it was compared"):
        workspace.verdicts.keep(found)
    assert not any(each.fields for each in workspace.annotations)


def test_of_several_quotations_in_one_tag_the_weightiest_is_its_verdict(workspace: Workspace) -> None:
    article = workspace.article(workspace.source("article.txt"))
    start = ARTICLE.index("“I do regret")
    one = workspace.tag(article, Span(start, ARTICLE.index("do more.”") + 9), "quote")
    for _ in workspace.quote_check.find():
        pass
    found = workspace.quote_check.check(article)
    index = SpanIndex(workspace.annotations.of(article))
    assert dict(workspace.verdicts.on_quotes(index, found, article.digest))[one.id].found == "altered"
    assert [each.checked.verdict for each in workspace.verdicts.to_keep(index, found, article.digest)][2] == "altered"
    assert workspace.verdicts.quote_on(index, Span(start, start + 5)) == one


def test_an_article_that_is_unchanged_is_not_checked_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = verdicts(workspace)
    monkeypatch.setattr(workspace.quote_check, "check_in_steps", None)
    assert verdicts(workspace) == before


def test_a_source_that_is_gone_has_no_verdicts(workspace: Workspace) -> None:
    (workspace.sources.folder / "article.txt").unlink()
    assert list(verdicts(workspace)) == ["“The harbour will"]


def test_a_quote_that_cannot_be_compared_has_no_verdict(workspace: Workspace) -> None:
    (workspace.sources.folder / COUNCIL).unlink()
    assert {each.shown for each in verdicts(workspace).values()} == {""}
    assert wanted(workspace) == []
