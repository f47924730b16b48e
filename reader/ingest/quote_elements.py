"""The quotation marks that browsers put around `<q>`, by the language of the text around it."""

from collections.abc import Sequence

from reader.ingest.elements import Element

# Marks of a quotation, and of one inside it: languages.
_MARKS = {
    "„“‚‘": "bg cs de et hsb is ka lt lb mk sk sl sr",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„”‚’": "hr bs",
    "«»“”": "ca el es hy it",
    "«»«»": "fr",
    "«»„“": "be ru uk",
    "«»‘’": "nb nn no",
    "«»‹›": "fa",
    "””’’": "fi sv",
    "‘’“”": "nl",
    "「」『』": "ja zh-hant zh-tw zh-hk",
}
_BY_LANGUAGE = {language: marks for marks, languages in _MARKS.items() for language in languages.split()}


def quote_marks(language: str, depth: int) -> tuple[str, str]:
    """Return the opening and the closing mark of a quotation.

    Args:
        language: The language of the page, such as `de-AT`; empty if it is unknown.
        depth: The number of quotations around it.
    """
    whole = language.lower().replace("_", "-")
    parts = whole.split("-")
    marks = _BY_LANGUAGE.get("-".join(parts[:2])) or _BY_LANGUAGE.get(parts[0], "“”‘’")
    begin = 2 * (depth % 2)
    return marks[begin], marks[begin + 1]


class OpenQuotes:
    """The quotations that are open: each with its closing mark, and the number of the element around it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def start(self, inside: Sequence[Element]) -> str:
        """Open a quotation in the elements that are open, and return its opening mark."""
        self._forget_all_outside(inside)
        opening, closing = quote_marks(inside[-1].language if inside else "", len(self._open))
        self._open.append((closing, inside[-1].number if inside else 0))
        return opening

    def end(self, inside: Sequence[Element]) -> str:
        """Close a quotation, and return its closing mark; empty if none is open."""
        self._forget_all_outside(inside)
        return self._open.pop()[0] if self._open else ""

    def _forget_all_outside(self, inside: Sequence[Element]) -> None:
        """Forget quotations that never end, once the element around them has ended."""
        numbers = {0, *(element.number for element in inside)}
        self._open = [each for each in self._open if each[1] in numbers]
