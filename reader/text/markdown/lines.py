"""The lines of a source as markdown-it sees them, and the way back to source offsets."""

from collections.abc import Sequence

from reader.system.lazy_pattern import lazy_pattern
from reader.text.block import Run, line_runs
from reader.text.span import Span

_LINE_END = lazy_pattern(r"\r\n|\r|\n")


class Lines:
    r"""The lines of `text[start:end]`.

    spans: the source span of each line, without its line end.
    parsed: the text for the parser. Each line has the length that it has in the source and ends in "\n"; NUL is
        replaced.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.spans: list[Span] = []
        for line_end in _LINE_END.finditer(text, start, end):
            self.spans.append(Span(start, line_end.start()))
            start = line_end.end()
        self.spans.append(Span(start, end))
        self.parsed = "\n".join(span.of(text) for span in self.spans).replace("\0", "\ufffd")
        # Without this, markdown-it before 4.3 reads beyond the end (`> - a|\n>  |-|\n>   `).
        if not self.parsed.endswith("\n"):
            self.parsed += "\n"
        self._begins = [0]
        for span in self.spans:
            self._begins.append(self._begins[-1] + span.end - span.start + 1)

    def source(self, line: int, offset: int) -> int:
        """Return the source offset of an offset in `parsed`, which lies in the given line."""
        return self.spans[line].start + offset - self._begins[line]

    def find(self, part: str, line: int, start: int) -> int | None:
        """Return the source offset of a string in a line, from an offset in `parsed` on; None if it is not there."""
        found = self.parsed.find(part, start, self._begins[line + 1] - 1)
        return None if found < 0 else self.source(line, found)

    def rfind(self, part: str, line: int) -> int:
        """Return the source offset of the last occurrence of a part of a line; the line's start if it is not there."""
        return self.spans[line].start + max(0, self[line].rfind(part))

    def __getitem__(self, line: int) -> str:
        return self.parsed[self._begins[line] : self._begins[line + 1] - 1]

    def is_blank(self, line: int) -> bool:
        """Return True if a line holds nothing but the marks of block quotes."""
        return not self[line].strip(" \t>")

    def literal_runs(self, first: int, contents: Sequence[str]) -> list[Run]:
        """Return the runs of lines of code.

        Args:
            first: The number of the first line.
            contents: The code of each line: the end of its source line. Where the indent takes only part of a tab, the
                rest of the tab is blanks at the start of the code.
        """
        runs: list[Run] = []
        line_end = -1
        for line, content in enumerate(contents, first):
            blanks = self._blanks(line, content)
            end = self.spans[line].end
            start = end - len(content) + blanks
            cut = start - 1 if blanks else start
            if line > first:
                runs.append(Run("\n", line_end, cut, atom=True))
            if blanks:
                runs.append(Run(" " * blanks, cut, start, atom=True))
            runs += line_runs(self.text, start, end)
            line_end = end
        return runs

    def _blanks(self, line: int, content: str) -> int:
        source, blanks = self[line], 0
        while not source.endswith(content[blanks:]):
            blanks += 1
        return blanks
