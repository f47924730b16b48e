"""How many keys a label costs: replays labelled passages through the real app and counts.

    python -m benchmarks.keys_per_label SOURCES LABELS [--suggestions]

SOURCES is a folder of texts, LABELS a JSON list of {"source", "start", "end", "exact", "tag"}.
The shortest keys from where the cursor is to each passage are looked for with the cursor's own
motions, pressed in the app, and what the app exported is compared with the labels. With
suggestions (all of them are shown) `.` and `,` are motions, too, `enter` accepts, and `A` accepts
all sure ones of a kind in an article, where all of them are right.
"""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from reader.annotation.anchoring.status import Status
from reader.insight.suggestion import Suggestion
from reader.insight.suggestions.pipeline import SuggestionIndex
from reader.settings import TAGS
from reader.settings.keys import MOTIONS, SELECTION
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.controllers.suggestions import WAIT
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

DEPTH = 7  # keys looked ahead, on top of going straight there by sentence
STEPS = {".": 1, ",": -1}  # from suggestion to suggestion
ALL = "A"  # accepts all sure ones of a kind
KEYS = {tag.name: tag.key for tag in TAGS}


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
        for key, by in STEPS.items():
            if found := suggested.beside(cursor.passage, by):
                yield key, Cursor(cursor.article, found.span)
        yield from motions_alone(cursor)

    return moves


def shortest(start: Cursor, wanted: Span, moves: Moves = motions_alone) -> list[str]:
    """The fewest keys that bring the cursor to a passage: breadth first, from here and from sentences nearer."""
    starts = [(start, list[str]()), *(_walk(start, wanted, key) for key in ("j", "k"))]
    found = [path for cursor, keys in starts if (path := _search(cursor, keys, wanted, moves)) is not None]
    if not found:
        raise SystemExit(f"no keys found for {start.article.source.id}, {wanted}")
    return min(found, key=len)


def _walk(cursor: Cursor, wanted: Span, key: str) -> tuple[Cursor, list[str]]:
    """By sentence towards the passage, as far as that goes."""
    keys: list[str] = []
    while not cursor.passage.overlaps(wanted) and (cursor.passage.start < wanted.start) == (key == "j"):
        there = cursor.next(Unit.SENTENCE) if key == "j" else cursor.previous(Unit.SENTENCE)
        if there == cursor:
            break
        cursor, keys = there, [*keys, key]
    return cursor, keys


def _search(cursor: Cursor, path: list[str], wanted: Span, moves: Moves) -> list[str] | None:
    frontier, seen = [(cursor, path)], {_state(cursor)}
    for _ in range(DEPTH):
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


Label = dict[str, Any]
Pressed = list[tuple[list[str], Label]]


class Plain:
    """The keys for the labels of an article, in order of place."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.left = sorted(labels, key=lambda label: (label["start"], label["end"]))

    def next(self, cursor: Cursor) -> tuple[list[str], list[Label]]:
        """What to press now, and the labels that it gives."""
        label = self.left.pop(0)
        return [*shortest(cursor, _span(label)), KEYS[label["tag"]]], [label]


class Suggesting(Plain):
    """Where suggestions are shown: of two ways as short, the one that leads further."""

    def __init__(self, labels: Sequence[Label], app: ReaderApp) -> None:
        super().__init__(labels)
        self.app = app

    def next(self, cursor: Cursor) -> tuple[list[str], list[Label]]:
        label = self.left.pop(0)
        suggested, wanted = self.app.session.reading.suggestions or SuggestionIndex(), _span(label)
        moves = with_suggestions(suggested)
        path = shortest(cursor, wanted, moves)
        found = suggested.at(wanted)
        if not found or (found.span, found.tag) != (wanted, label["tag"]):
            return [*path, KEYS[label["tag"]]], [label]
        if at_once := self._all_at_once(label, suggested):
            return [*path, ALL], [label, *at_once]
        by = (
            STEPS.get(path[-1], 0)
            if path
            else self.app.suggestions.state.direction * (cursor is self.app.suggestions.state.reached)
        )
        beside = suggested.beside(wanted, by) if by else None
        return [
            *path,
            "enter" if self._leads_further(Cursor(cursor.article, wanted), beside, moves) else KEYS[label["tag"]],
        ], [label]

    def _all_at_once(self, label: Label, suggested: SuggestionIndex) -> list[Label]:
        """The other labels of this kind that are surely suggested, if all that is surely suggested is right."""
        others = [each for each in self.left if each["tag"] == label["tag"]]
        sure = {each.span for each in suggested.all if each.tag == label["tag"] and each.is_sure}
        if not sure <= {_span(each) for each in (label, *others)} or _span(label) not in sure:
            return []
        found = [each for each in others if _span(each) in sure]
        self.left = [each for each in self.left if each not in found]
        return found

    def _leads_further(self, here: Cursor, beside: Suggestion | None, moves: Moves) -> bool:
        """Whether `enter`, which goes to the suggestion beside, is at least as good as the tag's key."""
        if beside is None or not self.left:
            return True
        ways = Cursor(here.article, beside.span), here.next(Unit.SENTENCE)
        by_enter, by_key = (len(shortest(way, _span(self.left[0]), moves)) for way in ways)
        return by_enter <= by_key


def _span(label: Label) -> Span:
    return Span(label["start"], label["end"])


async def replay(workspace: Workspace, labels: Sequence[Label], *, has_suggestions: bool) -> Pressed:
    app = ReaderApp(workspace)
    pressed: Pressed = []
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for number, source in enumerate(workspace.sources):
            opening = ["J"] if number else ["S"] if has_suggestions else []  # all suggestions, once
            await pilot.press(*opening)
            here = [label for label in labels if label["source"] == source.id]
            plan = Suggesting(here, app) if has_suggestions else Plain(here)
            if has_suggestions:
                await _suggested(app, pilot)
            while plan.left:
                cursor = app.session.reading.cursor
                assert cursor
                keys, given = plan.next(cursor)
                await pilot.press(*keys)
                pressed += [([*opening, *keys], given[0]), *(([], label) for label in given[1:])]
                opening = []
    return pressed


async def _suggested(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Waits for what is told of the lines of all sources, too."""
    await pilot.pause(2 * WAIT)
    await app.workers.wait_for_complete()
    await pilot.pause(2 * WAIT)
    await app.workers.wait_for_complete()
    await pilot.pause()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", action="store_true", help="the keys of every label")
    parser.add_argument("--suggestions", action="store_true", help="with what the program suggests")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(options.sources, Path(folder, "seeds"))
        workspace = Workspace(locate_workspace(Path(folder)))
        pressed = asyncio.run(replay(workspace, labels, has_suggestions=options.suggestions))
        corpus = build_corpus(Workspace(locate_workspace(Path(folder))), [])
    if options.show:
        for keys, label in pressed:
            print(f"{' '.join(keys):<40}{label['tag']:<12}{label['exact'][:60]!r}")
    report(pressed, labels, corpus.annotations)


def report(pressed: Sequence[tuple[list[str], Any]], labels: Sequence[dict[str, Any]], exported: Any) -> None:
    fields = ("source", "start", "end", "exact", "tag")
    wanted = Counter(tuple(label[name] for name in fields) for label in labels)
    exact = [each.annotation for each in exported if each.status is Status.EXACT]
    got = Counter(tuple(getattr(each, name) for name in fields) for each in exact)
    total = sum(len(keys) for keys, _ in pressed)
    print(f"labels              {len(labels)}")
    print(f"exported and equal  {sum((wanted & got).values())} (besides: {sum((got - wanted).values())})")
    print(f"keys                {total}")
    print(f"keys per label      {total / len(labels):.2f}")
    for tag in sorted({label["tag"] for label in labels}):
        of_tag = [len(keys) for keys, label in pressed if label["tag"] == tag]
        print(f"  {tag:<18}{sum(of_tag) / len(of_tag):.2f}")


if __name__ == "__main__":
    main()
