"""Logs of versions before 0.2: they raise no false alarm, and know what an accident took."""

import os
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from reader.annotation.store import backup as backup_module
from reader.annotation.store.store import Store
from tests.support.losses import ACCIDENTS, Accident, drop, hidden, lost
from tests.support.stores import add, an_annotation, notes


def as_an_older_version_wrote_it(path: Path) -> None:
    """Rename what only this version writes into the log, so that it is as good as not there."""
    log, lines = hidden(path) / "log", list[bytes]()
    for line in log.read_bytes().splitlines():
        text = line.split(b" ", 2)[2]
        if b'"folded"' in text:
            for name in (b"digest", b"was", b"lost", b"since", b"log"):
                text = text.replace(b'"%b":' % name, b'"x%b":' % name[1:])
        lines.append(b"%08x %d %b\n" % (zlib.crc32(text), len(text), text))
    log.write_bytes(b"".join(lines))


def test_what_an_older_version_took_for_removed_raises_no_alarm(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It read a file without `c`, and wrote checkpoints and a backup after that."""
    drop(filled, "c")
    monkeypatch.setattr(backup_module, "EVERY", timedelta())
    add(store := Store(filled), an_annotation("d"))
    add(store, an_annotation("e"))
    names = sorted((hidden(filled) / "backups").iterdir())
    names[-1].rename(names[-1].with_name("9999-01-01T00.00.00Z.json"))
    as_an_older_version_wrote_it(filled)
    filled.write_text(filled.read_text("utf-8").replace("note a", "by hand"), "utf-8")
    store = Store(filled)
    assert (set(notes(store)), lost(store)) == ({"a", "d", "e"}, {})
    add(store, an_annotation("f"))
    drop(filled, "d")
    assert set(lost(Store(filled))) == {"d"}, "from then on the log tells all"


def test_an_older_version_is_believed_of_the_very_file_that_it_wrote(filled: Path) -> None:
    drop(filled, "c")
    add(Store(filled), an_annotation("d"))
    as_an_older_version_wrote_it(filled)
    for id in "ef":
        add(store := Store(filled), an_annotation(id))
        assert not store.losses.find()
        assert not Store(filled).losses.find()
    os.utime(filled)
    drop(filled, "e")
    assert set(lost(Store(filled))) == {"e"}


@pytest.mark.parametrize("accident", ACCIDENTS.values(), ids=ACCIDENTS)
def test_the_log_of_an_older_version_knows_what_an_accident_took(accident: Accident, filled: Path) -> None:
    as_an_older_version_wrote_it(filled)
    assert (set(notes(Store(filled))), lost(Store(filled))) == ({"a", "c"}, {})
    accident(filled)
    store = Store(filled)
    assert set(lost(store)) == {"a", "c"}
    add(store, an_annotation("d"))
    assert set(lost(Store(filled))) == {"a", "c"}


def test_the_first_checkpoint_of_this_version_completes_the_log(filled: Path) -> None:
    as_an_older_version_wrote_it(filled)
    add(Store(filled), an_annotation("d"))
    drop(filled, "a")
    assert set(lost(Store(filled))) == {"a"}
