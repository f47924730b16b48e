"""What terminals say by themselves, whole and cut at every byte: none of it is a key.

`python -m tests.torture.terminal_input` runs 10,000 control sequences through the parser with a clock of its own, whole
and in two parts, and 300 through the program in a real terminal, in two parts. It prints what went wrong, and exits
with 1 if anything did.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import monotonic, sleep

from textual.constants import ESCAPE_DELAY
from textual.events import Key

from reader.tui.startup.terminal_parser import TerminalParser
from reader.tui.terminal_input.questions import BACKGROUND, Questions
from tests.support.control_sequences import control_sequences
from tests.support.terminal import Terminal

GAPS = (0.01, 0.2, 0.45)  # seconds between two parts, on the parser's clock
READ_EVERY = 10  # replies after which the terminal's output is read
LATE = 0.15  # seconds between two parts in a real terminal: `esc` has been handed out
TEXT = "A headline\n\nFirst here. Second here. “Quoted here,” she said. A fourth one.\n"


def keys_of(parts: Iterable[str], gap: float) -> list[str]:
    """The keys that come of these parts."""
    now, keys = 0.0, list[str]()
    questions = Questions()
    questions.note(BACKGROUND)  # as the program asks after its first frame
    parser = TerminalParser(questions, clock=lambda: now)
    for part in parts:
        keys += (each.key for each in parser.feed(part) if isinstance(each, Key))
        end = now + gap
        while (patience := parser.patience(gap)) < end - now:
            now += patience
            keys += (each.key for each in parser.tick() if isinstance(each, Key))
        now = end
    return keys


def problems_of(reply: str) -> Iterator[str]:
    """Each way in which a reply, and a key after it, are not just this key."""
    ways = [[reply], [*reply], *([reply[:place], reply[place:]] for place in range(1, len(reply)))]
    for parts in ways:
        for gap in GAPS:
            is_early = parts[0] == "\x1b" and gap > ESCAPE_DELAY  # then `esc` is a key before the rest comes
            if (keys := keys_of([*parts, "j"], gap)) != ["escape", "j"][not is_early :]:
                yield f"{parts!a}, {gap} s apart: {' '.join(keys)}"


def in_terminal(replies: Iterable[str], late: int) -> list[str]:
    """What went wrong in a real terminal; every so many replies come in two parts, each at another place."""
    with tempfile.TemporaryDirectory(prefix="terminal-input-") as name:
        folder = Path(name)
        (folder / "a.txt").write_text(TEXT)
        with Terminal(["a.txt"], folder) as terminal:
            terminal.wait_for("sentence 1 of")
            for number, reply in enumerate(replies):
                sent = reply.encode()
                place = 1 + number // late % (len(sent) - 1) if not number % late else 0
                for part in filter(None, (sent[:place], sent[place:])):
                    terminal.process.send(part)
                    if place:
                        sleep(LATE)
                if not number % READ_EVERY and not terminal.read():
                    return [f"the program ended after {reply!a}"]
            return [*_problems_afterwards(terminal, folder)]


def _problems_afterwards(terminal: Terminal, folder: Path) -> Iterator[str]:
    """What is wrong, now that only replies have come: the first key is the first that does something."""
    terminal.press("j")
    terminal.wait_for("sentence 2 of")
    if (folder / "annotations.json").exists():
        yield f"there are tags:\n{terminal.text}"
        return
    terminal.press("q")
    terminal.wait_for("tagged quote")
    terminal.until((folder / "annotations.json").exists)  # on a busy machine it is written a moment later
    if '"exact": "First here."' not in (folder / "annotations.json").read_text("utf-8"):
        yield f"a key is not what it was:\n{terminal.text}"
    terminal.press("\x11")
    if status := terminal.end():
        yield f"the program ended with {status}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="of control sequences for the parser")
    parser.add_argument("--terminal", type=int, default=300, help="of control sequences for a real terminal")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = monotonic()
    replies = [*islice(control_sequences(options.seed), options.count)]
    found = [problem for reply in replies for problem in problems_of(reply)]
    ways = len(GAPS) * sum(len(reply) + 1 for reply in replies)
    print(f"{len(replies)} sequences in {ways} ways: {len(found)} problems, {monotonic() - start:.0f} s", flush=True)
    start = monotonic()
    there = in_terminal(islice(control_sequences(options.seed + 1), options.terminal), late=1)
    print(f"{options.terminal} in a real terminal: {len(there)} problems, {monotonic() - start:.0f} s")
    print(*found[:100], *there, sep="\n")
    return 1 if found or there else 0


if __name__ == "__main__":
    sys.exit(main())
