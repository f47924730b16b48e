"""Rows of entries that are kept until they look different."""

from textual.strip import Strip

from reader.tui.sources.drawn_entries import KEPT, DrawnEntries, Rows


class Painter:
    """Draws an entry as its index and its name, and notes what it drew."""

    def __init__(self) -> None:
        self.names = dict.fromkeys(range(KEPT + 1), "one")
        self.drawn: list[tuple[int, bool]] = []

    def __call__(self, index: int, is_selected: bool) -> Rows:
        self.drawn.append((index, is_selected))
        return (Strip.blank(index + 1), Strip.blank(len(self.names[index])))


def test_an_entry_is_drawn_once_for_each_of_its_two_looks() -> None:
    painter = Painter()
    entries = DrawnEntries(painter)
    assert entries.rows(3, is_selected=False) == entries.rows(3, is_selected=False)
    entries.rows(3, is_selected=True)
    assert painter.drawn == [(3, False), (3, True)]


def test_what_is_drawn_again_tells_whether_it_looks_different() -> None:
    painter = Painter()
    entries = DrawnEntries(painter)
    assert not entries.draw_again(3)  # no rows are kept
    assert painter.drawn == []
    before = entries.rows(3, is_selected=True)
    assert not entries.draw_again(3)
    painter.names[3] = "another"
    assert entries.draw_again(3)
    assert entries.rows(3, is_selected=True) != before
    assert len(entries) == 1


def test_rows_of_entries_out_of_sight_are_forgotten() -> None:
    painter = Painter()
    entries = DrawnEntries(painter)
    for index in (1, 2, 3):
        entries.rows(index, is_selected=False)
    entries.keep_only({2})
    entries.rows(2, is_selected=False)
    assert len(entries) == 1
    assert len(painter.drawn) == 3
    entries.clear()
    assert len(entries) == 0


def test_only_so_many_rows_are_kept() -> None:
    entries = DrawnEntries(Painter())
    for index in range(KEPT + 1):
        entries.rows(index, is_selected=False)
    assert len(entries) == 1
