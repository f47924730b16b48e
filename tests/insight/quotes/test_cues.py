"""Cues of quotes: what each is worth, and how far around a quotation it is looked for."""

import pytest

from reader.insight.quotes.context import QuotationContext, quotation_contexts
from reader.insight.quotes.cues import QUOTE_CUES, is_title
from reader.insight.quotes.detector import MIN_SCORE, PARTIAL_SCORE, SURE_SCORE, score_quotation
from tests.support.scores import log_odds


def only(text: str, above: str = "", below: str = "") -> QuotationContext:
    """Return the only quotation of a block, or the first, whose text is not nested."""
    return next(quotation_contexts(text, above, below))


def cues(quotation: QuotationContext) -> list[str]:
    return [cue.reason.format(match) for cue in QUOTE_CUES if (match := cue.match(quotation))]


CAPITAL, ONE_SENTENCE, SENTENCE_END = "begins with a capital", "at most one sentence", "ends like a sentence"
COMMA, COLON, WHOLE = "a comma before the closing mark", "a colon before it", "a sentence of its own"
AFTER = "a comma after the closing mark"
FEW, NO_END, EMBEDDED, SMALL = (
    "a word or two",
    "no punctuation at its end",
    "part of a sentence",
    "begins with a small letter",
)

# A quotation, its log odds, and its cues.
EXAMPLES = [
    ("“We sank,” the pilot told us.", 2.5, {"closing mark followed by “told”", COMMA, CAPITAL, ONE_SENTENCE, FEW}),
    (
        "“We sank at dawn. Nobody saw the light. It was dark,” she said.",
        3.5,
        {"closing mark followed by “said”", COMMA, CAPITAL, "11 words long"},
    ),
    ("“We sank”, the pilot told us.", 2.5, {"closing mark followed by “told”", AFTER, CAPITAL, ONE_SENTENCE, FEW}),
    ("He said “We sank”, and slept.", -2.5, {"“said” before the opening mark", CAPITAL, ONE_SENTENCE, NO_END, FEW}),
    ("„Das Boot ist leck“, sagte sie.", 4.0, {"closing mark followed by “sagte”", AFTER, CAPITAL, ONE_SENTENCE}),
    ("„Das Boot ist leck“, so die Lotsin.", 4.0, {"closing mark followed by “so”", AFTER, CAPITAL, ONE_SENTENCE}),
    ("„De boot is lek”, volgens Ada.", 4.0, {"closing mark followed by “volgens”", AFTER, CAPITAL, ONE_SENTENCE}),
    (
        "« Le bateau prend l’eau », a déclaré Anne.",
        4.0,
        {"closing mark followed by “déclaré”", AFTER, CAPITAL, ONE_SENTENCE},
    ),
    ("“I was there…” he added.", 4.0, {"closing mark followed by “added”", SENTENCE_END, CAPITAL, ONE_SENTENCE}),
    ("“We sank” the pilot told us.", -3.5, {CAPITAL, ONE_SENTENCE, NO_END, FEW}),
    ("The pilot added, “We sank.”", 1.5, {"“added” before the opening mark", SENTENCE_END, CAPITAL, ONE_SENTENCE, FEW}),
    (
        "The pilot added: “We sank.”",
        2.5,
        {"“added” before the opening mark", COLON, SENTENCE_END, CAPITAL, ONE_SENTENCE, FEW},
    ),
    (
        "The pilot shouted “We sink!”",
        0.5,
        {"“shouted” before the opening mark", SENTENCE_END, CAPITAL, ONE_SENTENCE, FEW},
    ),
    ("He added, “all of it.”", 2.0, {"“added” before the opening mark", SENTENCE_END, ONE_SENTENCE}),
    ("“All boats must be in by nine.”", 2.5, {WHOLE, SENTENCE_END, CAPITAL, ONE_SENTENCE}),
    ("“All boats must be in by nine at night.”", 3.0, {WHOLE, SENTENCE_END, CAPITAL, ONE_SENTENCE, "9 words long"}),
    (
        "The pilot laughed. “All boats are in.”",
        3.0,
        {WHOLE, "continues after “laughed”", SENTENCE_END, CAPITAL, ONE_SENTENCE},
    ),
    ("All of the boats are in.”", 0.0, {WHOLE, SENTENCE_END, CAPITAL, ONE_SENTENCE, "no opening mark"}),
    ("“All boats sank.", -2.0, {WHOLE, SENTENCE_END, CAPITAL, ONE_SENTENCE, "no closing mark"}),
    ("“all of the boats are in.”", -0.5, {WHOLE, SENTENCE_END, ONE_SENTENCE, SMALL}),
    ("They want “boats” back.", -9.0, {ONE_SENTENCE, SMALL, NO_END, EMBEDDED, FEW}),
    (
        "She read “The Old Lighthouse” aloud.",
        -3.0,
        {"“read” before the opening mark", CAPITAL, ONE_SENTENCE, NO_END, "a title"},
    ),
    (
        "They sang the song “The Old Lighthouse at Night” aloud.",
        -8.5,
        {CAPITAL, ONE_SENTENCE, NO_END, EMBEDDED, "a title", "a name"},
    ),
    (
        "‘The harbour is full,’ she said.",
        -1.0,
        {"closing mark followed by “said”", COMMA, CAPITAL, ONE_SENTENCE, "in single marks"},
    ),
]


@pytest.mark.parametrize(("text", "expected", "shown"), EXAMPLES)
def test_cues_add_up(text: str, expected: float, shown: set[str]) -> None:
    quotation = only(text)
    assert set(cues(quotation)) == shown
    assert log_odds(score_quotation(quotation)[0]) == expected


def test_a_quotation_within_another_is_hardly_speech() -> None:
    _, inner = quotation_contexts("“He told me «Never again.» and left,” she said.")
    assert "within a quotation" in cues(inner)
    assert log_odds(score_quotation(inner)[0]) == -6.0


def test_the_blocks_above_and_below_count() -> None:
    announced = only("“Nobody saw the light.”", above="The pilot said: ")
    assert (COLON in cues(announced), log_odds(score_quotation(announced)[0])) == (True, 3.5)
    unclosed = only("“All of the boats are in.", below=" “By nine.")
    assert "continues in the next paragraph" in cues(unclosed)
    assert log_odds(score_quotation(unclosed)[0]) == -0.5
    assert not only("“All of the boats are in.”", below="“By nine.").continues, "it is closed"
    assert not only("“All of the boats are in.", below="By nine.").continues


@pytest.mark.parametrize(
    ("text", "cue", "shows"),
    [
        ("“No,” the very old pilot of the ferry said.", "closing mark followed by “said”", True),
        ("“No,” the very old pilot of the last ferry said.", "closing mark followed by “said”", False),
        ("“Is it?” she said.", "closing mark followed by “said”", True),
        ("“It is!” she said.", "closing mark followed by “said”", True),
        ("“It is—” she said.", "closing mark followed by “said”", True),
        ("“It is.” she said.", "closing mark followed by “said”", False),
        ("He said to the pilot and us: “No.”", "“said” before the opening mark", True),
        ("He said to the old pilot and us: “No.”", "“said” before the opening mark", False),
        ("He said to us; “No.”", "“said” before the opening mark", False),
        ("He said “No.”", "“said” before the opening mark", True),
        ("He said it “No.”", "“said” before the opening mark", False),
        ("He said that all of it had now gone for good. “No.”", "continues after “said”", True),
        ("He said that all of it had by now gone for good. “No.”", "continues after “said”", False),
        ("The song of the “Harbour”", "a name", True),
        ("The song of the old “Harbour”", "a name", False),
        ("The Song of the “Harbour”", "a name", True),
        ("“One two three four five six seven.”", "7 words long", False),
        ("“One two three four five six seven eight.”", "8 words long", True),
        ("“One two.”", FEW, True),
        ("“One two three.”", FEW, False),
        ("“It sank. It did.”", ONE_SENTENCE, False),
        ("“It sank. ‘It did.’”", ONE_SENTENCE, False),
        ("“It sank... it did.”", ONE_SENTENCE, True),
        ("He left. “It sank.”", WHOLE, True),
        ("“It sank.” it was.", WHOLE, False),
        ("“It sank,”", WHOLE, False),
        ("He read: “it sank.”", SMALL, False),
        ("He saw: “it sank.”", SMALL, True),
        ("the pact “sank.”", EMBEDDED, True),
        ("the pact (“sank.”", EMBEDDED, False),
        ("“It sank-”", NO_END, False),
        ("“It sank)”", NO_END, True),
        ("‚It sank,‘ he said.", "in single marks", True),
    ],
)
def test_where_a_cue_begins_and_ends(text: str, cue: str, shows: bool) -> None:
    assert (cue in cues(only(text))) is shows


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("“The Old Lighthouse”", True),
        ("“The Lighthouse of the North”", True),
        ("“The Old lighthouse”", False),
        ("“Lighthouse of the”", False),
        ("“Where Are the Boats?”", False),
        ("“Take All Boats!”", False),
    ],
)
def test_a_title_has_two_words_or_more_and_all_of_them_large(text: str, is_one: bool) -> None:
    assert is_title(only(text)) is is_one


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("They want “all of the boats” back.", PARTIAL_SCORE),
        ("They want “all the boats” back.", 0.0006),
        ("They want “All Of The Boats” back.", 0.0015),
        ("«They want “all of the boats” back»", 0.0),
        ("He added, “all of the boats.”", 0.8808),
    ],
)
def test_some_words_within_a_sentence_have_a_least_score(text: str, score: float) -> None:
    *_, last = quotation_contexts(text)
    assert round(score_quotation(last)[0], 4) == score


def test_the_tiers() -> None:
    """Weights are multiples of a half; these are the log odds on both sides of each tier."""
    assert (MIN_SCORE, PARTIAL_SCORE, SURE_SCORE) == (0.1, 0.2, 0.9)
    assert [log_odds(each) for each in (MIN_SCORE, PARTIAL_SCORE, SURE_SCORE)] == [-2.197, -1.386, 2.197]


def test_every_cue_has_an_example() -> None:
    """So a weight that changes is noticed."""
    quotations = [only(text) for text, *_ in EXAMPLES]
    without = [cue.reason for cue in QUOTE_CUES if not any(map(cue.match, quotations))]
    assert without == ["continues in the next paragraph", "within a quotation"], "these have tests of their own"
