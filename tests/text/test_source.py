"""Sources: which files are found below a folder, and how their bytes become text."""

import codecs
import hashlib
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.text.folder import find_sources
from reader.text.source import Decoded, Source, detect_encoding, read_source
from tests.support.articles import write

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
TEXT = "Prices rose, “again”, in the café 👩‍🚀.\r\nAnd then\tthey fell.\n"


def found(folder: Path) -> list[str]:
    return [source.id for source in find_sources(folder)]


def problem(folder: Path, id: str) -> str:
    return next(source.problem for source in find_sources(folder) if source.id == id)


def read(folder: Path, data: bytes, name: str = "a.txt") -> Decoded:
    (folder / name).write_bytes(data)
    return read_source(next(source for source in find_sources(folder) if source.id == name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sources")


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(SourceError) as error:
        read(folder, data)
    return str(error.value)


# Which files


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        ([], []),
        (["b.txt", "a.md", "c.markdown"], ["a.md", "b.txt", "c.markdown"]),
        (["A.TXT", "B.Md"], ["A.TXT", "B.Md"]),
        (["a.html", "b.txt.bak", "txt", "md", "c.json"], []),
        ([".hidden.txt", ".git/a.txt", "b/.c/d.txt"], []),
        (["deep/er/a.txt", "deep/b.txt"], ["deep/b.txt", "deep/er/a.txt"]),
        (["a/b.txt", "a.txt", "a-b.txt", "Z.txt"], ["Z.txt", "a-b.txt", "a.txt", "a/b.txt"]),
        (["10.txt", "9.txt", "é.txt", "f.txt"], ["10.txt", "9.txt", "f.txt", "é.txt"]),
        (["two words.txt", "a..b.md", "line\nbreak.txt"], ["a..b.md", "line\nbreak.txt", "two words.txt"]),
    ],
)
def test_text_files_are_found_by_the_order_of_their_ids(names: list[str], ids: list[str], tmp_path: Path) -> None:
    write(tmp_path, *names)
    assert found(tmp_path) == ids


def test_the_id_has_nothing_of_where_the_folder_is(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert found(tmp_path / "one") == found(tmp_path / "link") == ["a.txt"]
    assert problem(tmp_path / "link", "a.txt") == ""


def test_a_folder_named_like_a_source_is_none_and_is_entered(tmp_path: Path) -> None:
    write(tmp_path, "a.md/b.txt")
    assert found(tmp_path) == ["a.md/b.txt"]


def test_a_link_within_the_folder_is_a_source(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    first, second = find_sources(tmp_path)
    assert read_source(first).text == read_source(second).text == "Some text."


def test_links_to_folders_are_not_entered(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to("..")
    (tmp_path / "c").symlink_to("a")
    assert found(tmp_path) == ["a/b.txt"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../elsewhere/secret.txt", "outside the sources folder"),
        ("/dev/zero", "outside the sources folder"),
        ("a.txt", "Too many levels of symbolic links|too many links"),
        ("nowhere.txt", "No such file"),
    ],
)
def test_a_link_that_cannot_be_read_is_listed_with_the_reason(target: str, reason: str, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/secret.txt", "seeds/b.txt")
    (tmp_path / "seeds" / "a.txt").symlink_to(target)
    source, good = find_sources(tmp_path / "seeds")
    assert (source.id, good.problem) == ("a.txt", "")
    with pytest.raises(SourceError, match=f"^a.txt: .*({reason})"):
        read_source(source)


def test_a_pipe_is_listed_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert problem(tmp_path, "x.txt") == "it is not a regular file"


def test_a_socket_is_listed_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("x.txt")
    assert problem(tmp_path, "x.txt") == "it is not a regular file"


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("Some text.")
    write(tmp_path, "good.txt")
    bad, good = find_sources(tmp_path)
    assert (bad.problem, good.problem) == ("its name is not UTF-8: rename the file", "")
    with pytest.raises(SourceError, match="txt: its name is not UTF-8"):
        read_source(bad)


def test_a_folder_whose_name_is_not_utf8_makes_its_sources_unusable(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9"))
    write(folder, "a.txt")
    (source,) = find_sources(tmp_path)
    assert "not UTF-8" in source.problem


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("closed", ["a.txt", "folder"])
def test_what_may_not_be_read_is_listed_with_the_reason(closed: str, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "folder/c.txt")
    (tmp_path / closed).chmod(0)
    try:
        with pytest.raises(SourceError, match=f"^{closed}.*Permission denied"):
            read_source(next(source for source in find_sources(tmp_path) if source.id.startswith(closed)))
        assert "b.txt" in found(tmp_path)
    finally:
        (tmp_path / closed).chmod(0o700)


@pytest.mark.parametrize(("name", "is_markdown"), [("a.md", True), ("a.MARKDOWN", True), ("a.txt", False)])
def test_the_suffix_tells_markdown(name: str, is_markdown: bool) -> None:
    assert Source(name, Path(name)).is_markdown is is_markdown


# What they say


@pytest.mark.parametrize(("encoding", "mark"), MARKS.items())
def test_a_byte_order_mark_tells_the_encoding_and_stays_in_the_text(encoding: str, mark: bytes, tmp_path: Path) -> None:
    data = mark + TEXT.encode(encoding)
    assert read(tmp_path, data) == Decoded("\ufeff" + TEXT, encoding, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("text", ["", TEXT, "\n\r\r\n", "no end", "\x00 once in " + "a long text " * 20])
def test_without_a_mark_it_is_utf8(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text.encode()) == Decoded(text, "utf-8", hashlib.sha256(text.encode()).hexdigest())


@settings(deadline=None, max_examples=50)
@given(text=st.text(st.characters(codec="utf-8")), encoding=st.sampled_from(list(MARKS)), marked=st.booleans())
def test_what_is_read_is_what_the_encoding_says(text: str, encoding: str, marked: bool, folder: Path) -> None:
    data = MARKS[encoding] + text.encode(encoding) if marked else text.encode()
    try:
        decoded = read(folder, data)
    except SourceError:
        assert "\0" in text
    else:
        assert decoded.text == data.decode(decoded.encoding)
        assert decoded.encoding == detect_encoding(data)
        assert decoded.digest == hashlib.sha256(data).hexdigest()


@settings(deadline=None, max_examples=50)
@given(data=st.binary())
def test_any_bytes_are_read_in_full_or_refused_by_name(data: bytes, folder: Path) -> None:
    try:
        decoded = read(folder, data)
    except SourceError as error:
        assert str(error).startswith("a.txt: it is ")
    else:
        assert decoded.text.encode(decoded.encoding) == data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"A caf\xe9 in Z\xfcrich", "a.txt: it is not UTF-8 (byte 0xE9 at 5): convert it from its encoding, for"),
        (b"cut short: \xe2\x82", "a.txt: it is not UTF-8 (byte 0xE2 at 11): convert it"),
        (b"\xed\xa0\x80 alone", "a.txt: it is not UTF-8 (byte 0xED at 0): convert it"),
        (b"\xff\xfeo\0d\0d", "a.txt: it is"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt: it is a binary file, not text"),
        (b"\0\0\0\0", "a.txt: it is a binary file, not text"),
        ("no mark".encode("utf-16-le"), "a.txt: it looks like UTF-16 without a byte-order mark: save it as UTF-8"),
        ("größer".encode("utf-16-be"), "a.txt: it looks like UTF-16 without a byte-order mark: save it as UTF-8"),
        (b"a\0b\0", "a.txt: it is a binary file, not text"),
    ],
)
def test_what_is_not_text_is_refused_with_the_way_out(data: bytes, words: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, data).startswith(words)


def test_a_utf16_file_cut_short_is_not_called_binary(tmp_path: Path) -> None:
    assert "not UTF-16" in refusal(tmp_path, codecs.BOM_UTF16_LE + "It was odd".encode("utf-16-le")[:-1])


def test_a_message_names_the_file_without_its_control_characters(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, b"\xff", "\x1b]0;x\x07.txt")
    assert str(error.value).startswith("\u241b]0;x\u2407.txt: it is not UTF-8")


# What happened since they were listed


def test_a_source_that_vanished_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (source,) = find_sources(tmp_path)
    source.path.unlink()
    with pytest.raises(SourceError, match=r"^a\.txt: it cannot be read: No such file"):
        read_source(source)


def test_a_pipe_or_folder_in_its_place_is_refused_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (source,) = find_sources(tmp_path)
    source.path.unlink()
    os.mkfifo(source.path)
    with pytest.raises(SourceError, match=r"^a\.txt: it cannot be read: it is not a regular file"):
        read_source(source)
    source.path.unlink()
    source.path.mkdir()
    with pytest.raises(SourceError, match=r"^a\.txt: it cannot be read: (it is not a regular file|Is a directory)"):
        read_source(source)
