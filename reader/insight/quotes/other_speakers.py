"""The other possible speakers of a suggested quote: all people named near it, for the reader to choose from."""

from collections.abc import Iterator, Sequence
from itertools import islice

from reader.insight.quotes.context import quotation_contexts
from reader.insight.quotes.detector import MIN_SCORE, score_quotation
from reader.insight.quotes.speakers import outermost, placed
from reader.insight.speakers.possible_speakers import possible_speakers
from reader.insight.speakers.short_names import is_pronoun
from reader.insight.suggestion import Attribution, Suggestion
from reader.text.article import Article
from reader.text.block import LITERAL, Block
from reader.text.span import Span
from reader.text.tags import without_tags

ABOVE, BELOW = 3, 1  # blocks around the quotation's own in which speakers are looked for
MOST = 6  # speakers that are offered


def other_speakers(article: Article, suggestion: Suggestion) -> list[Attribution]:
    """Return the other possible speakers of a suggested quote, the likeliest first, each name once.

    Args:
        article: The article.
        suggestion: A suggested quote in it, with the speaker that was found, if one was.
    """
    return speakers_near(article, suggestion.span, suggestion.attribution)


def speakers_near(article: Article, quote: Span, known: Attribution | None = None) -> list[Attribution]:
    """Return the possible speakers of a quotation among people named near it, the likeliest first, each name once.

    A pronoun is only among them if nobody is named.

    Args:
        article: The article.
        quote: The place of the quotation.
        known: The speaker to leave out.
    """
    nearby = [each for each in _nearby(article, quote) if not quote.overlaps(each.speaker)]
    if known:  # nobody near is meant: names with a verb of saying come before all others
        nearby = sorted((each for each in nearby if not _is_same(each, known)), key=lambda each: -each.confidence)
    found = list[Attribution]()
    for each in _named(nearby):
        if not any(_is_same(each, other) for other in found):
            found.append(each)
        if len(found) == MOST:
            break
    return found


def _named(found: Sequence[Attribution]) -> Sequence[Attribution]:
    """Return the speakers who are named, or the pronouns if nobody is."""
    return [each for each in found if not is_pronoun(each.name)] or found


def _is_same(one: Attribution, other: Attribution) -> bool:
    """Return True if two attributions are to one name, or to parts of one."""
    return one.name.casefold() == other.name.casefold() or one.speaker.overlaps(other.speaker)


def _nearby(article: Article, quote: Span) -> Iterator[Attribution]:
    """Yield the possible speakers of a place: from its own block, those above, and the one below."""
    own = article.blocks.at(quote.start)
    if own is None:
        return
    above = islice(article.blocks.back(article.blocks.before(own)), ABOVE)
    below = islice(article.blocks.onward(article.blocks.after(own)), BELOW)
    for block in (own, *above, *below):
        yield from _in_block(block, quote)


def _in_block(block: Block, quote: Span) -> Iterator[Attribution]:
    """Yield the possible speakers of a quote in a block, with their places in the source."""
    if block.kind in LITERAL:
        return
    near, _ = block.rendered_span(quote.start, quote.end)
    for start, end in block.parts:
        shown = without_tags(block.rendered[start:end])
        quotations = [each for each in quotation_contexts(shown) if score_quotation(each)[0] >= MIN_SCORE]
        spans = [each.span for each in outermost(quotations)]
        for found in possible_speakers(shown, spans, near - start):
            here = placed(found, block, start)
            if here:
                yield here
