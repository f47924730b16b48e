"""A program in a real pty: keys in, screen bytes out, every chunk with its time.

While a program runs, nothing is done here but to read, to stamp and to answer what a terminal is asked. What the bytes
show is found out afterwards (screen.py).
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SIZE = (120, 40)
QUIET = 0.040  # seconds without a byte after which the screen is taken to be at rest
AT_REST = 1.0  # the same, where a program may be silent in the middle of its work
CAUGHT_UP = 0.3  # the same after a key that was held: what comes later, such as progress, is not about it

# What a modern terminal says of itself. In-band resize (mode 2048) is refused: a resize is a signal here.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>1;10;0c",
    b"\x1b[>q": b"\x1bP>|benchmark\x1b\\",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?u": b"\x1b[?0u",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b]10;?\x1b\\": b"\x1b]10;rgb:e0e0/e0e0/e0e0\x1b\\",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:1010/1010/1010\x1b\\",
    b"\x1b]11;?\x07": b"\x1b]11;rgb:1010/1010/1010\x07",
}
_QUERY = re.compile(b"|".join(re.escape(query) for query in ANSWERS))
_LONGEST = max(len(query) for query in ANSWERS)

Chunk = tuple[float, bytes]  # seconds since the start; what came then


class NotMeasuredError(Exception):
    """Says why there is no figure; that is a result, too."""


class EndedError(NotMeasuredError):
    """The program ended by itself."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a key made the program write: seconds until the first and the last byte, and how many."""

    first: float
    last: float
    size: int


class Terminal:
    """`with Terminal(["less", "a.txt"], folder, environment) as terminal: terminal.press(b" ", limit=60)`.

    All limits are seconds. Whatever takes longer raises NotMeasuredError. At the end the program is killed.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], size: tuple[int, int] = SIZE
    ) -> None:
        self.chunks: list[Chunk] = []
        self._output = bytearray()
        self._answered = 0  # up to where in the output the questions were answered
        self._started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, folder, environment, size)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_error: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        os.close(self._fd)
        os.waitpid(self.pid, 0)

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._started

    # Reading

    def read(self, seconds: float) -> bool:
        """Takes a chunk, waiting so long for it; whether one came. Raises EndedError."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # how Linux says that the other side was closed
            data = b""
        if not data:
            raise EndedError("it ended by itself")
        self.chunks.append((self.now, data))
        self._output += data
        self._answer()
        return True

    def _answer(self) -> None:
        end = 0
        for query in _QUERY.finditer(self._output, self._answered):
            os.write(self._fd, ANSWERS[query.group()])
            end = query.end()
        self._answered = max(self._answered, end, len(self._output) - _LONGEST + 1)

    def wait_for(self, word: bytes, limit: float, since: int = 0) -> None:
        """Until a word was written that no colour or motion cuts in two; `since` a number of bytes."""
        end = self.now + limit
        while word not in self._output[since:]:
            since = max(since, len(self._output) - len(word))
            if self.now > end or not self.read(end - self.now):
                raise NotMeasuredError(f"not within {_words(limit)}")

    @property
    def written(self) -> int:
        """Bytes so far."""
        return len(self._output)

    def rest(self, quiet: float, limit: float) -> None:
        """Until nothing was written for a while; goes on at the limit, since some programs are never at rest."""
        end = self.now + limit
        while self.now < end and self.read(min(quiet, end - self.now)):
            pass

    # Doing

    def type(self, keys: bytes) -> None:
        """Raises EndedError if nobody is there to read it."""
        try:
            os.write(self._fd, keys)
        except OSError as error:
            raise EndedError("it ended by itself") from error

    def press(self, keys: bytes, limit: float, *, at_rest: bool = True) -> Reaction:
        """Types when the screen is at rest, if not told to do it at once, and listens until it is again."""
        if at_rest:
            self.rest(QUIET, AT_REST)
        before = self.now
        self.type(keys)
        return self._reaction(before, limit)

    def resize(self, size: tuple[int, int], limit: float) -> Reaction:
        """Another size; the kernel sends the program SIGWINCH."""
        self.rest(QUIET, AT_REST)
        before = self.now
        _set_size(self._fd, size)
        return self._reaction(before, limit)

    def hold(self, keys: bytes, rate: float, seconds: float, limit: float) -> float:
        """A key held down: seconds from its last repetition to the last byte, 0 if that came before."""
        self.rest(QUIET, AT_REST)
        before = self.now
        for number in range(round(rate * seconds)):
            while (wait := before + number / rate - self.now) > 0:
                self.read(wait)
            self.type(keys)
        last = self.now
        if self.now - self.chunks[-1][0] > seconds:
            raise NotMeasuredError("no answer to the key")
        self.rest(max(CAUGHT_UP, 2 * self._longest_pause(before)), limit)
        return max(0.0, self.chunks[-1][0] - last)

    def _longest_pause(self, since: float) -> float:
        """Between two chunks: slow programs are silent for a frame."""
        times = [since, *(time for time, _ in self.chunks if time >= since)]
        return max(later - earlier for earlier, later in pairwise([*times, self.now]))

    def _reaction(self, before: float, limit: float) -> Reaction:
        """Until nothing came for QUIET, or for twice the slowest step so far: slow programs pause between frames."""
        number = len(self.chunks)
        if not self.read(limit):
            raise NotMeasuredError(f"no answer within {_words(limit)}")
        last, slowest = before, 0.0
        while True:
            slowest, last = max(slowest, self.chunks[-1][0] - last), self.chunks[-1][0]
            if not self.read(min(AT_REST, max(QUIET, 2 * slowest))):
                break
            if self.now - before > limit:
                raise NotMeasuredError(f"not at rest within {_words(limit)}")
        size = sum(len(data) for _, data in self.chunks[number:])
        return Reaction(self.chunks[number][0] - before, last - before, size)

    def quit(self, keys: bytes, limit: float) -> None:
        """Types what ends the program and waits for its end."""
        end = self.now + limit
        with contextlib.suppress(EndedError):
            self.type(keys)
            while self.now < end:
                self.read(end - self.now)

    def peak_memory(self) -> int:
        """Bytes of resident memory at most so far, of the program and what it has started."""
        if found := _peak_memory(self.pid):
            return found
        raise NotMeasuredError("it ended by itself")


def _become(command: Sequence[str], folder: Path, environment: Mapping[str, str], size: tuple[int, int]) -> None:
    """In the child: turns into the program."""
    try:
        _set_size(0, size)
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def _set_size(fd: int, size: tuple[int, int]) -> None:
    columns, lines = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _peak_memory(pid: int) -> int:
    """The bytes of a process and of what it has started; 0 if it has ended."""
    process = Path("/proc", str(pid))
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", (process / "status").read_text())
        children = [int(child) for task in process.glob("task/*/children") for child in task.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return (int(found[1]) * 1024 if found else 0) + sum(map(_peak_memory, children))


def _words(seconds: float) -> str:
    return "a minute" if seconds == 60 else f"{seconds:g} s"
