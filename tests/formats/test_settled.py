"""A passage is where its words are; its offsets say which of several places, and a person decides what is left."""

from typing import Any

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats.format import ImportedRecord, LeftOut, Options, Record, RejectedRecord
from reader.formats.offset_units import OffsetUnit
from reader.formats.settled import (
    BY_WORDS,
    CONTRADICTED,
    CUT,
    ELSEWHERE,
    MAX_OCCURRENCES,
    UNCLEAR,
    UNPLACED,
    _bare,
    _occurrences,
    _uniform,
    settle,
    settle_in,
)

TEXT = "One mill turns. Two mills stand.\r\nThree men wait, “as ever”. One mill burns. 💩 Four wait.\r\n"


def record(start: int, end: int, words: str = "", text: str | None = TEXT, **fields: Any) -> ImportedRecord:
    annotation = Annotation(id="", source="a.txt", start=start, end=end, exact=words, tag="claim", **fields)
    return ImportedRecord("here", annotation, text)


def settled(*records: ImportedRecord, options: Options = Options()) -> list[Any]:  # noqa: B008
    return list(settle_in(TEXT, records, options))


def place(found: Any) -> tuple[str, str, str]:
    """Return the words at the place that was found, the remark and the doubt."""
    assert isinstance(found, ImportedRecord)
    return TEXT[found.annotation.start : found.annotation.end], found.remark, found.doubt


def at(words: str, text: str = TEXT, shift: int = 0) -> tuple[int, int]:
    start = text.index(words) + shift
    return start, start + len(words)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (record(*at("Two mills"), "Two mills"), ("Two mills", "", "")),
        (record(*at("Two mills"), "Two   mills"), ("Two mills", "", "")),
        (record(*at("“as ever”"), '"as ever"'), ("“as ever”", "", "")),
        (record(*at("stand.\r\nThree"), "stand.\\nThree"), ("stand.\r\nThree", "", "")),
        (record(3, 9, "Two mills"), ("Two mills", BY_WORDS, "")),
        (record(3, 9, 'wait, "as ever"'), ("wait, “as ever”", BY_WORDS, "")),
        (record(900, 990, "Two mills"), ("Two mills", BY_WORDS, "")),
        (record(-1, -1, "Two mills"), ("Two mills", "", "")),
        (record(0, 7, "One mill"), ("One mill", BY_WORDS, "")),  # the last offset is that of the last character
        (record(3, 9, "One mill", prefix="ever”. "), ("One mill", BY_WORDS, "")),
    ],
)  # fmt: skip
def test_words_decide(claim: ImportedRecord, found: tuple[str, str, str]) -> None:
    assert place(settled(claim)[0]) == found


@pytest.mark.parametrize(
    ("claim", "doubt"),
    [
        (record(3, 9, "One mill"), ELSEWHERE),  # it stands twice
        (record(3, 9, "No mill"), ELSEWHERE),
        (record(-1, -1, "One mill"), UNPLACED),
        (record(-1, -1, " "), UNPLACED),
        (record(3, 9, "ree me"), ELSEWHERE),  # inside of words
        (record(*at("Two mills"), "Two mills", prefix="Nobody saw the ", suffix=" that he had built"), CONTRADICTED),
        (record(*at("Two mills"), "Two mills", suffix=" that he had built"), CONTRADICTED),
        (record(*at("Two mills"), prefix="Nobody saw the "), CONTRADICTED),
        (record(-1, -1, "Two mills", prefix="Nobody saw the "), CONTRADICTED),
    ],
)
def test_anything_else_is_for_a_person(claim: ImportedRecord, doubt: str) -> None:
    (found,) = settled(claim)
    assert isinstance(found, ImportedRecord)
    assert (found.remark, found.doubt) == ("", doubt)
    if doubt == ELSEWHERE:
        assert found.annotation.start == claim.annotation.start


def test_offsets_far_outside_of_the_text_are_not_kept() -> None:
    (found,) = settled(record(2**70, 2**70 + 3, "One mill"))
    assert isinstance(found, ImportedRecord)
    assert (found.annotation.start, found.doubt) == (len(TEXT), ELSEWHERE)


def test_words_that_are_only_white_space_are_not_words() -> None:
    assert place(settled(record(3, 4, " "))[0]) == (" ", "", "")
    assert place(settled(record(0, 3, "\n"))[0]) == ("One", "", "")


def test_a_context_that_was_written_otherwise_does_not_contradict() -> None:
    claim = record(*at("as ever"), "as ever", prefix='Three men wait, "', suffix='".\nOne mill')
    assert place(settled(claim)[0]) == ("as ever", "", "")


@pytest.mark.parametrize(("prefix", "is_the_same"), [("ns.q", True), ("nsqq", False)])
def test_three_quarters_of_a_context_are_enough(prefix: str, *, is_the_same: bool) -> None:
    (found,) = settled(record(*at("Two mills"), "Two mills", prefix=prefix))
    assert place(found)[2] == ("" if is_the_same else CONTRADICTED)


def test_words_to_the_letter_count_before_those_in_other_typography() -> None:
    text = 'He said "so" here, and “so” there.'
    (found,) = settle_in(text, [record(-1, -1, "“so”", text)], Options())
    assert isinstance(found, ImportedRecord)
    assert (found.annotation.start, found.doubt) == (text.index("“so”"), "")
    (unclear,) = settle_in(text, [record(-1, -1, "«so»", text)], Options())
    assert isinstance(unclear, ImportedRecord)
    assert unclear.doubt == UNPLACED


@pytest.mark.parametrize(
    ("shift", "how"),
    [
        (-1, "with offsets that count code points, with a line end of two characters counted as one"),
        (1, "with offsets that count code points with a byte-order mark that its text lacks"),
    ],
)
def test_words_tell_how_offsets_count(shift: int, how: str) -> None:
    claims = [record(*at(words, shift=shift), words) for words in ("Three", "men", "wait, “as")]
    claims_without_offsets = [record(-1, -1, "Two mills")] * 9
    assert [place(each) for each in settled(*claims, *claims_without_offsets)][:3] == [
        (words, how, "") for words in ("Three", "men", "wait, “as")
    ]


def test_one_wrong_place_does_not_change_how_the_others_count() -> None:
    claims = [record(*at("Three"), "Three"), record(*at("men"), "men"), record(*at("Four", shift=2), "Four")]
    assert [place(each) for each in settled(*claims)] == [("Three", "", ""), ("men", "", ""), ("Four", BY_WORDS, "")]


def utf16(words: str) -> tuple[int, int]:
    start, end = at(words)
    return start + 1, end + 1  # after one character of two units


def test_without_words_a_few_passages_are_not_proof() -> None:
    (found,) = settled(record(*utf16("Four")))
    assert place(found) == ("our ", f"{CUT} UTF-16 units", "")
    two = [record(*utf16(words)) for words in ("Four", "Four wait")]
    for found in (settled(*two), list(settle(two, Options()))):
        assert [place(each) for each in found] == [
            (words, f"{CUT} UTF-16 units", "") for words in ("our ", "our wait.")
        ]


def test_without_words_three_passages_are_proof_if_none_speaks_against_it() -> None:
    claims = [record(*utf16(words)) for words in ("Four", "Four wait", "Four wait.")]
    found = [place(each) for each in settled(*claims)]
    assert [words for words, _, _ in found] == ["Four", "Four wait", "Four wait."]
    assert {remark for _, remark, _ in found} == {"with offsets that count UTF-16 units"}
    against = record(*at("Four"))
    found = [place(each) for each in settled(*claims, against)]
    assert [words for words, _, _ in found] == ["our ", "our wait.", "our wait.\r", "Four"]
    assert {remark for _, remark, _ in found} == {""}, "nor is it worth a try"


def test_where_one_passage_is_proof_two_readings_that_are_as_good_are_for_a_person() -> None:
    text = "💩 a b c d"  # UTF-16 makes 5 to 6 "b", and bytes make it "a"
    (found,) = settle_in(text, [record(5, 6, text=text)], Options(), evidence=1)
    assert isinstance(found, ImportedRecord)
    assert (found.doubt, found.annotation.start, found.annotation.exact) == (UNCLEAR, -1, "b")
    assert (found.annotation.prefix, found.annotation.suffix) == ("💩 a ", " c d")
    (found,) = settle_in(text, [record(5, 6, text=text)], Options(OffsetUnit.UTF16, is_unit_certain=True), evidence=1)
    assert isinstance(found, ImportedRecord)
    assert (found.doubt, found.annotation.start) == ("", 4)


def test_words_that_stand_where_two_readings_lead_are_for_a_person() -> None:
    text = "💩 a a a beta"  # UTF-16 makes 5 to 6 the second "a", and bytes make it the first one
    (found,) = settle_in(text, [record(5, 6, "a", text)], Options())
    assert isinstance(found, ImportedRecord)
    assert found.doubt == ELSEWHERE
    first, second = settle_in(text, [record(5, 6, "a", text), record(9, 13, "beta", text)], Options())
    assert isinstance(first, ImportedRecord)
    assert isinstance(second, ImportedRecord)
    assert (first.annotation.start, second.annotation.start) == (4, 8), "in UTF-16 units, as the other one shows"


def test_a_single_passage_with_words_is_not_proof_of_an_odd_reading() -> None:
    text = "beta b beta b beta"
    (found,) = settle_in(text, [record(8, 12, "beta", text)], Options())
    assert isinstance(found, ImportedRecord)
    assert found.doubt == ELSEWHERE
    claims = [record(8, 12, "beta", text), record(13, 14, "b", text)]
    assert [
        each.annotation.start for each in settle_in(text, claims, Options()) if isinstance(each, ImportedRecord)
    ] == [7, 12]


@pytest.mark.parametrize(("words", "is_proof"), [("now", False), ("a n", False), ("know", True)])
def test_a_few_letters_agree_by_chance_and_are_not_proof_of_another_unit(words: str, is_proof: bool) -> None:
    text = f"💩 {words} {words}"
    start = len(text) - len(words)
    (found,) = settle_in(text, [record(start + 1, len(text) + 1, words, text)], Options())
    assert isinstance(found, ImportedRecord)
    assert (found.doubt == "", found.annotation.start == start) == (is_proof, is_proof)


def test_words_without_the_white_space_around_them_agree_where_they_are_expected() -> None:
    text = "💩 It waits\n\nSo it is"  # UTF-16 would end at the last word
    claims = [record(0, 11, "💩 It waits", text), record(0, 12, "💩 It waits", text), record(13, 15, "So", text)]
    found = [each.annotation for each in settle_in(text, claims, Options()) if isinstance(each, ImportedRecord)]
    assert [each.exact for each in found] == ["💩 It waits\n", "💩 It waits\n\n", "So"]


@pytest.mark.parametrize("is_unchanged", [True, False])
def test_a_unit_that_is_given_is_believed(is_unchanged: bool) -> None:
    options = Options(unit=OffsetUnit.UTF16, is_unit_certain=True, is_unchanged=is_unchanged)
    assert place(settled(record(*utf16("our w")), options=options)[0])[0] == "our w"


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (record(5, 4), "5 to 4 is not a passage of its text"),
        (record(0, 999), "0 to 999 is not a passage of its text"),
        (record(5, -1), "5 to -1 is not a passage of its text"),
        (record(-1, 4), "-1 to 4 is not a passage of its text"),
        (record(-1, -1), "it has neither offsets nor words"),
    ],
)
def test_what_has_no_place_and_no_words_is_refused(claim: ImportedRecord, why: str) -> None:
    assert settled(claim) == [RejectedRecord("here", why)]


def test_records_stay_in_order_and_each_text_is_settled_alone() -> None:
    other = "\ufeffThe mill stands."
    records: list[Record] = [
        LeftOut("a", "relations"),
        record(*at("Two mills"), "Two mills"),
        RejectedRecord("b", "so"),
        record(4, 8, "mill", other),
        record(0, 3, "The", other),
        record(0, 3, "x", None),
        LeftOut("c", "relations"),
    ]
    found = list(settle(iter(records), Options()))
    assert [type(each) for each in found] == [type(each) for each in records]
    assert (found[0], found[2], found[5], found[6]) == (records[0], records[2], records[5], records[6])
    assert isinstance(found[3], ImportedRecord)
    assert found[3].annotation.start == 5
    assert found[3].remark == "with offsets that count code points without the byte-order mark"


@pytest.mark.parametrize(
    ("words", "text", "starts"), [("aa", "aaaa", [0, 1, 2]), ("a", "ba", [1]), ("c", "ab", []), ("ab", "ab", [0])]
)
def test_occurrences_may_overlap(words: str, text: str, starts: list[int]) -> None:
    assert _occurrences(words, text) == [(start, start + len(words)) for start in starts]


def test_no_more_occurrences_are_compared_than_a_person_could(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_OCCURRENCES == 1000
    monkeypatch.setattr("reader.formats.settled.MAX_OCCURRENCES", 2)
    assert len(_occurrences("a", "aaa")) == 2


@pytest.mark.parametrize(
    ("words", "uniform", "bare"),
    [
        (" One\n two ", "One two", "Onetwo"),
        ("One\\n two\\r", "One\\n two\\r", "Onetwo"),
        ("“One” — two", '"One" - two', '"One"-two'),
        (" ", "", ""),
    ],
)
def test_words_are_compared_without_what_does_not_matter(words: str, uniform: str, bare: str) -> None:
    assert (_uniform(words), _bare(words)) == (uniform, bare)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (record(3, 9, "wait", prefix="men ", suffix=", “as"), "wait"),  # the context tells which of two
        (record(3, 9, "wait", prefix="Four "), "wait"),
        (record(at("wait")[0], 0, "One mill", suffix=" burns"), "One mill"),
        (record(0, 12, "One mill"), "One mill"),  # the first offset is right
        (record(50, at("burns")[0] - 1, "One mill"), "One mill"),  # the last one is
    ],
)
def test_of_several_places_the_context_or_one_offset_tells_which(claim: ImportedRecord, found: str) -> None:
    (outcome,) = settled(claim)
    assert place(outcome) == (found, BY_WORDS, "")
    each, said = outcome.annotation, claim.annotation
    assert TEXT.endswith(said.prefix, 0, each.start)
    assert TEXT.startswith(said.suffix, each.end)
    assert said.prefix or said.suffix or each.start == said.start or each.end == said.end
