"""Lesser evidence: other articles that quote words which stand in no original."""

from reader.insight.quote_check.check import check_quotations
from reader.insight.quote_check.lesser_evidence import (
    MOST_ARTICLES,
    lacks_evidence,
    quoted_words,
    with_lesser_evidence,
)
from reader.insight.quote_check.quotations import find_quotations
from reader.insight.quote_check.side_by_side import reasons
from tests.support.articles import an_article

WORDS = "The bridge was never meant to last for so many years"


def test_the_same_words_in_quotation_marks_elsewhere_are_named() -> None:
    article = an_article(f"“{WORDS},” he said.", "a.txt")
    others = [
        quoted_words(an_article(f"She heard him say: “{WORDS}, or so many winters.”", "b.txt")),
        quoted_words(an_article(f"{WORDS}, says the report.", "c.txt")),  # not quoted there
        quoted_words(an_article("“The bridge was meant to last for so many years,” he said.", "d.txt")),
        quoted_words(article),
    ]
    (checked,) = check_quotations(article, find_quotations(article), [])
    assert lacks_evidence(checked)
    found = with_lesser_evidence(checked, article.text, others)
    assert [(each.source, each.exact) for each in found.quoted_in] == [("b.txt", WORDS)]
    assert found.verdict == checked.verdict
    assert reasons(found) == ["quoted in b.txt, which is not an original"]
    assert found.record()["quoted_in"][0]["source"] == "b.txt"


def test_the_first_few_of_many_articles_are_named() -> None:
    article = an_article(f"“{WORDS},” he said.", "a.txt")
    others = [quoted_words(an_article(f"He said: “{WORDS}.”", f"{number}.txt")) for number in range(MOST_ARTICLES + 1)]
    (checked,) = check_quotations(article, find_quotations(article), [])
    found = with_lesser_evidence(checked, article.text, others).quoted_in
    assert len({each.source for each in found}) == MOST_ARTICLES
