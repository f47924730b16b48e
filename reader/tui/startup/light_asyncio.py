"""asyncio without TLS, which the app does not use: loading OpenSSL takes a fiftieth of a start."""

import sys


def import_asyncio() -> None:
    """Import asyncio as in a Python built without TLS, unless it or `ssl` has already been imported.

    `ssl` itself is untouched: `http.client` loads it when a page is added.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # importing it fails, which asyncio is prepared for
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
