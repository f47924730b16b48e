"""Titles, a line each, in one of Textual's own lists: `python titles.py OptionList|ListView|DataTable FILE`."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widget import Widget


def widget(name: str, titles: list[str]) -> Widget:
    if name == "OptionList":
        from textual.widgets import OptionList

        return OptionList(*titles, markup=False)
    if name == "ListView":
        from textual.widgets import Label, ListItem, ListView

        return ListView(*(ListItem(Label(title, markup=False)) for title in titles))
    from textual.widgets import DataTable

    table: DataTable[str] = DataTable(show_header=False, cursor_type="row")
    table.add_column("title")
    table.add_rows([title] for title in titles)
    return table


class Titles(App[None]):
    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self._widget, self._titles = name, path.read_text("utf-8").splitlines()

    def compose(self) -> ComposeResult:
        yield widget(self._widget, self._titles)


Titles(sys.argv[1], Path(sys.argv[2])).run()
