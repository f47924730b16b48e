"""REFI-QDA projects: of other programs, and ours, which are the same bytes each time."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats import qdpx_archive
from reader.formats.carried_text import uuid_of
from reader.formats.format import FormatError, ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
from reader.formats.refi_qda import NAME_LENGTH, NAMESPACE, REFI_QDA, preserve
from reader.formats.refi_qda_import import read
from reader.formats.verified_output import write_files
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
    return list(read(path, Options()))


def only(path: Path) -> ImportedRecord:
    (found,) = records(path)
    assert isinstance(found, ImportedRecord)
    return found


def test_a_selection_has_people_times_and_a_note(tmp_path: Path) -> None:
    more = f'guid="{GUID}" creatingUser="u1" creationDateTime="c" modifiedDateTime="m"'
    record = only(project(tmp_path, selection("c2", more=more, inside="<Description>so</Description>")))
    each = record.annotation
    assert (record.where, record.text, each.source) == ("a.txt, selection 1", TEXT, "a.txt")
    assert (each.start, each.end, each.exact, each.tag) == (0, 4, "One.", "quote"), "a code below another one"
    assert (each.id, each.creator, each.created, each.modified, each.note) == (GUID, "Ann", "c", "m", "so")


def test_what_a_selection_leaves_out_is_empty(tmp_path: Path) -> None:
    each = only(project(tmp_path, selection("c1", inside="<Description/>"))).annotation
    assert (each.id, each.creator, each.created, each.modified, each.note) == ("", "", "", "", "")


def test_each_code_is_an_annotation_and_the_guid_is_that_of_the_first(tmp_path: Path) -> None:
    found = records(project(tmp_path, selection("c1", "nowhere", "c2", more=f'guid="{GUID}"')))
    assert [each.where for each in found if isinstance(each, RejectedRecord)] == ["a.txt, selection 1"]
    assert [(each.annotation.tag, each.annotation.id) for each in found if isinstance(each, ImportedRecord)] == [
        ("claim", GUID),
        ("quote", ""),
    ]


def test_a_selection_without_code_or_place_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    nowhere = "<PlainTextSelection><Coding><CodeRef targetGUID='c1'/></Coding></PlainTextSelection>"
    found = records(project(tmp_path, selection() + selection("nowhere") + nowhere + selection("c1")))
    assert found[:3] == [
        LeftOut("a.txt, selection 1", "passages without a code"),
        RejectedRecord("a.txt, selection 2", "the codebook does not have its code, or no name for it"),
        RejectedRecord("a.txt, selection 3", "it goes from None to None, which are no offsets"),
    ]
    assert isinstance(found[3], ImportedRecord)


def test_a_text_may_stand_in_the_project_itself(tmp_path: Path) -> None:
    for inside, text in (("<PlainTextContent>Here.</PlainTextContent>", "Here."), ("<PlainTextContent/>", "")):
        found = records(project(tmp_path, selection("c1"), "", inside))
        assert [each.text for each in found if isinstance(each, ImportedRecord)] == ([text] if text else [])


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
    guids = {each.get("guid") for each in project.iter() if each.get("guid")}
    for name in ("targetGUID", "creatingUser", "modifyingUser"):
        assert {each.get(name) for each in project.iter() if each.get(name)} <= guids
    first, second = project.iter(f"{{{NAMESPACE}}}PlainTextSelection")
    assert first.get("name") == " ".join(text.split())[:NAME_LENGTH]
    assert first.findtext(f"{{{NAMESPACE}}}Description") == 'so\r\n"&'
    assert first.get("creatingUser") and not first.get("modifyingUser"), "nobody modified it"
    assert (second.get("creatingUser"), second.find(f"{{{NAMESPACE}}}Description")) == (None, None)


def test_a_project_without_tags_has_no_empty_lists(tmp_path: Path) -> None:
    (path,) = write_files(REFI_QDA, a_corpus({"a.txt": "One."}), Options(), Losses(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
    assert [each.tag.partition("}")[2] for each in project] == ["Sources"]
