"""The error classes: what each says, its exit status, and that it crosses from one process to another unchanged."""

import pickle
from collections.abc import Iterator
from importlib import import_module

import pytest

from reader.errors import ConflictError, ReaderError, SettingsError, SourceError, StoreError, UsageError

for module in ("reader.formats.format", "reader.text.find"):  # they have errors of their own
    import_module(module)


def below(error: type[ReaderError]) -> Iterator[type[ReaderError]]:
    yield error
    for each in error.__subclasses__():
        yield from below(each)


EXAMPLES = {SourceError: ("a/b.txt", "it is not UTF-8"), SettingsError: ("reader.toml:1: one", "reader.toml:2: two")}
CLASSES = list(below(ReaderError))


@pytest.mark.parametrize("error", CLASSES, ids=lambda each: each.__name__)
def test_every_error_is_the_same_after_pickling(error: type[ReaderError]) -> None:
    before = error(*EXAMPLES.get(error, ("the message",)))
    after = pickle.loads(pickle.dumps(before))
    assert type(after) is error
    assert (str(after), after.args, vars(after), after.exit_code) == (
        str(before), before.args, vars(before), before.exit_code
    )  # fmt: skip


@pytest.mark.parametrize("error", CLASSES, ids=lambda each: each.__name__)
def test_only_wrong_usage_exits_with_2(error: type[ReaderError]) -> None:
    assert error.exit_code == (2 if error is UsageError else 1)


def test_a_source_error_has_its_source_and_its_reason() -> None:
    error = SourceError("a.txt", "it is empty")
    assert (error.source, error.reason, str(error)) == ("a.txt", "it is empty", "a.txt: it is empty")


def test_a_settings_error_says_every_problem() -> None:
    assert str(SettingsError("reader.toml:1: one", "reader.toml:2: two")) == "reader.toml:1: one; reader.toml:2: two"


def test_a_conflict_is_an_error_of_the_store() -> None:
    assert issubclass(ConflictError, StoreError)
