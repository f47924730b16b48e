"""The filter of the list of tags."""

from dataclasses import replace

import pytest

from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.done import TABLE, DoneMarks
from reader.annotation.model.filter import SLICE, Filter
from reader.annotation.model.nearby import Nearby
from reader.annotation.model.quote_verdict import QuoteVerdict, asks_for_verdicts
from reader.annotation.model.row import new_row
from reader.settings import TAGS

ONE = Annotation(id="1", source="a/wire.txt", start=0, end=9, exact="The ferry", tag="claim", creator="ann")
TWO = Annotation(id="2", source="b.txt", start=0, end=9, exact="A Bridge", tag="quote", note="see ferry", creator="bob")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", "12"),
        ("ferry", "12"),
        ("the ferry", "1"),
        ("Ferry", "12"),
        ("férry", "12"),
        ("tag:CLAIM", "1"),
        ("Bridge", "2"),
        ("bridge", "2"),
        ("tag", ""),
        (":", ""),
        ("tag:claim", "1"),
        ("tag:cl", "1"),
        ("by:bob", "2"),
        ("source:wire", "1"),
        ("note:", "2"),
        ("note:see", "2"),
        ("status:orphan", "2"),
        ("status:ex", "1"),
        ("tag:claim by:bob", ""),
        ("other:thing", ""),
    ],
)
def test_every_word_and_term_must_hold(text: str, ids: str) -> None:
    slices = Filter(text).matching([ONE, TWO], {"2": Status.ORPHAN})
    assert "".join(each.id for some in slices for each in some) == ids


SAID = replace(
    ONE,
    id="1",
    fields={"speaker": [{"name": "Dmitry Peskov"}, {"name": "Ann"}], "rating": "open", "value": 0},
    links={"x": {"type": "evidence", "to": {"url": "https://example.org"}}},
)
RATED = replace(TWO, fields={"rating": "refuted"})


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("speaker:peskov", "1"),
        ("speaker:ann", "1"),
        ("speaker:", "1"),
        ("rating:", "12"),
        ("rating:open", "1"),
        ("rating:Öpen", "1"),
        ("value:0", "1"),
        ("has:speaker", "1"),
        ("has:evidence", "1"),
        ("has:link", "1"),
        ("has:note", "2"),
        ("has:", "12"),
        ("rating:ref has:note", "2"),
        ("unknown:open", ""),
    ],
)
def test_terms_name_fields_and_what_an_annotation_has(text: str, ids: str) -> None:
    slices = Filter(text, {"speaker", "rating", "value"}).matching([SAID, RATED], {})
    assert "".join(each.id for some in slices for each in some) == ids


@pytest.mark.parametrize(
    ("text", "ids"), [("Ferry", ""), ("ferry", "12"), ("Bridge", "2"), ("tag:Claim", ""), ("note:", "2")]
)
def test_case_and_accents_matter_in_an_exact_filter(text: str, ids: str) -> None:
    slices = Filter(text, is_exact=True).matching([ONE, TWO], {})
    assert "".join(each.id for some in slices for each in some) == ids


def test_a_long_list_is_filtered_in_slices_and_none_is_lost_between_them() -> None:
    many = [replace(ONE, id=str(number)) for number in range(2 * SLICE + 1)]
    slices = list(Filter("ferry").matching(many, {}))
    assert [len(some) for some in slices] == [SLICE, SLICE, 1]
    assert [each.id for some in slices for each in some] == [each.id for each in many]
    assert SLICE <= 5000, "a slice may take the screen only some milliseconds"


TAGS_BY_NAME = {tag.name: tag for tag in TAGS}
BAD = replace(TWO, fields={"manner": "loud"})  # not one of its values
UNKNOWN = replace(ONE, id="3", fields={"speeker": "Ann"})
UNLINKED = replace(ONE, id="4", links={"x": {"type": "evidence", "to": {"url": "javascript:alert(1)"}}})


@pytest.mark.parametrize("word", ["has:invalid", "has:inv", "has:INVALID"])
def test_what_is_not_valid_is_found(word: str) -> None:
    valid = replace(SAID, tag="quote", fields={"speaker": SAID.fields["speaker"]}, id="5")
    slices = Filter(word, tags=TAGS_BY_NAME).matching([BAD, UNKNOWN, UNLINKED, valid], {})
    assert "".join(each.id for some in slices for each in some) == "234"
    assert not [each for some in Filter(word).matching([BAD], {}) for each in some], "without tags nobody knows"


@pytest.mark.parametrize(("text", "ids"), [("done:", "1"), ("done:no", "2"), ("done:ann ferry", "1"), ("done:bob", "")])
def test_a_term_asks_whether_the_source_is_done(text: str, ids: str) -> None:
    marks = DoneMarks.of([new_row(TABLE, "1", {"source": ONE.source}, "ann")], "ann", {})
    found = [each for some in Filter(text, done=marks).matching([ONE, TWO], {}) for each in some]
    assert "".join(each.id for each in found) == ids


def test_a_field_of_that_name_goes_before_it() -> None:
    field = replace(TWO, fields={"done": "half"})
    found = [each for some in Filter("done:half", ["done"]).matching([ONE, field], {}) for each in some]
    assert found == [field]


KEPT = replace(TWO, id="k", note="", fields={"verdict": "altered"})
OLD = replace(KEPT, id="o", fields={"verdict": "exact"})
FOUND = replace(TWO, id="f", note="")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("verdict:altered", [KEPT.id, FOUND.id, OLD.id]),
        ("verdict:exact", [OLD.id]),
        ("verdict:out-of-date", [OLD.id]),
        ("verdict:", [KEPT.id, FOUND.id, OLD.id]),
        ("has:verdict", [KEPT.id, OLD.id]),
    ],
)
def test_verdicts_that_were_found_match_like_those_that_were_kept(term: str, expected: list[str]) -> None:
    verdicts = {
        KEPT.id: QuoteVerdict("altered", "exact"),  # kept by a person, who has decided
        FOUND.id: QuoteVerdict("", "altered"),
        OLD.id: QuoteVerdict("exact", "altered", True),
    }
    slices = Filter(term, {"verdict"}, verdicts=verdicts).matching([KEPT, FOUND, OLD, ONE], {})
    assert [each.id for some in slices for each in some] == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [("ferry verdict:alt", True), ("verdict:", True), ("verdict", False), ("has:verdict", False), ("", False)],
)
def test_only_some_filters_ask_for_verdicts(terms: str, expected: bool) -> None:
    assert asks_for_verdicts(terms) is expected


BESIDE = [
    replace(ONE, id="q", start=0, end=40, tag="quote", exact="“The ferry sails”, he said", creator="ann"),
    replace(ONE, id="c", start=10, end=30, tag="claim", exact="ferry sails", creator="bob"),
    replace(ONE, id="n", start=100, end=110, tag="claim/number", exact="12 boats", creator="ann"),
    replace(ONE, id="f", start=900, end=910, tag="claim", exact="far away", creator="ann"),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("claim in:quote", "c"),
        ("quote holds:claim", "q"),
        ("claim near:quote", "cn"),
        ("claim near:quote~20", "c"),
        ("claim not near:quote", "f"),
        ("tag:=claim near:quote", "c"),
        ("claim near:quote@same", "n"),
        ("near:", "qcn"),
        ("overlaps:", "qc"),
        ("not overlaps:", "nf"),
        ("near:@bob", "qn"),
        ("tag:claim", "cnf"),
        ("tag:claim/", "cnf"),
        ("tag:=claim", "cf"),
        ("not tag:claim", "q"),
        ("not by:ann", "c"),
        ("not ferry", ""),
        ("ferry in:quote", "c"),
        ("claim in:quote holds:quote", ""),
    ],
)
def test_terms_ask_what_stands_beside_a_passage(text: str, ids: str) -> None:
    known = dict.fromkeys(("quote", "claim", "claim/number"), TAGS[0])
    slices = Filter(text, tags=known).matching(BESIDE, {})
    assert "".join(each.id for some in slices for each in some) == ids


def test_an_orphan_stands_beside_nothing() -> None:
    lost = {"q": Status.ORPHAN}
    assert [each.id for some in Filter("overlaps:").matching(BESIDE, lost) for each in some] == []
    assert [each.id for some in Filter("not overlaps:").matching(BESIDE, lost) for each in some] == list("qcnf")


@pytest.mark.parametrize(
    ("text", "of_others", "of_places"),
    [
        ("", False, False),
        ("tag:quote", False, False),
        ("near:quote", True, True),
        ("tag:quote status:orphan", False, True),
        ("not status:exact", False, True),
        ("status", False, False),  # a word
    ],
)
def test_a_filter_tells_what_must_be_known_of_places(text: str, *, of_others: bool, of_places: bool) -> None:
    assert (Filter(text).asks_nearby, Filter(text).asks_for_places) == (of_others, of_places)


def test_what_stands_beside_need_not_be_among_what_is_filtered() -> None:
    words = Filter("in:quote", nearby=Nearby(BESIDE))
    assert (words.asks_nearby, Filter("tag:quote").asks_nearby) == (True, False)
    assert [each.id for some in words.matching(BESIDE[1:2], {}) for each in some] == ["c"]


def test_a_field_that_is_called_like_a_relation_is_meant() -> None:
    field = replace(ONE, fields={"near": "the quay"})
    words = Filter("near:quay", ["near"])
    assert not words.asks_nearby
    assert [each for some in words.matching([field, TWO], {}) for each in some] == [field]
