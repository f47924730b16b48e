"""Two articles side by side, as tests open and look at them."""

from reader.tui.article.view import ArticleView
from tests.support.under_test import Reader, app, status, until

CLOSED = "The ferry to Oster was stopped on Friday, after ice had bent both of its rudders."
SAID = "“Nobody is going to cross before the thaw, whatever the hotels of Oster may wish,” said Ida Vann."
REPEATED = "“Nobody is going to cross before the thaw, whatever the hotels of Oster may wish,” she told the radio."
FILLER = "Elsewhere on the coast it rained for the ninth day without a pause."
LEFT = f"{CLOSED}\n\n{SAID}\n\n{FILLER}\n"
SEVERAL = "\n\n".join(f"Number {n} of the harbour's notices concerns a lamp." for n in range(40))
TIDES = "\n\n".join(f"On day {n} the tide was as high as on the day before." for n in range(40))
RIGHT = f"Herring was cheap on the quay.\n\n{SEVERAL}\n\n{REPEATED}\n\n{TIDES}\n\nSo much for the coast today.\n"
SOURCES = {"a.txt": LEFT, "b.txt": RIGHT, "c.txt": "Something else. It is short.\n"}


def views(pilot: Reader) -> tuple[ArticleView, ...]:
    return app(pilot).main_screen.views


def ids(pilot: Reader) -> list[str]:
    return [view.cursor.article.source.id if view.cursor else "" for view in views(pilot)]


def rows(view: ArticleView) -> list[str]:
    return ["".join(segment.text for segment in view.render_line(y)) for y in range(view.size.height)]


def line_of(view: ArticleView, words: str) -> int:
    return next((y for y, row in enumerate(rows(view)) if words in row), -1)


def here(pilot: Reader) -> str:
    cursor = app(pilot).session.reading.cursor
    assert cursor
    return cursor.passage.of(cursor.article.text)


async def beside(pilot: Reader, id: str = "b.txt") -> None:
    app(pilot).beside.open(id)
    await until(pilot, lambda: ids(pilot) == ["a.txt", id] and all(view.window for view in views(pilot)))


async def compared(pilot: Reader) -> None:
    await until(pilot, lambda: "in both" in status(pilot))


async def compared_or_not(pilot: Reader) -> None:
    await until(pilot, lambda: "in both" in status(pilot) or "they scroll apart" in status(pilot))
