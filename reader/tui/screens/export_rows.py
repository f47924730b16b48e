"""The rows of the export dialog: switches that show whether they are on, choices, and lines that can be typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual.content import Content

from reader.text.counted import counted
from reader.text.sanitize import sanitize, sanitize_line
from reader.tui.cell_widths import cell_len
from reader.tui.export_form import EVERYONE, PARTS, ExportForm, Switch

OTHERS = "\n"  # in place of a value: no name is like that
GAP = 3  # cells between two values of a choice
LABEL = 10  # cells of `format` and `tags`
Piece = Sequence[tuple[str, str]]  # texts with their styles


class ExportRows:
    """Draws what a form has chosen.

    Attributes:
        form: The form.
        signs: The keys as they are shown, by the ids of their actions.
    """

    def __init__(self, form: ExportForm, signs: Mapping[str, str]) -> None:
        """Draw a form, with the keys of the dialog."""
        self.form, self.signs = form, signs
        self._room = 0

    def contents(self, room: int) -> list[Content]:
        """Return the rows, each with its label and then as much as fits into a number of cells."""
        self._room = room
        return list(self._rows())

    def _rows(self) -> Iterable[Content]:
        form, has_tags = self.form, self.form.kind.has_tags
        yield _row("tags", self._tags()) if has_tags else _row("parts", self._parts())
        if not form.kind.is_codebook:
            yield _row("whose", self._one_of("only-mine", form.people, form.whose, _whose))
            yield _row("which", self._one_of("which-sources", form.sources, form.which, str))
            yield _row("filter", [self._line("export-filter", form.terms, "every tag")])
        yield _row("with", [self._of(each) for each in form.switches if each.name != "story" or has_tags])
        yield _row("file", [self._line("name-file", str(form.path), "")])
        if form.has_address:
            yield _row("address", [self._line("export-address", form.address, "of the page, not known yet")])
        if form.forms:
            label = "offsets" if has_tags else "as"
            yield _row(label, self._one_of("export-form", form.forms, form.form, str))

    def _tags(self) -> list[Piece]:
        """Return a switch for each tag that has a key, as far as there is room, and how many others there are."""
        left_out, keyed = self.form.left_out, [tag for tag in self.form.tags if tag.key]
        shown = [_switch(tag.key, tag.name, is_on=tag.name not in left_out) for tag in keyed]
        number = len(shown)
        while number > 1 and sum(map(_width, self._with_others(shown, number))) > self._room + GAP:
            number -= 1
        return self._with_others(shown, number)

    def _with_others(self, shown: Sequence[Piece], number: int) -> list[Piece]:
        rest = len(self.form.tags) - number
        return [*shown[:number], *([[(counted(rest, "other"), "$quiet")]] if rest else [])]

    def _parts(self) -> Iterable[Piece]:
        """Yield a switch for each part of a report, with the key of its tag."""
        for part, name in PARTS.items():
            key = next((tag.key for tag in self.form.tags if tag.name == name), "")
            yield _switch(key, part, is_on=part not in self.form.no_parts)
        yield from (self._of(each) for each in self.form.switches if each.name == "story")

    def _of(self, switch: Switch) -> Piece:
        return _switch(self._sign(switch.key), switch.label(self.form.kind), is_on=switch.name in self.form.on)

    def _sign(self, id: str) -> str:
        return self.signs.get(id, "")

    def _line(self, id: str, text: str, hint: str) -> Piece:
        """Return a line that can be typed: its key, and its text or else the meaning of an empty one."""
        return [(f"{self._sign(id)} ", "bold $accent"), (self._shown(text), "") if text else (hint, "$quiet")]

    def _one_of(self, id: str, values: Sequence[str], chosen: str, label: Callable[[str], str]) -> Iterable[Piece]:
        """Yield the values of a choice, its key before the first; the chosen one is in brackets.

        Where there is no room for all, only the chosen one is named.
        """
        labels = {value: sanitize_line(label(value)) for value in values}
        if sum(cell_len(each) + GAP for each in labels.values()) + GAP > self._room:
            labels = {chosen: labels[chosen], OTHERS: counted(len(values) - 1, "other")}
        for number, (value, shown) in enumerate(labels.items()):
            lead = [(f"{self._sign(id)} ", "bold $accent")] if number == 0 else []
            yield [*lead, (f"[{shown}]", "bold") if value == chosen else (shown, "$quiet")]

    def _shown(self, text: str) -> str:
        """Return as much of the end of a text, where a file's name is, as there is room for."""
        text = sanitize(text)
        while cell_len(text) > self._room - LABEL:
            text = "…" + text[2:]
        return text


def _row(label: str, parts: Iterable[Piece]) -> Content:
    texts = [piece for part in parts for piece in ((" " * GAP, ""), *part)][1:]
    return Content.assemble((f"{label:<{LABEL}}", "$quiet"), *texts)


def _switch(key: str, label: str, *, is_on: bool) -> Piece:
    """Return a switch: its key, whether it is on, and its label."""
    return [(f"{key} ", "bold $accent"), (f"[{'x' if is_on else ' '}] {sanitize_line(label)}", "")]


def _width(piece: Piece) -> int:
    return sum(cell_len(text) for text, _ in piece) + GAP


def _whose(name: str) -> str:
    return "everyone" if name == EVERYONE else f"only {name}"
