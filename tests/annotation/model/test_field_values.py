"""The values of fields: what a typed text stands for, and what a field cannot have."""

from dataclasses import replace
from typing import Any

import pytest

from reader.annotation.model.annotation import DEEPEST, annotate, from_document, from_text, to_document
from reader.annotation.model.field_spans import Value, has_span, passage, values_of
from reader.annotation.model.field_values import field_words, parse_value, person, problem_of, problems, shown
from reader.annotation.store.file_format import encode
from reader.settings import TAGS
from reader.settings.fields import Field, FieldType, choice
from reader.text.article import Article
from reader.text.span import Span
from tests.support.stores import an_annotation
from tests.support.under_test import Make


def only_article(make: Make, text: str) -> Article:
    workspace = make({"a.txt": text})
    return workspace.article(workspace.sources.source("a.txt"))


RATING = choice("rating", "", "open", "refuted")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  two \n words ", "two words"),
        ("url", "https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("url", "HTTP://example.org", "HTTP://example.org"),
        ("url", "mailto:ann@example.org", "mailto:ann@example.org"),
        ("date", "2026-02-28", "2026-02-28"),
        ("date", "2024-02-29", "2024-02-29"),
        ("number", "12", 12),
        ("number", "-0.5", -0.5),
        ("number", "1e3", 1000.0),
        ("person", " Ann   Lee ", {"name": "Ann Lee"}),
    ],
)
def test_a_text_stands_for_a_value(kind: FieldType, text: str, value: Value) -> None:
    assert parse_value(Field("it", kind), text) == value


@pytest.mark.parametrize(
    ("text", "kind"), [("12", int), ("-3", int), ("12.0", float), ("12.", float), ("1e3", float), ("1E3", float)]
)
def test_a_number_is_whole_if_it_is_typed_without_a_point_or_an_exponent(text: str, kind: type) -> None:
    assert type(parse_value(Field("it", "number"), text)) is kind


@pytest.mark.parametrize(("text", "value"), [("open", "open"), ("2", "refuted")])
def test_a_choice_is_typed_as_its_value_or_its_key(text: str, value: str) -> None:
    assert parse_value(RATING, text) == value


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (RATING, "maybe", "rating: “maybe” is not one of open, refuted"),
        (Field("it", "text"), " ", "it: a text is missing"),
        (Field("it", "date"), "2026-13-01", "it: “2026-13-01” is not a date: write it like 2026-12-31"),
        (Field("it", "date"), "2025-02-29", "it: “2025-02-29” is not a date: write it like 2026-12-31"),
        (Field("it", "date"), "٢٠٢٦-١٢-٣١", "is not a date"),
        (Field("it", "date"), "20261231", "is not a date"),
        (Field("it", "number"), "twelve", "it: “twelve” is not a number"),
        (Field("it", "number"), "nan", "is not a number"),
        (Field("it", "number"), "1e999", "is not a number"),
        (Field("it", "url"), "javascript:alert(1)", "links must be http, https or mailto"),
        (Field("it", "url"), "file:///etc/passwd", "links must be http, https or mailto"),
        (Field("it", "url"), "https://", "links must be http, https or mailto"),
        (Field("it", "url"), "https://a b", "links must be http, https or mailto"),
        (Field("it", "person"), "", "it: a name is missing"),
        (Field("it", "span"), "said", "it is a passage of the source: select it there"),
    ],
)
def test_what_a_field_cannot_have_is_refused_with_the_reason(field: Field, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_value(field, text)
    assert reason in str(refused.value)


SPAN = {"start": 2, "end": 6, "exact": "said", "prefix": "", "suffix": "", "digest": "d"}


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        (Field("it", "span"), SPAN, ""),
        (Field("it", "span"), {**SPAN, "end": 7}, "it: its offsets and its words do not have the same length"),
        (Field("it", "span"), {**SPAN, "start": -2, "end": 2}, "it: its offsets and its words"),
        (Field("it", "span"), {**SPAN, "start": True}, "it must be a passage of the source"),
        (Field("it", "span"), {"start": 2}, "it must be a passage of the source"),
        (Field("it", "span"), "said", "it must be a passage of the source"),
        (Field("it", "person"), {"name": "Ann", **SPAN}, ""),
        (Field("it", "person"), {"name": "Ann", "start": 2}, "it must be a passage of the source"),
        (Field("it", "person"), {"name": 5}, "it: a name is missing"),
        (Field("it", "person"), "Ann", "it: a name is missing"),
        (Field("it", "person"), {"name": " "}, "it: a name is missing"),
        (Field("it", "text"), " ", "it: a text is missing"),
        (Field("it", "number"), True, "it: “True” is not a number"),
        (Field("it", "number"), "12", "it: “12” is not a number"),
        (Field("it", "text", is_many=True), ["a", "b"], ""),
        (Field("it", "text", is_many=True), ["a", ""], "it: a text is missing"),
        (Field("it", "text", is_many=True), "a", "it must be a list"),
        (Field("it", "text"), ["a"], "it: a text is missing"),
    ],
)
def test_values_from_elsewhere_are_checked(field: Field, value: Value, reason: str) -> None:
    problem = problem_of(field, value)
    assert problem.startswith(reason)
    assert bool(problem) == bool(reason)


def test_the_value_of_a_passage_can_be_found_again(make: Make) -> None:
    article = only_article(make, "“No,” said Ann.")
    cue = passage(article, Span(6, 10))
    assert (cue["exact"], cue["prefix"], cue["suffix"]) == ("said", "“No,” ", " Ann.")
    assert cue["digest"] == article.digest
    assert has_span(cue)
    assert has_span(person("Ann", passage(article, Span(11, 14))))
    assert not has_span(person("Ann"))


def test_fields_are_part_of_an_annotation_and_of_its_document(make: Make) -> None:
    article = only_article(make, "“No,” said Ann.")
    plain = annotate(article, Span(0, 5), "quote")
    assert "fields" not in to_document(plain)
    assert "links" not in to_document(plain)
    quote = plain.with_fields({"speaker": [person("Ann")], "manner": "direct"})
    assert quote.revision == plain.revision + 1
    assert from_document(to_document(quote)) == quote
    assert values_of(quote, "speaker") == [{"name": "Ann"}]
    assert values_of(quote, "manner") == ("direct",)
    assert values_of(quote, "cue") == ()
    assert shown(quote.fields["speaker"]) == "Ann"
    without = quote.with_fields({"speaker": None, "manner": None})
    assert to_document(without).keys() == to_document(plain).keys()


def test_fields_that_a_tag_does_not_have_are_kept_and_said(make: Make) -> None:
    article = only_article(make, "It rose.")
    claim = replace(annotate(article, Span(0, 8), "claim"), fields={"speaker": "Ann", "rating": "maybe"})
    assert list(problems(TAGS[1], claim)) == [
        "claim has no field “speaker”",
        "rating: “maybe” is not one of open, supported, disputed, refuted, unverifiable",
    ]
    assert len(list(problems(None, claim))) == 2


def test_fields_of_another_kind_are_kept_under_no_name(make: Make) -> None:
    document = to_document(annotate(only_article(make, "It rose."), Span(0, 8), "claim"))
    found = from_document({**document, "fields": ["a list"], "links": 5})
    assert (found.fields, found.links) == ({"": ["a list"]}, {"": 5})
    assert from_document({**document, "fields": None, "links": []}) == from_document(document)


@pytest.mark.parametrize(("levels", "is_kept"), [(DEEPEST, True), (DEEPEST + 1, False), (500, False)])
def test_what_is_nested_very_deeply_is_kept_as_json(levels: int, is_kept: bool, make: Make) -> None:
    document = to_document(annotate(only_article(make, "It rose."), Span(0, 8), "claim"))
    value: Any = 1
    for _ in range(levels):
        value = [value]
    expected = value if is_kept else "[" * levels + "1" + "]" * levels
    document["fields"] = {"wording": value}
    assert from_document(document).fields == {"wording": expected}
    assert from_text(encode(document)).fields == {"wording": expected}


@pytest.mark.parametrize("part", ["start", "exact"])
def test_a_person_with_a_part_of_a_passage_must_have_all_of_it(part: str) -> None:
    value = {"name": "Ann", part: {"start": 0, "exact": "Ann"}[part]}
    assert problem_of(Field("who", "person"), value) == "who must be a passage of the source"
    assert problem_of(Field("who", "person"), {"name": "Ann"}) == ""


def test_what_a_field_says_is_its_name_and_value_without_passages() -> None:
    place = {"start": 0, "end": 3, "exact": "Ann", "prefix": "", "suffix": "", "digest": "d"}
    fields = {"cue": place, "who": {"name": "Ann Lee", **place}, "rating": "open"}
    assert list(field_words(an_annotation(fields=fields))) == ["who Ann Lee", "rating open"]
