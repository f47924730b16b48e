"""The table of annotations: what it preserves of each, and cells that no spreadsheet takes for a formula."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.formats.csv_import import guard_formula, unguard_formula
from reader.formats.csv_table import CSV, preserve
from reader.formats.format import ImportedRecord, Losses, Options
from reader.formats.verified_output import write_files
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation


def test_an_orphan_has_no_offsets() -> None:
    orphan = an_annotation(start=5, end=9)
    preserved = preserve(Anchored(orphan, Status.ORPHAN, None))
    assert (preserved.start, preserved.end, preserved.exact) == (-1, -1, orphan.exact)


def test_a_passage_has_those_of_its_place() -> None:
    placed = an_annotation(start=7, end=11)
    assert preserve(Anchored(an_annotation(start=5, end=9), Status.SHIFTED, placed)) == placed


def test_a_lone_surrogate_is_written_out() -> None:
    each = an_annotation(note="a\ud800b")
    assert "\ud800" not in preserve(Anchored(each, Status.EXACT, each)).note


def test_csv_is_rfc_4180_and_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    text = '=SUM(A1)\r\n"so", he said'
    corpus = a_corpus({"a.txt": text}, a_tag("a.txt", 0, 10, "claim", note="-1"), a_tag("a.txt", 10, 14))
    (file,) = write_files(CSV, corpus, Options(), Losses(), tmp_path)
    data = file.read_bytes()
    assert data.endswith(b"\r\n")
    assert b'"\'=SUM(A1)\r\n"' in data
    first, second = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert (first["start"], first["end"], first["note"]) == ("0", "10", "'-1")
    assert second["exact"] == '"so"'
    (raw,) = write_files(CSV, corpus, Options(raw=True), Losses(), tmp_path)
    assert next(csv.DictReader(io.StringIO(raw.read_text(), newline="")))["exact"].startswith("=SUM")


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1", "'=1"),
        ("'=1", "''=1"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        (' "-1', "' \"-1"),
        ("a;=1;+2", "a;'=1;'+2"),
        ("a;＠b", "a;'＠b"),
        ("a\r\n=1\n\n-2", "a\r\n'=1\n\n'-2"),
        ("a\t=1\r＋1", "a\t'=1\r'＋1"),
        ("a;'=1", "a;''=1"),
        ("", ""),
        ("'a", "'a"),
        ("1 = 1, a-b; c", "1 = 1, a-b; c"),
    ],
)
def test_a_guard_stands_wherever_a_spreadsheet_could_begin_a_formula(cell: str, guarded: str) -> None:
    assert guard_formula(cell) == guarded
    assert unguard_formula(guarded) == cell


@pytest.mark.parametrize("is_raw", [False, True])
def test_the_name_of_a_field_is_not_a_formula_either(is_raw: bool, tmp_path: Path) -> None:
    corpus = a_corpus({"a.txt": "One."}, a_tag("a.txt", 0, 4, fields={"x;=1+1": "=2", "\n-y": ";@z"}))
    (file,) = write_files(CSV, corpus, Options(raw=is_raw), Losses(), tmp_path)
    assert CSV.read
    (found,) = CSV.read(file, Options(raw=is_raw))
    assert isinstance(found, ImportedRecord)
    assert found.annotation.fields == {"x;=1+1": "=2", "\n-y": ";@z"}
    text = file.read_bytes().decode()
    assert any(re.match("[=@-]", part.lstrip(' "')) for part in re.split("[,;\n]", text)) is is_raw


@given(st.text("=-＠;\t\r\n '\"a"))
def test_every_guard_can_be_taken_off(cell: str) -> None:
    guarded = guard_formula(cell)
    assert unguard_formula(guarded) == cell
    for part in re.split("[;\t\r\n]", guarded):
        assert part.lstrip(' "')[:1] not in tuple("=-＠")
