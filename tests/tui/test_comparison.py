"""The comparison of sources holds no other thread: nobody looks through what it makes for garbage."""

import gc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from reader.tui import memory
from reader.tui.comparison import Comparison
from reader.tui.event import Event


def a_comparison(words: int = 3) -> Comparison:
    def find() -> Iterator[None]:
        assert not gc.isenabled()
        yield

    index = SimpleNamespace(tokenized=[SimpleNamespace(words=["word"] * words)])
    echoes = SimpleNamespace(find=find, progress="comparing", index=index)
    session = SimpleNamespace(sources_changed=Event[None](), workspace=SimpleNamespace(echoes=echoes))
    return Comparison(cast(Any, session), cast(Any, None), cast(Any, None))


def test_garbage_is_looked_for_again_when_the_sources_are_compared() -> None:
    steps = a_comparison()._find_all()
    assert next(steps) == "comparing"
    assert not gc.isenabled()
    assert list(steps) == []
    assert gc.isenabled()


def test_a_comparison_that_is_broken_off_leaves_it_as_it_was() -> None:
    steps = a_comparison()._find_all()
    next(steps)
    steps.close()
    assert gc.isenabled()


def test_a_question_is_answered_without_looking_for_garbage() -> None:
    assert a_comparison().in_turn(gc.isenabled)() is False
    assert gc.isenabled()


@pytest.mark.parametrize(("words", "is_spared"), [(5, False), (6, True)])
def test_what_is_known_of_many_words_is_spared_for_good(
    words: int, is_spared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MANY_WORDS", 5)
    spared: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: spared.append(True))
    list(a_comparison(words)._find_all())
    assert bool(spared) == is_spared
