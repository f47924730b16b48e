"""A file in one of Textual's own widgets: `python article.py Markdown|TextArea|Log|Static FILE`."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widget import Widget


def widget(name: str, text: str) -> Widget:
    """The widget, imported alone: a program that shows a Log does not pay for Markdown."""
    if name == "Markdown":
        from textual.widgets import MarkdownViewer

        return MarkdownViewer(text, show_table_of_contents=False)
    if name == "TextArea":
        from textual.widgets import TextArea

        area = TextArea(text, read_only=True)
        area.cursor_blink = False
        return area
    if name == "Log":
        from textual.widgets import Log

        return Log()
    from textual.containers import VerticalScroll
    from textual.widgets import Static

    return VerticalScroll(Static(text, markup=False))


class Article(App[None]):
    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self._widget, self._text = name, path.read_text("utf-8")

    def compose(self) -> ComposeResult:
        yield widget(self._widget, self._text)

    def on_mount(self) -> None:
        shown = self.screen.children[0]
        shown.can_focus = True
        shown.focus()
        if self._widget == "Log":
            shown.auto_scroll = False  # type: ignore[attr-defined]
            shown.write(self._text)  # type: ignore[attr-defined]


Article(sys.argv[1], Path(sys.argv[2])).run()
