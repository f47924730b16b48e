"""The quote check of a workspace: which sources are originals, and what is kept between starts."""

from array import array
from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.insight.quote_check.original import OriginalText, index_text
from reader.insight.quote_check.verdict import Verdict
from reader.text.span import Span
from reader.workspace import quote_check_service
from reader.workspace.quote_check_service import QuoteCheckService, is_checked
from reader.workspace.workspace import Workspace
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT
from tests.support.under_test import Make

COUNCIL = "originals/council.txt"


@pytest.fixture
def workspace(make: Make) -> Workspace:
    made = make({"article.txt": ARTICLE, "speech.md": "---\nrole: original\n---\n# One\n\nWe *never* said it.\n"})
    path = made.sources.folder / COUNCIL
    path.parent.mkdir()
    path.write_text(TRANSCRIPT)
    return made


def found(service: QuoteCheckService) -> dict[str, str]:
    """Find the originals, and return their languages."""
    for _ in service.find():
        pass
    return {each.source: each.language for each in service.originals}


def again(workspace: Workspace, folder: Path | None = None) -> QuoteCheckService:
    return QuoteCheckService(workspace.paths, workspace.sources, workspace.annotations, folder)


def verdicts(service: QuoteCheckService, workspace: Workspace) -> list[Verdict]:
    return [each.verdict for each in service.check(workspace.article(workspace.source("article.txt")))]


def test_originals_lie_in_their_folder_or_say_so_themselves(workspace: Workspace) -> None:
    assert found(workspace.quote_check) == {COUNCIL: "en", "speech.md": ""}
    assert [each.id for each in workspace.sources if workspace.quote_check.is_original(each)] == [COUNCIL, "speech.md"]
    assert verdicts(workspace.quote_check, workspace).count(Verdict.ALTERED) == 7


def test_an_original_is_indexed_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    found(workspace.quote_check)
    before = verdicts(workspace.quote_check, workspace)
    monkeypatch.setattr(quote_check_service, "index_text", None)
    service = again(workspace)
    assert set(found(service)) == {COUNCIL, "speech.md"}
    assert verdicts(service, workspace) == before


def test_a_damaged_index_is_made_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    found(workspace.quote_check)
    made = list[str]()

    def spy(text: OriginalText) -> "array[int]":
        made.append(text.text)
        return index_text(text)

    monkeypatch.setattr(quote_check_service, "index_text", spy)
    for file in workspace.quote_check._cache.glob("*.pairs"):
        file.write_bytes(file.read_bytes()[:-3])
    service = again(workspace)
    found(service)
    assert TRANSCRIPT in made
    assert verdicts(service, workspace).count(Verdict.ALTERED) == 7
    (workspace.quote_check._cache / "index").write_text("damaged")
    made.clear()
    found(again(workspace))
    assert len(made) == 2


def test_an_original_that_changed_is_read_again_and_one_that_is_gone_is_forgotten(workspace: Workspace) -> None:
    found(workspace.quote_check)
    (workspace.sources.folder / COUNCIL).write_text(TRANSCRIPT.replace("never promised", "promised"))
    (workspace.sources.folder / "speech.md").unlink()
    service = again(workspace)
    assert set(found(service)) == {COUNCIL}
    assert verdicts(service, workspace)[0] == Verdict.SHORTENED
    assert len(list(service._cache.glob("*.pairs"))) == 1


def test_another_folder_can_hold_the_originals(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "council.txt").write_text(TRANSCRIPT)
    (folder / "bad.txt").write_bytes(b"\xff\xfe\xfd")
    service = again(workspace, folder)
    assert list(found(service)) == [(folder / "council.txt").as_posix()]
    assert "bad.txt" in service.problems[0]
    assert verdicts(service, workspace).count(Verdict.ALTERED) == 7
    inside = again(workspace, workspace.sources.folder / "originals")
    assert list(found(inside)) == [COUNCIL]
    assert inside.is_original(workspace.source(COUNCIL))


def test_what_is_tagged_as_quote_is_checked_unless_it_is_indirect(workspace: Workspace) -> None:
    found(workspace.quote_check)
    article = workspace.article(workspace.source("article.txt"))
    start = ARTICLE.index("That was news")
    tagged = workspace.tag(article, Span(start, start + len("That was news to most of the room.")), "quote")
    assert len(workspace.quote_check.quotations(article)) == 10
    workspace.fields.set([tagged], {"manner": "indirect"})
    assert len(workspace.quote_check.quotations(article)) == 9


@pytest.mark.parametrize(
    ("tag", "manner", "is_one"),
    [
        ("quote", "direct", True),
        ("quote/official", "", True),
        ("quote/official", "indirect", False),
        ("quotes", "", False),
    ],
)
def test_a_tag_in_quote_is_a_quote(tag: str, manner: str, is_one: bool) -> None:
    fields = {"manner": manner} if manner else {}
    annotation = Annotation(id="1", source="a", start=0, end=1, exact="a", tag=tag, fields=fields)
    assert is_checked(annotation) is is_one
