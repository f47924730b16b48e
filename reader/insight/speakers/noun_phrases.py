"""Noun phrases beside a verb of saying: its subject, with titles and appositions."""

from reader.insight.speakers.grammar import Grammar
from reader.insight.speakers.tokens import MARKS

LONGEST = 40  # tokens in a phrase with its appositions
LONGEST_BETWEEN = 6  # tokens from a pronoun to its verb: “he laughed and said”
LONGEST_LABEL = 8  # tokens of a name before a colon
LONGEST_BRACKET = 12  # tokens in brackets, such as a senator's party and state

Phrase = tuple[int, int]  # the first token, and the one after the last


# After a verb: “said Jane Doe, a farmer from Ohio”


def phrase_after(grammar: Grammar, first: int, limit: int) -> Phrase | None:
    """Return the noun phrase that begins with a token and ends before a limit; None if none begins there."""
    limit = min(limit, first + LONGEST)
    if first >= limit or not grammar.begins_phrase(first):
        return None
    if grammar.tokens.small[first] not in grammar.words.pronouns or (first + 1 < limit and grammar.is_noun(first + 1)):
        return first, _with_appositions(grammar, first, _core_end(grammar, first, limit), limit)
    if not grammar.is_indefinite(first):
        return first, first + 1
    end = (
        _core_end(grammar, first, limit)
        if grammar.tokens.small[first + 1 : first + 2] == [grammar.words.of]
        else first + 1
    )
    is_named = end + 1 < limit and grammar.tokens.words[end + 1][0].isupper()  # “said another, Jane Doe”
    return first, _with_appositions(grammar, first, end, limit) if is_named else end


def _core_end(grammar: Grammar, first: int, limit: int) -> int:
    """Return where the phrase that begins with a token ends before its appositions."""
    is_common = grammar.tokens.small[first] in grammar.words.articles or grammar.is_indefinite(first)
    goes_on = _continues_common if is_common else _continues_name
    at = first + 1
    while at < limit:
        if grammar.tokens.words[at] == "(":
            at = _bracket_end(grammar, at, limit)
        elif not goes_on(grammar, at, limit):
            break
        else:
            at += 1
    return min(at, limit)


def _bracket_end(grammar: Grammar, at: int, limit: int) -> int:
    closing = range(at + 1, min(limit, at + LONGEST_BRACKET))
    return next((each + 1 for each in closing if grammar.tokens.words[each] == ")"), limit)


def _continues_name(grammar: Grammar, at: int, limit: int) -> bool:
    """Return True if a token continues a name: “Jane Doe of Ohio”."""
    small, words = grammar.tokens.small[at], grammar.words
    if grammar.joins_names(at) or grammar.is_within_name(at, limit):
        return True
    if small in words.inner_prepositions:
        return _continues_with(grammar, at + 1, limit) and (
            small == words.of or grammar.tokens.words[at + 1][0].isupper()
        )
    return grammar.is_noun(at) or (small in words.articles and grammar.tokens.small[at - 1] in words.inner_prepositions)


def _continues_common(grammar: Grammar, at: int, limit: int) -> bool:
    """Return True if a token continues a phrase that begins with an article: “a farmer in the north who saw it”."""
    word, small, words = grammar.tokens.words[at], grammar.tokens.small[at], grammar.words
    if small in words.joining:
        return grammar.joins_names(at)
    if small in words.inner_prepositions or small in words.prepositions or small in words.relative:
        return _continues_with(grammar, at + 1, limit)
    return word not in MARKS and small not in words.times and small not in words.conjunctions


def _continues_with(grammar: Grammar, at: int, limit: int) -> bool:
    """Return True if a phrase continues with a token after a preposition."""
    words = grammar.words
    if at >= limit or grammar.tokens.words[at] in MARKS:
        return False
    small = grammar.tokens.small[at]
    return small not in words.times and (small in words.articles or small not in words.pronouns)


def _with_appositions(grammar: Grammar, first: int, end: int, limit: int) -> int:
    """Return the end of a phrase including the appositions after commas."""
    small = grammar.tokens.small
    while end + 1 < limit and small[end] == ",":
        if not grammar.begins_apposition(end + 1, is_known=end - first == 1):
            break
        at = end + 1
        while at < limit and small[at] not in ("—", "–", ";", ":"):
            if small[at] == "," and (at + 1 == limit or grammar.ends_apposition(at + 1)):
                break
            at += 1
        end = at
        if at == limit or small[at] == ",":
            break
    return end


# Before a verb: “In a statement, Jane Doe, a farmer, said”


def phrase_before(grammar: Grammar, verb: int, start: int) -> Phrase | None:
    """Return the subject of a verb, which begins at a token or after it; None if none is found, or it is passive."""
    end = _subject_end(grammar, verb, start)
    if end is None or end <= start:
        return None
    small, words = grammar.tokens.small, grammar.words
    last = end
    if small[end - 1] == ",":
        opening = _last_before(grammar, ",", end - 1, start)
        if opening is None:
            return None
        is_known = opening == start + 1 or small[opening - 2] == ","
        last = end if grammar.begins_apposition(opening + 1, is_known=is_known) else opening
        end = opening
    elif small[end - 1] == ")":
        bracket = _last_before(grammar, "(", end - 1, start)
        if bracket is None:
            return None
        end = bracket
    elif small[end - 1] in words.relative and end - 2 > start:  # “a sign that said”
        end = last = end - 2 if small[end - 2] == "," else end - 1
    first = _first_of(grammar, end, start)
    if first is None or (first > start and small[first - 1] in words.unsaid):  # “Doe, not Roe, who said”
        return None
    if last > end and _is_governed(grammar, first, start):  # “The letter, signed by its author, Jane Doe, said”
        return None
    return _with_name_before(grammar, first, start), last


def _subject_end(grammar: Grammar, verb: int, start: int) -> int | None:
    """Return where the subject ends before a verb and its adverbs; None if the verb is passive."""
    at = verb
    while at > start and grammar.is_adverb(at - 1):
        at -= 1
        if grammar.tokens.small[at] in grammar.words.passive:
            return None
    return at


def _last_before(grammar: Grammar, mark: str, end: int, start: int) -> int | None:
    """Return the last comma or bracket after a start and before an end; a comma before an “and” is one of a list."""
    small = grammar.tokens.small
    for at in range(end - 1, max(start, end - LONGEST), -1):
        if small[at] == mark and small[at + 1] not in grammar.words.joining:
            return at
    return None


def _with_name_before(grammar: Grammar, first: int, start: int) -> int:
    """Return where a phrase begins that may be the apposition of a name: “Jane Doe, president of the bank said”."""
    tokens = grammar.tokens
    if first - 2 < start or tokens.small[first - 1] != "," or tokens.small[first] not in grammar.words.appositions:
        return first
    name = _first_of(grammar, first - 1, start)
    if name is None or not tokens.words[first - 2][0].isupper() or _is_governed(grammar, name, start):
        return first
    is_clause = name == start and tokens.words[start].endswith("ing")  # “Quoting Doe, the mayor said”
    return first if is_clause else name


def _is_governed(grammar: Grammar, first: int, start: int) -> bool:
    """Return whether a phrase follows a preposition, as in “a letter to Jane Doe, the mayor said”."""
    small, words = grammar.tokens.small, grammar.words
    at = first - 1 if first > start and small[first - 1] in words.articles else first
    return at > start and small[at - 1] in words.outer_prepositions


def _first_of(grammar: Grammar, end: int, start: int) -> int | None:
    """Return the first token of the phrase that ends before a token."""
    at = end - 1
    if grammar.tokens.small[at] in grammar.words.pronouns:
        return at
    if not grammar.is_noun(at):
        return None
    while at > start and _continues_back(grammar, at - 1):
        at -= 1
    if grammar.tokens.small[at] in grammar.words.outer_prepositions:
        return _name_at_end(grammar, at, end)
    while at < end - 1 and (grammar.is_adverb(at) or grammar.tokens.small[at] in grammar.words.conjunctions):
        at += 1
    return at


def _continues_back(grammar: Grammar, at: int) -> bool:
    """Return True if a token belongs to the phrase that continues after it."""
    tokens, words = grammar.tokens, grammar.words
    word, small, following = tokens.words[at], tokens.small[at], tokens.small[at + 1]
    if following in words.articles:  # an article begins a phrase, unless that belongs to the one before it
        return small in words.outer_prepositions
    if small in words.outer_prepositions or small in words.articles or grammar.joins_names(at):
        return True
    is_name = word[0].isupper() and word not in MARKS and small not in words.conjunctions | words.pronouns
    if not (is_name or grammar.is_noun(at)):
        return False
    return not (small in words.auxiliaries or small in words.finite or grammar.is_past(at))


def _name_at_end(grammar: Grammar, preposition: int, end: int) -> int:
    """Return where the subject begins after a phrase such as “in a statement”, which has no comma after it."""
    tokens, words = grammar.tokens, grammar.words
    at = end - 1
    while at - 1 > preposition and tokens.words[at - 1][0].isupper():
        if tokens.small[at - 1] in words.outer_prepositions or tokens.small[at - 1] in words.times:
            break
        at -= 1
    return at - 1 if at - 2 > preposition and tokens.small[at - 1] in words.articles else at


# Between a quotation and a verb: “… Jane Doe, a farmer, said”


def phrase_between(grammar: Grammar, first: int, verb: int) -> Phrase | None:
    """Return the subject of a verb if a quotation ends right before it; None if anything else is there."""
    tokens, words = grammar.tokens, grammar.words
    phrase = phrase_before(grammar, verb, first)
    if tokens.small[first] in words.pronouns - words.articles:
        is_subject = (phrase and phrase[0] == first) or verb - first < LONGEST_BETWEEN
        return (first, first + 1) if is_subject else None
    if phrase is None or not grammar.begins_phrase(first):
        return None
    between = tokens.small[first : phrase[0]]
    if "," in between:
        between = between[: between.index(",")]  # what follows is an apposition that is not closed
    is_clause = any(
        each in words.finite or (each in words.conjunctions and each not in words.joining) for each in between
    )
    return None if is_clause else (first, phrase[1])


def is_label(grammar: Grammar, first: int, end: int) -> bool:
    """Return True if there is only a name before a colon, as in a transcript."""
    words = grammar.tokens.words
    is_short = end - first <= LONGEST_LABEL
    return is_short and all(
        words[at][0].isupper() or words[at] in "()" or (at > first and grammar.is_within_name(at, end))
        for at in range(first, end)
    )
