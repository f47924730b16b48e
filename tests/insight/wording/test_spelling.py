"""Spellings of one word have one form, and no two words do."""

import pytest

from reader.insight.wording.spelling import one_spelling

BRITISH_AMERICAN = """
labour labor, honourable honorable, neighbourhood neighborhood, favourite favorite, programmes programs
travelled traveled, modelling modeling, counselled counseled, centre center, centred centered, kilometres kilometers
theatre theater, organisation organization, organised organized, analyse analyze, defence defense, licence license
practised practiced, grey gray, fulfil fulfill, fulfilment fulfillment, enrol enroll, skilful skillful, dialogue dialog
judgement judgment, towards toward, learnt learned, spelt spelled, sceptical skeptical, manoeuvred maneuvered
manoeuvring maneuvering, instalments installments, catalogues catalogs, defenceless defenseless, offences offenses
ploughed plowed, tyres tires, cheques checks, worshipped worshiped, leukaemia leukemia, mum mom, cafés cafes
"""


@pytest.mark.parametrize("pair", BRITISH_AMERICAN.replace("\n", ",").strip(",").split(","))
def test_british_and_american_spellings_have_one_form(pair: str) -> None:
    british, american = pair.split()
    assert one_spelling(british) == one_spelling(american)


@pytest.mark.parametrize(
    "pair", ["filled filed", "four for", "hour hor", "our or", "thrust throughst", "mumble momble", "resumé resume"]
)
def test_other_words_do_not(pair: str) -> None:
    left, right = pair.split()
    assert one_spelling(left) != one_spelling(right)
