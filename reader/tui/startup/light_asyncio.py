"""asyncio without TLS, which the app does not use: to load OpenSSL takes a fiftieth of a start."""

import sys


def import_asyncio() -> None:
    """Import asyncio as a Python that was built without TLS has it, unless it or `ssl` has been imported before.

    `ssl` itself stays as it is: pages that are added come over `http.client`, which loads it then.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # importing it fails, which asyncio is prepared for
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
