"""Gaps: sentences without a tag, and what a tag leaves of a sentence if it is more than a few words."""

import pytest

from reader.annotation.model.field_spans import passage
from reader.text.article import Article
from reader.text.span import Span
from reader.workspace.gaps import LEAST_WORDS, gaps
from tests.support.articles import an_article
from tests.support.stores import an_annotation

TEXT = (
    "A head\n\n“We sail,” said Ann Lee. “We sail at dawn,” she said, and the ferry left four hours later. It rained.\n"
)


@pytest.fixture
def article() -> Article:
    return an_article(TEXT)


def found(article: Article, *tagged: str, start: int = 0, **parts: object) -> list[str]:
    spans = (Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in tagged)
    annotations = [an_annotation(str(n), start=span.start, end=span.end, **parts) for n, span in enumerate(spans)]
    return [gap.of(TEXT) for gap in gaps(article, annotations, start) if gap]


def test_without_tags_every_sentence_is_a_gap(article: Article) -> None:
    assert [len(each.split()) for each in found(article)] == [2, 5, 13, 2]


def test_a_few_words_beside_a_tag_are_none(article: Article) -> None:
    assert found(article, "“We sail,”", "A head", "It rained.", start=0)[0].startswith("“We sail at dawn")


def test_a_longer_rest_of_a_sentence_is_one(article: Article) -> None:
    rest = "she said, and the ferry left four hours later."
    assert found(article, "A head", "“We sail,”", "“We sail at dawn,”", "It rained.") == [rest]
    assert found(article, "A head", "“We sail,”", rest, "It rained.") == []


@pytest.mark.parametrize(("words", "number"), [(LEAST_WORDS - 1, 0), (LEAST_WORDS, 1)])
def test_the_least_rest_that_counts(words: int, number: int) -> None:
    text = f"Tagged, {' '.join(['word'] * words)}."
    rests = [gap for gap in gaps(an_article(text), [an_annotation("a", start=0, end=6)]) if gap]
    assert [gap.of(text) for gap in rests] == [text[8:]] * number


def test_the_speaker_and_the_cue_of_a_quote_count_as_tagged(article: Article) -> None:
    cue = passage(article, Span(TEXT.index("she said"), TEXT.index("she said") + len("she said")))
    left = found(article, "A head", "“We sail,”", "“We sail at dawn,”", "It rained.", fields={"cue": cue})
    assert left == ["and the ferry left four hours later."]
    elsewhere = {"cue": {**cue, "digest": "of another text"}}
    left = found(article, "A head", "“We sail,”", "“We sail at dawn,”", "It rained.", fields=elsewhere)
    assert left[0].startswith("she said")


def test_a_gap_begins_at_the_offset_or_after_it(article: Article) -> None:
    start = TEXT.index("We sail at dawn")
    assert found(article, start=start) == ["It rained."]
    assert found(article, "“We sail at dawn,”", start=start) == [
        "she said, and the ferry left four hours later.",
        "It rained.",
    ]


def test_each_sentence_is_a_step(article: Article) -> None:
    everything = an_annotation("a", start=0, end=len(TEXT))
    assert list(gaps(article, [everything])) == [None] * 4
