"""The naughty strings of `data/naughty.txt`, a workspace full of them, and what of them reached the terminal."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from tests.support import DATA

FILE = DATA / "naughty.txt"

# All that Textual 8 says to a terminal: modes, the keyboard's protocol, the cursor, styles, the pointer's shape.
_PROTOCOL = re.compile(
    r"\x1b\[\?(7|25|1000|1003|1004|1006|1015|1049|2004|2026|2031|2048)[hl]|\x1b\[\?20(26|48)\$p|\x1b\[>29u|\x1b\[<u"
    r"|\x1b\[(\d+;\d+)?H|\x1b\[([0134679]|2[2-9]|[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|[349][0-7]|10[0-7])(;(?!5m)[\d;]+)?m"
    r"|\x1b\]22;(default|pointer|text)\x07|\x1b\]11;\?(\x07|\x1b\\)"
)
TEXTS = ("prefix", "suffix", "tag", "creator", "created", "modified", "digest")
PLAIN = "These are plain words, so that no few controls make a binary file of it.\n" * 8
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def naughty_strings() -> list[str]:
    lines = [line for line in FILE.read_text("ascii").split("\n") if line and not line.startswith("# ")]
    return [_text(line) for line in lines]


def _text(line: str) -> str:
    times, _, rest = line.partition(" x ")
    if times.isdecimal():
        return _text(rest) * int(times)
    return line.encode("ascii").decode("unicode_escape")


def is_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def controls_in(shown: str) -> set[str]:
    """What must never be on a screen: characters that a terminal obeys, reorders by, or cannot be given."""
    return {each for each in set(shown) if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in _BIDI}


def strays_in(output: bytes) -> set[str]:
    """What a terminal was told beyond Textual's own protocol and line ends."""
    return controls_in(re.sub("\r+\n", "", _PROTOCOL.sub("", output.decode("utf-8", "surrogateescape"))))


def file_name(number: int, text: str) -> str:
    """The text as far as a file may be called so; the number keeps the names apart and in order."""
    legal = text.replace("/", "∕").replace("\0", "").encode("utf-8", "replace")[:200].decode("utf-8", "ignore")
    return f"{number:03} {legal}.{'md' if number % 2 else 'txt'}"


def fill(folder: Path, strings: list[str]) -> None:
    """Makes a workspace with a source for each string: in its name, title, text, and the annotation on its title."""
    sources = folder / "seeds"
    sources.mkdir()
    documents = {}
    for number, text in enumerate(strings):
        written = text.encode("utf-8", "replace").decode("utf-8")
        content = f"Title {written} of words\n\nIt says {written}. “{written}”, it said.\n\n{written}\n\n{PLAIN}"
        source = sources / file_name(number, text)
        source.write_bytes(content.encode())
        documents[str(number + 1)] = _document(source.name, text, number)
    tables = {"annotations": {**documents, "9999": {"id": strings[0], strings[1]: strings[2]}}}
    (folder / "annotations.json").write_text(json.dumps(tables))


def _document(source: str, text: str, number: int) -> dict[str, Any]:
    """An annotation with the text in every field that holds any, and in one that nobody knows."""
    place = {"id": f"id{number}", "source": source, "start": 0, "end": 5, "exact": "Title"}
    return {
        **place,
        **dict.fromkeys(TEXTS, text[:200]),
        "note": text,
        text[:200] if is_utf8(text) else "half": text[:200],
    }
