"""Lesser evidence: articles that quote the words of a quotation that is in no original."""

from collections.abc import Sequence
from dataclasses import replace

from reader.insight.quote_check.judge import judge_quotation
from reader.insight.quote_check.original import Original, make_original
from reader.insight.quote_check.quotation import read_quotation
from reader.insight.quote_check.quotations import find_quotations
from reader.insight.quote_check.verdict import Checked, Evidence, Verdict
from reader.text.article import Article
from reader.text.rendered_text import shown_in_place

MOST_ARTICLES = 3  # articles named for one quotation

_LACKING = frozenset({Verdict.NOT_FOUND, Verdict.NOT_COMPARED})
_SAME = frozenset({Verdict.EXACT, Verdict.SHORTENED})


def lacks_evidence(checked: Checked) -> bool:
    """Return whether a quotation is in no original."""
    return checked.verdict in _LACKING


def quoted_words(article: Article) -> Original:
    """Return the quotations of an article, as a text in which words can be looked for."""
    shown, kept, here = shown_in_place(article), list[str](), 0
    for each in find_quotations(article):
        kept += [" " * (each.span.start - here), each.span.of(shown)]
        here = max(here, each.span.end)
    text = "".join(kept)
    return make_original(article.source.id, article.text, article.digest, text + " " * (len(shown) - len(text)))


def with_lesser_evidence(checked: Checked, shown: str, articles: Sequence[Original]) -> Checked:
    """Return a quotation with the other articles that quote the same words, the best few first, if there are any.

    Args:
        checked: A quotation that is in no original.
        shown: The shown text of its source.
        articles: The articles, as `quoted_words` has them; its own is left out.
    """
    others = [article for article in articles if article.source != checked.source]
    quotation, found = read_quotation(checked.source, checked.span, shown), list[Evidence]()
    while len(found) < MOST_ARTICLES:
        ruling = judge_quotation(quotation, others)
        if ruling.verdict not in _SAME:
            break
        found.append(ruling.places[0])
        others = [article for article in others if article.source != ruling.places[0].source]
    return replace(checked, quoted_in=tuple(found))
