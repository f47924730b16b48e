"""Evidence of an encoding in the bytes themselves, if none is named or the named one is wrong."""

import re

from reader.text.abbreviations import word_set

_SAMPLE = 4096  # bytes by which UTF-16 and UTF-32 without a mark are recognised
_MOSTLY = 0.4  # the least share of NUL bytes in a Latin text in UTF-16
_NEARLY_ALL = 0.9  # the share of NUL among the upper halves of characters in UTF-32
_NULS = 6  # NUL bytes in a text in another script, whose blanks and digits have some
_FEW_WORDS = 0.08  # the share of function words in a text in a western European language
# Words that are written without accents and are common in one language of windows-1252, but in no language of the
# code pages beside it.
_WESTERN = word_set(
    "the and of is was that with for from this are his her not which der die das und ist nicht ein eine"
    " mit den dem des auf von sich auch es im er sie wird le les des et est une dans pour qui que pas sur"
    " avec sont el los las una por con para del como pero il della che per sono gli het een van zijn niet"
    " voor och att det som inte den med til ikke av os uma com mais foi"
)
# Letters and signs that stand in words only if another code page was meant, such as those of DOS and the Macintosh.
_SYMBOLS = re.compile(
    r"(?<=[^\W\d_])[^\W\d_a-zA-ZÀ-ÖØ-öø-ÿŒœŠšŽžŸ]"
    r"|(?<=[a-zà-öø-ÿœšž])[À-ÖØ-ÞŒŠŽŸ×÷¡-©«-´¶-¹»-¿](?=[^\W_])"
    r"|(?<=[^\W\d_])(?:[‚„](?![^\W\d_]*[‘“])|[ˆ‰‡†…](?=[^\W\d_]))"
    r"|(?<![^\W_])[ãšŸ](?=[A-Z])|(?<=[^\W\d_])Ÿ(?=[a-z])"
)
_WORD = re.compile(r"[^\W\d_]+")
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_JAPANESE = re.compile(rb"\x1b\$[@B](?:[!-~]{2})+\x1b\([BJ]")
_BROKEN = re.compile("[\udc80-\udcff]")


def wide_codec(data: bytes) -> str:
    """Return the codec of a text in UTF-16 or UTF-32 without a mark; empty if it looks like neither.

    Blanks, digits and Latin letters have NUL in one of two bytes, or three of four, always on the same side.
    """
    sample = data[:_SAMPLE]
    nuls = [sample[start::4].count(0) for start in range(4)]
    for codec, outer in (("utf-32-le", nuls[2:]), ("utf-32-be", nuls[:2])):
        if min(outer) * 4 > _NEARLY_ALL * len(sample):
            return codec if _fits(data, codec) else ""
    high, low = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if max(high, low) * 2 > _MOSTLY * len(sample) >= min(high, low) * 2:
        return "utf-16-be" if high > low else "utf-16-le"
    if max(high, low) < _NULS or min(high, low):
        return ""
    codec = "utf-16-be" if high else "utf-16-le"
    return codec if _fits(data, codec) else ""


def _fits(data: bytes, codec: str) -> bool:
    """Return whether bytes can be decoded with a codec to text with white space and without controls."""
    try:
        sample = data.decode(codec)[:_SAMPLE]
    except UnicodeDecodeError:
        return False
    return any(map(str.isspace, sample)) and all(each.isprintable() or each.isspace() for each in sample)


def is_japanese_in_escapes(data: bytes) -> bool:
    """Return whether bytes are ISO-2022-JP, which writes Japanese in ASCII between escape sequences."""
    return _JAPANESE.search(data) is not None


def utf_8_in_disguise(data: bytes) -> tuple[str, int] | None:
    """Decode bytes as UTF-8 if nearly all bytes outside ASCII are valid, whatever encoding is named.

    Returns:
        The text, in which each byte that is not UTF-8 is a lone surrogate, and the number of these bytes; None if too
        much of it is not UTF-8.
    """
    text = data.decode("utf-8", "surrogateescape")
    broken, whole = len(_BROKEN.findall(text)), len(_UTF_8.findall(data))
    return (text, broken) if whole >= 10 * broken and whole else None


def with_other_bytes(text: str, codec: str, errors: str) -> str:
    """Return a text in which lone surrogates, the bytes that are not UTF-8, are decoded with a one-byte codec."""
    return _BROKEN.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode(codec, errors), text)


def as_western(data: bytes) -> str:
    """Return bytes decoded as windows-1252 if they are clearly prose in a western European language; else empty."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    if "\0" in text or re.search(rb"[\xc3-\xf4][\x80-\xbf]", data) or _SYMBOLS.search(text):
        return ""
    words = [word.lower() for word in _WORD.findall(text)]
    common = [word for word in words if word in _WESTERN]
    return text if len(set(common)) > 1 and len(common) >= _FEW_WORDS * len(words) else ""
