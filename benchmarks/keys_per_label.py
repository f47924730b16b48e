"""How many keys a label costs: replays labelled passages through the real app and counts.

    python -m benchmarks.keys_per_label SOURCES LABELS

SOURCES is a folder of texts, LABELS a JSON list of {"source", "start", "end", "exact", "tag"}.
The shortest keys from where the cursor is to each passage are looked for with the cursor's own
motions, pressed in the app, and what the app exported is compared with the labels.
"""

import argparse
import asyncio
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reader.annotation.anchor import Status
from reader.place import locate
from reader.settings import TAGS
from reader.settings.keys import MOTIONS, SELECTION
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.workspace import Workspace

DEPTH = 7  # keys looked ahead, on top of going straight there by sentence


def motions() -> list[tuple[str, str, tuple[Unit, ...]]]:
    """Key, method of the cursor and its argument, for every key that is a motion of the cursor."""
    found = []
    for key in (*MOTIONS, *SELECTION):
        if key.action.startswith("cursor("):
            name, *unit = [part.strip(" '") for part in key.action[len("cursor(") : -1].split(",")]
            found.append((key.names[-1], name, tuple(Unit(each) for each in unit)))
    return found


def shortest(start: Cursor, wanted: Span) -> list[str] | None:
    """The fewest keys that bring the cursor to a passage: breadth first, from here and from sentences nearer."""
    starts = [(start, list[str]()), *(_walk(start, wanted, key) for key in ("j", "k"))]
    found = [path for cursor, keys in starts if (path := _search(cursor, keys, wanted)) is not None]
    return min(found, key=len, default=None)


def _walk(cursor: Cursor, wanted: Span, key: str) -> tuple[Cursor, list[str]]:
    """By sentence towards the passage, as far as that goes."""
    keys: list[str] = []
    while not cursor.passage.overlaps(wanted) and (cursor.passage.start < wanted.start) == (key == "j"):
        there = cursor.next(Unit.SENTENCE) if key == "j" else cursor.previous(Unit.SENTENCE)
        if there == cursor:
            break
        cursor, keys = there, [*keys, key]
    return cursor, keys


def _search(cursor: Cursor, path: list[str], wanted: Span) -> list[str] | None:
    frontier, seen = [(cursor, path)], {_state(cursor)}
    for _ in range(DEPTH):
        reached = []
        for here, keys in frontier:
            if here.passage == wanted:
                return keys
            for key, name, units in motions():
                there = getattr(here, name)(*units)
                if _state(there) not in seen:
                    seen.add(_state(there))
                    reached.append((there, [*keys, key]))
        frontier = reached
    return None


def _state(cursor: Cursor) -> tuple[object, ...]:
    return cursor.head, cursor.anchor, cursor.inner, cursor.moves_start


Plan = Iterator[tuple[list[str], dict[str, Any]]]


def plan(article: Article, cursor: Cursor, labels: Sequence[dict[str, Any]]) -> Plan:
    """The keys for each label of an article, in order of place."""
    keys = {tag.name: tag.key for tag in TAGS}
    for label in labels:
        wanted = Span(label["start"], label["end"])
        path = shortest(cursor, wanted)
        if path is None:
            raise SystemExit(f"no keys found for {label}")
        yield [*path, keys[label["tag"]]], label
        cursor = Cursor(article, wanted).next(Unit.SENTENCE)


async def replay(workspace: Workspace, labels: Sequence[dict[str, Any]]) -> list[tuple[list[str], dict[str, Any]]]:
    app = ReaderApp(workspace)
    pressed = []
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        for number, source in enumerate(workspace.sources):
            opening = ["J"] if number else []
            article = workspace.article(source)
            here = [label for label in labels if label["source"] == source.id]
            here.sort(key=lambda label: (label["start"], label["end"]))
            await pilot.press(*opening)
            for keys, label in plan(article, Cursor.at(article, 0), here):
                await pilot.press(*keys)
                pressed.append(([*opening, *keys], label))
                opening = []
    return pressed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--show", action="store_true", help="the keys of every label")
    options = parser.parse_args()
    labels = json.loads(options.labels.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(options.sources, Path(folder, "seeds"))
        workspace = Workspace(locate(Path(folder)))
        pressed = asyncio.run(replay(workspace, labels))
        corpus = Workspace(locate(Path(folder))).corpus([])
    if options.show:
        for keys, label in pressed:
            print(f"{' '.join(keys):<40}{label['tag']:<12}{label['exact'][:60]!r}")
    report(pressed, labels, corpus.annotations)


def report(pressed: Sequence[tuple[list[str], Any]], labels: Sequence[dict[str, Any]], exported: Any) -> None:
    fields = ("source", "start", "end", "exact", "tag")
    wanted = Counter(tuple(label[name] for name in fields) for label in labels)
    got = Counter(tuple(getattr(each, name) for name in fields) for each, status in exported if status is Status.EXACT)
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
