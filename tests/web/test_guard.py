"""The check of every request to `reader serve`."""

from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("textual_serve", reason="textual-serve is missing: pip install -e '.[dev]'")

from reader.web.server import Guard


def refusal(guard: Guard, *, host: str, path: str = "/", origin: str = "", query: str = "", cookie: str = "") -> str:
    request: Any = SimpleNamespace(
        host=host,
        path=path,
        headers={"Origin": origin} if origin else {},
        query={"token": query} if query else {},
        cookies={guard.cookie: cookie} if cookie else {},
    )
    return guard.refusal(request)


@pytest.fixture
def guard() -> Guard:
    return Guard("127.0.0.1", 80)


def test_a_machine_has_several_names_for_itself_and_one_for_others(guard: Guard) -> None:
    assert guard.hosts == {"127.0.0.1:80", "localhost:80", "[::1]:80"}
    assert Guard("192.0.2.1", 8765).hosts == {"192.0.2.1:8765"}
    assert Guard("2001:db8::1", 1).hosts == {"[2001:db8::1]:1"}
    assert Guard("127.0.0.1", 81).cookie != guard.cookie


def test_the_token_is_in_the_address_or_in_the_cookie(guard: Guard) -> None:
    assert refusal(guard, host="localhost:80", query=guard.token) == ""
    assert refusal(guard, host="localhost:80", cookie=guard.token) == ""
    for wrong in ("", "x", guard.token[:-1], guard.token + "x", "ä"):
        assert "token is missing or wrong" in refusal(guard, host="localhost:80", query=wrong)
    assert "token is missing or wrong" in refusal(guard, host="localhost:80", query="x", cookie=guard.token)
    assert len({Guard("127.0.0.1", 80).token for _ in range(9)}) == 9


@pytest.mark.parametrize("host", ["evil.example:80", "127.0.0.1", "127.0.0.1:81", "192.0.2.1:80"])
def test_another_host_is_refused(host: str, guard: Guard) -> None:
    assert "wrong address" in refusal(guard, host=host, query=guard.token)


def test_another_page_is_refused_and_a_socket_needs_its_own(guard: Guard) -> None:
    def ask(path: str, origin: str) -> str:
        return refusal(guard, host="localhost:80", path=path, origin=origin, cookie=guard.token)

    for origin in ("http://evil.example", "https://localhost:80", "http://127.0.0.1:80", "null"):
        assert "not reader's own" in ask("/", origin)
        assert "not reader's own" in ask("/ws", origin)
    assert ask("/", "http://localhost:80") == ask("/ws", "http://localhost:80") == ""
    assert "not reader's own" in ask("/ws", ""), "a page that asks for a socket always says where it is from"
