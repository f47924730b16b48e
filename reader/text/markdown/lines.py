"""The lines of a source as markdown-it sees them, and the way back."""

import re
from collections.abc import Sequence

from reader.text.block import Run, runs_of
from reader.text.span import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of `text[start:end]`.

    spans: each line in the source, without its end.
    parsed: what is parsed: the lines, each ended by "\\n" and of the same length, NUL replaced.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.spans: list[Span] = []
        for line_end in _LINE_END.finditer(text, start, end):
            self.spans.append(Span(start, line_end.start()))
            start = line_end.end()
        self.spans.append(Span(start, end))
        self.parsed = "\n".join(span.of(text) for span in self.spans).replace("\0", "\ufffd")
        # Without it markdown-it before 4.3 reads beyond the end (`> - a|\n>  |-|\n>   `).
        if not self.parsed.endswith("\n"):
            self.parsed += "\n"
        self._begins = [0]
        for span in self.spans:
            self._begins.append(self._begins[-1] + span.end - span.start + 1)

    def source(self, line: int, offset: int) -> int:
        """The source offset of an offset in `parsed` that stands in a line."""
        return self.spans[line].start + offset - self._begins[line]

    def find(self, part: str, line: int, start: int) -> int | None:
        """The source offset of a part of a line, looked for from an offset in `parsed` on."""
        found = self.parsed.find(part, start, self._begins[line + 1] - 1)
        return None if found < 0 else self.source(line, found)

    def rfind(self, part: str, line: int) -> int:
        """The source offset of the last such part of a line."""
        return self.spans[line].start + max(0, self[line].rfind(part))

    def __getitem__(self, line: int) -> str:
        return self.parsed[self._begins[line] : self._begins[line + 1] - 1]

    def is_blank(self, line: int) -> bool:
        """True if a line holds nothing but the marks of block quotes."""
        return not self[line].strip(" \t>")

    def literal_runs(self, first: int, shown: Sequence[str]) -> list[Run]:
        """The runs of lines of code: each the end of its source line, from line `first` on.

        A tab that was cut by the indent is blanks at the start of the shown line.
        """
        runs: list[Run] = []
        line_end = -1
        for line, content in enumerate(shown, first):
            blanks = self._blanks(line, content)
            end = self.spans[line].end
            start = end - len(content) + blanks
            cut = start - 1 if blanks else start
            if line > first:
                runs.append(Run("\n", line_end, cut, atom=True))
            if blanks:
                runs.append(Run(" " * blanks, cut, start, atom=True))
            runs += runs_of(self.text, start, end)
            line_end = end
        return runs

    def _blanks(self, line: int, content: str) -> int:
        source, blanks = self[line], 0
        while not source.endswith(content[blanks:]):
            blanks += 1
        return blanks
