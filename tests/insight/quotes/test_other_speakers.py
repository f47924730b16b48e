"""Who else may say a suggested quote: those who are named in its block, in those above, and in the one below."""

from reader.insight.quotes.other_speakers import ABOVE, MOST, other_speakers, speakers_near
from reader.insight.suggestion import Suggestion
from reader.text.article import Article
from reader.text.span import Span
from tests.insight.quotes.test_detector import suggested
from tests.support.articles import an_article

QUOTE = "“The sea is high,”"


def others(text: str, source: str = "a.txt") -> list[str]:
    article = an_article(text, source)
    only = next(each for each in suggested(text, source) if each.span.of(text) == QUOTE)
    found = other_speakers(article, only)
    assert all(" ".join(each.speaker.of(text).split()).startswith(each.name) for each in found)
    return [each.name for each in found]


def test_they_are_those_around_the_quote_without_the_one_who_is_suggested() -> None:
    text = f"Ann Lee came.\n\n{QUOTE} said Bo. Cy nodded.\n\nDora Vries left.\n\nEve Moss stayed."
    assert others(text) == ["Cy", "Ann Lee", "Dora Vries"]


def test_pronouns_are_only_offered_where_nobody_is_named() -> None:
    between = "“It is low,” she said. Nobody answered, he told us.\n\n"
    assert others(f"Ann Lee came.\n\n{between}{QUOTE} said Bo.") == ["Ann Lee"]
    assert others(f"It rained.\n\n{between}{QUOTE} said Bo.") == ["she", "he", "Nobody"]


def test_each_comes_once_and_nobody_from_within_the_quote() -> None:
    text = "Ann Lee met Ann Lee.\n\n“The sea is high, Ann, and Bo knows it,” she said."
    (only,) = suggested(text)
    assert [each.name for each in other_speakers(an_article(text), only)] == ["Ann Lee"]


def test_far_blocks_and_code_are_left_out() -> None:
    far = "\n\n".join(["Ann Lee came.", *["It rained."] * ABOVE])
    assert others(f"{far}\n\n{QUOTE} he said.") == []
    assert others(f"```\nAnn Lee came.\n```\n\n{QUOTE} he said.\n", "a.md") == []


def test_there_are_not_more_than_one_goes_through() -> None:
    names = [f"{letter}da Weir" for letter in "ABCDEFGHIJ"]
    assert len(others(f"{', '.join(names)}.\n\n{QUOTE} he said.")) == MOST


def test_in_a_text_without_blocks_there_is_nobody() -> None:
    empty: Article = an_article("")
    assert speakers_near(empty, Span(0, 0)) == []
    assert other_speakers(empty, Suggestion("a.txt", Span(0, 0), "quote", 0.9, True, ())) == []
