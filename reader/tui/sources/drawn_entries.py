"""The drawn rows of entries, kept until an entry looks different."""

from collections.abc import Callable, Collection

from textual.strip import Strip

Rows = tuple[Strip, ...]

KEPT = 500  # entries whose rows are kept


class DrawnEntries:
    """The rows of entries by index, both selected and not selected.

    Args:
        paint: Draws the entry of an index; the flag says whether it is selected.
    """

    def __init__(self, paint: Callable[[int, bool], Rows]) -> None:
        self._paint = paint
        self._rows: dict[tuple[int, bool], Rows] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, index: int, *, is_selected: bool) -> Rows:
        """Return the rows of an entry; draw them if they are not cached."""
        key = index, is_selected
        if key not in self._rows:
            if len(self._rows) >= KEPT:
                self._rows.clear()
            self._rows[key] = self._paint(*key)
        return self._rows[key]

    def clear(self) -> None:
        """Forget all rows."""
        self._rows.clear()

    def keep_only(self, indexes: Collection[int]) -> None:
        """Forget the rows of all other entries."""
        self._rows = {key: rows for key, rows in self._rows.items() if key[0] in indexes}

    def draw_again(self, index: int) -> bool:
        """Redraw the cached rows of an entry, and return True if one of them looks different now."""
        is_different = False
        for key in [(index, False), (index, True)]:
            if (before := self._rows.get(key)) is not None and (now := self._paint(*key)) != before:
                self._rows[key] = now
                is_different = True
        return is_different
