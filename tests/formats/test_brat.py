"""brat standoff: folders and single files, notes, and passages in several parts."""

from pathlib import Path

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.brat import BRAT, preserve, read
from reader.formats.format import FormatError, ImportedRecord, Losses, Options, Record, RejectedRecord
from reader.formats.verified_output import write_files
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation

TEXT = "One.\nTwo three.\n"


def records(folder: Path, lines: str, text: str | bytes = TEXT, name: str = "a") -> list[Record]:
    (folder / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / f"{name}.ann").write_bytes(lines.encode())
    return list(read(folder / f"{name}.ann", Options()))


def only(folder: Path, lines: str) -> ImportedRecord:
    (found,) = records(folder, lines)
    assert isinstance(found, ImportedRecord)
    return found


def test_a_line_is_a_tagged_passage(tmp_path: Path) -> None:
    record = only(tmp_path, "T1\tclaim 5 8\tTwo\r\n")
    each = record.annotation
    assert (record.where, record.text, each.source) == ("a.ann, line 1", TEXT, "a.txt")
    assert (each.start, each.end, each.exact, each.tag, each.note) == (5, 8, "Two", "claim", "")


@pytest.mark.parametrize(
    ("spans", "start", "end", "exact"),
    [
        ("0 4;5 8", 0, 8, "One.\nTwo"),  # as brat cuts a passage at a line break
        ("5 8", 5, 8, "Two"),
        ("0 15", 0, 15, "One.\nTwo three."),  # one part, although it has a line break
        ("0 3;5 8", -1, -1, "One … Two"),  # a word is left out
        ("0 4;9 14", -1, -1, "One. … three"),
    ],
)
def test_parts_that_leave_out_words_are_an_orphan(spans: str, start: int, end: int, exact: str, tmp_path: Path) -> None:
    each = only(tmp_path, f"T1\tclaim {spans}\twords\n").annotation
    assert (each.start, each.end, each.exact) == (start, end, exact)


def test_notes_belong_to_the_passage_that_they_name(tmp_path: Path) -> None:
    lines = "T1\tclaim 0 3\tOne\nT2\tclaim 5 8\tTwo\n#1\tAnnotatorNotes T2\tfirst\n#2\tAnnotatorNotes T2\tsecond\n"
    found = records(tmp_path, lines)
    assert [each.annotation.note for each in found if isinstance(each, ImportedRecord)] == ["", "first\nsecond"]
    assert len(found) == 2, "a note is no record"


@pytest.mark.parametrize(
    "line", ["R1\tSaid Arg1:T1 Arg2:T2", "T1\tclaim 0\tOne", "T1 claim 0 3 One", "T1\tclaim x 3\tOne"]
)
def test_other_lines_are_refused_with_their_number(line: str, tmp_path: Path) -> None:
    assert records(tmp_path, f"\n{line}\n") == [
        RejectedRecord("a.ann, line 2", "not a tagged passage (a line that begins with T)")
    ]


def test_a_passage_outside_the_text_is_refused(tmp_path: Path) -> None:
    (found,) = records(tmp_path, "T1\tclaim 0 99\tOne\n")
    assert isinstance(found, RejectedRecord)


def test_a_folder_is_read_in_order_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("e", "b", "sub/c", "a.md", "d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        records(tmp_path, "T1\tclaim 0 3\tOne\n", name=name)
    found = [each for each in read(tmp_path, Options()) if isinstance(each, ImportedRecord)]
    assert [each.annotation.source for each in found] == ["a.md", "b.txt", "d.txt", "e.txt", "sub/c.txt"]
    assert [each.where for each in found] == [f"{name}.ann, line 1" for name in ("a.md", "b", "d", "e", "sub/c")]


def test_a_file_without_its_text_or_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.ann: this file, or the \.txt beside it, is not UTF-8"):
        records(tmp_path, "", b"\xff")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(FormatError, match=r"a\.ann: a\.txt is missing; put the text"):
        list(read(tmp_path / "a.ann", Options()))


@pytest.mark.parametrize(
    ("exact", "tag", "note", "held"),
    [
        (" One \n two\t", "claim", "", (1, 10, "One \n two", "claim", "")),
        ("One", "my tag!", " a\n b ", (0, 3, "One", "my_tag_", "a b")),
        ("One", "", "", (0, 3, "One", "_", "")),
    ],
)
def test_a_passage_is_held_without_its_margins(
    exact: str, tag: str, note: str, held: tuple[int, int, str, str, str]
) -> None:
    each = an_annotation(start=0, end=len(exact), exact=exact, tag=tag, note=note)
    found = preserve(Anchored(each, Status.EXACT, each))
    assert found
    assert (found.start, found.end, found.exact, found.tag, found.note) == held


def test_white_space_alone_cannot_be_held_and_leaves_no_gap_in_the_numbers(tmp_path: Path) -> None:
    corpus = a_corpus({"a.txt": TEXT}, a_tag("a.txt", 0, 4), a_tag("a.txt", 4, 5), a_tag("a.txt", 5, 8, note="so"))
    list(write_files(BRAT, corpus, Options(), Losses(), tmp_path))
    assert (tmp_path / "a.ann").read_text() == ("T1\tquote 0 4\tOne.\nT2\tquote 5 8\tTwo\n#2\tAnnotatorNotes T2\tso\n")
    assert BRAT.losses(corpus)["passages the format cannot hold"] == 1


def test_the_configuration_has_every_type(tmp_path: Path) -> None:
    corpus = a_corpus({"a.txt": TEXT}, a_tag("a.txt", 0, 4, "a b"), tags=["quote", "a-b"])
    *_, config = write_files(BRAT, corpus, Options(), Losses(), tmp_path)
    assert config.read_text().startswith("[entities]\na-b\na_b\nquote\n[relations]\n")
