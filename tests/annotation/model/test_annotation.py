"""Annotations and their documents: what is recorded, what a change counts, and what is refused."""

import json
import re
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from reader.annotation.model.annotation import (
    CONTEXT,
    Annotation,
    Dismissal,
    annotate,
    dismissal,
    from_document,
    from_text,
    now,
    position_key,
    to_document,
)
from reader.text.article import Article, make_article
from reader.text.source import Decoded, Source
from reader.text.span import Span
from tests.support.stores import an_annotation

TEXT = "".join(chr(ord("a") + n % 26) for n in range(200))
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def an_article(text: str = TEXT) -> Article:
    return make_article(Source("one.txt", Path()), Decoded(text, "utf-8", "d1"))


@pytest.mark.parametrize(
    ("span", "prefix", "suffix"),
    [
        (Span(100, 110), TEXT[68:100], TEXT[110:142]),
        (Span(3, 5), TEXT[:3], TEXT[5:37]),
        (Span(190, 200), TEXT[158:190], ""),
        (Span(0, 1), "", TEXT[1:33]),
    ],
)
def test_a_new_annotation_records_its_passage_with_32_code_points_on_each_side(
    span: Span, prefix: str, suffix: str
) -> None:
    made = annotate(an_article(), span, "claim", note="so", creator="ann")
    assert (made.source, made.span, made.exact) == ("one.txt", span, TEXT[span.start : span.end])
    assert (made.prefix, made.suffix, CONTEXT) == (prefix, suffix, 32)
    assert (made.tag, made.note, made.creator, made.digest, made.revision) == ("claim", "so", "ann", "d1", 1)
    assert made.created == made.modified and TIME.fullmatch(made.created)


def test_two_annotations_of_one_passage_have_ids_of_their_own() -> None:
    assert annotate(an_article(), Span(0, 4), "quote").id != annotate(an_article(), Span(0, 4), "quote").id


def test_the_time_is_utc_in_milliseconds() -> None:
    assert TIME.fullmatch(now())


def test_a_change_is_the_next_revision_and_the_record_it_was_made_from_stays() -> None:
    first = an_annotation("a", revision=4)
    noted, tagged = first.noted("so"), first.tagged("claim")
    filled, linked = first.with_fields({"rating": "open"}), first.with_links({"l": {"to": "b"}})
    assert noted == replace(first, note="so", modified=noted.modified, revision=5)
    assert tagged == replace(first, tag="claim", modified=tagged.modified, revision=5)
    assert filled == replace(first, fields={"rating": "open"}, modified=filled.modified, revision=5)
    assert linked == replace(first, links={"l": {"to": "b"}}, modified=linked.modified, revision=5)
    assert all(TIME.fullmatch(each.modified) for each in (noted, tagged, filled, linked))
    with pytest.raises(FrozenInstanceError):
        first.tag = "claim"  # type: ignore[misc]


def test_a_dismissal_says_all_that_the_annotation_would_say_and_when() -> None:
    annotation = an_annotation("a", note="so")
    made = dismissal(annotation)
    assert isinstance(made, Dismissal)
    assert to_document(made) == {**to_document(annotation), "dismissed": annotation.created}
    with pytest.raises(FrozenInstanceError):
        made.dismissed = ""  # type: ignore[misc]


@pytest.mark.parametrize("made", [an_annotation("a", note="é \ud800"), dismissal(an_annotation("a"))])
def test_a_document_is_read_as_it_was_written(made: Annotation) -> None:
    document = to_document(made)
    assert list(document)[:6] == ["id", "source", "start", "end", "exact", "prefix"]
    assert from_document(document) == made
    assert type(from_document(document)) is type(made)
    assert from_text(json.dumps(document).encode()) == made


def test_what_a_document_leaves_out_is_empty_and_its_revision_is_1() -> None:
    least = {"id": "a", "source": "one.txt", "start": 0, "end": 4, "exact": "One.", "tag": "quote"}
    made = from_document(least)
    assert made == from_text(json.dumps(least).encode())
    assert (made.prefix, made.suffix, made.note, made.creator, made.revision) == ("", "", "", "", 1)


def test_fields_of_other_programs_are_not_read_whatever_they_are_called() -> None:
    document = {**to_document(an_annotation("a")), "self": 1, "colour": "red", "dismissed": 7}
    assert from_document(document) == an_annotation("a")
    assert from_text(json.dumps(document).encode()) == an_annotation("a")


DOCUMENT = to_document(an_annotation("a"))
REFUSED: list[tuple[Any, str]] = [
    ({**DOCUMENT, "start": "0"}, "start"),
    ({name: value for name, value in DOCUMENT.items() if name != "tag"}, "tag"),
    ({**DOCUMENT, "note": None, "dismissed": "2026"}, "note"),
    ([], "object"),
    (None, "object"),
]


@pytest.mark.parametrize(("document", "field"), REFUSED)
def test_a_document_that_is_not_an_annotation_is_refused_with_the_field(document: Any, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        from_document(document)
    with pytest.raises(ValueError, match=field):
        from_text(json.dumps(document).encode())


def test_annotations_are_sorted_by_source_start_the_longer_first_and_id() -> None:
    def at(source: str, start: int, end: int, id: str) -> Annotation:
        return an_annotation(id, source=source, start=start, end=end)

    ordered = [at("a", 0, 9, "z"), at("a", 0, 4, "b"), at("a", 0, 4, "c"), at("a", 2, 3, "a"), at("b", 0, 1, "a")]
    shuffled = [ordered[at] for at in (3, 1, 4, 0, 2)]
    assert sorted(shuffled, key=position_key) == ordered


@pytest.mark.parametrize("made", [an_annotation("a"), dismissal(an_annotation("a"))])
def test_an_annotation_takes_no_more_room_than_its_fields(made: Annotation) -> None:
    assert not hasattr(made, "__dict__"), "there may be 100,000"


def test_what_an_annotation_holds_is_given_by_name() -> None:
    with pytest.raises(TypeError):
        Annotation("a", "one.txt", 0, 4, "One.", tag="quote")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Dismissal("2026", **DOCUMENT)  # type: ignore[call-arg]


def test_an_accepted_suggestion_is_one_until_somebody_changes_its_tag() -> None:
    accepted = an_annotation(tag="quote", origin={"suggested": "quote"})
    assert accepted.was_suggested and accepted.noted("so").was_suggested
    assert not accepted.tagged("claim").was_suggested
    assert accepted.tagged("claim").origin == accepted.origin, "which tells where it comes from all the same"


@pytest.mark.parametrize("origin", ["somebody", ["a"], 7, {"suggested": {"deep": 1}}])
def test_an_origin_that_another_program_wrote_is_kept_and_is_not_a_suggestion(origin: object) -> None:
    document = {**to_document(an_annotation()), "origin": origin}
    found = from_document(document)
    assert not found.was_suggested
    assert found == from_text(json.dumps(document).encode())
    assert [*to_document(found)["origin"].values()] == (
        [origin] if not isinstance(origin, dict) else [*origin.values()]
    )
