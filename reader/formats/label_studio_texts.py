"""The texts of a Label Studio task, and the places of regions in them: in plain text, dialogues and HTML."""

import html
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reader.annotation.model.annotation import Annotation
from reader.formats.carried_text import CarriedText
from reader.formats.format import ImportedRecord
from reader.formats.loose_json import mapping, offset, source_name
from reader.system.files import read_regular

TEXT = "text"  # the name that nearly everybody gives to the text
MAX_CONFIG = 1 << 20  # bytes
_MARKUP = re.compile(r"<[^<>]*>")
_URL = re.compile(r"(?:https?|s3|gs|azure-blob|file)://\S+|/data/\S+")
_TEXT_TAGS = {"Text", "HyperText", "Paragraphs"}


def text_names(config: Path) -> dict[str, str]:
    """Return which key of the data each text of a labelling configuration shows; nothing if there is none."""
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        root = fromstring(read_regular(config, 0, MAX_CONFIG))
    except (OSError, ParseError, ValueError, LookupError):  # the file is only an aid
        return {}
    texts = (each for each in root.iter() if each.tag in _TEXT_TAGS)
    return {each.get("name", ""): each.get("value", "").removeprefix("$") for each in texts}


class _Text:
    """One text of a task; `offsets` is None where the file has only the address of the text."""

    def __init__(self, value: Any, source: str) -> None:
        self._starts: list[int] = []  # where each paragraph of a dialogue begins
        if isinstance(value, list):
            paragraphs = [_paragraph(each) for each in value]
            self._starts = list(accumulate((len(each) + 1 for each in paragraphs[:-1]), initial=0))
            value = "\n".join(paragraphs)
        self.is_elsewhere = bool(_URL.fullmatch(value))
        self.source = source or (urlsplit(value).path.strip("/") if self.is_elsewhere else "")
        self._raw = value
        self._carried: dict[bool, CarriedText] = {}

    def carried(self, *, is_html: bool) -> CarriedText:
        """Return the text, or the rendered text if it is HTML."""
        if is_html not in self._carried:
            text = html.unescape(_MARKUP.sub("", self._raw)) if is_html else self._raw
            self._carried[is_html] = CarriedText(text, self.source)
        return self._carried[is_html]

    def place(self, value: dict[str, Any]) -> tuple[int, int, bool] | None:
        """Return start and end of a region, and whether they count in the HTML's text; None if there are only words.

        Raises:
            ValueError: Its offsets are not numbers.
        """
        start, end = value.get("start"), value.get("end")
        if self._starts:
            return self._in_dialogue(value, start), self._in_dialogue(value, end, "endOffset"), False
        if _is_xpath(start) or _is_xpath(end):
            found = mapping(value.get("globalOffsets"))
            if not found:
                return None
            return offset(found.get("start"), "start"), offset(found.get("end"), "end"), "<" in self._raw
        return offset(start, "start"), offset(end, "end"), False

    def _in_dialogue(self, value: dict[str, Any], paragraph: Any, name: str = "startOffset") -> int:
        number = offset(paragraph, "paragraph")
        if not 0 <= number < len(self._starts):
            raise ValueError(f"paragraph {number} is not in its dialogue")
        return self._starts[number] + offset(value.get(name), name)


class TaskTexts:
    """The texts of one task, by the keys of its data."""

    def __init__(self, data: dict[str, Any], names: dict[str, str]) -> None:
        """Take the data, and which key each object of the configuration shows."""
        source = source_name(data)
        values = {key: each for key, each in data.items() if _is_text(each) and each != source}
        self._texts = {key: _Text(each, source) for key, each in values.items()}
        self._names, self._learned = names, dict[Any, str]()
        self._longest = max(values, key=lambda key: len(str(values[key])), default="")

    def has(self, key: str) -> bool:
        """Return whether this is the key of a text."""
        return key in self._texts

    def learn(self, results: Iterable[dict[str, Any]]) -> None:
        """Find out which text each object shows, by the words and places of the regions in it.

        An export names only the object (`to_name`), and seldom comes with the configuration, which says more.
        """
        votes: dict[Any, dict[str, int]] = {}
        for each in results:
            value = mapping(each.get("value"))
            words = value.get("text")
            if len(self._texts) > 1 and isinstance(words, str) and words:
                counts = votes.setdefault(_hashable(each.get("to_name")), dict.fromkeys(self._texts, 0))
                for key, text in self._texts.items():
                    counts[key] += _stands(text, value, words)
        for name, counts in votes.items():
            best = max(counts, key=lambda key: counts[key])
            if counts[best]:
                self._learned[name] = best

    def record(
        self, where: str, result: dict[str, Any], value: dict[str, Any], tag: str, **fields: Any
    ) -> ImportedRecord:
        """Make a record of a region, in the text that its object shows.

        Raises:
            ValueError: Neither its place nor its words are known.
        """
        text = self._text_of(result)
        words = value["text"] if isinstance(value.get("text"), str) else ""
        if text is None:
            raise ValueError("its task has no text")
        place = text.place(value)
        if text.is_elsewhere:
            start, end = place[:2] if place else (-1, -1)
            fields = {"id": "", "source": text.source, "start": start, "end": end, "exact": words, **fields}
            return ImportedRecord(where, Annotation(tag=tag, **fields))
        if place is None:
            return text.carried(is_html=True).record_of_words(where, words, tag, **fields)
        start, end, is_html = place
        return text.carried(is_html=is_html).record(where, start, end, tag, words=words, **fields)

    def _text_of(self, result: dict[str, Any]) -> _Text | None:
        name = _hashable(result.get("to_name"))
        named = str(result.get("source") or "").removeprefix("$")  # as earlier versions name it
        for key in (named, self._names.get(name, ""), self._learned.get(name, ""), name, TEXT, self._longest):
            if key in self._texts:
                return self._texts[key]
        return None


def _is_text(value: Any) -> bool:
    """Return whether a value of the data is a text, or a dialogue of several."""
    if isinstance(value, list):
        return bool(value) and all(_paragraph(each) and not _is_labelled(each) for each in value)
    return isinstance(value, str)


def _is_labelled(value: dict[str, Any]) -> bool:
    """Return whether an object is a region, as those in JSON_MIN stand beside the data."""
    return any(key.endswith("labels") for key in value)


def _paragraph(value: Any) -> str:
    """Return the text of a paragraph, which is under `text` unless the configuration says otherwise."""
    texts = [each for each in mapping(value).values() if isinstance(each, str)]
    text = mapping(value).get(TEXT)
    return text if isinstance(text, str) else max(texts, key=len, default="")


def _stands(text: _Text, value: dict[str, Any], words: str) -> bool:
    try:
        place = text.place(value)
    except ValueError:
        return False
    carried = text.carried(is_html=place is None or place[2]).text
    return words in carried if place is None else carried[place[0] : place[1]] == words


def _is_xpath(value: Any) -> bool:
    return isinstance(value, str) and "/" in value


def _hashable(value: Any) -> str:
    return value if isinstance(value, str) else ""
