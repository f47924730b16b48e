"""`reader serve`: the app in a real browser, for those who have its address, and for nobody else."""

import asyncio
import json
import os
import signal
import subprocess
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest

from reader.cli.commands.serve import _command
from reader.version import VERSION
from tests.support.commands import PATH, PATIENCE, Commands

pytest.importorskip("textual_serve", reason="textual-serve is missing: pip install -e '.[dev]'")

from aiohttp import ClientSession, WSServerHandshakeError

from tests.support.chromium import PROGRAM, opened


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    return Commands(tmp_path_factory.mktemp("served") / "work<space>")


@pytest.fixture(scope="module")
def address(workspace: Commands) -> Iterator[str]:
    with workspace.start("serve", "--port", "0") as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.skipif(not PROGRAM, reason="Chromium is missing: apt-get install chromium")
async def test_a_sentence_is_tagged_in_a_browser_and_is_heard(workspace: Commands, address: str) -> None:
    def tags() -> list[str]:
        if not workspace.annotations.exists():
            return []
        return [each["exact"] for each in json.loads(workspace.annotations.read_bytes())["annotations"].values()]

    async with opened(address) as page:

        async def says(role: str, words: str) -> bool:
            return words in " ".join((await page.heard()).get(role, ("", "")))

        await page.until(lambda: page.evaluate("document.body.classList.contains('-first-byte')"), "the app is shown")
        await page.until(lambda: says("region", "Storm closes harbour today"), "the first sentence is told")
        await page.press("j")  # without a click, and without a script that would take its place
        await page.until(lambda: says("region", "Ships wait."), "the passage after j is told")
        await page.until(lambda: says("status", "sentence 2 of 3"), "and its place")
        await page.press("c")
        await page.until(tags, "the tag is in the file")
        assert tags() == ["Ships wait."]
        await page.until(lambda: says("status", "claim, saved"), "the news is told")
        heard = await page.heard()
        assert heard["region"] == ("selected passage", "“It is odd,” said Ann.")
        assert heard["RootWebArea"][0] == "Storm closes harbour today – reader: work<space>"
        assert await page.evaluate("document.documentElement.lang") == "en"
        polite = "[...document.querySelectorAll('[aria-live=polite]')].map(each => each.children.length + each.id)"
        assert await page.evaluate(polite) == ["0passage", "0status"], "text, and no elements in it"
        await page.evaluate("document.activeElement.blur()")  # as a click beside the terminal does
        in_terminal = "document.activeElement.classList.contains('xterm-helper-textarea')"
        await page.until(lambda: page.evaluate(in_terminal), "the terminal has the keyboard again")
        await page.press("j")
        await page.press("q")
        await page.until(lambda: len(tags()) == 2, "the keys still reach the terminal")
        await page.until(lambda: any(url.startswith("ws://") for url in page.asked), "it has a socket")
        assert {urlsplit(url).hostname for url in page.asked if not url.startswith("data:")} == {"127.0.0.1"}
        assert page.said == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the children of a process")
@pytest.mark.parametrize(
    ("number", "is_stopped"), [(signal.SIGKILL, False), (signal.SIGKILL, True), (signal.SIGTERM, False)]
)
async def test_the_application_ends_with_the_server(
    workspace: Commands, number: signal.Signals, is_stopped: bool
) -> None:
    with workspace.start("serve", "--port", "0") as server:
        assert server.stdout
        base, _, token = server.stdout.readline().strip().partition("/?token=")
        async with ClientSession(cookies={f"reader-{urlsplit(base).port}": token}) as client:
            page = await client.ws_connect(f"{base}/ws", headers={"Origin": base})
            await page.send_str('["resize", {"width": 30000, "height": 30000}]')
            await page.receive()  # the first frame
            (child,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
            if is_stopped:
                os.kill(int(child), signal.SIGSTOP)
            server.send_signal(number)
            await until_gone(child)
            await page.close()


def test_what_lies_in_the_workspace_is_not_run_for_a_page(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__main__.py").write_text("print('not this one')")
    options = Namespace(path=tmp_path, workspace=None, sources=None, annotations=None, annotator="Ann")
    (program, *rest) = _command(options)
    command = [program, *rest[: rest.index("open")], "--version"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | PATH, capture_output=True, text=True, check=True)
    assert done.stdout == f"reader {VERSION}\n"
    assert rest[-2:] == [str(tmp_path), "--creator=Ann"]


async def until_gone(process: str) -> None:
    end = monotonic() + PATIENCE
    while Path(f"/proc/{process}/status").exists() and "zombie" not in Path(f"/proc/{process}/status").read_text():
        assert monotonic() < end, "the application is still there"
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/?token={token}", {}, 200),
        ("/", {}, 403),
        ("/?token=x", {}, 403),
        ("/static/js/textual.js", {}, 403),
        ("/page.js", {}, 403),
        ("/?token={token}", {"Origin": "http://elsewhere.example"}, 403),
        ("/?token={token}", {"Origin": "null"}, 403),
        ("/?token={token}", {"Host": "elsewhere.example"}, 403),
        ("/static/js/textual.js?token={token}", {}, 200),
        ("/page.js?token={token}", {}, 200),
    ],
)
async def test_who_is_let_in(address: str, path: str, headers: dict[str, str], status: int) -> None:
    base, _, token = address.partition("/?token=")
    async with ClientSession() as client, client.get(base + path.format(token=token), headers=headers) as answer:
        assert answer.status == status
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_a_page_can_use_nothing_from_elsewhere_and_no_script_can_read_the_token(address: str) -> None:
    base, _, token = address.partition("/?token=")
    async with ClientSession() as client, client.get(f"{base}/?token={token}") as answer:
        (cookie,) = answer.cookies.values()
        assert (cookie.key, cookie.value) == (f"reader-{urlsplit(base).port}", token)
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
        policy = answer.headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'self'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"} <= {*policy}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        page = await answer.text()
    assert "<title>reader: work&lt;space&gt;</title>" in page
    assert f'data-session-websocket-url="ws://{urlsplit(base).netloc}/ws"' in page


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "https://127.0.0.1"])
async def test_another_page_gets_no_socket(address: str, origin: str | None) -> None:
    base, _, token = address.partition("/?token=")
    headers = {"Origin": origin} if origin else {}
    async with ClientSession(cookies={f"reader-{urlsplit(base).port}": token}) as client:
        with pytest.raises(WSServerHandshakeError) as error:
            await client.ws_connect(f"{base}/ws", headers=headers)
    assert error.value.status == 403


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "192.0.2.1"], "--others-may-tag"),
        (["--host", "0.0.0.0", "--others-may-tag"], "name one address"),
        (["--host", "192.0.2.1", "--others-may-tag"], "cannot be used"),
        (["--port", "99999"], "cannot be used"),
    ],
)
def test_it_is_for_this_machine_unless_told_twice(workspace: Commands, arguments: list[str], said: str) -> None:
    result = workspace.run("serve", *arguments)
    assert result.returncode in (1, 2)
    assert said in result.stderr
