"""Clipping of an echo to a passage, and the marks around what it echoes."""

from dataclasses import replace

import pytest

from reader.insight.echoes.clip import clip_echo, with_marks
from reader.insight.echoes.echo import Echo, EchoKind, SourceSpan
from reader.insight.echoes.tokenized_source import tokenize_source
from tests.support.echo_articles import article, span_of

HERE, THERE = "Now the grey heron stood there.", "At dawn, the grey HERON stood; then it rained."
RUN, OTHER = "the grey heron stood", "the grey HERON stood"
ECHO = Echo(SourceSpan("a.txt", span_of(HERE, RUN)), SourceSpan("b.txt", span_of(THERE, OTHER)), EchoKind.VERBATIM, 0.9)


def clipped(passage: str, echo: Echo = ECHO) -> tuple[str, str]:
    here, there = (tokenize_source(article(name, text)) for name, text in (("a.txt", HERE), ("b.txt", THERE)))
    found = clip_echo(echo, span_of(HERE, passage), here, there)
    return found.here.span.of(HERE), found.there.span.of(THERE)


@pytest.mark.parametrize(
    ("passage", "here", "there"),
    [
        (HERE, RUN, OTHER),
        ("grey heron", "grey heron", "grey HERON"),
        ("Now the grey", "the grey", "the grey"),
        ("stood there", "stood", "stood"),
        ("ero", "heron", "HERON"),
        ("there", RUN, OTHER),
        (" ", RUN, OTHER),
    ],
)
def test_a_verbatim_echo_keeps_the_words_of_the_passage(passage: str, here: str, there: str) -> None:
    assert clipped(passage) == (here, there)


def test_a_reworded_echo_stays_as_it_is() -> None:
    assert clipped("grey heron", replace(ECHO, kind=EchoKind.REWORDED)) == (RUN, OTHER)


@pytest.mark.parametrize(
    ("text", "words", "passage", "expanded"),
    [
        ("She said: “It is over.” Then it rained.", "It is over", "“It is over”", "“It is over.”"),
        ("She said: “It is over.” Then it rained.", "It is over", "It is over", "It is over"),
        ("It is over. Then it rained.", "It is over", "It is over!", "It is over."),
        ("“It is over.” Then it rained.", "It is over", "It was over.", "“It is over.”"),
        ("She said: “It is all over.”", "It is", "“It is”", "It is"),
        ("“It is over”!", "It is over", "“It is over”", "“It is over”"),
        ("“It is over”!", "It is over", "It was over!", "“It is over”!"),
        ("It is over.", "It is over", "", "It is over"),
    ],
)
def test_marks_come_with_the_words_if_the_passage_has_some(text: str, words: str, passage: str, expanded: str) -> None:
    assert with_marks(article("a.txt", text), span_of(text, words), passage).of(text) == expanded
