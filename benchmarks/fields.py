"""What fields and links cost: start, tag and filter with them, beside the same without: `python -m benchmarks.fields`.

Two workspaces have the same annotations; in one each has three fields, and half of them a link. Each is opened in a
process of its own, the two in turn, and the processor's time is taken, which other programs disturb least. A start ends
when all annotations have been read and the article is shown; a tag, when it is on disk and shown; a filter of the list
of all tags, when the list shows what it finds. The median of the ratios of the pairs is what counts.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.tags import Document, tags_in, write_documents

COUNT, SOURCES, ROUNDS = 10_000, 100, 7
TAGS, WORDS = 20, "harbour"
WANTED = 1.15  # of the same without fields and links
NAMES = ("Ann Lee", "Bob Moore", "Mara Lind", "the mayor")
SENTENCE = "The harbour of Northhaven stays closed, said number {} of the {} who were asked. "
Figures = dict[str, float]  # milliseconds of the processor


def prepare(folder: Path, count: int, *, has_fields: bool) -> None:
    """Write sources, and annotations of their sentences."""
    (folder / "seeds").mkdir(parents=True)
    share, documents = -(-count // SOURCES), list[Document]()
    for number in range(SOURCES):
        source = folder / "seeds" / f"{number:03}.txt"
        source.write_text("".join(SENTENCE.format(each, share) for each in range(share)) + "The end. \n")
        documents += tags_in(source, share, source.name)
    write_documents(folder / "annotations.json", with_fields(documents) if has_fields else documents)


def with_fields(documents: list[Document]) -> Iterator[Document]:
    """Yield annotations with three fields each, and every second one with a link to the one before it."""
    for number, each in enumerate(documents):
        end = each["start"] + len("The harbour")
        span = {"start": each["start"], "end": end, "exact": "The harbour", "prefix": "", "suffix": ""}
        name, rating = NAMES[number % len(NAMES)], ("open", "disputed")[number % 2]
        place = {**span, "digest": each["digest"]}
        fields: dict[str, Any] = {"rating": rating, "wording": f"It is closed, as {number} said.", "place": place}
        fields = (
            fields
            if each["tag"] == "claim"
            else {"speaker": [{"name": name, **place}], "cue": place, "manner": "direct"}
        )
        link = {"type": "evidence", "to": {"annotation": documents[number - 1]["id"]}}
        yield {**each, "fields": fields, **({"links": {f"link-{number}": link}} if number % 2 else {})}


async def measure(folder: Path) -> Figures:
    """Open a workspace in the app, and take the times."""
    from reader.tui.app import ReaderApp
    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    app = ReaderApp(Workspace(locate_workspace(folder), creator="ann", reads=False))
    async with app.run_test(size=(160, 50)) as pilot:
        await app.session.annotations_ready.wait()
        await pilot.pause()
        figures = {"start": 1000 * time.process_time()}
        begun = time.process_time()
        for _ in range(TAGS):
            await app.commands.run("tag", "boilerplate")
            await pilot.pause(0)
        figures["tag"] = 1000 * (time.process_time() - begun) / TAGS
        await pilot.press("T", "S", "slash")
        await pilot.pause()
        begun = time.process_time()
        for letter in WORDS:
            await pilot.press(letter)
        await pilot.pause()
        figures["filter"] = 1000 * (time.process_time() - begun) / len(WORDS)
    return figures


def measured(folder: Path) -> Figures:
    """Measure in a process of its own, on the folder as it was."""
    journal = folder / ".annotations.json.reader"
    kept = (folder / "annotations.json").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fields", "--measure", str(folder)],
        capture_output=True,
        check=True,
        text=True,
    )
    shutil.rmtree(journal, ignore_errors=True)
    (folder / "annotations.json").write_bytes(kept)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help="of annotations")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(asyncio.run(measure(options.measure))))
        return
    with tempfile.TemporaryDirectory() as name:
        without, with_them = Path(name, "without"), Path(name, "with")
        for folder in (without, with_them):
            prepare(folder, options.count, has_fields=folder is with_them)
        pairs = [(measured(without), measured(with_them)) for _ in range(options.rounds)]
    print(f"{'ms of the processor':<22}{'without':>10}{'with':>10}{'ratio':>8}  wanted <= {WANTED}")
    for figure in ("start", "tag", "filter"):
        plain, full = (statistics.median(pair[at][figure] for pair in pairs) for at in (0, 1))
        ratio = statistics.median(full[figure] / plain[figure] for plain, full in pairs)
        print(f"{figure:<22}{plain:>10.1f}{full:>10.1f}{ratio:>8.2f}  {'met' if ratio <= WANTED else 'not met'}")


if __name__ == "__main__":
    main()
