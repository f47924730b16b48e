"""The quotations of an article that are checked."""

import pytest

from reader.insight.quote_check.quotations import find_quotations, is_whole_title
from reader.text.span import Span
from tests.support.articles import an_article


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "He said “one” and “two”.", ["“one”", "“two”"]),
        ("a.txt", "He said “she said ‘no’ to me”.", ["“she said ‘no’ to me”"]),
        ("a.txt", "“One.\n\n“Two.” Then.", ["“One.\n\n“Two.”"]),
        ("a.txt", "‘One.\n\n‘Two.’ Then.", ["‘One.\n\n‘Two.’"]),
        ("a.txt", "“One.\n\nTwo.", ["“One."]),
        ("a.txt", "“One.\n\nTwo “three”.", ["“One.", "“three”"]),
        ("a.txt", "“One\nand two,” he\nsaid.", ["“One\nand two,”"]),
        ("a.txt", "‘Tell\nyour children,’ he said.", ["‘Tell\nyour children,’"]),
        ("a.md", "**He** said “one *and* two”.\n\n```\n“code”\n```\n", ["“one *and* two”"]),
        ("a.txt", "Nothing.", []),
    ],
)
def test_quotations_are_found_with_all_of_their_paragraphs(name: str, text: str, expected: list[str]) -> None:
    assert [each.span.of(text) for each in find_quotations(an_article(text, name))] == expected


def test_what_is_tagged_is_checked_too_but_not_twice() -> None:
    text = "The mayor spoke of a closed harbour. “It is shut,” he said."
    article = an_article(text)
    found = find_quotations(article, [Span(0, 36), Span(37, len(text))])
    assert [each.span.of(text) for each in found] == ["The mayor spoke of a closed harbour.", "“It is shut,”"]


def test_a_sentence_can_go_on_after_he_said() -> None:
    article = an_article("“We know,” he said, “that it is late.” “We stay,” he said. “You go.”\n\n“Then,” he said.")
    assert [each.goes_on for each in find_quotations(article)] == [True, False, False, False, False]


def test_the_speaker_is_named_where_the_article_tells() -> None:
    found = find_quotations(an_article("“We know that it is late,” said Ann Wren.\n\n“No,” it read."))
    assert found[0].speaker == "Ann Wren"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("“The Birds of the Coast”", True), ("“The Birds came”", False), ("“Birds”", False), ("“Birds Came.”", False)],
)
def test_titles_are_recognised_by_their_capitals(words: str, expected: bool) -> None:
    assert is_whole_title(words) is expected
