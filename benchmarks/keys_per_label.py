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
from reader.settings import TAGS
from reader.text.article import Article
from reader.text.cursor import Cursor
from reader.text.passages import Unit
from reader.text.span import Span
from reader.tui.app import ReaderApp
from reader.tui.keys import MOTIONS, SELECTION
from reader.workspace import Workspace, locate

DEPTH = 7  # keys looked ahead, on top of going straight there by sentence


def motions() -> list[tuple[str, str, tuple[Unit, ...]]]:
    """Key, method of the cursor and its argument, for every key that is a motion of the cursor."""
    found = []
    for key in (*MOTIONS, *SELECTION):
        if key.action.startswith("cursor("):
            name, *unit = [part.strip(" '") for part in key.action[len("cursor(") : -1].split(",")]
            found.append((key.keys.split(",")[-1], name, tuple(Unit(each) for each in unit)))
    return found


def shortest(start: Cursor, wanted: Span) -> list[str] | None:
    """The keys that bring the cursor to a passage, breadth first; sentences that lie between are gone by `j` or `k`."""
    near = [(start, [])]
    walk, keys = start, []
    for _ in range(400):
        if walk.passage.overlaps(wanted) or walk.passage.start >= wanted.start:
            break
        walk, keys = walk.next(Unit.SENTENCE), [*keys, "j"]
    near.append((walk, keys))
    walk, keys = start, []
    for _ in range(400):
        if walk.passage.overlaps(wanted) or walk.passage.start <= wanted.start:
            break
        walk, keys = walk.previous(Unit.SENTENCE), [*keys, "k"]
    near.append((walk, keys))
    found = [path for cursor, path_to in near if (path := _search(cursor, path_to, wanted))is not None]
    return min(found, key=len, default=None)


def _search(cursor: Cursor, path: list[str], wanted: Span) -> list[str] | None:
    frontier, seen = [(cursor, path)], {_key(cursor)}
    for _ in range(DEPTH):
        for here, keys in frontier:
            if here.passage == wanted:
                return keys
        frontier = [
            (there, [*keys, key])
            for here, keys in frontier
            for key, name, units in motions()
            if (there := getattr(here, name)(*units)) and _key(there) not in seen and not seen.add(_key(there))  # type: ignore[func-returns-value]
        ]
    return next((keys for here, keys in frontier if here.passage == wanted), None)


def _key(cursor: Cursor) -> Any:
    return cursor.head, cursor.anchor, cursor.inner, cursor.moves_start


def plan(article: Article, start: Cursor, labels: Sequence[dict[str, Any]]) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """The keys for each label of an article, in order of place; the shorter of two that begin alike first."""
    keys = {tag.name: tag.key for tag in TAGS}
    cursor = start
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
