"""What is exported: into which format, of which tags, of whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.formats.corpus import ExportScope
from reader.formats.format import Format, Options
from reader.settings import Tag
from reader.settings.keys import EXPORT, Key
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

NAME = 14  # cells


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What was chosen."""

    format: Format
    choice: ExportScope
    options: Options


class FormatList(VirtualList, can_focus=False):
    """A row each: its name, and what it is."""

    DEFAULT_CSS = "FormatList { background: $surface; min-height: 1; }"

    def __init__(self, formats: Sequence[Format]) -> None:
        super().__init__()
        self.formats = formats

    @property
    def count(self) -> int:
        return len(self.formats)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        each = self.formats[number]
        kind = "a folder; " if each.is_folder else ""
        name = Segment(f"{fit(sanitize_line(each.name), NAME - 1):<{NAME}}", self.inks.accent)
        return [name, Segment(fit(kind + sanitize_line(each.meaning), max(0, width - NAME)), self.inks.text)]


class ExportChoice(ModalScreen[ExportRequest | None]):
    """Returns what was chosen. A tag's own key leaves it out, or takes it in again."""

    PLACE = "export"
    BINDINGS = bindings(EXPORT)
    DEFAULT_CSS = """
    ExportChoice { align: center middle; }
    ExportChoice > Vertical {
        width: 80; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $primary;
    }
    ExportChoice Static { height: auto; padding: 0 1; }
    ExportChoice KeyBar { background: $surface; }
    """

    def __init__(self, formats: Sequence[Format], tags: Sequence[Tag], who: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._tags, self._who = tags, who
        self._without: set[str] = set()
        self._is_mine = self._has_suggestions = False
        self._list, self._words, self._keys = FormatList(formats), Static(), KeyBar()
        self._brief = [key for key in keys if key.brief]

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("export")
            yield self._list
            yield self._words
            yield self._keys

    def on_mount(self) -> None:
        self._keys.keys = self._brief
        self.watch(self._list, "selected", self._show)

    def on_resize(self, event: events.Resize) -> None:
        self._list.styles.height = max(1, min(self._list.count, event.size.height - 6))

    @property
    def _format(self) -> Format:
        return self._list.formats[self._list.selected]

    def _show(self) -> None:
        styles = ("$quiet strike" if tag.name in self._without else "bold" for tag in self._tags)
        chosen = [part for tag, style in zip(self._tags, styles, strict=True) for part in ((_name(tag), style), "  ")]
        whose = f"only of {sanitize_line(self._who)}" if self._is_mine else "of everybody"
        suggestions = ""
        if self._format.has_suggestions:
            suggestions = f"\ns {'with' if self._has_suggestions else 'without'} suggestions"
        left_out = f" (not {', '.join(sorted(self._without))})" if self._without else ""
        self._words.update(Content.assemble(*chosen, f"\nm {whose}{left_out}", suggestions))

    # Keys

    def on_key(self, event: events.Key) -> None:
        """The tags' own keys, which the settings have."""
        for tag in self._tags:
            if event.character and event.character == tag.key:
                event.stop()
                self._without ^= {tag.name}
                self._show()

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_mine(self) -> None:
        self._is_mine = not self._is_mine
        self._show()

    def action_suggestions(self) -> None:
        self._has_suggestions = not self._has_suggestions
        self._show()

    @on(VirtualList.Picked)
    def action_choose(self) -> None:
        chosen = [tag.name for tag in self._tags if tag.name not in self._without]
        tags = frozenset(chosen if self._without else [])  # of all: also those that the settings do not have
        creators = frozenset([self._who] if self._is_mine else [])
        options = Options(suggestions=self._has_suggestions and self._format.has_suggestions)
        self.dismiss(ExportRequest(self._format, ExportScope(tags, creators=creators), options))


def _name(tag: Tag) -> str:
    return f"{tag.key} {sanitize_line(tag.name)}"
