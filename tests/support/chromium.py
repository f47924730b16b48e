"""A real browser for tests: headless Chromium, driven by its DevTools protocol."""

import asyncio
import contextlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 30.0  # seconds
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0")


class Page:
    """One page; `asked` are the addresses of all that it asked for, `said` the errors of its console."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.asked: list[str] = []
        self.said: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        async for message in self._socket:
            answer = json.loads(message.data)
            if answer.get("id") == self._number:
                return answer.get("result", {})
            self._note(answer.get("method", ""), answer.get("params", {}))
        raise AssertionError("the browser has ended")

    def _note(self, event: str, parameters: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.asked.append(parameters["request"]["url"])
        elif event == "Network.webSocketCreated":
            self.asked.append(parameters["url"])
        elif event == "Runtime.exceptionThrown" or parameters.get("entry", {}).get("level") == "error":
            self.said.append(json.dumps(parameters))

    async def evaluate(self, script: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return answer["result"].get("value")

    async def heard(self) -> dict[str, tuple[str, str]]:
        """The name and the text of each part that the accessibility tree has, by its role; the last of each role."""
        nodes = (await self.call("Accessibility.getFullAXTree"))["nodes"]
        by_id = {each["nodeId"]: each for each in nodes}

        def text(node: dict[str, Any]) -> str:
            if node["role"]["value"] == "StaticText":
                return str(node["name"]["value"])
            return "".join(text(by_id[id]) for id in node.get("childIds", ()) if id in by_id)

        seen = (each for each in nodes if not each.get("ignored"))
        return {each["role"]["value"]: (each.get("name", {}).get("value", ""), text(each)) for each in seen}

    async def press(self, key: str) -> None:
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def until(self, condition: Callable[[], Any], what: str) -> None:
        """condition: a function or a coroutine function."""
        for _ in range(int(PATIENCE / 0.1)):
            found = condition()
            if await found if asyncio.iscoroutine(found) else found:
                return
            await asyncio.sleep(0.1)
            await self.evaluate("1")  # takes what came meanwhile
        raise AssertionError(f"it never came to that: {what}; the console says {self.said}")


@contextlib.asynccontextmanager
async def opened(address: str) -> AsyncIterator[Page]:
    """The page at an address, in a browser of its own."""
    assert PROGRAM
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", "--window-size=1000,600", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port = await _port(Path(profile) / "DevToolsActivePort")
            async with ClientSession() as client:
                targets = await (await client.get(f"http://127.0.0.1:{port}/json")).json()
                target = next(each for each in targets if each["type"] == "page")
                async with client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    page = Page(socket)
                    for domain in ("Network", "Log", "Runtime", "Page", "Accessibility"):
                        await page.call(f"{domain}.enable")
                    await page.call("Page.navigate", url=address)
                    yield page
        finally:
            process.kill()
            process.wait()


async def _port(file: Path) -> int:
    """Chromium writes it once it listens."""
    for _ in range(int(PATIENCE / 0.1)):
        with contextlib.suppress(OSError, IndexError, ValueError):
            return int(file.read_text().split()[0])
        await asyncio.sleep(0.1)
    raise AssertionError("Chromium never came up")
