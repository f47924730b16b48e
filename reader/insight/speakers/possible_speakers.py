"""All possible speakers of a quotation, the likeliest first: for a person to choose from if the program is not sure.

`reader.insight.speakers.attributions` finds the most likely speaker. This module finds the others: subjects of verbs of
saying, and names, near the quotation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.insight.speakers.attributions import attribute
from reader.insight.speakers.english import ENGLISH
from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.noun_phrases import phrase_after, phrase_before
from reader.insight.speakers.short_names import short_name
from reader.insight.speakers.tokens import QUOTATION, Tokens
from reader.insight.speakers.words import Words
from reader.insight.suggestion import Attribution
from reader.text.span import Span

# The confidence in the subject of a verb of saying near a quotation, in a name, and in one like “in Skagen”.
NEARBY, NAMED, PLACED = 0.5, 0.3, 0.1


def possible_speakers(
    text: str, quotations: Sequence[Span], near: int, words: Words = ENGLISH
) -> Iterator[Attribution]:
    """Yield the possible speakers of a quotation in a paragraph or beside it: first those of the nearest quotations.

    Then come the subjects of verbs of saying outside of quotations, and then names. Some may come several times.

    Args:
        text: The paragraph.
        quotations: Its quotations, in order and without overlaps.
        near: The place of the quotation that is asked for; 0 or the end of the text if it is in another paragraph.
        words: The words of the paragraph's language.
    """
    grammar = Grammar(Tokens(text, quotations), words)
    for found in (_of_quotations(text, quotations, words), _subjects(grammar), _names(grammar)):
        yield from sorted(found, key=lambda each: _distance(each.speaker, near))


def _distance(speaker: Span, place: int) -> int:
    return max(speaker.start - place, place - speaker.end)


def _of_quotations(text: str, quotations: Sequence[Span], words: Words) -> Iterator[Attribution]:
    yield from (replace(each, confidence=NEARBY) for each in attribute(text, quotations, words) if each)


def _subjects(grammar: Grammar) -> Iterator[Attribution]:
    """Yield the subjects of the verbs of saying in a paragraph, before or after the verb."""
    tokens = grammar.tokens
    for verb in range(len(tokens)):
        end = grammar.end_of_verb(verb)
        if not end:
            continue
        start = tokens.sentence_start(verb)
        before = [at + 1 for at in range(start, verb) if tokens.words[at] == QUOTATION]
        phrase = phrase_before(grammar, verb, max([start, *before])) if verb > start else None
        phrase = phrase or phrase_after(grammar, end, tokens.sentence_end(end))
        if phrase:
            speaker = tokens.span(*phrase)
            yield Attribution(speaker, tokens.span(verb, end), short_name(speaker.of(tokens.text)), NEARBY)


def _names(grammar: Grammar) -> Iterator[Attribution]:
    """Yield the names in a paragraph: words with capitals that are not just due to the beginning of a sentence."""
    tokens = grammar.tokens
    first = 0
    while first < len(tokens):
        end = first
        while end < len(tokens) and (_is_name(grammar, end) or (end > first and _goes_on(grammar, end))):
            end += 1
        is_only_beginning = end == first + 1 and grammar.begins_sentence(first)
        if end > first and not is_only_beginning:
            speaker = _without_possessive(tokens.span(first, end), tokens.text)
            is_placed = first > 0 and tokens.small[first - 1] in grammar.words.outer_prepositions
            yield Attribution(speaker, None, short_name(speaker.of(tokens.text)), PLACED if is_placed else NAMED)
        first = max(end, first + 1)


def _goes_on(grammar: Grammar, at: int) -> bool:
    return grammar.joins_names(at) or grammar.is_within_name(at, len(grammar.tokens))


def _is_name(grammar: Grammar, at: int) -> bool:
    word, small, words = grammar.tokens.words[at], grammar.tokens.small[at], grammar.words
    others = (words.times, words.conjunctions, words.pronouns, words.outer_prepositions, words.articles)
    verbs = (words.finite, words.auxiliaries, words.adverbs)  # with a capital where a sentence begins
    return word[0].isupper() and not any(small in each for each in (*others, *verbs))


def _without_possessive(name: Span, text: str) -> Span:
    return Span(name.start, name.end - 2) if name.of(text).endswith(("’s", "'s")) else name
