"""Attributions in languages other than English, where they are clear.

The patterns are “…”, sagte NP; “…”, so NP; NP sagte: “…”; NP: “…”; laut NP ist es “…”. Little carries over from one
quotation to the next: where it is not clear, nobody is named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.insight.speakers.other_words import OtherWords
from reader.insight.speakers.tokens import MARKS, QUOTATION, Tokens
from reader.insight.suggestion import Attribution
from reader.text.span import Span

# The confidence of each pattern: the share of quotations whose right speaker it names, as measured on German news.
VERB_SUBJECT = 0.97  # “…”, sagte NP
SUBJECT_VERB = 0.95  # NP sagte: “…”
LABEL = 0.9  # NP: “…”
ACCORDING = 0.9  # Laut NP ist es “…”
CARRIED = 0.9  # “…”, sagte NP. “…”
TURNED = 0.85  # Am Montag sagte NP: “…”
PARTIAL = 0.85  # … „größer wird es nicht“, räumte NP ein, where it may be the subject of the next clause
EMBEDDED = 0.8  # NP sprach von einem “…”

FAR = 25  # tokens between a verb and a quotation in its sentence
LONGEST_LABEL = 8  # tokens
LONGEST_PHRASE = 14  # tokens
MOST_SMALL = 3  # small words between an article and a noun: “der erst 35 Jahre alte …”
LONGEST_APPOSITION = 8  # tokens

_INVERTED = re.compile(r".*-(?:t-)?(ils|elles|il|elle|on)")  # dit-il, a-t-elle

Phrase = tuple[int, int]  # the first token, and the one after the last


def attribute_in(text: str, quotations: Sequence[Span], words: OtherWords) -> list[Attribution | None]:
    """Return who says each quotation of a paragraph, None where that is not clear.

    Args:
        text: The paragraph.
        quotations: The quotations, in order and without overlaps.
        words: The words of the paragraph's language.
    """
    paragraph = _Paragraph(Tokens(text, quotations), words)
    found = list[Attribution | None]()
    for token in paragraph.tokens.quotations:
        found.append(paragraph.after(token) or paragraph.before(token) or paragraph.carried(token, found))
    return found


class _Paragraph:
    def __init__(self, tokens: Tokens, words: OtherWords) -> None:
        self.tokens, self._words, self._small = tokens, words, tokens.small

    def after(self, token: int) -> Attribution | None:
        """Return the attribution right after a quotation: “…”, sagte NP."""
        first = token + 1
        has_comma = self._small[first : first + 1] == [","]
        first += has_comma
        end = self._end_of_verb(first)
        is_sentence = self.tokens.last_char(token) in "?!,"
        if end and (has_comma or is_sentence):
            if (inverted := self._inverted(first, end)) is not None:
                return inverted
            phrase = self._after_verb(end, self.tokens.sentence_end(end))
            return self._made(phrase, first, end, VERB_SUBJECT if self._is_sentence(token) else PARTIAL)
        if has_comma and self._small[first : first + 1] and self._small[first] in self._words.by:
            return self._made(self._phrase(first + 1, self.tokens.sentence_end(first)), first, first + 1, VERB_SUBJECT)
        return None

    def _is_sentence(self, token: int) -> bool:
        """Return whether a quotation begins like a sentence."""
        start = self.tokens.starts[token]
        first = next((each for each in self.tokens.text[start : self.tokens.end(token)] if each.isalnum()), "")
        return not first.islower()

    def carried(self, token: int, others: Sequence[Attribution | None]) -> Attribution | None:
        """Return the attribution of the quotation before if only that is between the two: “…”, sagte NP. “…”."""
        before = others[-1] if others else None
        if before is None or not before.cue:
            return None
        end = max(before.speaker.end, before.cue.end)
        start = self.tokens.starts[token]
        is_next = before.cue.start > self.tokens.starts[self.tokens.quotations[len(others) - 1]]
        is_alone = self.tokens.text[end:start].strip() in (".", "")
        return replace(before, confidence=CARRIED) if is_next and is_alone else None

    def before(self, token: int) -> Attribution | None:
        """Return the attribution in the sentence before a quotation: NP sagte: “…”, or laut NP “…”."""
        start = self.tokens.sentence_start(token)
        has_colon = self._small[token - 1 : token] == [":"] and token > start
        last = token - has_colon
        if start >= last or QUOTATION in self.tokens.words[start:last]:
            return None
        for words in self._words.according:
            if tuple(self._small[start : start + len(words)]) == words:
                phrase = self._phrase(start + len(words), last)
                if phrase:
                    return self._made(phrase, start, start + len(words), ACCORDING)
        verbs = [at for at in range(max(start, last - FAR), last) if self._end_of_verb(at)]
        subject = None if self._small[start] in self._words.no_subject else self._phrase(start, last)
        if not verbs:
            is_label = has_colon and last - start <= LONGEST_LABEL and self._ends_label(subject, last)
            return self._made(subject, last, last + 1, LABEL) if is_label else None
        verb = verbs[-1]
        end = self._end_of_verb(verb)
        if subject and subject[1] in (verb, verb - 1) and not self._is_turned(subject, end):
            return self._made(subject, verb, end, SUBJECT_VERB if has_colon else EMBEDDED)
        if has_colon and self._words.has_noun_capitals:
            return self._made(self._after_verb(end, last), verb, end, TURNED)
        return None

    def _is_turned(self, before: Phrase, end: int) -> bool:
        """Return whether the subject follows the verb: Dem Blatt sagte der Wirt, but not Wren sagte der Zeitung."""
        following, words = self._small[end], self._words
        is_certain = following in words.pronouns or self._small[before[0]] in words.articles
        return following in words.nominative and is_certain

    def _ends_label(self, subject: Phrase | None, last: int) -> bool:
        """Return whether there is only a phrase before a colon, perhaps with a topic: Krämer zur Lage."""
        return subject is not None and (subject[1] == last or self._small[subject[1]] in self._words.about)

    def _end_of_verb(self, at: int) -> int:
        """Return the end of the verb of saying that begins with a token, its auxiliary included; 0 if none does."""
        small, words = self._small, self._words
        if at >= len(small):
            return 0
        if small[at] in words.before_verbs and at + 1 < len(small) and small[at + 1] in words.verbs:
            return at + 2
        if (match := _INVERTED.fullmatch(small[at])) and match[1] in words.pronouns:
            return at + 1 + (small[at + 1 : at + 2] != [] and small[at + 1] in words.verbs)
        return at + 1 if small[at] in words.verbs else 0

    def _inverted(self, verb: int, end: int) -> Attribution | None:
        """Return the attribution by a verb whose subject is written with it: dit-il."""
        match = _INVERTED.fullmatch(self._small[verb])
        if not match or match[1] not in self._words.pronouns:
            return None
        place = self.tokens.span(verb, verb + 1)
        name = Span(place.end - len(match[1]), place.end)
        return Attribution(name, self.tokens.span(verb, end), name.of(self.tokens.text), VERB_SUBJECT)

    def _made(self, phrase: Phrase | None, first: int, end: int, confidence: float) -> Attribution | None:
        if phrase is None:
            return None
        speaker = self.tokens.span(*phrase)
        return Attribution(speaker, self.tokens.span(first, end), self._name(phrase), confidence)

    def _name(self, phrase: Phrase) -> str:
        """Return the name in a phrase: the words before its apposition, or the apposition of a description."""
        first, end = phrase
        comma = next((at for at in range(first, end) if self._small[at] == ","), end)
        described = self._small[first] in self._words.articles and comma + 1 < end
        kept = (comma + 1, end) if described and self._is_capital(comma + 1) else (first, comma)
        return " ".join(self.tokens.span(*kept).of(self.tokens.text).split())

    # Noun phrases

    def _is_capital(self, at: int) -> bool:
        return self.tokens.words[at][:1].isupper()

    def _after_verb(self, first: int, limit: int) -> Phrase | None:
        """Return the subject that follows its verb; None if none does."""
        is_reflexive = self._small[first : first + 1] and self._small[first] in self._words.reflexive
        return self._phrase(first + bool(is_reflexive), limit)

    def _phrase(self, first: int, limit: int) -> Phrase | None:
        """Return the noun phrase that begins with a token and ends before a limit; None if none begins there."""
        limit = min(limit, first + LONGEST_PHRASE)
        if first >= limit:
            return None
        if self._small[first] in self._words.pronouns:
            return first, first + 1
        end = self._core_end(first, limit)
        return (first, self._apposition_end(end, limit)) if end > first else None

    def _core_end(self, first: int, limit: int) -> int:
        """Return where a noun phrase ends before its apposition; its first token if there is no noun."""
        words, at = self._words, first
        has_article = self._small[at] in words.articles or self._small[at].startswith(("l'", "l’"))
        if has_article:
            noun = self._noun(at + (self._small[at] in words.articles), limit)
            if noun is None:
                return first
            at = noun + 1
        elif not self._is_capital(at):
            return first
        while at < limit and self._continues(at, limit, has_article=has_article):
            at += 1
        return at

    def _noun(self, at: int, limit: int) -> int | None:
        """Return the first noun after an article; in German, the first word with a capital."""
        if not self._words.has_noun_capitals:
            return at if at < limit and self.tokens.words[at] not in MARKS else None
        near = range(at, min(limit, at + MOST_SMALL + 1))
        return next((each for each in near if self._is_capital(each) and self.tokens.words[each] not in MARKS), None)

    def _continues(self, at: int, limit: int, *, has_article: bool) -> bool:
        word, small, words = self.tokens.words[at], self._small[at], self._words
        if word in MARKS or word == QUOTATION or small in words.stops or self._end_of_verb(at):
            return False
        following = at + 1 < limit and (self._is_capital(at + 1) or self._small[at + 1] in words.within)
        if small in words.articles and self._is_capital(at - 1) and not words.has_noun_capitals and not following:
            return False  # dijo la alcaldesa Ruiz el lunes
        if self._is_capital(at) or (has_article and not words.has_noun_capitals):
            return True
        return small in words.within and following

    def _apposition_end(self, end: int, limit: int) -> int:
        """Return the end of a phrase with its apposition: “Ida Lund, die Leiterin des Amts”."""
        if self._small[end : end + 1] != [","] or end + 1 >= limit:
            return end
        stop = self._core_end(end + 1, min(limit, end + LONGEST_APPOSITION))
        is_closed = stop >= len(self._small) or self.tokens.words[stop] in MARKS
        return stop if stop > end + 1 and is_closed else end
