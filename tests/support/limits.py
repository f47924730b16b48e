"""The limits of modules: `limit("reader.text.plain", "LONGEST")` is what a module says."""

import importlib
from typing import Any


def limit(module: str, name: str) -> Any:
    """Return a constant of a module, public or not."""
    return getattr(importlib.import_module(module), name)
