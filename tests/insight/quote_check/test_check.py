"""The check of an article: all of its quotations, and what is said about them."""

from collections import Counter

import pytest

from reader.insight.quote_check import check as check_module
from reader.insight.quote_check import judge
from reader.insight.quote_check import side_by_side as side_by_side_module
from reader.insight.quote_check.check import check_quotations
from reader.insight.quote_check.original import Original, make_original
from reader.insight.quote_check.quotations import find_quotations
from reader.insight.quote_check.side_by_side import (
    AlignedWords,
    PairedStretch,
    columns,
    reasons,
    side_by_side,
    verdict_words,
    words_without_markup,
)
from reader.insight.quote_check.speaker import is_another
from reader.insight.quote_check.verdict import Checked
from reader.text.rendered_text import shown_in_place
from tests.support.articles import an_article
from tests.support.quoted_speech import ARTICLE, TRANSCRIPT

COUNCIL = make_original("originals/council.txt", TRANSCRIPT, "d" * 64)


def check(text: str, *originals: Original) -> list[Checked]:
    article = an_article(text, "article.txt")
    return check_quotations(article, find_quotations(article), originals)


def test_seven_of_nine_are_altered_and_one_is_invented() -> None:
    found = check(ARTICLE, COUNCIL)
    assert Counter(each.verdict for each in found) == {"altered": 7, "exact": 1, "not-found": 1}
    kinds = [each.differences[0].kind for each in found if each.differences]
    assert kinds == ["negation", "date", "number", "name", "modality", "word", "negation"]
    assert all(each.exact == each.span.of(ARTICLE) for each in found)
    assert all(each.is_fault == (each.verdict != "exact") for each in found)


def test_a_quotation_in_another_language_or_without_originals_is_not_compared() -> None:
    german = (
        "Der Hafen ist zu.\n\n„Wir haben nicht das Geld, das wir für die Kette und für den Hafen brauchen“, sagt sie."
    )
    assert [each.verdict for each in check(german, COUNCIL)] == ["not-compared"]
    assert {each.verdict for each in check(ARTICLE)} == {"not-compared"}
    assert not any(each.is_fault for each in check(ARTICLE))


def test_it_says_why_a_quotation_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (judge, check_module, side_by_side_module):
        monkeypatch.setattr(module, "LONGEST", 20)
    long, foreign = f"“{'We saw it. ' * 100}”", "„Wir haben nicht das Geld, das wir für die Kette brauchen“"
    found = [*check(long, COUNCIL), *check(foreign, COUNCIL), *check(foreign)]
    assert [verdict_words(each).removeprefix("cannot be compared: ") for each in found] == [
        "it has more than 20 words",
        "no original in its language",
        "there are no originals",
    ]


def test_a_few_words_are_found_beside_the_part_they_belong_to() -> None:
    text = "“Nobody knows,” said the mayor, “what the repair costs.” It was late."
    assert [each.verdict for each in check(text, COUNCIL)] == ["exact", "shortened"]
    later = "“What I can say,” said the mayor, “is that the chain has to be repaired.” It was late."
    assert check(later, COUNCIL)[0].verdict == "exact"
    invented = "“Somebody knows,” said the mayor, “what the repair costs.” It was late."
    assert [each.verdict for each in check(invented, COUNCIL)] == ["too-short", "shortened"]


def test_a_title_is_not_a_quotation_that_is_missing() -> None:
    assert check("She wrote “The Long Winter Of The Northern Ferry” in spring.", COUNCIL) == []


def test_exact_words_of_somebody_else_are_flagged() -> None:
    text = "“Do you regret that the council did not act in spring,” asked {}."
    (finch,) = check(text.format("Ms Finch"), COUNCIL)
    (heron,) = check(text.format("Mr Heron"), COUNCIL)
    assert (finch.said_by_another, heron.said_by_another) == (False, True)
    assert reasons(heron)[-1] == "said by MS FINCH"


@pytest.mark.parametrize(
    ("quoted", "said", "is_other"),
    [
        ("the Leeds coach", "JOSE BRANCO", False),
        ("a spokesman for Shell", "MS FINCH", False),
        ("the mayor, a former judge", "MS FINCH", False),
        ("José", "JOSE", False),
        ("coach José Branco of Leeds", "LARS HOLM", True),
        ("Pell", "JUDGE OKAFOR", True),
        ("Olmedo", "LA ALCALDESA", False),
        ("Iñaki Ibarra", "EL SEÑOR IBARRA", False),
        ("Olmedo", "EL SEÑOR IBARRA", True),
        ("Anna Krämer", "OBERBÜRGERMEISTERIN KRÄMER", False),
        ("er", "STADTRAT VOGT", False),
        ("der Trainer", "RALF DIETZ", False),
        ("Vogt", "OBERBÜRGERMEISTERIN KRÄMER", True),
        ("Marc Lefort", "M. LEFORT", False),
    ],
)
def test_only_two_names_are_two_people(quoted: str, said: str, *, is_other: bool) -> None:
    assert is_another(quoted, said) is is_other


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("Chains rust in a year of rain", "Chains +do not+ rust in a year of rain."),
        ("Cables do not rust in a year of rain", "−Cables− +Chains+ do not rust in a year of rain."),
    ],
)
def test_the_original_begins_and_ends_with_the_words_that_are_quoted(words: str, row: str) -> None:
    original = make_original("o.txt", "We know it. Chains do not rust in a year of rain.")
    (found,) = check(f"“{words},” she said.", original)
    shown = (f"{each.here} {each.there}".strip() if each.differs else each.there for each in columns(found))
    assert " ".join(shown).replace("“", "") == row


def test_a_quotation_stands_beside_its_original_stretch_by_stretch() -> None:
    (found,) = check("“I have promised cash to the ferry company,” he said.", COUNCIL)
    assert [(each.here, each.there) for each in side_by_side(found) if each.differs] == [
        ("", "never"),
        ("cash", "money"),
    ]
    assert PairedStretch(" to the ferry company,”", " to the ferry company", False) in side_by_side(found)
    joined = "".join(each.here for each in side_by_side(found)), "".join(each.there for each in side_by_side(found))
    assert found.original
    assert joined == (found.exact, found.original.exact)
    assert reasons(found) == ["a negation", "a word"]


def test_a_record_has_what_the_command_promises() -> None:
    record = check(ARTICLE, COUNCIL)[0].record()
    assert record["differences"] == [{"kind": "negation", "exact": "", "original": "never"}]
    assert record["original"]["exact"] == "I have never promised money to the ferry company"
    assert (record["verdict"], record["originals"]) == ("altered", 1)
    assert check(ARTICLE, COUNCIL)[-1].record()["original"] is None


def test_words_that_are_the_same_stand_under_each_other() -> None:
    (found,) = check("“The harbour will never stay closed until Monday.”", COUNCIL)
    assert [(each.here, each.there, each.differs) for each in columns(found)] == [
        ("“The", "The", False),
        ("harbour", "harbour", False),
        ("will", "will", False),
        ("−never−", "", True),
        ("stay", "stay", False),
        ("closed", "closed", False),
        ("until", "until", False),
        ("−Monday−.”", "+Friday+.", True),
    ]
    assert verdict_words(found) == "altered: a negation, a date"


def test_words_in_another_order_stand_below_each_other_as_a_whole() -> None:
    words = "We have asked forty engineers to look at the chain, the harbour will never stay closed until Friday"
    (found,) = check(f"“{words},” he said.", COUNCIL)
    assert (found.verdict, sorted(each.kind for each in found.differences)) == ("altered", ["negation", "order"])
    assert [each.here for each in columns(found)] == [found.exact]


def test_a_word_that_differs_keeps_the_mark_before_it() -> None:
    (found,) = check("“You have never promised money to the ferry company.”", COUNCIL)
    assert columns(found)[0] == AlignedWords("“−You−", "+I+", True)


def test_a_verdict_is_told_in_words() -> None:
    assert [verdict_words(each) for each in check(ARTICLE, COUNCIL)][-2:] == ["exact", "not found in 1 original"]
    assert verdict_words(check(ARTICLE)[0]) == "cannot be compared: there are no originals"
    assert verdict_words(check("“quite short”", COUNCIL)[0]) == "too short to say"


def test_a_quotation_in_markdown_stands_beside_its_original_without_markup() -> None:
    text = "“The [chain](https://a.example) has to be **mended** before _June_,” said Ms Finch."
    article = an_article(text, "article.md")
    said = "MS FINCH: The chain *has* to be mended before **July**.\n"
    talk = an_article(said, "originals/talk.md")
    original = make_original("originals/talk.md", said, "d" * 64, shown_in_place(talk))
    (found,) = check_quotations(article, find_quotations(article), [original])
    assert found.exact == found.span.of(text)
    shown = [(each.here, each.there) for each in columns(found)]
    assert shown[:3] == [("“The", "The"), ("chain", "chain"), ("has", "has")]
    assert ("−June−", "+July+") in shown
    assert words_without_markup(found) == "“The chain has to be mended before June,”"
