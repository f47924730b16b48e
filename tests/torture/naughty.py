"""Every naughty string in every place that a text can have, each in a real terminal of its own.

`python -m tests.torture.naughty` prints what went wrong and how many were tried; it exits with 1 if anything did.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tests.support.naughty import controls_in, fill, naughty_strings, strays_in
from tests.support.terminal import READER, Terminal

NEIGHBOURS = ["A neighbour", "Another one", "A third one"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    strings = naughty_strings()
    with ProcessPoolExecutor(parser.parse_args().jobs) as pool:
        results = list(pool.map(try_one, strings))
    for text, problems in zip(strings, results, strict=True):
        for problem in problems:
            print(f"{text[:60]!a}: {problem}")
    failed = sum(map(bool, results))
    print(f"{len(strings)} strings, each as name, title, text, note, tag, creator, setting and paste: {failed} failed")
    return 1 if failed else 0


def try_one(text: str) -> list[str]:
    """What went wrong with a string."""
    with tempfile.TemporaryDirectory(prefix="naughty-") as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        fill(folder, [text, *NEIGHBOURS])
        written = text.encode("utf-8", "replace").decode("utf-8")
        literal = "".join(f"\\U{ord(character):08x}" for character in written)
        (folder / "reader.toml").write_text(f'creator = "{literal}"')
        try:
            return [*_on_the_terminal(folder, written), *_in_the_export(folder, text, written), *_in_commands(folder)]
        except Exception as error:  # noqa: BLE001 - what was waited for never came, or a command said no JSON
            return [repr(error)]


def _on_the_terminal(folder: Path, written: str) -> Iterator[str]:
    """Reads, tags, pastes a note, looks at the list, the help and the palette."""
    with Terminal([], folder, (120, 40)) as terminal:
        terminal.wait_for("sentence 1 of")
        for keys, shown in (
            (" gq", "quote, saved"),
            ("ka", "note on this quote"),
            (f"\x1b[200~{_pasteable(written)}\x1b[201~\r", "note saved"),
            ("\tG?", "esc close"),
            ("q\x10", "Search for"),
        ):
            _press_until(terminal, keys, shown)
        terminal.press("\x1b")
        terminal.until(lambda: "Search for" not in terminal.text)
        terminal.press("\x11")
        if status := terminal.end():
            yield f"exit status {status}"
        if strays := strays_in(terminal.output):
            yield f"the terminal got {strays!a}"


def _press_until(terminal: Terminal, keys: str, shown: str) -> None:
    """Looks at the bytes: emulators differ in the width of flags and skin tones, and so in where a line ends."""
    before = len(terminal.output)
    terminal.press(keys)
    terminal.until(lambda: shown.encode() in terminal.output[before:])


def _pasteable(text: str) -> str:
    """As terminals paste it: without the escapes that could end the paste, and type the rest."""
    return text.replace("\x1b", "").replace("\0", "")


def _in_the_export(folder: Path, text: str, written: str) -> Iterator[str]:
    document = json.loads(_said(folder, "export"))
    encodings = {source["id"]: source["encoding"] for source in document["sources"]}
    for each in document["annotations"]:
        content = (folder / "seeds" / each["source"]).read_bytes().decode(encodings[each["source"]])
        if content[each["start"] : each["end"]] != each["exact"]:
            yield f"{each['id']} is not what stands there"
    old = next(each for each in document["annotations"] + document["orphans"] if each["id"] == "id0")
    kept = json.loads(json.dumps(text))
    if (old["note"], old["tag"], old["creator"]) != (kept, kept[:200], kept[:200]):
        yield "note, tag or creator were changed"
    yield from _pasted(next(each for each in document["annotations"] if each["tag"] == "quote"), written)


def _pasted(new: dict[str, Any], written: str) -> Iterator[str]:
    """Its line ends become the editor's."""
    if new["creator"] != written:
        yield f"the creator became {new['creator']!a}"
    if new["note"].split() != _pasteable(written).split():
        yield f"the paste became {new['note'][:60]!a}"


def _in_commands(folder: Path) -> Iterator[str]:
    for command in ("list", "passages", "check"):
        if controls := controls_in(_said(folder, command).replace("\n", "").replace("\t", "")):
            yield f"{command} says {controls!a}"


def _said(folder: Path, command: str) -> str:
    result = subprocess.run([*READER, command], cwd=folder, capture_output=True, encoding="utf-8")
    return result.stdout if command == "export" else result.stdout + result.stderr


if __name__ == "__main__":
    sys.exit(main())
