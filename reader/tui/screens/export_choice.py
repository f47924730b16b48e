"""The export dialog: the format, the tags, and whose tags are exported."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.formats.corpus import ExportScope
from reader.formats.format import Format, Options
from reader.settings import Tag
from reader.settings.dialog_keys import EXPORT
from reader.settings.keys import Key
from reader.text.sanitize import sanitize_line
from reader.tui.article.rows import fit
from reader.tui.bindings import bindings
from reader.tui.widgets.dialog_box import DialogBox
from reader.tui.widgets.status_and_keys import KeyBar
from reader.tui.widgets.virtual_list import VirtualList

NAME = 14  # cells


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """An export as it was chosen.

    Attributes:
        format: The format.
        scope: The tags, and whose they are.
        options: The options of the format.
    """

    format: Format
    scope: ExportScope
    options: Options


class FormatList(VirtualList, can_focus=False):
    """A list of formats, each with its name and a description.

    Attributes:
        formats: The formats.
    """

    DEFAULT_CSS = "FormatList { background: $surface; min-height: 1; }"

    def __init__(self, formats: Sequence[Format]) -> None:
        super().__init__()
        self.formats = formats

    @property
    def count(self) -> int:
        """The number of formats."""
        return len(self.formats)

    def segments(self, number: int, row: int, width: int) -> Sequence[Segment]:  # noqa: ARG002
        """Return a format."""
        each = self.formats[number]
        kind = "a folder; " if each.is_folder else ""
        name = Segment(f"{fit(sanitize_line(each.name), NAME - 1):<{NAME}}", self.theme_styles.accent)
        return [name, Segment(fit(kind + sanitize_line(each.meaning), max(0, width - NAME)), self.theme_styles.text)]


class ExportChoice(ModalScreen[ExportRequest | None]):
    """A dialog that returns what to export. The key of a tag leaves that tag out, or takes it in again."""

    PLACE = "export"
    BINDINGS = bindings(EXPORT)
    DEFAULT_CSS = """
    ExportChoice { align: center middle; }
    ExportChoice > DialogBox { width: 80; }
    ExportChoice Static { padding: 0 1; }
    """

    def __init__(
        self, formats: Sequence[Format], tags: Sequence[Tag], creator: str, keys: Sequence[Key], said: Collection[str]
    ) -> None:
        """Make a dialog.

        Args:
            formats: The formats to choose from.
            tags: The tags that can be left out.
            creator: The name of the person whose tags can be exported alone.
            keys: The keys of the dialog.
            said: What the tags of the workspace say besides: names from `reader.formats.format.SAID`.
        """
        super().__init__()
        self._tags, self._creator, self._said = tags, creator, said
        self._left_out: set[str] = set()
        self._is_mine = self._has_suggestions = False
        self._list, self._choice, self._keys = FormatList(formats), Static(), KeyBar()
        self._bar_keys = [key for key in keys if key.brief]

    def compose(self) -> ComposeResult:
        """Show the formats, the choice and the keys."""
        with DialogBox() as box:
            box.border_title = Content("export")
            yield self._list
            yield self._choice
            yield self._keys

    def on_mount(self) -> None:
        """Show the choice for the selected format from now on."""
        self._keys.keys = self._bar_keys
        self.watch(self._list, "selected", self._show)

    def on_resize(self, event: events.Resize) -> None:
        """Make the list as high as it needs, and the screen allows."""
        self._list.styles.height = max(1, min(self._list.count, event.size.height - 7))

    @property
    def _format(self) -> Format:
        return self._list.formats[self._list.selected]

    def _show(self) -> None:
        styles = ("$quiet strike" if tag.name in self._left_out else "bold" for tag in self._tags)
        chosen = [part for tag, style in zip(self._tags, styles, strict=True) for part in ((_name(tag), style), "  ")]
        whose = f"only the tags of {sanitize_line(self._creator)}" if self._is_mine else "everyone’s tags"
        suggestions = ""
        if self._format.has_suggestions:
            suggestions = f"\ns: suggestions {'' if self._has_suggestions else 'not '}included"
        left_out = f" (not {', '.join(sorted(self._left_out))})" if self._left_out else ""
        self._choice.update(Content.assemble(*chosen, f"\nm: {whose}{left_out}", suggestions, f"\n{self._keeping}"))

    @property
    def _keeping(self) -> str:
        """Say what the selected format keeps of what the tags say, and what it leaves out."""
        kept, left = self._format.keeping(self._said)
        return f"Kept: {', '.join(['passages', 'tags', *kept])}. Left out: {', '.join(left) or 'nothing'}."

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Leave a tag out, or take it in again, by its own key."""
        for tag in self._tags:
            if event.character and event.character == tag.key:
                event.stop()
                self._left_out ^= {tag.name}
                self._show()

    def action_move(self, step: int) -> None:
        """Select the next format, or the previous one."""
        self._list.action_move(step)

    def action_mine(self) -> None:
        """Export one's own tags only, or everyone's."""
        self._is_mine = not self._is_mine
        self._show()

    def action_suggestions(self) -> None:
        """Include suggestions, or not."""
        self._has_suggestions = not self._has_suggestions
        self._show()

    @on(VirtualList.Picked)
    def action_choose(self) -> None:
        """Return the export as it is chosen."""
        chosen = [tag.name for tag in self._tags if tag.name not in self._left_out]
        tags = frozenset(chosen if self._left_out else [])  # no name means all, also tags that the settings lack
        creators = frozenset([self._creator] if self._is_mine else [])
        options = Options(suggestions=self._has_suggestions and self._format.has_suggestions)
        self.dismiss(ExportRequest(self._format, ExportScope(tags, creators=creators), options))


def _name(tag: Tag) -> str:
    return f"{tag.key} {sanitize_line(tag.name)}"
