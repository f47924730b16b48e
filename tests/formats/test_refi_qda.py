"""REFI-QDA projects: of other programs, and ours, which are the same bytes each time."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import to_annotation
from reader.formats import qdpx_archive
from reader.formats.carried_text import uuid_of
from reader.formats.codebook_entry import CodebookEntry
from reader.formats.corpus import Corpus
from reader.formats.format import (
    FormatError,
    ImportedEntry,
    ImportedRecord,
    LeftOut,
    Losses,
    Options,
    Record,
    RejectedRecord,
)
from reader.formats.refi_qda import NAME_LENGTH, NAMESPACE, REFI_QDA, preserve
from reader.formats.refi_qda_import import read
from reader.formats.verified_output import verify, write_files
from reader.formats.whole_article import MEMO
from tests.support import refi_rules
from tests.support.codebooks import as_tag, entries
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation

GUID = "0b3510b0-b46e-41da-b170-17a6205738d1"
TEXT = "One. Two."


def project(folder: Path, selections: str, source: str = 'plainTextPath="internal://t.txt"', inside: str = "") -> Path:
    path = folder / "x.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sources/t.txt", TEXT)
        archive.writestr(
            "project.qde",
            f'<Project xmlns="{NAMESPACE}"><Users><User guid="u1" name="Ann"/></Users>'
            '<CodeBook><Codes><Code guid="c1" name="claim"><Code guid="c2" name="quote"/></Code></Codes></CodeBook>'
            f'<Sources><TextSource name="a.txt" {source}>{inside}{selections}</TextSource></Sources></Project>',
        )
    return path


def selection(*codes: str, start: int = 0, end: int = 4, more: str = "", inside: str = "") -> str:
    codings = "".join(f'<Coding><CodeRef targetGUID="{code}"/></Coding>' for code in codes)
    attributes = f'startPosition="{start}" endPosition="{end}" {more}'
    return f"<PlainTextSelection {attributes}>{inside}{codings}</PlainTextSelection>"


def records(path: Path) -> list[Record]:
    return [each for each in read(path, Options()) if not isinstance(each, ImportedEntry)]


def only(path: Path) -> ImportedRecord:
    (found,) = records(path)
    assert isinstance(found, ImportedRecord)
    return found


def test_a_selection_has_people_times_and_a_note(tmp_path: Path) -> None:
    more = f'guid="{GUID}" creatingUser="u1" creationDateTime="c" modifiedDateTime="m"'
    record = only(project(tmp_path, selection("c2", more=more, inside="<Description>so</Description>")))
    each = record.annotation
    assert (record.where, record.text, each.source) == ("a.txt, selection 1", TEXT, "a.txt")
    assert (each.start, each.end, each.exact, each.tag) == (0, 4, "One.", "claim/quote"), "a code below another one"
    assert (each.id, each.creator, each.created, each.modified, each.note) == (GUID, "Ann", "c", "m", "so")


def test_what_a_selection_leaves_out_is_empty(tmp_path: Path) -> None:
    each = only(project(tmp_path, selection("c1", inside="<Description/>"))).annotation
    assert (each.id, each.creator, each.created, each.modified, each.note) == ("", "", "", "", "")


def test_each_code_is_an_annotation_and_the_guid_is_that_of_the_first(tmp_path: Path) -> None:
    found = records(project(tmp_path, selection("c1", "nowhere", "c2", more=f'guid="{GUID}"')))
    assert [each.where for each in found if isinstance(each, RejectedRecord)] == ["a.txt, selection 1"]
    assert [(each.annotation.tag, each.annotation.id) for each in found if isinstance(each, ImportedRecord)] == [
        ("claim", GUID),
        ("claim/quote", ""),
    ]


def test_a_selection_without_code_or_place_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    nowhere = "<PlainTextSelection><Coding><CodeRef targetGUID='c1'/></Coding></PlainTextSelection>"
    found = records(project(tmp_path, selection() + selection("nowhere") + nowhere + selection("c1")))
    assert found[:3] == [
        LeftOut("a.txt, selection 1", "passages without a code"),
        RejectedRecord("a.txt, selection 2", "the codebook does not have its code"),
        RejectedRecord("a.txt, selection 3", "it goes from None to None, which are not offsets"),
    ]
    assert isinstance(found[3], ImportedRecord)


def test_a_text_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    for inside, text in (("<PlainTextContent>Here.</PlainTextContent>", "Here."), ("<PlainTextContent/>", "")):
        found = records(project(tmp_path, selection("c1"), "", inside))
        assert [each.text for each in found if isinstance(each, ImportedRecord)] == ([text] if text else [])


def test_an_empty_text_in_the_project_does_not_hide_the_file(tmp_path: Path) -> None:
    path = project(tmp_path, selection("c1"), inside="<PlainTextContent/>")
    assert only(path).annotation.exact == "One."


@pytest.mark.parametrize(
    ("source", "named"),
    [('plainTextPath="internal://nowhere.txt"', "internal://nowhere.txt"), ("", "(no path)")],
)
def test_what_is_in_a_missing_text_is_rejected(source: str, named: str, tmp_path: Path) -> None:
    found = records(project(tmp_path, selection("c1", "c2") + selection(), source))
    rejected = RejectedRecord("a.txt, selection 1", f"its text {named} is not in the project")
    assert found == [rejected, rejected, LeftOut("a.txt, selection 2", "passages without a code")]


def test_what_unpacks_to_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project(tmp_path, selection("c1"))
    sizes = {info.filename: info.file_size for info in zipfile.ZipFile(path).infolist()}
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", 0)
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", sum(sizes.values()))
    assert isinstance(records(path)[0], ImportedRecord)
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", sum(sizes.values()) - 1)
    (rejected,) = records(path)
    assert isinstance(rejected, RejectedRecord)
    assert rejected.why.startswith("sources/t.txt: the project unpacks to more than")
    monkeypatch.setattr(qdpx_archive, "MAX_UNPACKED", sizes["project.qde"] - 1)
    with pytest.raises(FormatError, match=r"x\.qdpx: project\.qde: the project unpacks to more than"):
        records(path)
    monkeypatch.setattr(qdpx_archive, "MAX_RATIO", 1)
    assert isinstance(records(path)[0], ImportedRecord), "a large project may hold large texts"


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("note", "a\x00\x0b\ud800\ufffe b\t\r\n\U0001f4a9", "a\ufffd\ufffd\ufffd\ufffd b\t\r\n\U0001f4a9"),
        ("tag", "\x1b", "\ufffd"),
        ("creator", "\x1b", "\ufffd"),
        ("source", "\x1b", "\ufffd"),
        ("created", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("modified", "2026-01-02T03:04:05.5+01:00", "2026-01-02T03:04:05.5+01:00"),
        ("created", "yesterday", ""),
        ("modified", "2026-01-02", ""),
        ("id", "a", uuid_of("a")),
    ],
)
def test_a_project_holds_what_xml_can(field: str, value: str, held: str) -> None:
    each = an_annotation(GUID)
    changed = an_annotation(**{"id": GUID, field: value})
    assert preserve(Anchored(changed, Status.EXACT, changed)) == an_annotation(**{"id": GUID, field: held})
    assert preserve(Anchored(each, Status.EXACT, each)) == each


def test_a_project_is_the_same_bytes_each_time_and_names_all_that_it_refers_to(tmp_path: Path) -> None:
    text = 'One & <two>\t"three" ' + "x" * 100
    tags = [a_tag("a.txt", 0, len(text), creator="ann", note='so\r\n"&'), a_tag("a.txt", 0, 3, "claim")]
    corpus, written = a_corpus({"a.txt": text, "b.txt": ""}, *tags), []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (path,) = write_files(REFI_QDA, corpus, Options(), Losses(), tmp_path / name)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    with zipfile.ZipFile(path) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_DEFLATED}
    assert refi_rules.problems(project) == []
    first, second = project.iter(f"{{{NAMESPACE}}}PlainTextSelection")
    assert first.get("name") == " ".join(text.split())[:NAME_LENGTH]
    assert first.findtext(f"{{{NAMESPACE}}}Description") == 'so\r\n"&'
    assert first.get("creatingUser") and not first.get("modifyingUser"), "nobody modified it"
    assert (second.get("creatingUser"), second.find(f"{{{NAMESPACE}}}Description")) == (None, None)


MARKED = "# A title\n\nOne. Two."
ONE = a_tag("a.md", 11, 15, "claim/number", creator="ann", note="so")
ON_ALL = a_tag("a.md", 2, 9, MEMO, creator="bo", note="of all\nof it")
BOOK = [
    CodebookEntry("claim", "a claim", "if so", "if not", ("it is",), "blue"),
    CodebookEntry("claim/number", colour="blue", is_retired=True),
    CodebookEntry("unused", colour="#123456"),
]


def exported(folder: Path, *tags: Annotation, codebook: Sequence[CodebookEntry] = ()) -> tuple[Path, Corpus]:
    corpus = replace(a_corpus({"a.md": MARKED}, *tags), codebook=list(map(as_tag, codebook)))
    (path,) = write_files(REFI_QDA, corpus, Options(), Losses(), folder)
    assert verify(REFI_QDA, corpus, Options(), path) == len(tags)
    return path, corpus


def xml_of(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        found = ElementTree.fromstring(archive.read("project.qde"))
    assert refi_rules.problems(found) == []
    return found


def test_the_codebook_comes_back_with_its_hierarchy(tmp_path: Path) -> None:
    path, _ = exported(tmp_path, ONE, codebook=BOOK)
    assert entries(read(path, Options())) == [BOOK[0], BOOK[1]._replace(colour=""), BOOK[2]]
    assert [each.annotation.tag for each in records(path) if isinstance(each, ImportedRecord)] == ["claim/number"]


def test_a_note_on_the_whole_article_is_a_memo_of_the_source(tmp_path: Path) -> None:
    path, _ = exported(tmp_path, ONE, ON_ALL)
    project = xml_of(path)
    (selection,), (note,) = project.iter(f"{{{NAMESPACE}}}PlainTextSelection"), project.iter(f"{{{NAMESPACE}}}Note")
    assert selection.get("startPosition") == "11"
    assert note.findtext(f"{{{NAMESPACE}}}PlainTextContent") == "of all\nof it"
    assert [each.get("name") for each in project.iter(f"{{{NAMESPACE}}}Code")] == ["claim", "number"]
    (found,) = [each for each in records(path) if isinstance(each, ImportedRecord) and each.annotation.tag == MEMO]
    assert (found.annotation.id, found.annotation.creator) == (uuid_of(ON_ALL.id), "bo")


@pytest.mark.parametrize("links", [{}, {"l": {"type": "original", "to": {"url": "https://example.org"}}}])
def test_a_memo_that_has_links_stays_a_passage(links: dict[str, Any], tmp_path: Path) -> None:
    path, _ = exported(tmp_path, replace(ON_ALL, links=links))
    assert len(list(xml_of(path).iter(f"{{{NAMESPACE}}}PlainTextSelection"))) == bool(links)


def test_links_lead_to_and_from_a_note_on_the_whole_article(tmp_path: Path) -> None:
    (one, on_all) = (each.present for each in a_corpus({"a.md": MARKED}, ON_ALL, ONE).annotations)
    for start, end in ((one, on_all), (on_all, one)):
        linked = replace(start, links={"l": {"type": "evidence", "to": to_annotation(end)}})
        path, _ = exported(tmp_path, linked, end)
        assert len(list(xml_of(path).iter(f"{{{NAMESPACE}}}Link"))) == 1


def test_characters_of_the_codebook_that_xml_cannot_hold_are_counted(tmp_path: Path) -> None:
    losses = Losses()
    corpus = replace(a_corpus({"a.md": MARKED}), codebook=[as_tag(CodebookEntry("a", "\x00\x01"))])
    list(write_files(REFI_QDA, corpus, Options(), losses, tmp_path))
    assert +losses == {"characters of the codebook that XML cannot hold": 2}


def test_a_project_without_sources_has_no_empty_list(tmp_path: Path) -> None:
    (path,) = write_files(REFI_QDA, a_corpus({}), Options(), Losses(), tmp_path)
    assert list(xml_of(path)) == []


def test_a_project_without_tags_has_no_empty_lists(tmp_path: Path) -> None:
    (path,) = write_files(REFI_QDA, a_corpus({"a.txt": "One."}), Options(), Losses(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
    assert [each.tag.partition("}")[2] for each in project] == ["Sources"]
