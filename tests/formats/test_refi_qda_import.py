"""REFI-QDA projects as other programs write them: every coding is taken, or named with its place."""

import zipfile
from pathlib import Path

import pytest

from reader.formats.refi_qda import REFI_QDA, sniff
from tests.support.outcomes import Outcome, outcome, taken
from tests.support.qda_projects import CODING, MILL, packed, project, read, selection, source


@pytest.mark.parametrize(
    "names",
    [
        ("project.qde", "Sources/s.txt"),
        ("Project.qde", "Sources/s.txt"),
        ("Trial.qde", "sources/S.TXT"),
        ("study/project.qde", "study/Sources/s.txt"),
        ("./project.qde", "sources\\s.txt"),
        ("project.qde", "s.txt"),
        ("project.qde", "media/s.txt"),
    ],
)
def test_files_are_found_in_whatever_case_and_folder(names: tuple[str, str], tmp_path: Path) -> None:
    path = packed(tmp_path, project(), names)
    assert outcome(REFI_QDA, path) == Outcome([MILL], [], [])
    assert sniff(path, "PK\x03\x04")


@pytest.mark.parametrize(
    "reference", ["internal://s.txt", "internal://sources/s.txt", "relative:///s.txt", "relative://../d/s.txt",
                  "file:///C:/d/s.txt", "C:\\d\\s.txt", "s.txt", "internal://%73.txt"],
)  # fmt: skip
def test_a_text_is_found_by_any_reference_and_only_in_the_project(reference: str, tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("Not this one, which is outside.")
    assert read(tmp_path, source(about=f'plainTextPath="{reference}"')) == Outcome([MILL], [], [])


def test_a_project_of_another_version_or_with_another_mark_before_it(tmp_path: Path) -> None:
    for namespace in ("urn:QDA-XML:project:1.5", ""):
        assert outcome(REFI_QDA, packed(tmp_path, project(namespace=namespace))).taken == [MILL]
    for encoding in ("utf-8-sig", "utf-16"):
        assert outcome(REFI_QDA, packed(tmp_path, project().encode(encoding))).taken == [MILL]


def test_guids_differ_in_case_and_braces(tmp_path: Path) -> None:
    coding = '<Coding><CodeRef targetGUID="{C}"/></Coding>'
    guid = "0B3510B0-B46E-41DA-B170-17A6205738D1"
    path = packed(tmp_path, project(source(selection(coding, f'guid="{{{guid}}}" startPosition="7" endPosition="11"'))))
    (found,) = taken(REFI_QDA, path)
    assert (found.annotation.tag, found.annotation.id) == ("claim", guid.lower())


@pytest.mark.parametrize(
    ("sources", "after", "left_out"),
    [
        (f'<TextSource name="a.txt" plainTextPath="s.txt">{CODING}{CODING}</TextSource>', "",
         [("a.txt", "codes for a whole source")] * 2),
        (f'<PDFSource name="b.pdf"><PDFSelection page="0">{CODING}{CODING}</PDFSelection></PDFSource>', "",
         [("b.pdf, selection 1", "regions of PDF pages")] * 2),
        ('<PDFSource name="b.pdf"><PDFSelection page="0"/></PDFSource>', "",
         [("b.pdf, selection 1", "regions of PDF pages")]),
        (f'<PictureSource name="b.png"><PictureSelection>{CODING}</PictureSelection>{CODING}</PictureSource>', "",
         [("b.png, selection 1", "regions of pictures"), ("b.png", "codes for a whole source")]),
        (f'<AudioSource guid="g"><AudioSelection begin="1">{CODING}</AudioSelection></AudioSource>', "",
         [("g, selection 1", "stretches of sound")]),
        (f'<VideoSource><VideoSelection begin="1">{CODING}</VideoSelection></VideoSource>', "",
         [("a source without a name, selection 1", "stretches of video")]),
        (source(selection("")), "", [("a.txt, selection 1", "passages without a code")]),
        ("<a/>", '<Cases><Case name="Ann"/></Cases><Sets><Set name="old"/></Sets><Links><Link/></Links>'
         '<Graphs><Graph name="map"/></Graphs>',
         [("link 1", "links"), ("Ann", "cases"), ("old", "sets"), ("map", "graphs")]),
        ("<a/>", '<Notes><Note guid="n" name="memo"><PlainTextContent>so</PlainTextContent></Note></Notes>',
         [("memo", "memos on no passage")]),
        ("<a/>", '<Notes><Note guid="n" plainTextPath="internal://none.txt"/></Notes>',
         [("a memo", "memos whose text is missing")]),
        ("<a/>", f"<Odd><PDFSelection>{CODING}</PDFSelection></Odd>", [("selection 1", "regions of PDF pages")]),
    ],
)  # fmt: skip
def test_what_is_not_a_passage_is_left_out(
    sources: str, after: str, left_out: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert read(tmp_path, sources, after) == Outcome([], [], left_out)


@pytest.mark.parametrize(
    ("sources", "after", "where", "why"),
    [
        (source(selection(about='startPosition="x" endPosition="11"')), "", "a.txt, selection 1", "from 'x' to '11'"),
        (source(selection(about='startPosition="7" endPosition="99"')), "", "a.txt, selection 1", "7 to 99 is not"),
        (source(selection('<Coding><CodeRef targetGUID="z"/></Coding>')), "", "a.txt, selection 1", "the codebook"),
        (source(selection("<Coding/>")), "", "a.txt, selection 1", "the codebook"),
        (source(about='plainTextPath="none.txt"'), "", "a.txt, selection 1", "its text none.txt is not in the project"),
        (source(about='richTextPath="internal://s.docx"'), "", "a.txt, selection 1", "(no path)"),
        (source(about='plainTextPath="internal://latin.txt"'), "", "a.txt, selection 1", "neither UTF-8 nor UTF-16"),
        ("<a/>", f"<Odd>{selection()}</Odd>", "selection 1", "belongs to no source"),
    ],
)  # fmt: skip
def test_a_coded_passage_that_cannot_be_taken_is_rejected(
    sources: str, after: str, where: str, why: str, tmp_path: Path
) -> None:
    path = packed(tmp_path, project(sources, after))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("sources/latin.txt", "é".encode("latin-1"))
    found = outcome(REFI_QDA, path)
    assert (found.taken, found.left_out, [each for each, _ in found.rejected]) == ([], [], [where])
    assert why in found.rejected[0][1]


def test_a_source_without_its_text_does_not_stop_the_next_one(tmp_path: Path) -> None:
    found = read(tmp_path, source(about='plainTextPath="none.txt"') + source())
    assert (found.taken, len(found.rejected)) == ([MILL], 1)


# Texts of other sources


def test_a_passage_in_the_text_of_a_pdf_is_one_of_the_pdf(tmp_path: Path) -> None:
    inside = f'<Representation plainTextPath="internal://s.txt">{selection()}</Representation>'
    path = packed(tmp_path, project(f'<PDFSource name="b.pdf">{inside}{selection()}</PDFSource>'))
    first, second = taken(REFI_QDA, path)
    assert [(each.where, each.annotation.source) for each in (first, second)] == [
        ("b.pdf, selection 1", "b.pdf"), ("b.pdf, selection 2", "b.pdf")
    ]  # fmt: skip


def test_a_region_of_a_pdf_that_carries_its_words_is_taken_by_them(tmp_path: Path) -> None:
    words = "<Representation><PlainTextContent> stands a man </PlainTextContent></Representation>"
    found = read(tmp_path, f'<PDFSource name="b.pdf"><PDFSelection page="0">{words}{CODING}</PDFSelection></PDFSource>')
    assert found == Outcome([("stands a man", "claim")], [], [])


def test_a_passage_of_a_transcript_goes_from_point_to_point(tmp_path: Path) -> None:
    points = '<SyncPoint guid="P" position="7"/><SyncPoint guid="p2" position="11"/><SyncPoint guid="p3"/>'
    begin = '<TranscriptSelection fromSyncPoint="p" toSyncPoint='
    selections = f'{begin}"p2">{CODING}</TranscriptSelection>{begin}"p3">{CODING}</TranscriptSelection>'
    inside = f'<Transcript plainTextPath="internal://s.txt">{points}{selections}</Transcript>'
    found = read(tmp_path, f'<AudioSource name="b.mp3">{inside}</AudioSource>')
    assert found == Outcome([MILL], [("b.mp3, selection 2", "it goes from '7' to None, which are not offsets")], [])


def test_selections_that_stand_apart_name_their_source_and_codes_in_attributes(tmp_path: Path) -> None:
    about = 'sourceGUID="s" startPosition="7" endPosition="11"'
    coded = selection("<Coding codeGUID='c'/>", about)
    apart = f"<Selections>{coded}</Selections>"
    assert read(tmp_path, source("<a/>"), apart) == Outcome([MILL], [], [])


def test_a_code_may_stand_in_a_selection_without_a_coding(tmp_path: Path) -> None:
    assert read(tmp_path, source(selection('<CodeRef targetGUID="c"/>'))) == Outcome([MILL], [], [])


# Memos


@pytest.mark.parametrize(
    ("inside", "note"),
    [
        (f"<Description>first</Description>{CODING}", "first"),
        (f'{CODING}<NoteRef targetGUID="N"/>', "see the ledger"),
        ('<Coding><CodeRef targetGUID="c"/><NoteRef targetGUID="n"/></Coding>', "see the ledger"),
        (f'<Description>first</Description>{CODING}<NoteRef targetGUID="n"/>', "first\n\nsee the ledger"),
    ],
)
@pytest.mark.parametrize(
    "memo", ['<Note guid="n" plainTextPath="internal://n.txt"/>',
             '<Note guid="n"><PlainTextContent>see the ledger</PlainTextContent></Note>']
)  # fmt: skip
def test_descriptions_and_memos_become_the_note(inside: str, note: str, memo: str, tmp_path: Path) -> None:
    path = packed(tmp_path, project(source(selection(inside)), f"<Notes>{memo}</Notes>"), n="\ufeffsee the ledger")
    (found,) = taken(REFI_QDA, path)
    assert found.annotation.note == note
    assert outcome(REFI_QDA, path).left_out == ([] if "see" in note else [("a memo", "memos on no passage")])


def test_a_memo_may_name_the_passage_that_it_is_about(tmp_path: Path) -> None:
    memo = '<Note guid="n"><PlainTextContent>so</PlainTextContent><NoteRef targetGUID="S1"/></Note>'
    about = 'guid="s1" startPosition="7" endPosition="11"'
    (found,) = taken(REFI_QDA, packed(tmp_path, project(source(selection(CODING, about)), f"<Notes>{memo}</Notes>")))
    assert found.annotation.note == "so"


def test_who_coded_counts_more_than_who_selected(tmp_path: Path) -> None:
    users = '<Users><User guid="u1" name="Ann"/><User guid="u2" name="Bob"/></Users>'
    coding = '<Coding creatingUser="u2" creationDateTime="t2"><CodeRef targetGUID="c"/></Coding>'
    about = 'startPosition="7" endPosition="11" creatingUser="u1" creationDateTime="t1"'
    (first, second) = taken(REFI_QDA, packed(tmp_path, project(source(selection(coding + CODING, about)), users)))
    assert (first.annotation.creator, first.annotation.created) == ("Bob", "t2")
    assert (second.annotation.creator, second.annotation.created) == ("Ann", "t1")


# Links between passages

OTHER = 'guid="s2" startPosition="12" endPosition="18"'
BOTH = selection(CODING, 'guid="S1" startPosition="7" endPosition="11"') + selection(CODING, OTHER)
BY = (
    '<Note guid="m" name="link: by"><PlainTextContent>as it seems</PlainTextContent>'
    '<Description>{"id": "l1"}</Description></Note>'
)


@pytest.mark.parametrize(
    ("link", "links"),
    [
        ('<Link name="by" originGUID="{s1}" targetGUID="S2"/>', [["by"], []]),
        ('<Link name="by" originGUID="s2" targetGUID="s1"/>', [[], ["by"]]),
        ('<Link originGUID="s1" targetGUID="s2"/>', [["related"], []]),
        ('<Link name="by" originGUID="s1" targetGUID="s2" direction="Bidirectional"/>', [["by"], ["by"]]),
        ('<Link name="by" originGUID="s1" targetGUID="s2" direction="OneWay"/>', [["by"], []]),
    ],
)
def test_a_link_leads_from_passage_to_passage(link: str, links: list[list[str]], tmp_path: Path) -> None:
    path = packed(tmp_path, project(source(BOTH), f"<Links>{link}</Links>"))
    found = taken(REFI_QDA, path)
    assert [[each["type"] for each in record.annotation.links.values()] for record in found] == links
    assert outcome(REFI_QDA, path).left_out == []


def test_a_link_has_a_note_and_an_id_of_its_memo(tmp_path: Path) -> None:
    link = (
        '<Link name="by" originGUID="s1" targetGUID="s2"><NoteRef targetGUID="m"/><Description>so</Description></Link>'
    )
    path = packed(tmp_path, project(source(BOTH), f"<Links>{link}</Links><Notes>{BY}</Notes>"))
    first, _ = taken(REFI_QDA, path)
    assert list(first.annotation.links) == ["l1"]
    assert first.annotation.links["l1"]["note"] == "as it seems\n\nso"
    assert outcome(REFI_QDA, path).left_out == []


def test_links_that_lead_nowhere_are_named_or_numbered(tmp_path: Path) -> None:
    links = '<Links><Link name="by" originGUID="s1" targetGUID="s9"/><Link originGUID="s1"/></Links>'
    assert read(tmp_path, source(BOTH), links).left_out == [("by", "links"), ("link 2", "links")]


def test_memos_that_are_fields_are_not_notes(tmp_path: Path) -> None:
    memos = (
        '<Note guid="n1" name="field: cue"><PlainTextContent>said</PlainTextContent></Note>'
        '<Note guid="n2" name="memo"><PlainTextContent>so</PlainTextContent></Note>'
        '<Note guid="n3" name="field: none" plainTextPath="none.txt"/>'
    )
    references = "".join(f'<NoteRef targetGUID="n{number}"/>' for number in (1, 2, 3, 1))
    path = packed(tmp_path, project(source(selection(CODING + CODING + references)), f"<Notes>{memos}</Notes>"))
    first, second = taken(REFI_QDA, path)
    assert (first.annotation.fields, first.annotation.note) == ({"cue": "said"}, "so")
    assert (second.annotation.fields, second.annotation.note, second.handle) == ({}, "so", "")
    assert outcome(REFI_QDA, path).left_out == [("field: none", "memos whose text is missing")]


def test_a_memo_about_nothing_in_particular_is_none_of_an_element_without_a_guid(tmp_path: Path) -> None:
    memo = '<Note guid="n" name="memo"><PlainTextContent>so</PlainTextContent><NoteRef/></Note>'
    path = packed(tmp_path, project(source(), f"<Notes>{memo}</Notes>"))
    (found,) = taken(REFI_QDA, path)
    assert found.annotation.note == ""
    assert outcome(REFI_QDA, path).left_out == [("memo", "memos on no passage")]


def test_each_code_of_a_passage_is_refused_and_numbers_go_on(tmp_path: Path) -> None:
    bad = selection(CODING * 2 + '<Coding><CodeRef targetGUID="z"/></Coding>', 'startPosition="x" endPosition="11"')
    found = read(tmp_path, source(bad + selection("") + selection()))
    assert (found.taken, [where for where, _ in found.rejected]) == ([MILL], ["a.txt, selection 1"] * 3)
    assert found.left_out == [("a.txt, selection 2", "passages without a code")]


def test_a_source_with_a_text_of_its_own_and_regions_has_both(tmp_path: Path) -> None:
    region = f"<PictureSelection>{CODING}</PictureSelection>"
    sources = f'<TextSource guid="s" plainTextPath="s.txt">{selection()}{region}{CODING}</TextSource>'
    found = read(tmp_path, sources)
    assert found.taken == [MILL]
    assert found.left_out == [("s, selection 2", "regions of pictures"), ("s", "codes for a whole source")]


def test_a_project_of_ours_is_read_as_it_was_written(tmp_path: Path) -> None:
    cut = selection(CODING, 'startPosition="8" endPosition="12"')
    for origin, words in (("reader 0.1", "ill "), ("another reader 0.1", "mill")):
        content = project(source(cut)).replace("<Project ", f'<Project origin="{origin}" ')
        assert [each.annotation.exact for each in taken(REFI_QDA, packed(tmp_path, content))] == [words]


POINTS = '<SyncPoint guid="p1" position="7"/><SyncPoint guid="p2" position="11"/>'
FROM_POINTS = 'fromSyncPoint="p1" toSyncPoint="p2"'


@pytest.mark.parametrize(
    ("kind", "about", "is_taken"),
    [
        ("TranscriptSelection", FROM_POINTS, True),
        ("TranscriptSelection", f'startPosition="7" endPosition="11" {FROM_POINTS.replace("p1", "p9")}', True),
        ("PlainTextSelection", FROM_POINTS, False),
        ("TranscriptSelection", 'startPosition="7"', False),
    ],
)
def test_only_a_passage_of_a_transcript_without_offsets_goes_from_point_to_point(
    kind: str, about: str, is_taken: bool, tmp_path: Path
) -> None:
    inside = f'<Transcript plainTextPath="s.txt">{POINTS}<{kind} {about}>{CODING}</{kind}></Transcript>'
    found = read(tmp_path, f'<AudioSource name="b.mp3">{inside}</AudioSource>')
    assert found.taken == ([MILL] if is_taken else [])
    assert len(found.rejected) == (not is_taken)
