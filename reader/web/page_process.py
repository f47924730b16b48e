"""The process of the application that an open page shows: its output goes to the page, and typed keys come back.

Packets go both ways, as Textual's driver for browsers sends and reads them: a letter (D data, M a message in JSON), the
number of bytes, the bytes.
"""

import asyncio
import json
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

READY = b"__GANGLION__\n"  # the line before the first packet
PRELUDE = 10  # lines before it that something else may have printed
DRIVER = "textual.drivers.web_driver:WebDriver"
SAID = "said"  # the type of the messages for the page
SAID_OF = ("status", "passage", "language", "title")
SIZE = 80, 24  # columns and rows of a page that does not report its size
MOST_COLUMNS, MOST_ROWS = 1000, 500  # as much as a wall of screens could show; more would only waste memory
MOST_WAITING = 1 << 20  # bytes typed that a process has not read yet; what comes then is dropped
PATIENCE = 10.0  # seconds to quit properly


class PageProcess:
    """A process of the application that ends with its page."""

    def __init__(self, process: Process) -> None:
        """Take over a process that has just been started."""
        assert process.stdin
        assert process.stdout
        self._process, self._input, self._output = process, process.stdin, process.stdout

    @classmethod
    async def start(cls, command: Sequence[str], query: Mapping[str, str]) -> "PageProcess":
        """Start a command for a page of the size that its address names; raise OSError if it cannot be run."""
        columns, rows = page_size(query.get("width"), query.get("height")) or SIZE
        environment = {
            **os.environ,
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_FPS": "60",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TERM_PROGRAM": "textual",  # not the terminal of the server
            "COLUMNS": str(columns),
            "ROWS": str(rows),
        }
        return cls(await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=environment))

    # To the process

    def take(self, message: str) -> Any:
        """Take a message of the page, `[type, value]`, and return the answer; invalid messages are dropped."""
        try:
            kind, value = (*json.loads(message), None)[:2]
        except (ValueError, TypeError, RecursionError):
            return None
        match kind, value:
            case "stdin", str():
                self._put(b"D", value.encode("utf-8", "replace"))
            case "resize", {"width": width, "height": height} if size := page_size(width, height):
                self._tell({"type": "resize", "width": size[0], "height": size[1]})
            case "blur" | "focus", _:
                self._tell({"type": kind})
            case "ping", _:
                return ["pong", value]
        return None

    def _tell(self, about: dict[str, Any]) -> None:
        self._put(b"M", json.dumps(about).encode())

    def _put(self, kind: bytes, data: bytes) -> None:
        if not self._input.is_closing() and self._input.transport.get_write_buffer_size() < MOST_WAITING:
            self._input.write(kind + len(data).to_bytes(4, "big") + data)

    # From the process

    async def sent(self) -> AsyncIterator[bytes | str]:
        """Yield the output of the process, as bytes, and its messages to the page, as JSON, until it ends."""
        for _ in range(PRELUDE):
            if await self._output.readline() == READY:
                break
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await self._output.readexactly(5)
                data = await self._output.readexactly(int.from_bytes(head[1:], "big"))
                if head[:1] == b"D":
                    yield data
                elif head[:1] == b"M" and (words := words_for_screen_reader(data)):
                    yield json.dumps([SAID, words])

    async def end(self) -> None:
        """Ask the process to quit, and kill it if it does not."""
        self._tell({"type": "quit"})
        self._input.close()
        reading = asyncio.create_task(self._discard_output())  # else the process could wait for ever for a reader
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), PATIENCE)
        finally:
            if self._process.returncode is None:
                self._process.kill()
            reading.cancel()

    async def _discard_output(self) -> None:
        with suppress(ConnectionError):
            while await self._output.read(1 << 16):
                pass


def words_for_screen_reader(data: bytes) -> dict[str, str]:
    """Return the part of a message for the page's screen reader; empty if it is about something else."""
    with suppress(ValueError):
        message = json.loads(data)
        if isinstance(message, dict) and message.get("type") == SAID:
            return {name: str(message[name]) for name in SAID_OF if name in message}
    return {}


def page_size(width: object, height: object) -> tuple[int, int] | None:
    """Return a page's columns and rows, within what a screen can be, or None if they are not numbers."""
    try:
        columns, rows = int(str(width)), int(str(height))
    except ValueError:
        return None
    return max(1, min(columns, MOST_COLUMNS)), max(1, min(rows, MOST_ROWS))
