"""The fewest keys that bring the cursor from one passage to another, looked for with the cursor's own motions."""

from collections.abc import Callable, Iterator, Sequence

from reader.insight.suggestions.pipeline import SuggestionIndex
from reader.settings.keys import MOTIONS, SELECTION
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span

DEPTHS = (4, 7)  # keys looked ahead, on top of going straight there by sentence; more only where fewer lead nowhere
WALKS: dict[str, Callable[[Cursor], Cursor]] = {
    "j": lambda cursor: cursor.next(Unit.SENTENCE),
    "k": lambda cursor: cursor.previous(Unit.SENTENCE),
    "}": Cursor.next_block,
    '"': Cursor.next_quotation,
}
STEPS = {".": 1, ",": -1}  # from suggestion to suggestion


def motions() -> list[tuple[str, str, tuple[Unit, ...]]]:
    """Key, method of the cursor and its argument, for every key that is a motion of the cursor."""
    found = []
    for key in (*MOTIONS, *SELECTION):
        if key.action.startswith("cursor("):
            name, *unit = [part.strip(" '") for part in key.action[len("cursor(") : -1].split(",")]
            found.append((key.names[-1], name, tuple(Unit(each) for each in unit)))
    return found


Moves = Callable[[Cursor], Iterator[tuple[str, Cursor]]]  # from a cursor: keys, and where they lead


def motions_alone(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
    for key, name, units in motions():
        yield key, getattr(cursor, name)(*units)


def with_suggestions(suggested: SuggestionIndex) -> Moves:
    def moves(cursor: Cursor) -> Iterator[tuple[str, Cursor]]:
        yield '"', cursor.next_quotation()  # of ways as short, that after which `enter` leads to the next quote
        for key, by in STEPS.items():
            if found := suggested.beside(cursor.passage, by):
                yield key, Cursor(cursor.article, found.span)
        yield from motions_alone(cursor)

    return moves


Ways = Sequence[tuple[Cursor, list[str]]]  # places that are near to all, and the keys that lead there


def shortest(start: Cursor, wanted: Span, moves: Moves = motions_alone, ways: Ways = ()) -> list[str]:
    """The fewest keys that bring the cursor to a passage: breadth first, from here and from sentences nearer."""
    starts = [
        (reached, [*keys, *more])
        for cursor, keys in [(start, list[str]()), *ways]
        for reached, more in [(cursor, list[str]()), *(walk(cursor, wanted, key) for key in WALKS)]
    ]
    for depth in DEPTHS:
        starts = starts if depth == DEPTHS[0] else starts[: 1 + len(WALKS)]
        found = [path for cursor, keys in starts if (path := _search(cursor, keys, wanted, moves, depth)) is not None]
        if found:
            return min(found, key=len)
    raise SystemExit(f"no keys found for {start.article.source.id}, {wanted}")


def walk(cursor: Cursor, wanted: Span, key: str) -> tuple[Cursor, list[str]]:
    """By sentence, block or quotation towards the passage, as far as that goes."""
    keys: list[str] = []
    while not cursor.passage.overlaps(wanted) and (cursor.passage.start < wanted.start) == (key != "k"):
        there = WALKS[key](cursor)
        if there == cursor:
            break
        cursor, keys = there, [*keys, key]
    return cursor, keys


def _search(cursor: Cursor, path: list[str], wanted: Span, moves: Moves, depth: int) -> list[str] | None:
    frontier, seen = [(cursor, path)], {_state(cursor)}
    for _ in range(depth):
        reached = []
        for here, keys in frontier:
            if here.passage == wanted:
                return keys
            for key, there in moves(here):
                if _state(there) not in seen:
                    seen.add(_state(there))
                    reached.append((there, [*keys, key]))
        frontier = reached
    return None


def _state(cursor: Cursor) -> tuple[object, ...]:
    return cursor.head, cursor.anchor, cursor.inner, cursor.moves_start
