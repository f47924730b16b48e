"""Attributions of the quotations in a paragraph: patterns with hand-set confidences, and rules for what carries over.

The confidence of a pattern is the share of quotations whose right speaker it names, as measured on English news.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.insight.speakers import doubts
from reader.insight.speakers.english import ENGLISH
from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.noun_phrases import Phrase, is_label, phrase_after, phrase_before, phrase_between
from reader.insight.speakers.short_names import is_pronoun, short_name
from reader.insight.speakers.tokens import DASHES, QUOTATION, SENTENCE_ENDS, Tokens
from reader.insight.speakers.words import Words
from reader.insight.suggestion import Attribution
from reader.text.span import Span

WIDEST = 40  # tokens between a quotation and its verb
NEAR = 8  # tokens after a verb that hardly ever hold another clause

SUBJECT_VERB = 0.996  # “…,” NP said
VERB_SUBJECT = 0.98  # “…,” said NP
AFTER_MARK = 0.967  # “…?” NP said
BEFORE = 0.98  # NP said, “…”
JOINED = 0.96  # NP said “…”
EMBEDDED = 0.85  # NP said that it was “…”
FAR = 0.81  # NP said with many words between, “…”
LABEL = 0.93  # NP: “…”
ACCORDING = 0.97  # according to NP, “…”
PARTICIPLE = 0.77  # NP did this, adding, “…”
RARE_VERB = 0.91  # NP lamented, “…”
SENTENCE_BEFORE = 0.75  # NP said so. “…”
SENTENCE_BETWEEN = 0.75  # “…,” NP said. Somebody laughed. “…”
UNSAID = 0.85  # NP never said, “…”
CARRIED = 0.976  # the quotation before it has the same speaker
OWN = 0.9  # from here on a quotation's own attribution goes before the one that carries over


def attribute(text: str, quotations: Sequence[Span], words: Words = ENGLISH) -> list[Attribution | None]:
    """Return who says each quotation of a paragraph, None where that is not found.

    Args:
        text: The paragraph.
        quotations: The quotations, in order and without overlaps; each is read as one word.
        words: The words of the paragraph's language.
    """
    return _Paragraph(Grammar(Tokens(text, quotations), words)).attributions()


def announced(above: str, words: Words = ENGLISH) -> Attribution | None:
    """Return who says the quotation that follows a paragraph such as “Jane Doe continued:”; None if nobody is found."""
    paragraph = _Paragraph(Grammar(Tokens(above, [Span(len(above), len(above))]), words))
    return paragraph.attributions()[0]


class _Paragraph:
    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self._tokens, self._words = grammar, grammar.tokens, grammar.words

    def attributions(self) -> list[Attribution | None]:
        found: list[Attribution | None] = []
        previous: Attribution | None = None
        last = -1
        for token in self._tokens.quotations:
            own = max(self._own(token), key=lambda each: each.confidence, default=None)
            if previous is None:
                own = own or self._sentence_before(token)
            elif own is None or own.confidence < OWN:
                own = self._carried(previous, last, token) or own
            found.append(own)
            previous, last = own or previous, token
        return found

    def _own(self, token: int) -> Iterator[Attribution]:
        """Yield the attributions that stand right after a quotation and right before it.

        Two that are plain and name different people leave it open who speaks: Doe shouted “…,” Roe said.
        """
        after, before = self._after(token), self._before(token)
        is_open = after and before and self._is_beside(before, token) and self._are_others(after, before)
        for each in (after, before):
            if each:
                yield _at_most(RARE_VERB, each) if is_open else each

    def _made(self, phrase: Phrase | None, first: int, end: int, confidence: float) -> Attribution | None:
        """Return the attribution to a phrase by the tokens of a cue; None without a phrase."""
        if phrase is None:
            return None
        if doubts.is_unsaid(self._grammar, first, phrase):
            confidence = min(confidence, UNSAID)
        speaker = self._tokens.span(*phrase)
        return Attribution(
            speaker,
            self._tokens.span(first, end),
            short_name(speaker.of(self._tokens.text), self._words),
            confidence,
        )

    def _is_beside(self, found: Attribution, token: int) -> bool:
        """Return whether a clear verb of saying is right before a quotation, apart from a mark."""
        if not found.cue:
            return False
        is_common = self._tokens.small[self._tokens.at(found.cue.start)] in self._words.common
        return is_common and self._tokens.at(found.cue.end) >= token - 1

    def _are_others(self, one: Attribution, other: Attribution) -> bool:
        """Return whether two attributions name different people, neither of them by a pronoun or by part of a name."""
        names = sorted((one.name, other.name), key=len)
        return names[0] not in names[1] and not any(is_pronoun(each, self._words) for each in names)

    # After the quotation

    def _after(self, token: int) -> Attribution | None:
        tokens, grammar = self._tokens, self._grammar
        last, first = tokens.last_char(token), token + 1
        if first >= len(tokens):
            return None
        has_comma = last == "," or tokens.small[first] == ","
        if last == "." and not has_comma:
            return None
        if tokens.small[first] in (",", *DASHES):
            first += 1
        limit = min(tokens.sentence_end(first), first + WIDEST)
        if first >= limit or (not has_comma and grammar.begins_sentence(first)):
            return None
        if tokens.small[first] in self._words.according:
            return self._made(phrase_after(grammar, first + 2, limit), first, first + 2, ACCORDING)
        verbs = (at for at in range(first, limit) if grammar.end_of_verb(at) and not self._is_relative(at, first))
        verb = next(verbs, None)
        if verb is None or not (has_comma or tokens.small[verb] in self._words.common):
            return None
        found = self._verb_after(first, verb, limit, has_comma=has_comma)
        waiting = doubts.pending_subject(grammar, token) if verb == first else None
        if waiting:
            return self._made(waiting, verb, grammar.end_of_verb(verb), PARTICIPLE)
        return _at_most(EMBEDDED, found) if found and doubts.is_asked(grammar, token) else found

    def _is_relative(self, verb: int, first: int) -> bool:
        """Return whether a verb is that of a relative clause: “…,” an official, whom nobody had asked, said."""
        small, relative = self._tokens.small, self._words.relative
        if verb > first + 1 and small[verb - 1] in relative:
            return True
        comma = next((at for at in range(verb - 1, first - 1, -1) if small[at] == ","), None)
        return comma is not None and small[comma + 1] in relative and small[verb + 1 : verb + 2] == [","]

    def _verb_after(self, first: int, verb: int, limit: int, *, has_comma: bool) -> Attribution | None:
        """Return the attribution by the first verb of saying after a quotation."""
        end, is_of_another = self._grammar.end_of_verb(verb), False
        if verb == first:
            phrase, confidence = phrase_after(self._grammar, end, limit), VERB_SUBJECT
        else:
            phrase, confidence = phrase_between(self._grammar, first, verb), SUBJECT_VERB
            is_of_another = doubts.is_of_another(self._grammar, end, limit)
        if self._tokens.small[verb] not in self._words.common:
            confidence = RARE_VERB
        elif not has_comma:
            confidence = AFTER_MARK
        if is_of_another:
            confidence = EMBEDDED
        return self._made(phrase, verb, end, confidence)

    # Before the quotation

    def _before(self, token: int) -> Attribution | None:
        tokens, words, grammar = self._tokens, self._words, self._grammar
        start = tokens.sentence_start(token)
        mark = tokens.small[token - 1]
        last = token - 1 if mark in (",", ":", *words.introducing, *DASHES) else token
        if start >= last:
            return None
        if tokens.small[start] in words.according and start + 2 < last:
            return self._made(self._according_to(start + 2, last, mark), start, start + 2, ACCORDING)
        for at in range(last - 1, max(start, last - WIDEST) - 1, -1):
            if tokens.words[at] == QUOTATION:
                return None
            if grammar.end_of_verb(at):
                return self._verb_before(at, self._clause_start(at, start), last, mark)
            if tokens.small[at] in words.participles or tokens.small[at - 1 : at + 1] == words.infinitive:
                return self._participle_before(at, self._clause_start(at, start, self._tokens.words), last)
        if mark == ":" and is_label(grammar, start, last):
            return self._made((start, last), last, last + 1, LABEL)
        return None

    def _according_to(self, first: int, last: int, mark: str) -> Phrase | None:
        """Return who is named between “according to” and a quotation: According to NP, the work will “…”."""
        phrase = phrase_after(self._grammar, first, last)
        if not phrase or phrase[1] < last or mark == ",":
            return phrase
        comma = next((at for at in range(first, last) if self._tokens.small[at] == ","), last)
        return phrase_after(self._grammar, first, comma)  # what follows is not an apposition, as no comma ends it

    def _clause_start(self, verb: int, start: int, words: Sequence[str] | None = None) -> int:
        """Return the first token of the clause of a verb; dashes end it unless they count as commas."""
        words = words or self._tokens.small
        ends = (QUOTATION, ";", ":", "—", "–")
        return next((at + 1 for at in range(verb - 1, start - 1, -1) if words[at] in ends), start)

    def _verb_before(self, verb: int, start: int, last: int, mark: str) -> Attribution | None:
        """Return the attribution by the last verb of saying before a quotation."""
        tokens, words, grammar = self._tokens, self._words, self._grammar
        end = grammar.end_of_verb(verb)
        confidence = self._confidence_before(verb, last - end, mark)
        before = tokens.small[verb - 1] if verb > start else ","
        phrase = phrase_before(grammar, verb, start)
        if phrase and tokens.small[phrase[1]] in words.relative:
            confidence = min(confidence, RARE_VERB)
        elif phrase is None and before in words.joining:
            phrase, confidence = self._main_subject(start, verb), min(confidence, EMBEDDED)
        if phrase is None and end < last and (before in words.conjunctions - words.relative or before == ","):
            phrase = phrase_after(grammar, end, last)  # But, said NP, “…”
        return self._made(phrase, verb, end, confidence)

    def _confidence_before(self, verb: int, distance: int, mark: str) -> float:
        if mark not in (",", ":"):
            return EMBEDDED if distance else JOINED
        if distance > NEAR:
            return FAR
        return BEFORE if self._tokens.small[verb] in self._words.common else RARE_VERB

    def _participle_before(self, participle: int, start: int, last: int) -> Attribution | None:
        """Return the attribution by “adding” and the like, whose subject is that of the main clause."""
        if participle == start or last - participle > NEAR:
            return None
        before = self._tokens.small[participle - 1]
        if before != "," and before not in self._words.before_participles and not before.endswith("ly"):
            return None
        phrase = self._main_subject(start, participle)
        return self._made(phrase, participle, participle + 1, PARTICIPLE)

    def _main_subject(self, start: int, end: int) -> Phrase | None:
        """Return the subject of the last verb of saying that has one, else of the last verb that begins a clause."""
        grammar = self._grammar
        for verb in range(end - 2, start, -1):
            is_saying = self._tokens.small[verb] in self._words.common and grammar.end_of_verb(verb)
            if is_saying and (phrase := phrase_before(grammar, verb, start)):
                return phrase
        for verb in range(end - 1, start, -1):
            if grammar.is_finite(verb):
                phrase = phrase_before(grammar, verb, start)
                if phrase and (phrase[0] == start or grammar.begins_clause(phrase[0])):
                    return phrase
        return None

    def _sentence_before(self, token: int) -> Attribution | None:
        """Return the attribution by the sentence before a quotation that begins a sentence."""
        tokens, grammar = self._tokens, self._grammar
        if token < 2 or tokens.words[token - 1] not in SENTENCE_ENDS:
            return None
        start = tokens.sentence_start(token - 1)
        for verb in range(token - 2, start, -1):
            if tokens.words[verb] == QUOTATION:
                return None
            end = grammar.end_of_verb(verb)
            if end and tokens.small[verb] in self._words.common:
                phrase = phrase_before(grammar, verb, self._clause_start(verb, start))
                return self._made(phrase, verb, end, SENTENCE_BEFORE)
        return None

    # From the quotation before

    def _carried(self, previous: Attribution, last: int, token: int) -> Attribution | None:
        """Return the attribution of the quotation before if it also applies to this one."""
        tokens = self._tokens
        start = tokens.sentence_start(token)
        cue_start, cue_end = previous.cue or (0, 0)
        if start == token:
            first = max(last + 1, tokens.at(cue_end))
            most = SENTENCE_BETWEEN if doubts.is_interrupted(self._grammar, first, token) else CARRIED
            return _at_most(most, previous)
        is_participle = tokens.small[token - 2] in self._words.participles
        goes_on = tokens.small[token - 1] == "," or (tokens.small[token - 1] == ":" and is_participle)
        if goes_on and cue_start > tokens.end(last) >= tokens.starts[start]:
            cue = tokens.span(token - 2, token - 1) if is_participle else previous.cue  # “…,” he said, adding: “…”
            return replace(previous, cue=cue, confidence=BEFORE)
        return None


def _at_most(confidence: float, found: Attribution) -> Attribution:
    return replace(found, confidence=min(found.confidence, confidence))
