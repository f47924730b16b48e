"""Filters as they are typed."""

import pytest

from reader.annotation.model.filter_terms import Term, terms_of

NAMES, TAGS = ("tag", "by", "near", "in"), ("claim", "quote", "key point")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("  storm  tide ", [Term("storm"), Term("tide")]),
        ("tag:claim by:", [Term("tag:claim", "tag", "claim"), Term("by:", "by")]),
        ("http://a.org", [Term("http://a.org")]),
        ("By:ann", [Term("By:ann")]),
        ("Done:no", [Term("Done:no", "done", "no")]),
        ("not tag:claim", [Term("tag:claim", "tag", "claim", is_negated=True)]),
        ("not not by:a", [Term("not"), Term("by:a", "by", "a", is_negated=True)]),
        ("not storm", [Term("not"), Term("storm")]),
        ("not", [Term("not")]),
        ("not storm by:a", [Term("not"), Term("storm"), Term("by:a", "by", "a")]),
        ("tag done", [Term("tag"), Term("done")]),
        ("claim near:quote", [Term("tag:claim", "tag", "claim"), Term("near:quote", "near", "quote")]),
        ("Quote not in:", [Term("tag:Quote", "tag", "Quote"), Term("in:", "in", "", is_negated=True)]),
        ("claim by:a in:x", [Term("tag:claim", "tag", "claim"), Term("by:a", "by", "a"), Term("in:x", "in", "x")]),
        ("in:x claim", [Term("in:x", "in", "x"), Term("claim")]),
        ("claim by:a", [Term("claim"), Term("by:a", "by", "a")]),
        ("storm in:x", [Term("storm"), Term("in:x", "in", "x")]),
        ('tag:="key point"', [Term('tag:="key point"', "tag", "=key point")]),
        ('near:"key point"~9 a', [Term('near:"key point"~9', "near", "key point~9"), Term("a")]),
        ('by:"ann b', [Term('by:"ann b', "by", "ann b")]),
        ('"two words"', [Term('"two'), Term('words"')]),
    ],
)
def test_a_filter_is_read_as_words_and_terms(text: str, terms: list[Term]) -> None:
    assert terms_of(text, NAMES, TAGS, ("done",)) == terms


@pytest.mark.parametrize("text", ["claim not near:quote by:x", 'not tag:"a b" storm', "not in: near:a"])
def test_what_was_read_can_be_written_again(text: str) -> None:
    terms = terms_of(text, NAMES, TAGS)
    assert terms_of(" ".join(map(str, terms)), NAMES, TAGS) == terms
