"""Memos of REFI-QDA projects: on sources, codes and the project."""

from pathlib import Path

import pytest

from reader.formats import refi_qda_import
from reader.formats.format import Options
from reader.formats.refi_qda import REFI_QDA
from reader.formats.whole_article import MEMO
from tests.support.codebooks import entries
from tests.support.outcomes import Outcome, outcome, taken
from tests.support.qda_projects import CODING, TEXT, packed, project, read, selection, source

NOTES = (
    '<Notes><Note guid="0b3510b0-b46e-41da-b170-17a6205738d1" name="memo" creatingUser="u1" creationDateTime="t">'
    "<PlainTextContent>of all</PlainTextContent></Note></Notes>"
)


def braces(notes: str) -> str:
    """Return memos whose GUIDs stand in braces, as some programs write them."""
    return notes.replace('guid="0b', 'guid="{0b').replace('738d1"', '738d1}"')


ON_NOTE = '<NoteRef targetGUID="0B3510B0-B46E-41DA-B170-17A6205738D1"/>'


def test_a_memo_on_a_source_is_a_note_on_the_whole_article(tmp_path: Path) -> None:
    users = '<Users><User guid="u1" name="Ann"/></Users>'
    described = f"<Description>in short</Description>{selection()}{ON_NOTE}"
    path = packed(tmp_path, project(source(described), braces(NOTES) + users))
    _, short, memo = (each.annotation for each in taken(REFI_QDA, path))
    assert (short.exact, short.tag, short.note, short.id) == (TEXT, MEMO, "in short", "")
    assert (memo.exact, memo.note, memo.creator, memo.created) == (TEXT, "of all", "Ann", "t")
    assert memo.id == "0b3510b0-b46e-41da-b170-17a6205738d1"
    assert outcome(REFI_QDA, path).left_out == []


@pytest.mark.parametrize(("name", "names"), [("claim", ["claim", "quote", MEMO]), (MEMO, [MEMO, "quote"])])
def test_the_tag_of_notes_on_whole_articles_has_an_entry(name: str, names: list[str], tmp_path: Path) -> None:
    noted = project(source(ON_NOTE), NOTES).replace('name="claim"', f'name="{name}"')
    found = refi_qda_import.read(packed(tmp_path, noted), Options())
    assert [each.name for each in entries(found)] == names


def test_a_memo_on_two_sources_has_its_id_once(tmp_path: Path) -> None:
    found = taken(REFI_QDA, packed(tmp_path, project(source(ON_NOTE) + source(ON_NOTE), NOTES)))
    assert [bool(each.annotation.id) for each in found] == [True, False]
    assert [bool(each.handle) for each in found] == [True, False]


@pytest.mark.parametrize("about", ['plainTextPath="none.txt"', 'plainTextPath="n.txt"', ""])
def test_a_memo_on_a_source_without_a_text_is_left_out(about: str, tmp_path: Path) -> None:
    inside = f"<Description>in short</Description>{ON_NOTE}"
    found = outcome(REFI_QDA, packed(tmp_path, project(source(inside, about), NOTES)))
    assert found == Outcome([], [], [("a.txt", "memos on a source without a text")] * 2)
    pdf = outcome(REFI_QDA, packed(tmp_path, project(f'<PDFSource name="b.pdf">{ON_NOTE}</PDFSource>', NOTES)))
    assert pdf.left_out == [("b.pdf", "memos on a source without a text")]


def test_memos_on_the_project_and_variables_are_left_out(tmp_path: Path) -> None:
    values = '<VariableValue><VariableRef targetGUID="v"/><TextValue>x</TextValue></VariableValue>'
    after = f'<Variables><Variable guid="v" name="Age"/></Variables>{NOTES}<Description>ours</Description>{ON_NOTE}'
    assert read(tmp_path, source(selection() + values), after).left_out == [
        ("its description", "memos on the project"),
        ("memo", "memos on the project"),
        ("Age", "variables"),
        ("VariableValue 1", "values of variables"),
    ]


def test_a_memo_on_a_code_is_its_entry(tmp_path: Path) -> None:
    noted = project(after=NOTES).replace('name="claim"/>', f'name="claim">{ON_NOTE}</Code>')
    path = packed(tmp_path, noted)
    found = entries(refi_qda_import.read(path, Options()))
    assert [(each.name, each.meaning) for each in found] == [("claim", "of all"), ("quote", "")]
    assert outcome(REFI_QDA, path).left_out == []


# Memos that a link leads to, as in NVivo

NOTE = '<Notes><Note guid="n" name="memo"><PlainTextContent>so</PlainTextContent></Note></Notes>'
PASSAGE = selection(CODING, 'guid="S1" startPosition="7" endPosition="11"')


@pytest.mark.parametrize(("ends"), [("n", "s1"), ("{S1}", "N")])
def test_a_link_between_a_memo_and_a_passage_says_what_the_memo_is_about(ends: tuple[str, str], tmp_path: Path) -> None:
    link = f'<Links><Link guid="l" originGUID="{ends[0]}" targetGUID="{ends[1]}"/></Links>'
    path = packed(tmp_path, project(source(PASSAGE), NOTE + link))
    (found,) = taken(REFI_QDA, path)
    assert (found.annotation.note, found.annotation.links) == ("so", {})
    assert outcome(REFI_QDA, path).left_out == []


def test_a_memo_may_be_linked_to_a_source_or_a_code(tmp_path: Path) -> None:
    link = '<Links><Link originGUID="n" targetGUID="{}"/></Links>'
    on_source = packed(tmp_path, project(source(PASSAGE), NOTE + link.format("s")))
    assert [each.annotation.note for each in taken(REFI_QDA, on_source)] == ["", "so"]
    on_code = packed(tmp_path, project(source(PASSAGE), NOTE + link.format("c")))
    found = entries(refi_qda_import.read(on_code, Options()))
    assert [each.meaning for each in found] == ["so", ""]


def test_a_link_to_nothing_that_is_known_is_left_out_with_its_memo(tmp_path: Path) -> None:
    link = '<Links><Link name="see" originGUID="n" targetGUID="z"/></Links>'
    assert read(tmp_path, source(PASSAGE), NOTE + link).left_out == [("see", "links"), ("memo", "memos on no passage")]


def test_a_link_to_a_memo_that_a_source_refers_to_is_a_link(tmp_path: Path) -> None:
    link = '<Links><Link name="see" originGUID="s1" targetGUID="n"/></Links>'
    path = packed(tmp_path, project(source(PASSAGE + '<NoteRef targetGUID="n"/>'), NOTE + link))
    passage, memo = taken(REFI_QDA, path)
    assert [each["type"] for each in passage.annotation.links.values()] == ["see"]
    assert (passage.annotation.note, memo.annotation.note) == ("", "so")
