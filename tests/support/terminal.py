"""A real terminal for tests: the program in a pty, its screen as pyte draws it."""

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

# What pyte does not know and would draw as text: private modes' queries, keyboard protocols, window operations.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][\d;:]*[a-zA-Z$]+|\x1b\[[\d;]*[$'\" ][a-zA-Z]|\x1b[P_^].*?\x1b\\", re.DOTALL)
_COLOURS = re.compile(rb"\x1b\[[\d;:]*m")  # most of what is sent, on which pyte spends most of its time
# What may go on in what is read next.
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?\d;:$'\" ]*|[P_^](?:(?!\x1b\\).)*)?\Z", re.DOTALL)
_KNOWN = re.compile(rb"\x1b\[\?[\d;]*[hl]$")
READER = (sys.executable, "-m", "reader")
_HELD = """
import os, sys, time
from reader.cli.entry import main

class Held:
    def find_spec(self, name, path=None, target=None):
        while name == "textual.app" and not os.path.exists("go"):
            time.sleep(0.01)

sys.meta_path.insert(0, Held())
sys.exit(main())
"""
HELD_READER = (sys.executable, "-c", _HELD)  # shows its first screen until there is a file `go` in its folder
PATIENCE = 20.0  # seconds; a busy machine is slow, a broken program never gets there
ENDING = 0.4  # seconds that a program may take to end when its window is closed


class Terminal:
    """`with Terminal(["reader"], folder) as terminal: terminal.press("jjq")`; its screen has colours if asked for."""

    def __init__(
        self,
        arguments: list[str],
        folder: Path,
        size: tuple[int, int] = (80, 24),
        program: tuple[str, ...] = READER,
        *,
        in_colour: bool = False,
    ) -> None:
        columns, lines = size
        self._in_colour = in_colour
        self._text: str | None = None
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._unfinished = b""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONWARNINGS": "default"}
        for name in ("COLUMNS", "LINES"):  # the test runner's, and stronger than the terminal's own size
            environment.pop(name, None)
        command, *rest = [*program, *arguments]
        self.process = pexpect.spawn(
            command, rest, cwd=folder, dimensions=(lines, columns), env=environment, timeout=PATIENCE
        )
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the window, and leave no program behind: one that does not end by itself is killed."""
        self.process.ptyproc.fileobj.close()
        end = time.monotonic() + ENDING
        while self.process.isalive():
            if time.monotonic() > end:
                self.process.kill(signal.SIGKILL)
            time.sleep(0.002)
        self.process.close()

    @property
    def text(self) -> str:
        # Not pyte's `display`, which fails where half of a wide character was painted over.
        if self._text is None:
            blank, columns = self.screen.default_char, range(self.screen.columns)
            rows = (self.screen.buffer[y] for y in range(self.screen.lines))
            self._text = "\n".join("".join([row.get(x, blank).data for x in columns]).rstrip() for row in rows)
        return self._text

    def clear(self) -> None:
        """Empty the screen, as if another program had written over it."""
        self.screen.reset()
        self._text = None

    def until(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"it never came to that; the screen is\n{self.text}"
            self.read()

    def wait_for(self, *texts: str) -> str:
        """The screen, once all these texts are on it."""
        self.until(lambda: all(text in self.text for text in texts))
        return self.text

    def is_cooked(self) -> bool:
        """Whether the terminal is as a shell wants it: it echoes, gives whole lines and sends signals."""
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        flags: int = termios.tcgetattr(self.process.child_fd)[3]
        return flags & wanted == wanted

    def hang_up(self) -> None:
        """What happens when the window is closed."""
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), self.process.child_fd)

    def press(self, keys: str) -> None:
        self.process.send(keys)

    def end(self) -> int:
        """The exit status, once the program is over."""
        self.until(lambda: not self.read())
        self.process.wait()
        status: int | None = self.process.exitstatus
        return -int(self.process.signalstatus) if status is None else status

    def read(self) -> bool:
        """Takes what there is; False at the end."""
        try:
            data: bytes = self.process.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.output += data
        self._text = None
        whole = self._unfinished + data
        end = found.start() if (found := _UNFINISHED.search(whole)) else len(whole)
        data, self._unfinished = whole[:end], whole[end:]
        data = data if self._in_colour else _COLOURS.sub(b"", data)
        self._stream.feed(_UNKNOWN.sub(lambda match: match.group() if _KNOWN.match(match.group()) else b"", data))
        return True
