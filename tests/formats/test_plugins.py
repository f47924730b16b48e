"""Formats of installed packages: what they raise names them, and the others go on."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from reader.errors import UsageError
from reader.formats import all_formats, detect_format, format_by_name, format_names
from reader.formats.format import Format, FormatError, Losses, Options
from reader.formats.spacy import SPACY
from tests.support.corpora import a_corpus


def raising(*_: Any) -> Any:
    raise ZeroDivisionError("\x1b[31mno")


def raising_later(*_: Any) -> Iterator[Any]:
    yield from ()
    raise ZeroDivisionError("no")


def refusing(*_: Any) -> Iterator[Any]:
    yield from ()
    raise FormatError("x: not in this format")


BROKEN = replace(SPACY, name="broken", recognises=raising, read=raising_later, write=raising_later)
OWN_ERROR = replace(SPACY, name="own", read=refusing)
ENTRIES = {
    "unimportable": "tests.formats.no_such_module:FORMAT",
    "no-format": f"{__name__}:raising",
    "broken": f"{__name__}:BROKEN",
    "own": f"{__name__}:OWN_ERROR",
    "json": f"{__name__}:BROKEN",
}


@pytest.fixture(autouse=True)
def plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [EntryPoint(name, value, "reader.formats") for name, value in ENTRIES.items()]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries if group == "reader.formats" else [])


def test_a_plug_in_that_cannot_be_used_is_named_and_left_out() -> None:
    problems: list[str] = []
    names = [each.name for each in all_formats(problems)]
    assert names == [each for each in format_names() if each not in ("unimportable", "no-format")]
    assert [each.partition(":")[0] for each in problems] == ["unimportable", "no-format"]
    assert all(each.endswith("report it to its author") for each in problems)
    with pytest.raises(UsageError, match="unimportable: this plug-in failed"):
        list(all_formats())


def test_one_that_raises_while_a_file_is_looked_at_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "x").write_text('{"text": "a", "spans": []}')
    assert detect_format(tmp_path / "x").name == "spacy"
    (tmp_path / "y").write_text("nothing")
    problems: list[str] = []
    with pytest.raises(UsageError, match="y: unrecognised format"):
        detect_format(tmp_path / "y", problems)
    assert [each.partition(":")[0] for each in problems] == ["unimportable", "no-format", "broken"]
    assert "\x1b" not in "".join(problems)


def test_what_it_raises_in_a_job_is_an_error_that_names_it(tmp_path: Path) -> None:
    broken = format_by_name("broken")
    assert broken.read
    with pytest.raises(FormatError, match=r"broken: this plug-in failed \(ZeroDivisionError: no\) and was left out"):
        list(broken.read(tmp_path / "x", Options()))
    with pytest.raises(FormatError, match="broken: this plug-in failed"):
        list(broken.write(a_corpus({}), Options(), Losses()))


def test_an_error_that_it_means_to_be_shown_is_shown(tmp_path: Path) -> None:
    own = format_by_name("own")
    assert own.read
    with pytest.raises(FormatError, match=r"^x: not in this format$"):
        list(own.read(tmp_path / "x", Options()))
    with pytest.raises(OSError, match="No such file"):
        list(replace(own, read=SPACY.read).read(tmp_path / "x", Options()))  # type: ignore[misc]


def test_a_plug_in_cannot_replace_a_built_in_format() -> None:
    assert isinstance(format_by_name("json"), Format)
    assert format_by_name("json").name == "json"
