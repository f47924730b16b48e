"""The judgement on words that two sources share: they say the same only if the sentences around them do."""

import pytest

from reader.insight.echoes.echo import Echo, EchoKind
from reader.insight.echoes.index import find_echoes
from tests.support.echo_articles import index_of

QUOTED = "we owe the growers of the valley an honest answer"


def run_between(one: str, other: str) -> Echo:
    index = index_of({"a.txt": one, "b.txt": other})
    (found,) = (each for each in find_echoes(index.sources, index) if each.kind is EchoKind.VERBATIM)
    return found


@pytest.fixture(autouse=True)
def _all_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.insight.echoes.index.MIN_RUN_SCORE", 0.0)


def test_sentences_that_are_shared_as_a_whole_are_sure() -> None:
    text = f"I say that {QUOTED}. It is late already for that."
    assert run_between(f"{text} One.", f"{text} Two.").is_sure


def test_a_quoted_phrase_in_common_is_not_a_statement_in_common() -> None:
    one = f"In her first speech since the election, the minister for water and forests said that “{QUOTED}” by spring."
    other = f"Nobody at the brewery believes it: “{QUOTED}” was painted on a wall, and washed off by the caretaker."
    found = run_between(one, other)
    assert (found.is_sure, found.differs) == (False, ())


def test_what_differs_around_the_words_is_reported() -> None:
    one = f"Ada Brook said on Friday that {QUOTED}."
    other = f"Ada Brook never said on Friday that {QUOTED}."
    found = run_between(one, other)
    assert (found.is_sure, found.differs) == (False, ("negation",))


def test_a_tail_of_a_sentence_of_which_the_run_has_little_does_not_count() -> None:
    whole = f"I say that {QUOTED}."
    one = f"{whole} It is late in the year for the growers and their children to wait."
    other = f"{whole} It is noon, and nobody has come to the meadow by the lock."
    assert run_between(one, other).is_sure
