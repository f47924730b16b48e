"""Functions that are watched while a test runs."""

from collections.abc import Callable

import pytest


def spy(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, note: Callable[..., object]) -> None:
    """Call `note` with the arguments of each call of a function or method, then the original one."""
    original: Callable[..., object] = getattr(owner, name)

    def watched(*arguments: object, **named: object) -> object:
        note(*arguments, **named)
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, watched)
