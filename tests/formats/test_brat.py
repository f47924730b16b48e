"""brat standoff: folders and single files, notes, and passages in several parts."""

from pathlib import Path

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.brat import BRAT, preserve
from reader.formats.brat_import import read
from reader.formats.format import ImportedRecord, LeftOut, Losses, Options, Record, RejectedRecord
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
        ("9 14;0 4", -1, -1, "One. … three"),
    ],
)
@pytest.mark.parametrize("has_words", [True, False])
def test_parts_that_leave_out_words_are_an_orphan(
    spans: str, start: int, end: int, exact: str, has_words: bool, tmp_path: Path
) -> None:
    words = "\t" + " ".join(exact.replace(" …", "").split()) if has_words else ""
    each = only(tmp_path, f"T1\tclaim {spans}{words}\n").annotation
    assert (each.start, each.end, each.exact) == (start, end, exact)


def test_notes_belong_to_the_passage_that_they_name(tmp_path: Path) -> None:
    lines = "T1\tclaim 0 3\tOne\nT2\tclaim 5 8\tTwo\n#1\tAnnotatorNotes T2\tfirst\n#2\tAnnotatorNotes T2\tsecond\n"
    found = records(tmp_path, lines)
    assert [each.annotation.note for each in found if isinstance(each, ImportedRecord)] == ["", "first\nsecond"]
    assert len(found) == 2, "a note is no record"


@pytest.mark.parametrize("line", ["T1\tclaim 0\tOne", "T1 claim 0 3 One", "T1\tclaim x 3\tOne", "T1"])
def test_a_line_that_should_be_a_passage_and_is_not_is_rejected(line: str, tmp_path: Path) -> None:
    (found,) = records(tmp_path, f"\n{line}\n")
    assert isinstance(found, RejectedRecord)
    assert (found.where, found.why[:20]) == ("a.ann, line 2", "not a tagged passage")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("R1\tSaid Arg1:T1 Arg2:T2", "relations"),
        ("*\tEquiv T1 T2", "relations"),
        ("E1\tSaying:T1 Who:T2", "events"),
        ("A1\tNegated T1", "attributes"),
        ("M1\tNegated T1", "attributes"),
        ("N1\tReference T1 Wikipedia:7\tMill", "references to databases"),
        ("#1\tAnnotatorNotes R1\tso", "notes on no passage"),
        ("# a remark", "notes on no passage"),
        ("X1\tsomething", "lines of another kind"),
    ],
)
def test_other_lines_are_left_out_with_their_number(line: str, what: str, tmp_path: Path) -> None:
    assert records(tmp_path, f"\n{line}\n") == [LeftOut("a.ann, line 2", what)]


@pytest.mark.parametrize("note", ["#1\tAnnotatorNotes T1\tso", "#1\tAnnotatorNotes E1\tso"])
def test_a_note_on_an_event_is_one_on_the_words_that_name_it(note: str, tmp_path: Path) -> None:
    first, *others = records(tmp_path, f"T1\tclaim 5 8\tTwo\n{note}\nE1\tclaim:T1 Who:T1\n")
    assert isinstance(first, ImportedRecord)
    assert first.annotation.note == "so"
    assert others == [LeftOut("a.ann, line 3", "events")]


def test_an_empty_note_is_nothing(tmp_path: Path) -> None:
    assert only(tmp_path, "T1\tclaim 5 8\tTwo\n#1\tAnnotatorNotes T1\n#2\tAnnotatorNotes T1\t\n").annotation.note == ""


@pytest.mark.parametrize("spans", ["0 99", "0 3;5 99", "5 5"])
def test_a_passage_outside_the_text_is_rejected(spans: str, tmp_path: Path) -> None:
    (found,) = records(tmp_path, f"T1\tclaim {spans}\n")
    assert isinstance(found, RejectedRecord)


@pytest.mark.parametrize("spans", ["4 7", "0 3;4 8"])
def test_where_others_stand_at_the_offsets_the_words_count(spans: str, tmp_path: Path) -> None:
    each = only(tmp_path, f"T1\tclaim {spans}\tTwo\n").annotation
    assert (each.start, each.end, each.exact) == (5, 8, "Two")


def test_a_folder_is_read_in_order_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("e", "b", "sub/c", "a.md", "d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        records(tmp_path, "T1\tclaim 0 3\tOne\n", name=name)
    found = [each for each in read(tmp_path, Options()) if isinstance(each, ImportedRecord)]
    assert [each.annotation.source for each in found] == ["a.md", "b.txt", "d.txt", "e.txt", "sub/c.txt"]
    assert [each.where for each in found] == [f"{name}.ann, line 1" for name in ("a.md", "b", "d", "e", "sub/c")]


def test_without_the_text_beside_it_the_words_say_where_a_passage_is(tmp_path: Path) -> None:
    lines = "T1\tclaim 5 8\tTwo\nT2\tclaim 5 8\nT3\tclaim 0 3;5 8\tOne Two\n"
    (tmp_path / "a.ann").write_text(lines)
    first, second, third = read(tmp_path / "a.ann", Options())
    assert isinstance(first, ImportedRecord)
    assert isinstance(third, ImportedRecord)
    each = first.annotation
    assert (each.source, each.start, each.end, each.exact, first.text) == ("a.txt", 5, 8, "Two", None)
    assert (third.annotation.start, third.annotation.exact) == (-1, "One Two")
    assert isinstance(second, RejectedRecord)
    assert second.why == "the .txt beside it is missing or not UTF-8, and its words are not in the line"


def test_a_file_in_another_encoding_does_not_stop_the_others(tmp_path: Path) -> None:
    line = "T1\tclaim 0 3\tOne\n"
    records(tmp_path, line, name="c")
    records(tmp_path, f"{line}R1\tSaid Arg1:T1 Arg2:T2\n", b"\xff", name="b")
    records(tmp_path, line, name="a")
    bad = b"T1\tclaim 0 3\t\xff\n#1\tAnnotatorNotes T2\t\xff\n"
    (tmp_path / "a.ann").write_bytes(bad + line.replace("T1", "T2").encode())
    first, remark, kept, second, relation, third = read(tmp_path, Options())
    assert first == RejectedRecord("a.ann, line 1", "it is not UTF-8")
    assert remark == LeftOut("a.ann, line 2", "notes on no passage")
    assert isinstance(second, ImportedRecord)
    assert (second.annotation.exact, second.text) == ("One", None)
    assert relation == LeftOut("b.ann, line 2", "relations")
    assert isinstance(kept, ImportedRecord)
    assert kept.annotation.note == ""
    assert isinstance(third, ImportedRecord)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    records(tmp_path, "T1\tclaim 0 3\tOne\n", name="b")
    (tmp_path / "a.ann").mkdir()
    (tmp_path / "c.ann").write_text("T1\tclaim 0 3\tOne\n")
    (tmp_path / "c.txt").mkdir()
    first, second, third = read(tmp_path, Options())
    assert first == RejectedRecord("a.ann", "it cannot be read: Is a directory")
    assert isinstance(second, ImportedRecord)
    assert isinstance(third, ImportedRecord)
    assert third.text is None
    with pytest.raises(OSError, match="No such file"):
        list(read(tmp_path / "none.ann", Options()))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_files_of_any_system_are_read(line_end: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    lines = line_end.join(["T1\tclaim 0 3\tOne", "T2\tclaim 5 8\tTwo", ""])
    (tmp_path / "a.ann").write_bytes(lines.encode(encoding))
    found = [each for each in read(tmp_path / "a.ann", Options()) if isinstance(each, ImportedRecord)]
    assert [each.annotation.exact for each in found] == ["One", "Two"]


@pytest.mark.parametrize(
    ("exact", "tag", "note", "held"),
    [
        (" One \n two\t", "claim", "", (1, 10, "One \n two", "claim", "")),
        ("One", "my tag!", " a\n b ", (0, 3, "One", "my tag!", "a b")),
        ("One", "", "", (0, 3, "One", "_", "")),
        ("One", "a|b", "", (0, 3, "One", "a_b", "")),
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
    *_, config, labels = write_files(BRAT, corpus, Options(), Losses(), tmp_path)
    assert config.read_text().startswith("[entities]\na_b\na-b\nquote\n[relations]\n")
    assert "[labels]\na_b | a b\n[drawing]\n" in labels.read_text()
