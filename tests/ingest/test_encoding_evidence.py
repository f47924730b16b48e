"""Evidence of an encoding, with every bound at its edge."""

import pytest

from reader.ingest.encoding_evidence import as_western, is_japanese_in_escapes, utf_8_in_disguise, wide_codec


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        ("Вода, 1, 2, 3.".encode("utf-16-le"), "utf-16-le"),  # seven characters of it are ASCII
        ("Вода, и 1 2 3".encode("utf-16-be"), "utf-16-be"),
        ("Водаводавода 1 2 3".encode("utf-16-le"), "utf-16-le"),  # six
        ("Водаводавода 1 2 ".encode("utf-16-le"), ""),  # five
        ("Воdа\tи 1 2\n3".encode("utf-16-le"), "utf-16-le"),
        ("Водаводаводаводавода\x01 1 2 3 4 и вода".encode("utf-16-le"), ""),
        ("Вода1.2.3.4водаводаводаводаводаводавода".encode("utf-16-le"), ""),  # without white space
        (b"\xd0\xd0\0" * 20, ""),  # on both sides
        (b"a\0" * 9 + b"\0\0", "utf-16-le"),
        (b"\0\0" * 9, ""),
        ("Вода и".encode("utf-32-le"), "utf-32-le"),
        ("Вода и".encode("utf-32-be"), "utf-32-be"),
        ("Вода".encode("utf-32-be"), ""),
        (b"a\0\0\0" * 30 + b"\xff" * 4, ""),
        (b"plain", ""),
        (b"", ""),
    ],
)
def test_utf_16_and_32_are_seen_by_their_nuls(data: bytes, codec: str) -> None:
    assert wide_codec(data) == codec


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"a\x1b$B?e\x1b(B", True), (b"\x1b$@?e\x1b(J", True), (b"\x1b$B?\x1b(B", False), (b"\x1b[31m$B", False)],
)
def test_japanese_is_seen_by_its_escapes(data: bytes, found: bool) -> None:
    assert is_japanese_in_escapes(data) is found


@pytest.mark.parametrize(("whole", "broken", "found"), [(10, 1, True), (9, 1, False), (1, 0, True), (0, 0, False)])
def test_a_byte_in_ten_letters_may_be_no_utf_8(whole: int, broken: int, found: bool) -> None:
    result = utf_8_in_disguise("ö".encode() * whole + b" " + b"\xff" * broken)
    assert (result and result[1]) == (broken if found else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the café of", True),
        ("the café the", False),  # one word alone
        (f"the café of {'mot ' * 22}", True),
        (f"the café of {'mot ' * 23}", False),
        ("the caf‚ of", False),
        ("the ‚word’ of", True),
        ("the „word“ of", True),
        ("the n„chste of", False),
        ("the ˆ café of", True),
        ("the BŸrger of", False),
        ("the ãThe of", False),
    ],
)
def test_western_prose_has_common_words_and_no_signs_in_words(text: str, found: bool) -> None:
    assert bool(as_western(text.encode("cp1252"))) is found
