"""Lazy patterns: they work like compiled ones, and nothing is compiled before the first use."""

import pickle
import re

import pytest

from reader.system.lazy_pattern import lazy_pattern


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    really_compile = re.compile

    def compile_noted(expression: str, flags: int) -> re.Pattern[str]:
        compiled.append(expression)
        return really_compile(expression, flags)

    monkeypatch.setattr(re, "compile", compile_noted)
    word = lazy_pattern(r"\w+")
    assert compiled == []
    assert [word.search("a b"), word.search("c")]
    assert compiled == [r"\w+"]


def test_it_works_like_a_compiled_pattern() -> None:
    word, compiled = lazy_pattern("[a-z]+", re.IGNORECASE), re.compile("[a-z]+", re.IGNORECASE)
    assert word.findall("One, two") == compiled.findall("One, two") == ["One", "two"]
    assert (match := word.fullmatch("One")) and match.group() == "One"
    assert word.sub("x", "One, two") == "x, x"
    assert (word.pattern, word.flags) == (compiled.pattern, compiled.flags)


def test_it_works_on_bytes() -> None:
    assert lazy_pattern(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_it_can_be_pickled_before_and_after_its_first_use() -> None:
    number = lazy_pattern(r"\d+", re.ASCII)
    for _ in range(2):
        copy = pickle.loads(pickle.dumps(number))
        assert copy.findall("1 and 22") == number.findall("1 and 22") == ["1", "22"]
        assert copy.flags == re.ASCII


def test_a_mistake_in_an_expression_is_reported_when_it_is_used() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error, match="missing"):
        wrong.match("")


def test_it_has_no_names_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError, match="colour"):
        lazy_pattern("a").colour  # type: ignore[attr-defined] # noqa: B018
