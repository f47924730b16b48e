"""Verdicts on single quotations: what each kind of quotation is called, with which differences."""

import pytest

from reader.insight.quote_check.judge import LONG, Ruling, judge_quotation
from reader.insight.quote_check.original import make_original
from reader.insight.quote_check.quotation import read_quotation
from reader.insight.quote_check.verdict import LONGEST
from reader.text.span import Span
from tests.support.quoted_speech import TRANSCRIPT

SPEECH = (
    "Friends of the library, the roof that your grandfathers built over these rooms has held for ninety years. "
    "It is not the roof that failed us; we have not repaired it. I ask for forty thousand pounds, and I ask Mr Heron "
    "to lend us his ladder. We've begun with the gutters, and some of us have paid for the labour ourselves. "
    "If the rain comes in again, the maps will be lost, and nobody will be able to say that he was not warned.\n\n"
    "Let me add a word about the reading room. It will open on Monday, whatever the weather does to the windows."
)
ORIGINALS = [make_original("originals/council.txt", TRANSCRIPT), make_original("originals/library.txt", SPEECH)]


def ruling(words: str, *, goes_on: bool = False) -> Ruling:
    text = f"He said: “{words}”"
    return judge_quotation(read_quotation("article.txt", Span(9, len(text)), text, goes_on=goes_on), ORIGINALS)


@pytest.mark.parametrize(
    ("words", "verdict", "kinds"),
    [
        ("It will open on Monday, whatever the weather does to the windows.", "exact", []),
        ("it will open  on monday whatever the\u00a0weather does to the windows", "exact", []),
        ("we have begun with the gutters, and some of us have paid for the labor ourselves.", "exact", []),
        ("I ask for 40,000 pounds, and I ask Mr. Heron to lend us his ladder.", "exact", []),
        ("the maps will be lost, and nobody will be able", "exact", []),
        ("the roof that", "too-short", []),
        ("lend us his ladder", "exact", []),  # four words, but there is only one such place
        ("he", "too-short", []),
        ("over these rooms has not held for ninety years", "altered", ["negation"]),
        ("[i]t will open on Monday, whatever the weather does to the windows, my friends.", "altered", ["insertion"]),
        ("[W]e have not repaired it.", "exact", []),
        ("It will [not] open on Monday, whatever the weather does to the windows.", "altered", ["negation"]),
        ("It will [surely] open on Monday, whatever the weather does to the windows.", "exact", ["bracket"]),
        ("He was not warned.", "shortened", []),
        ("The maps will be lost, and nobody will be able to say that he was not warned,", "shortened", []),
        ("I ask for fifty thousand pounds, and I ask Mr Heron to lend us his ladder.", "altered", ["number"]),
        ("I ask for forty thousand pounds, and I ask Mr Crane to lend us his ladder.", "altered", ["name"]),
        ("It may open on Monday, whatever the weather does to the windows.", "altered", ["modality"]),
        ("It will open on Tuesday, whatever the weather does to the windows.", "altered", ["date"]),
        ("It will close on Monday, whatever the weather does to the windows.", "altered", ["word"]),
        ("Let me add about the reading room.", "altered", ["omission"]),
        ("Let me add a … word about the reading room.", "exact", []),
        ("Let me add … about the reading room.", "shortened", ["omission"]),
        ("It is … the roof that failed us", "shortened", ["negation"]),
        ("It is [...] the roof that broke us", "altered", ["negation", "word"]),
        ("It [the room] will open on Monday, whatever the weather does to the windows.", "exact", ["bracket"]),
        ("[The room] will open on Monday, whatever the weather does to the windows.", "shortened", []),
        ("It will open on Monday, whatever [it] does to the windows.", "shortened", ["bracket"]),
        ("The maps will be lost, and nobody will be able to say that.", "shortened", []),
        ("… the maps will be lost, and nobody will be able to say", "shortened", []),
        ("If the rain comes in again, the maps will be lost,", "shortened", []),
        (
            "nobody will be able to say that he was not warned, if the rain comes in again, the maps will be lost",
            "altered",
            ["order"],
        ),
        (
            "We have asked forty engineers to look at the chain. It will open on Monday, whatever the weather does.",
            "spliced",
            [],
        ),
        ("My aunt keeps bees behind the station, and they are as tired of you as I am.", "not-found", []),
        ("The council will sell the harbour and the library before the winter, and nobody minds.", "not-found", []),
        ("And we have to go on, you know, as we do.", "not-found", []),  # nothing but small words
        ("…", "too-short", []),
    ],
)
def test_each_kind_of_quotation_has_its_verdict(words: str, verdict: str, kinds: list[str]) -> None:
    found = ruling(words)
    assert (found.verdict, [each.kind for each in found.differences]) == (verdict, kinds)


def test_a_sentence_that_the_next_quotation_goes_on_with_is_not_cut() -> None:
    assert ruling("If the rain comes in again, the maps will be lost,", goes_on=True).verdict == "exact"


RELEASE = "“We are proud of every lamp on this pier, and we will keep them lit,” said Ada Wren, who leads the trust."
REDE = "Wir werden das alte Haus nicht verkaufen, weil es allen gehört. Das habe ich nie anders gesagt."


@pytest.mark.parametrize(
    ("original", "article", "verdict"),
    [
        (RELEASE, "“We are proud of every lamp on this pier, and we will keep them lit,” Wren said.", "exact"),
        (RELEASE, "Wren: “We are proud of every lamp on this pier, and we will keep them lit.”", "exact"),
        (RELEASE, "“We are proud of every lamp on this pier,” Wren said.", "shortened"),
        (REDE, "„Wir werden das alte Haus nicht verkaufen“, sagte er.", "shortened"),
        (REDE, "Er sagte, man werde „das alte Haus nicht verkaufen“, und ging.", "exact"),
        (
            "He called it “a cold and empty pier” and left.",
            "“He called it a cold and empty pier,” it says.",
            "shortened",
        ),
    ],
)
def test_words_that_the_original_quotes_itself_end_where_it_ends_them(
    original: str, article: str, verdict: str
) -> None:
    assert _in_article(article, original).verdict == verdict


@pytest.mark.parametrize(
    ("original", "article", "is_named"),
    [
        ("The court is not persuaded that he acted alone.", "It was “persuaded that he acted alone”.", True),
        ("The court is not persuaded that he acted alone.", "It was not “persuaded that he acted alone”.", False),
        (
            "The court is not persuaded that he acted alone.",
            "Is it so? No. It is “persuaded that he acted alone”.",
            True,
        ),
        ("I will never, I think, open the gates to them again.", "He will “open the gates to them again”.", False),
        ("We had no money for the new gates.", "He spoke of “money for the new gates”.", True),
        ("I do not believe that the gates will open again.", "He said “the gates will open again” soon.", True),
        ("No one left, and I believe that the gates will open.", "He thinks “the gates will open” soon.", False),
        ("We had no better plan for the new gates.", "He spoke of a “plan for the new gates”.", False),
        ("It is not only cold and wet but dark.", "He called it “cold and wet but dark”.", False),
        ("No vamos a cerrar los museos.", "«Vamos a cerrar los museos», dijo.", True),
    ],
)
def test_a_negation_right_before_the_words_is_named(original: str, article: str, *, is_named: bool) -> None:
    found = _in_article(article, original)
    kinds = [each.kind for each in found.differences]
    assert (found.verdict, kinds) == (("shortened", ["negation"]) if is_named else ("exact", []))


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [
        ("The gates were shut on May 4 by the guard", "exact"),
        ("The gates were shut on May 4", "exact"),
        ("The gates were shut on May 5 by the guard", "altered"),
        ("The gates were shut on June 4 by the guard", "altered"),
        ("The gates were shut in May by the guard", "altered"),
    ],
)
def test_a_month_may_stand_before_its_day_or_behind_it(quoted: str, verdict: str) -> None:
    assert _in_article(f"It said “{quoted}” again.", "The gates were shut on 4 May by the guard.").verdict == verdict


def test_words_left_out_between_two_parts_are_no_other_order() -> None:
    said = "We were late for an hour. I am not cross with the guard. If anyone paid, it was me, as I slept too long."
    found = _in_article("“We were late for an hour as I slept too long,” he said.", said)
    assert [each.kind for each in found.differences] == ["omission"]
    assert "not cross with the guard" in found.differences[0].original


def _in_article(article: str, original: str) -> Ruling:
    start = next(index for index, character in enumerate(article) if character in "“„«")
    end = next(index for index, character in enumerate(article) if index > start and character in "”“»") + 1
    quotation = read_quotation("article.txt", Span(start, end), article)
    return judge_quotation(quotation, [make_original("originals/said.txt", original)])


def test_a_ruling_tells_where_the_words_stand_and_who_says_them() -> None:
    found = ruling("I have promised money to the ferry company, and I never will.")
    (place,), (difference,) = found.places, found.differences
    assert (
        place.span.of(TRANSCRIPT)
        == place.exact
        == ("I have never promised money to the ferry company, and I never will.")
    )
    assert (place.speaker, place.line, place.source) == ("THE MAYOR", 3, "originals/council.txt")
    assert place.before.endswith("THE MAYOR: Thank you all for coming. ")
    assert place.after.startswith(" [Applause]\nThe harbour")
    assert (difference.exact, difference.original, difference.is_marked) == ("", "never", False)
    assert difference.there.of(TRANSCRIPT) == "never"


def test_a_spliced_quotation_has_both_places_the_longer_one_first() -> None:
    found = ruling(
        "We have asked forty engineers to look at the chain. It will open on Monday, whatever the weather does."
    )
    assert [each.source for each in found.places] == ["originals/council.txt", "originals/library.txt"]
    assert found.places[1].exact == "It will open on Monday, whatever the weather does"
    assert found.places[0].exact.startswith("We have asked forty engineers to look at the chain")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("So we — we have asked them to go home.", "exact"),
        ("So we we have asked them to go home.", "exact"),
        ("So we, we have asked them to go home.", "altered"),  # that may be two sentences
        ("So we, uh, have asked them to go home.", "exact"),
        ("So [w]e have asked them to go home.", "exact"),
    ],
)
def test_a_word_that_was_begun_twice_may_be_left_out(said: str, verdict: str) -> None:
    text = "“So we have asked them to go home.”"
    assert (
        judge_quotation(read_quotation("a.txt", Span(0, len(text)), text), [make_original("o.txt", said)]).verdict
        == verdict
    )


def test_what_was_changed_beside_a_splice_is_told_too() -> None:
    found = ruling(
        "It may open on Monday, whatever the weather does to the windows. We have asked forty engineers to look at the"
        " chain."
    )
    assert (found.verdict, len(found.places)) == ("spliced", 2)
    assert [each.kind for each in found.differences] == ["modality"]


def test_a_difference_shows_whole_contractions() -> None:
    originals = [make_original("o.txt", "I told them that we can't open the gate in the morning.")]
    text = "“I told them that we can open the gate in the morning.”"
    (difference,) = judge_quotation(read_quotation("a.txt", Span(0, len(text)), text), originals).differences
    assert (difference.kind, difference.exact, difference.original) == ("negation", "can", "can't")


def long_speech(words: int) -> str:
    """A speech in which hardly two sentences are the same."""
    things = "boats gulls nets ropes lamps stones tides winters".split()  # noqa: SIM905
    sentences = (
        f"In year {number} we counted the {things[number % 8]} and {number * 7} {things[number // 8 % 8]} came home."
        for number in range(words // 13 + 1)
    )
    return " ".join(" ".join(sentences).split()[:words])


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda text: text, "exact"),
        (lambda text: text.replace("year 20 we counted", "year 20 we never counted"), "altered"),
        (lambda text: text.replace("year 20 we counted the", "year 20 … the"), "shortened"),
        (
            lambda text: " ".join(word[::-1] for word in text.split()),
            "not-found",
        ),
    ],
)
def test_a_long_quotation_is_judged_in_parts(change: "type[str]", verdict: str) -> None:
    speech = long_speech(LONG * 2)
    originals = [make_original("o.txt", f"Before it. {speech} After it.")]
    text = f"“{change(speech)}”"
    found = judge_quotation(read_quotation("a.txt", Span(0, len(text)), text), originals)
    assert found.verdict == verdict
    if found.places:
        assert found.places[0].exact.startswith("In year 0 we counted")
        assert len(found.places) == 1


def test_a_quotation_of_many_pages_is_compared() -> None:
    speech = long_speech(6_000)
    text = f"“{speech}”"
    found = judge_quotation(read_quotation("a.txt", Span(0, len(text)), text), [make_original("o.txt", speech)])
    assert found.verdict == "exact"
    assert LONGEST >= 50_000


def test_a_quotation_as_long_as_a_book_is_not_compared() -> None:
    text = "“" + "word " * (LONGEST + 1) + "”"
    assert judge_quotation(read_quotation("a.txt", Span(0, len(text)), text), ORIGINALS).verdict == "not-compared"
