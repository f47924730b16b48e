"""The tables, lists and records of `reader agree`."""

import json
from dataclasses import replace

from reader.collaboration.agreement.comparison import Measures
from reader.collaboration.agreement.span_measures import SpanScores
from reader.collaboration.disagreements import Disagreement
from reader.reports.agreement import disagreement_lines, disagreement_record, measures_record, measures_table
from reader.text.span import Span
from tests.support.stores import an_annotation

TWO = Measures(
    counts=(12, 3),
    exact=SpanScores(0.5, 1.0),
    overlapping=SpanScores(None, 0.25),
    kappa_by_character=0.126,
    kappa_by_sentence=None,
    alpha_by_character=-0.5,
    alpha_unitized=1.0,
)
THREE = Measures((1, 2, 3), None, None, None, None, 0.5, None)


def test_two_people_have_every_measure_and_a_dash_where_one_is_undefined() -> None:
    assert list(measures_table(("ann", ""), {"all": TWO, "a longer tag": TWO})) == [
        "                                     all  a longer tag",
        "tags of ann                           12            12",
        "tags of (no name)                      3             3",
        "precision, exact                    0.50          0.50",
        "recall, exact                       1.00          1.00",
        "F1, exact                           0.67          0.67",
        "precision, overlapping                 -             -",
        "recall, overlapping                 0.25          0.25",
        "F1, overlapping                     0.00          0.00",
        "Cohen's kappa by character          0.13          0.13",
        "Cohen's kappa by sentence              -             -",
        "Krippendorff's alpha by character  -0.50         -0.50",
        "Krippendorff's alpha unitized       1.00          1.00",
    ]


def test_below_minus_one_it_says_why() -> None:
    for alpha, is_said in ((-3.05, True), (-1.0, False), (None, False)):
        *_, last = measures_table(("ann", "bob"), {"all": replace(TWO, alpha_unitized=alpha), "claim": TWO})
        assert last.startswith("alpha unitized has no lower limit") == is_said


def test_each_of_many_tags_is_a_row() -> None:
    tags = {"all": TWO, "数据/dry wit": TWO} | {f"theme {number}": TWO for number in range(20)}
    lines = list(measures_table(("ann", "bob"), tags))
    assert lines[0].split() == ["Krippendorff's"]
    assert lines[2].split()[:6] == ["tags", "of", "ann", "tags", "of", "bob"]
    assert lines[3].split() == ["all", "12", "3", "0.67", "0.00", "0.13", "-", "-0.50", "1.00"]
    assert lines[4].index("12") == lines[3].index("12") - len("数据"), "wide letters take two cells"
    assert [line.split()[1] for line in lines[5:]] == [f"{number}" for number in range(20)]


def test_three_people_have_alpha_only() -> None:
    assert list(measures_table(("ann", "bob", "carl"), {"all": THREE})) == [
        "                                    all",
        "tags of ann                           1",
        "tags of bob                           2",
        "tags of carl                          3",
        "Krippendorff's alpha by character  0.50",
        "Krippendorff's alpha unitized         -",
    ]


def test_a_record_has_null_where_a_measure_is_undefined() -> None:
    assert measures_record(("ann", "bob"), "quote", TWO) == {
        "people": ["ann", "bob"],
        "tag": "quote",
        "counts": (12, 3),
        "exact": {"precision": 0.5, "recall": 1.0, "f1": 2 / 3},
        "overlapping": {"precision": None, "recall": 0.25, "f1": 0.0},
        "kappa_by_character": 0.126,
        "kappa_by_sentence": None,
        "alpha_by_character": -0.5,
        "alpha_unitized": 1.0,
    }
    assert measures_record(("ann", "bob", "carl"), "quote", THREE)["exact"] is None


PLACE = Disagreement(
    "a\x1b.txt", Span(0, 9), ((an_annotation("1", exact="One\nmore"), an_annotation("2", tag="cl\x07aim")), ())
)


def test_disagreements_are_listed_with_what_each_person_tagged() -> None:
    assert list(disagreement_lines(("ann", "b\x1bob"), [PLACE])) == [
        "a␛.txt 0-9",
        "  ann: quote 0-4 One more",
        "  ann: cl␇aim 0-4 One.",
        "  b␛ob: nothing",
    ]


def test_a_disagreement_as_a_record_can_be_written_as_json() -> None:
    record = disagreement_record(("ann", "bob"), PLACE)
    assert (record["source"], record["start"], record["end"]) == ("a\x1b.txt", 0, 9)
    assert [each["id"] for each in record["said"]["ann"]] == ["1", "2"]
    assert record["said"]["bob"] == []
    assert json.loads(json.dumps(record)) == record
