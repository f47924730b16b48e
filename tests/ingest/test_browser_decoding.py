"""Bytes that browsers read, though Python's codecs refuse them."""

import unicodedata

import pytest

from reader.ingest.browser_decoding import HANDLER, _japanese


def test_each_pair_of_the_standard_is_the_character_that_it_is_in_the_larger_set() -> None:
    differing = 0
    for row in range(1, 95):
        for cell in range(1, 95):
            pair = bytes((row + 0xA0, cell + 0xA0))
            try:
                standard = pair.decode("euc_jp")
            except UnicodeDecodeError:
                continue
            larger = _japanese(pair, UnicodeDecodeError("euc_jp", pair, 0, 2, ""))
            differing += unicodedata.normalize("NFKC", standard) != unicodedata.normalize("NFKC", larger)
    assert differing <= 8  # signs such as the wave dash


@pytest.mark.parametrize(
    ("data", "codec", "text"),
    [
        (b"\xad\xa1\xf9\xa1", "euc_jp", "①纊"),
        (b"\x1b$B-!y!\x1b(B", "iso2022_jp", "①纊"),
        (b"\x80", "gb18030", "€"),
        (b"\x81", "cp1252", "\x81"),
        (b"\xad", "euc_jp", None),
        (b"\xad!", "euc_jp", None),
        (b"\xfe\xfe", "euc_jp", None),
        (b"\xff", "gb18030", None),
        (b"\xff", "cp949", None),
        (b"\xad\xa1", "iso2022_jp", None),
        (b"\xaa", "cp1253", None),
    ],
)
def test_bytes_are_read_as_browsers_do(data: bytes, codec: str, text: str | None) -> None:
    if text is None:
        with pytest.raises(UnicodeDecodeError):
            data.decode(codec, HANDLER)
    else:
        assert data.decode(codec, HANDLER) == text
