"""The log: lines that are whole are read, from the front and from the back; what a crash left of one is skipped."""

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotation.model.annotation import to_document
from reader.annotation.store import journal as log_module
from reader.annotation.store.entries import Checkpoint, Edit, EntryKind, Record, from_line, to_line
from reader.annotation.store.journal import Log, LogPlace
from reader.system.durable_files import Disk
from tests.support.stores import an_annotation

TEXTS = st.text(st.characters())
DOCUMENTS = st.none() | st.builds(
    lambda foreign, note: {**foreign, **to_document(an_annotation("a", note=note))},
    st.dictionaries(TEXTS, st.integers() | TEXTS, max_size=3),
    TEXTS,
)


def a_record(id: str, words: str = "") -> Record:
    edit = Edit(1, None, to_document(an_annotation("a", note=words)))
    return Record(id, "2026-01-02T03:04:05Z", "ann", words, (edit,))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(Disk(), tmp_path / "log")


def entries(log: Log, start: int = 0) -> list[object]:
    return [entry for _, entry in log.tail(start).entries]


@given(before=DOCUMENTS, after=DOCUMENTS, words=st.text(st.characters()))
def test_what_is_added_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, object], after: dict[str, object], words: str
) -> None:
    log = Log(Disk(), tmp_path_factory.mktemp("log") / "log")
    known = {**before, **after} if before is not None and after is not None else after
    record = Record("1", "now", "ann", words, (Edit(7, before, known),), undoes="0", kind=EntryKind.SEEN)
    checkpoint = Checkpoint(12, (1, 2, 3), restored=True, digest="d", was="w", lost=3, since=">now", log=5)
    end = log.append([record, checkpoint], LogPlace())
    assert entries(log) == [record, checkpoint]
    assert [entry for _, entry in log.backwards()] == [checkpoint, record]
    assert log.tail(end.end).entries == []


def test_a_new_log_begins_with_what_is_added(log: Log) -> None:
    log.append([a_record("1")], LogPlace())
    assert log.path.read_bytes() == to_line(a_record("1"))


def test_both_ways_give_the_same_places(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    end = LogPlace()
    for n in range(30):
        end = log.append([a_record(str(n), "x" * n * 7)], end)
    forwards = log.tail(0).entries
    for block in (1, 7, 64, 1000, 1 << 16):
        monkeypatch.setattr(log_module, "BLOCK", block)
        assert list(log.backwards())[::-1] == forwards
        monkeypatch.setattr(log_module, "LARGE_BLOCK", block)
        lines = [(offset, from_line(line)) for offset, line in log.lines(forwards[3][0], end.end)]
        assert lines == forwards[3:]
    assert [log.tail(offset).entries[0] for offset, _ in forwards] == forwards


def test_a_log_that_is_not_there_is_empty(log: Log) -> None:
    assert (log.tail(0).entries, list(log.backwards()), log.size) == ([], [], 0)


def test_a_line_that_was_cut_off_is_skipped_and_the_next_one_is_not(log: Log) -> None:
    end = log.append([a_record("1")], LogPlace())
    whole = log.path.read_bytes()
    for kept in range(len(whole)):
        log.path.write_bytes(whole + whole[:kept])
        assert log.tail(0).place.end == end.end
        log.append([a_record("2")], end)
        assert [each for each in entries(log)] == [a_record("1"), a_record("2")]  # noqa: C416
        assert log.tail(0).damaged == 0, "nobody has counted on it"


def test_a_line_that_was_garbled_is_counted(log: Log) -> None:
    log.append([a_record("1"), a_record("2", "“so”"), a_record("3")], LogPlace())
    whole = log.path.read_bytes()
    first, second = whole.index(b"\n") + 1, whole.index(b"\n", whole.index(b"\n") + 1)
    for place in range(first, second):
        log.path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        tail = log.tail(0)
        if whole[place] ^ 1 != ord("\n"):
            assert ([entry for _, entry in tail.entries], tail.damaged) == ([a_record("1"), a_record("3")], 1)


def test_since_the_last_checkpoint_means_after_what_it_took_in(log: Log) -> None:
    first = log.append([a_record("1")], LogPlace())
    second = log.append([a_record("2")], first)
    log.append([Checkpoint(first.end, (1, 2, 3))], second)
    checkpoint, tail = log.since_checkpoint()
    assert checkpoint == Checkpoint(first.end, (1, 2, 3))
    assert [entry for _, entry in tail.entries] == [a_record("2"), checkpoint]


def test_a_checkpoint_that_names_a_place_behind_itself_hides_nothing(log: Log) -> None:
    """A program with a fault wrote it, or the log lost its end and went on."""
    first = log.append([a_record("1")], LogPlace())
    second = log.append([Checkpoint(10**9, (1, 2, 3))], first)
    log.append([a_record("2")], second)
    assert log.since_checkpoint()[1].records == [a_record("2")]


def test_a_line_that_could_not_be_added_whole_is_removed_again(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    end = log.append([a_record("1")], LogPlace())

    def disk_full(path: Path, data: bytes, **_options: bool) -> None:
        with path.open("ab") as file:
            file.write(data[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(log._disk, "append", disk_full)
        with pytest.raises(OSError, match="No space"):
            log.append([a_record("2")], end)
    assert log.size == end.end


HOSTILE: list[object] = [
    None,
    [],
    {},
    {"folded": "x", "file": []},
    {"folded": None, "file": [1, 2, 3]},
    {"step": "1", "at": "", "who": "", "words": "", "changes": [{"number": 1, "after": {"id": "a"}}]},
    {"step": "1", "at": "", "who": "", "words": "", "changes": [{"number": "x", "before": []}]},
    {"step": "1", "at": "", "who": "", "words": "", "changes": 7},
]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_line_that_no_program_of_ours_wrote_is_skipped(value: object, log: Log) -> None:
    text = json.dumps(value).encode()
    log.path.write_bytes(b"%08x %d %b\n" % (zlib.crc32(text), len(text), text))
    tail = log.tail(0)
    assert (tail.entries, tail.damaged) == ([], 1)


@pytest.mark.parametrize(("most", "ids"), [(1, "1"), (10, "1"), (None, "123"), (10**6, "123")])
def test_what_was_added_is_read_up_to_a_number_of_bytes_but_a_whole_line_at_least(
    most: int | None, ids: str, log: Log
) -> None:
    records = [a_record("1", "long " * 500), a_record("2", "long " * 5000), a_record("3")]
    start = log.append([a_record("0")], LogPlace())
    log.append(records, start)
    tail = log.added(start, most)
    assert tail
    assert "".join(record.id for record in tail.records) == ids
    assert tail.place.end == start.end + sum(len(to_line(record)) for record in records[: len(ids)])


def test_so_many_bytes_as_hold_two_lines_are_two_lines(log: Log) -> None:
    end = log.append([a_record("0")], LogPlace())
    log.append([a_record("1"), a_record("2"), a_record("3")], end)
    size = len(to_line(a_record("1")))
    for most, ids in ((size, "1"), (2 * size - 1, "1"), (2 * size, "12"), (2 * size + 1, "12"), (3 * size, "123")):
        tail = log.added(end, most)
        assert tail
        assert "".join(record.id for record in tail.records) == ids


def test_a_line_without_its_end_is_not_waited_for(log: Log) -> None:
    end = log.append([a_record("1")], LogPlace())
    with log.path.open("ab") as file:
        file.write(b"x" * 100)
    tail = log.added(end, 10)
    assert tail
    assert (tail.entries, tail.place) == ([], end)


def test_a_place_of_another_log_is_recognised(log: Log) -> None:
    first = log.append([a_record("1")], LogPlace())
    second = log.append([a_record("2")], first)
    assert first.mark == to_line(a_record("1"))
    log.path.write_bytes(to_line(a_record("9")) + to_line(a_record("2")) + to_line(a_record("3")))
    assert log.added(first) is None
    tail = log.added(second)
    assert tail is not None, "its own line is the same"
    assert [record.id for record in tail.records] == ["3"]
    log.path.unlink()
    assert log.added(second) is None
    assert log.added(LogPlace()) is not None


def test_a_place_is_recognised_by_the_end_of_what_stands_before_it() -> None:
    data = bytes(range(256)) * 20
    place = LogPlace().moved(5120, data)
    assert (place.end, place.mark) == (5120, data[-log_module.MARK :])
    assert place.moved(9999, b"") is place


def test_the_records_of_a_person_are_told_apart_from_lines_that_only_look_like_them(log: Log) -> None:
    looks_alike = Edit(1, None, {**to_document(an_annotation("a")), "who": "ann"})
    place = log.append([a_record("1"), Record("2", "", "bob", "", (looks_alike,))], LogPlace())
    with log.path.open("ab") as file:
        file.write(b'garbled {"who":"ann"}\n')
    log.append([Checkpoint(0, (1, 2, 3)), a_record("3")], LogPlace(log.size))
    assert place.end < log.size
    found = [record and record.id for record in log.records_of("ann")]
    assert found == [None, "3", None, None, None, "1"]


def test_a_blank_line_is_not_damage(log: Log) -> None:
    end = log.append([a_record("1")], LogPlace())
    with log.path.open("ab") as file:
        file.write(b"\n\n")
    tail = log.tail(end.end)
    assert (tail.entries, tail.damaged, tail.place.end) == ([], 0, end.end + 2)


def test_steps_are_told_apart_from_other_records(log: Log) -> None:
    seen = Record("2", "", "", "", (), kind=EntryKind.SEEN)
    log.append([a_record("1"), seen, Checkpoint(0, (1, 2, 3))], LogPlace())
    tail = log.tail(0)
    assert tail.records == [a_record("1"), seen]
    assert tail.steps == [(0, a_record("1"))]
    assert (log.inode, log.size) == (log.path.stat().st_ino, log.path.stat().st_size)
