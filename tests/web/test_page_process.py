"""The process of a page: it gets what makes sense, and ends with its page whatever state it is in."""

import asyncio
import json
import os
import signal
import sys

import pytest

from reader.web import page_process
from reader.web.page_process import PageProcess, page_size

# A program that sends its size, then every packet that it gets, as data.
ECHO = """
import os, sys, json
def send(data): os.write(1, b"D" + len(data).to_bytes(4, "big") + data)
print("a warning", flush=True)
os.write(1, b"__GANGLION__\\n")
send((os.environ["COLUMNS"] + "x" + os.environ["ROWS"]).encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    send(head[:1] + data)
    if b"quit" in data and {ends}:
        break
"""
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def program(text: str = ECHO.replace("{ends}", "True")) -> list[str]:
    return [sys.executable, "-S", "-c", text]


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (80, 24, (80, 24)),
        ("80", "24", (80, 24)),
        (-5, 0, (1, 1)),
        (30_000, 30_000, (1000, 500)),
        ("x", 3, None),
        (3, None, None),
        (1.5, 3, None),
        ([], {}, None),
    ],
)
def test_a_page_is_as_large_as_a_screen_can_be(width: object, height: object, size: tuple[int, int] | None) -> None:
    assert page_size(width, height) == size


async def test_what_is_typed_and_what_is_drawn_go_through() -> None:
    process = await PageProcess.start(program(), {"width": "100", "height": "99999"})
    sent = process.sent()
    assert await anext(sent) == b"100x500"
    for message, packet in (
        (["stdin", "“j"], "D“j"),
        (["stdin", "\ud800"], "D?"),
        (["resize", {"width": 90, "height": 30_000}], 'M{"type": "resize", "width": 90, "height": 500}'),
        (["blur"], 'M{"type": "blur"}'),
        (["focus", None, 1], 'M{"type": "focus"}'),
    ):
        assert process.take(json.dumps(message)) is None
        assert _data(await anext(sent)) == packet
    assert process.take('["ping", 3]') == ["pong", 3]
    for odd in ("", "{", "5", "[]", "{}", '"x"', '["stdin", 5]', '["stdin"]', '["resize", {}]', "[" * 100_000, "[[]]"):
        assert process.take(odd) is None
    process.take('["resize", {"width": "x", "height": 3}]')
    process.take('["stdin", "last"]')
    assert await anext(sent) == b"Dlast", "nothing came of what makes no sense"
    await process.end()
    assert process._process.returncode == 0


@pytest.mark.parametrize("state", ["deaf", "stopped", "full"])
async def test_a_process_that_does_not_quit_is_killed(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_process, "PATIENCE", 0.05)
    process = await PageProcess.start(program(DEAF), {})
    if state == "stopped":
        os.kill(process._process.pid, signal.SIGSTOP)
    if state == "full":
        for _ in range(40):
            process.take(json.dumps(["stdin", "j" * 100_000]))
        assert process._input.transport.get_write_buffer_size() < 2 * page_process.MOST_WAITING
    await process.end()
    assert await asyncio.wait_for(process._process.wait(), 10) == -signal.SIGKILL


async def test_a_process_that_draws_more_than_is_read_can_quit() -> None:
    talkative = program(ECHO.replace("{ends}", "not os.write(1, b'x' * 1_000_000) or True"))
    process = await PageProcess.start(talkative, {})
    await process.end()
    assert process._process.returncode == 0


async def test_a_program_that_fails_draws_nothing() -> None:
    process = await PageProcess.start(program("print('no', flush=True); raise SystemExit(3)"), {})
    assert [data async for data in process.sent()] == []
    await process.end()
    assert process._process.returncode == 3


def _data(sent: bytes | str) -> str:
    assert isinstance(sent, bytes)
    return sent.decode()


async def test_what_a_screen_reader_is_to_say_goes_through_as_text_and_nothing_else_does() -> None:
    messages = [{"type": "said", "status": "<b>1</b>", "odd": "x"}, {"type": "open_url", "url": "http://a.example"}, 5]
    packets = b"".join(b"M" + len(data := json.dumps(each).encode()).to_bytes(4, "big") + data for each in messages)
    talks = f"import os; os.write(1, b'__GANGLION__\\n' + {packets + b'M' + (1).to_bytes(4, 'big') + b'{'!r})"
    process = await PageProcess.start(program(talks), {})
    assert [sent async for sent in process.sent()] == ['["said", {"status": "<b>1</b>"}]']
    await process.end()
