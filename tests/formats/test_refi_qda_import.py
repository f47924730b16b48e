"""REFI-QDA projects as other programs write them: every coding is taken, or named with its place."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import qdpx_archive
from reader.formats.format import FormatError
from reader.formats.refi_qda import REFI_QDA, sniff
from tests.support.outcomes import Outcome, outcome, taken

TEXT = "By the mill stands a man."
CODES = '<CodeBook><Codes><Code guid="C" name="claim"/><Code guid="q" name="quote"/></Codes></CodeBook>'
CODING = '<Coding guid="k"><CodeRef targetGUID="c"/></Coding>'
MILL = ("mill", "claim")


def selection(inside: str = CODING, about: str = 'startPosition="7" endPosition="11"') -> str:
    return f"<PlainTextSelection {about}>{inside}</PlainTextSelection>"


def source(inside: str = "", about: str = 'plainTextPath="internal://s.txt"') -> str:
    return f'<TextSource guid="s" name="a.txt" {about}>{inside or selection()}</TextSource>'


def project(sources: str = "", after: str = "", namespace: str = "urn:QDA-XML:project:1.0") -> str:
    return f'<Project xmlns="{namespace}">{CODES}<Sources>{sources or source()}</Sources>{after}</Project>'


NAMES = ("project.qde", "sources/s.txt")


def packed(folder: Path, content: str | bytes, names: tuple[str, str] = NAMES, t: str = "", n: str = "") -> Path:
    path = folder / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(names[0], content)
        archive.writestr(names[1], TEXT)
        for name, text in (("t", t), ("n", n)):
            archive.writestr(f"sources/{name}.txt", text)
    return path


def read(folder: Path, sources: str = "", after: str = "") -> Outcome:
    return outcome(REFI_QDA, packed(folder, project(sources, after)))


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
         [("Ann", "cases"), ("old", "sets"), ("map", "graphs"), ("link 1", "links")]),
        ("<a/>", '<Notes><Note guid="n" name="memo"><PlainTextContent>so</PlainTextContent></Note></Notes>',
         [("memo", "memos on no passage")]),
        ("<a/>", '<Notes><Note guid="n" plainTextPath="internal://none.txt"/></Notes>',
         [("a memo", "memos whose text is missing")]),
        ("<a/>", f"<Odd><PDFSelection>{CODING}</PDFSelection></Odd>", [("selection 1", "regions of PDF pages")]),
    ],
)  # fmt: skip
def test_what_is_no_passage_is_left_out(
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
    assert found == Outcome([MILL], [("b.mp3, selection 2", "it goes from '7' to None, which are no offsets")], [])


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


# Odd archives


def damaged(path: Path, name: str) -> Path:
    """Overwrite the packed bytes of a file in a zip."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    return path


def patched(path: Path, at: int, value: int) -> Path:
    """Change two bytes in the directory at the end of a zip, in the entry of its first file, and before the file."""
    data = bytearray(path.read_bytes())
    for start, offset in ((data.index(b"PK\x01\x02"), at), (0, at - 2)):
        data[start + offset : start + offset + 2] = value.to_bytes(2, "little")
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda path: damaged(path, "project.qde"), "it is damaged"),
        (lambda path: patched(path, 8, 1), "it is encrypted; save the project without a password"),
        (lambda path: patched(path, 10, 97), "it is damaged"),  # a method of compression that nobody has
    ],
    ids=["damaged", "encrypted", "method"],
)
def test_a_damaged_or_encrypted_project_is_an_error_that_says_so(
    harm: Callable[[Path], Path], message: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=rf"x\.qdpx: project\.qde: {message}"):
        outcome(REFI_QDA, harm(packed(tmp_path, project())))


def test_a_text_that_sources_share_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path, project(source() * 3))
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", 0)
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", len(project(source() * 3)) + len(TEXT))
    assert outcome(REFI_QDA, path).taken == [MILL] * 3


def test_a_damaged_text_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    sources = source() + source(about='plainTextPath="internal://t.txt"')
    found = outcome(REFI_QDA, damaged(packed(tmp_path, project(sources), t=TEXT), "sources/s.txt"))
    assert found.taken == [MILL]
    assert found.rejected[0][1].startswith("sources/s.txt: it is damaged (")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<Project", "project.qde: not a REFI-QDA project: "),
        ('<?xml version="1.0" encoding="nobody"?><Project/>', "project.qde: not a REFI-QDA project: "),
        ("<Other/>", "not a REFI-QDA project: it is a Other"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Project>&a;</Project>', "not a REFI-QDA project"),
    ],
)
def test_what_is_no_project_is_an_error(content: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError) as error:
        outcome(REFI_QDA, packed(tmp_path, content))
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("project.qde", "sources/s.txt", "media/s.txt"),
        ("study/project.qde", "study/sources/s.txt", "sources/s.txt"),
        ("study/project.qde", "study/s.txt", "other/s.txt"),
    ],
)
def test_of_two_files_with_one_name_that_beside_the_project_counts(
    name: str, right: str, wrong: str, tmp_path: Path
) -> None:
    path = packed(tmp_path, project(), (name, right))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(wrong, "Another text is in this file.")
    assert outcome(REFI_QDA, path).taken == [MILL]


@pytest.mark.parametrize(
    ("name", "other"),
    [("project.qde", "other.qde"), ("Trial.qde", "._Trial.qde"), ("b.qde", "old/a.qde"), ("b/c.qde", "d/e/a.qde")],
)
def test_of_several_projects_the_one_of_the_standard_name_or_place_counts(
    name: str, other: str, tmp_path: Path
) -> None:
    path = packed(tmp_path, project(), (name, "sources/s.txt"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(other, "<Project/>")
    assert outcome(REFI_QDA, path).taken == [MILL]


def test_a_zip_without_a_project_or_with_several_is_none(tmp_path: Path) -> None:
    for names in (("a.txt", "b.txt"), ("a.qde", "b.qde")):
        path = packed(tmp_path, project(), names)
        assert not sniff(path, "PK")
        with pytest.raises(FormatError, match=r"it needs one project\.qde"):
            outcome(REFI_QDA, path)
    for other in ("__MACOSX/._project.qde", "other.qde", "old/project.qde"):
        assert sniff(packed(tmp_path, project(), ("project.qde", other)), "PK")
    path.write_bytes(b"PK\x03\x04 cut off")
    assert not sniff(path, "PK")
