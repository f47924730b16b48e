"""One rule for the encoding of everything that is added."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.ingest.charset import decode_bytes
from reader.ingest.labels import codec_of

GERMAN = "Größe, sagt er, ist „alles“ – und das nicht erst seit heute. Kostet 5 €."
JAPANESE = "川の水が夜の間に二メートル上がった。"
RUSSIAN = "Вода поднялась за ночь на два метра, сказал смотритель."


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"), ("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("iso-8859-9", "cp1254"),
        (" \"UTF8\" ", "utf-8"), ("gb2312", "gb18030"), ("x-sjis", "cp932"), ("ks_c_5601-1987", "cp949"),
        ("utf8mb4", ""), ("none", ""), ("hex", ""), ("idna", ""), ("undefined", ""), ("", ""), ("utf-8;", "utf-8"),
        ("ISO-8859-1,utf-8", ""), ("punycode", ""), ("rot13", ""), ("iso-2022-kr", "iso2022-kr"), ("utf-7", "utf-7"),
    ],
)  # fmt: skip
def test_an_encoding_is_known_by_the_names_of_the_web(label: str, codec: str) -> None:
    assert codec_of(label) == codec
    assert not codec or codecs.lookup(codec)


@pytest.mark.parametrize(
    ("data", "labels", "text"),
    [
        (codecs.BOM_UTF8 + "ö".encode(), ["latin1"], "ö"),
        ("ö,".encode("utf-16"), ["utf-8"], "ö,"),
        (codecs.BOM_UTF16_BE + "ö,".encode("utf-16-be"), ["latin1"], "ö,"),
        ("ö,".encode("utf-32"), [], "ö,"),
        (GERMAN.encode("cp1252"), ["iso-8859-1"], GERMAN),
        (b"\x93\x94\x92\x80", ["iso-8859-1"], "“”’€"),
        (b"a\x81\x9d", ["latin1"], "a\x81\x9d"),
        (RUSSIAN.encode("koi8-r"), ["", "koi8-r"], RUSSIAN),
        (RUSSIAN.encode("cp1251"), ["windows-1251", "koi8-r"], RUSSIAN),
        (RUSSIAN.encode("cp1251"), ["utf8mb4", "windows-1251"], RUSSIAN),
        ("猫と犬".encode("cp932"), ["x-sjis"], "猫と犬"),
        ("猫".encode("gb18030"), ["gbk"], "猫"),
        ("ö, and so on".encode("utf-16-le"), [], "ö, and so on"),
        ("ö, and so on".encode("utf-16-be"), [], "ö, and so on"),
        (RUSSIAN.encode("utf-16-le"), [], RUSSIAN),
        (RUSSIAN.encode("utf-16-be"), ["utf-16"], RUSSIAN),
        (RUSSIAN.encode("utf-32-le"), [], RUSSIAN),
        (GERMAN.encode("utf-32-be"), [], GERMAN),
        (JAPANESE.encode("iso2022-jp"), [], JAPANESE),
        (b"\xad\xa1\xbf\xe5", ["euc-jp"], "①水"),
        (b"\x1b$B-!?e\x1b(B!", ["iso-2022-jp"], "①水!"),
        (b"5\x80", ["gbk"], "5€"),
        ("水~{~".encode("hz"), ["hz-gb-2312"], "水~{~"),
        (RUSSIAN.encode("cp1251") + b" \x97", ["iso-8859-5", "windows-1251"], f"{RUSSIAN} —"),
        ((GERMAN * 2).encode() + b"\x93", ["latin1"], f"{GERMAN * 2}“"),
        (GERMAN.encode(), [], GERMAN),
        (b"plain", ["utf-16"], "plain"),
        (b"plain", ["latin1"], "plain"),
        (b"", [], ""),
    ],
)
def test_bytes_are_decoded_by_mark_name_or_look(data: bytes, labels: list[str], text: str) -> None:
    assert decode_bytes(data, "x", labels).text == text


@pytest.mark.parametrize(
    ("data", "labels", "note"),
    [
        (GERMAN.encode(), [], ""),
        (GERMAN.encode("cp1252"), ["iso-8859-1"], ""),
        (GERMAN.encode(), ["utf8mb4"], "its encoding, utf8mb4, is unknown; it was read as UTF-8"),
        (GERMAN.encode(), ["latin1"], "its encoding is said to be latin1, but it is UTF-8; it was read as UTF-8"),
        (GERMAN.encode(), ["sjis", "utf-8"], "its encoding is said to be sjis, but it is not; it was read as utf-8"),
        (GERMAN.encode("cp1252"), [], "it names no encoding; it was read as windows-1252, so check its accents"),
        ("été, dans une ville".encode("cp1252"), ["none"], "its encoding, none, is unknown; it was read as win"),
        (b"plain", ["us-ascii"], ""),
        (RUSSIAN.encode("utf-16-le"), [], "it names no encoding; it was read as UTF-16-LE"),
        (RUSSIAN.encode("utf-16-be"), ["utf-16"], "its encoding is said to be utf-16, but it looks like UTF-16-BE; it"),
        (JAPANESE.encode("iso2022-jp"), [], "it names no encoding; it was read as ISO-2022-JP"),
        (b"\x97 \x97", ["iso-8859-7"], "2 of its characters are control characters in iso-8859-7"),
        ((GERMAN * 2).encode() + b"\x93", ["latin1"],
         "its encoding is said to be latin1, but it is UTF-8 but for 1 byte, which was read as latin1"),
    ],
)  # fmt: skip
def test_a_guess_and_a_contradiction_are_reported(data: bytes, labels: list[str], note: str) -> None:
    decoded = decode_bytes(data, "x", labels)
    assert decoded.note.startswith(note)
    assert bool(decoded.note) == bool(note)


@pytest.mark.parametrize(
    ("data", "labels", "words"),
    [
        ("Größe".encode("cp1252"), [], r"x: it names no encoding, and it is not UTF-8 \(byte 0xF6 at 2\): convert it"),
        ("Dům u řeky je prázdný, a tak se tam dnes večer nikdo neukáže.".encode("cp1250"), [], "it names no encoding"),
        (RUSSIAN.encode("koi8-r"), [], "it names no encoding"),
        ("猫と犬".encode("cp932"), ["klingon"], "its encoding, klingon, is unknown"),
        (GERMAN.encode() + b"\xff and the of", [], "it names no encoding"),
        (GERMAN.encode("cp1252"), ["utf-8"],
         r"x: it is not UTF-8 \(byte 0xF6 at 2\), although its encoding is said to be utf-8"),
        ("ab".encode("utf-16")[:-1], [],
         r"it is not UTF-16-LE \(byte 0x62 at 4\), although its byte-order mark says so"),
        (b"\xaa\xd2", ["windows-1253"], "it is not CP1253"),
        (b"\x1b$B\x7f!\x1b(B", ["iso-2022-jp"], "it is not ISO2022-JP"),
        (b"\xa1", ["euc-jp"], "it is not EUC-JP"),
        (GERMAN.encode("mac-roman"), [], "it names no encoding"),
        ("the café of the town, and its crème".encode("cp437"), [], "it names no encoding"),
        (b"a\0\0\1\2" * 99, [], "x: it is a binary file, not text"),
        (b"\x89\0\1\2" * 99, ["latin1"], "it is a binary file"),
    ],
)  # fmt: skip
def test_what_no_rule_can_read_is_refused(data: bytes, labels: list[str], words: str) -> None:
    with pytest.raises(ReaderError, match=words):
        decode_bytes(data, "x", labels)


READINGS = [
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
    "iso2022-jp",
]  # fmt: skip


@given(st.binary(max_size=60))
def test_nothing_is_ever_replaced(data: bytes) -> None:
    try:
        text = decode_bytes(data, "x").text
    except ReaderError:
        return
    assert any(text == read(data, encoding) for encoding in READINGS)


def read(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
