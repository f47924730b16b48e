"""Anchoring: a passage is found where it stands now, or it is left to a person; a wrong place is worse than none."""

import re
import unicodedata
from dataclasses import replace
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotation.anchoring.anchor import Anchored, anchor, relocated
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.text.span import Span
from tests.support import DATA

Form = Literal["NFC", "NFD"]

TRAPS = (DATA / "anchors.txt").read_text("utf-8")
BLANK = Annotation(id="a", source="a.txt", start=0, end=0, exact="", tag="quote", note="look", digest="old")
TEXT = "Few came. “It is odd,” said Ann. The ferry is late, as it often is, and nobody on the quay knows why.\n"


def annotation(passage: str, text: str = TEXT) -> Annotation:
    start = text.index(passage)
    return relocated(BLANK, Span(start, start + len(passage)), text)


def found(passage: str, now: str, was: str | None = TEXT) -> Anchored:
    """What becomes of a passage of TEXT; without its snapshot if `was` is None."""
    (one,) = anchor([annotation(passage, was or TEXT)], now, "new", {"old": was}.get)
    return one


def outcome(anchored: Anchored) -> tuple[str, str | None]:
    return anchored.status.value, anchored.placed.exact if anchored.placed else None


# The table of traps


def marked(text: str) -> tuple[str, Span | None]:
    """The text without its brackets, and what stood in them."""
    plain = text.strip("\n").replace("[", "").replace("]", "")
    if "[" not in text:
        return plain, None
    start = text.strip("\n").index("[")
    return plain, Span(start, text.strip("\n").index("]") - 1)


def traps() -> list[tuple[str, str, str, set[str]]]:
    cases = re.findall(r"^== (.+): (.+)\n((?:.*\n)*?)->\n((?:(?!== ).*\n)*)", TRAPS, re.MULTILINE)
    return [(name, was, now, set(statuses.split())) for name, statuses, was, now in cases]


@pytest.mark.parametrize(("name", "was", "now", "statuses"), traps(), ids=[case[0] for case in traps()])
def test_look_alikes_are_not_taken_for_the_passage(name: str, was: str, now: str, statuses: set[str]) -> None:
    (before, passage), (after, place) = marked(was), marked(now)
    assert passage, name
    (anchored,) = anchor([relocated(BLANK, passage, before)], after, "new", {"old": before}.get)
    assert anchored.status in statuses
    if anchored.placed and anchored.status is not Status.REVIEW:
        assert anchored.placed.span == place


def test_there_are_sixty_traps() -> None:
    assert len(traps()) >= 60


# Status by status


def test_where_nothing_changed_it_is_exact_whatever_else_is_known() -> None:
    (same,) = anchor([annotation("The ferry")], TEXT, "old", lambda _: pytest.fail("there is nothing to look up"))
    assert same == Anchored(annotation("The ferry"), Status.EXACT, annotation("The ferry"))


@pytest.mark.parametrize(
    ("passage", "now", "expected"),
    [
        ("Few came.", TEXT + "More.", ("exact", "Few came.")),
        ("“It is odd,”", "Nobody else did. " + TEXT, ("shifted", "“It is odd,”")),
        ("The ferry is late, as", TEXT.replace("late", "slow"), ("edited", "The ferry is slow, as")),
        ("“It is odd,”", TEXT.replace("“It is odd,” ", ""), ("orphan", None)),
        ("odd", TEXT.replace("odd", "old"), ("orphan", None)),
    ],
)  # fmt: skip
def test_what_becomes_of_a_passage(passage: str, now: str, expected: tuple[str, str | None]) -> None:
    assert outcome(found(passage, now)) == expected


def test_what_a_person_wrote_stays_and_the_context_is_that_of_the_place() -> None:
    anchored = found("said Ann", "Then " + TEXT)
    assert anchored.placed
    assert anchored.annotation == annotation("said Ann")
    assert anchored.placed == relocated(annotation("said Ann"), Span(28, 36), "Then " + TEXT)
    assert (anchored.placed.id, anchored.placed.note, anchored.placed.digest) == ("a", "look", "old")


@pytest.mark.parametrize(
    ("passage", "now", "expected"),
    [
        ("The ferry", TEXT + "More.", ("exact", "The ferry")),
        ("The ferry is late, as it often is,", "Then: " + TEXT, ("moved", "The ferry is late, as it often is,")),
        ("The ferry", "Then: " + TEXT, ("moved", "The ferry")),
        ("The ferry", "Few came. “It is odd,” said Bo. The ferry was on time.", ("review", "The ferry")),
        ("The ferry", "Then: the sea. The ferry was on time.", ("orphan", None)),
        ("The ferry is late", TEXT.replace("late", "slow"), ("orphan", None)),
    ],
)
def test_without_a_snapshot_only_quote_and_context_can_tell(
    passage: str, now: str, expected: tuple[str, str | None]
) -> None:
    (anchored,) = anchor([annotation(passage)], now, "new", lambda _: None)
    assert outcome(anchored) == expected


@pytest.mark.parametrize("wrong", [{"start": 3, "end": 12}, {"start": -1}, {"end": 10**9}, {"start": 5, "end": 5}])
def test_a_record_that_was_wrong_from_the_beginning_is_looked_for_by_its_quote(wrong: dict[str, Any]) -> None:
    broken = replace(annotation("The ferry is late, as it often is, and nobody"), **wrong)
    for digest in ("old", "new"):
        (anchored,) = anchor([broken], TEXT, digest, {"old": TEXT}.get)
        assert outcome(anchored) == ("moved", broken.exact)


def test_a_record_without_its_text_is_an_orphan() -> None:
    (anchored,) = anchor([replace(BLANK, exact="")], TEXT, "new", lambda _: None)
    assert outcome(anchored) == ("orphan", None)


# What always holds

ALPHABET = "ab .\n\r\t“'é\u0301…\u00ad\ufeff港"
texts = st.text(ALPHABET, min_size=1, max_size=60)
words = st.lists(st.text("abcé.“”港'", min_size=1, max_size=6), min_size=1, max_size=25)
blanks = st.sampled_from([" ", "\n", "\r\n", "  ", "\n   "])


@given(texts, st.data(), st.booleans())
def test_in_an_equal_text_every_passage_is_exact(text: str, data: st.DataObject, has_snapshot: bool) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    given_annotation = relocated(BLANK, span, text)
    (anchored,) = anchor([given_annotation], text, "new", {"old": text}.get if has_snapshot else lambda _: None)
    assert anchored == Anchored(given_annotation, Status.EXACT, given_annotation)


@given(texts, texts, st.data())
def test_a_place_always_says_what_it_says(was: str, now: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(was) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(was))))
    for snapshot in (was, None):
        (anchored,) = anchor([relocated(BLANK, span, was)], now, "new", {"old": snapshot}.get)
        assert (anchored.placed is None) == (anchored.status is Status.ORPHAN)
        if anchored.placed:
            assert anchored.placed.span.of(now) == anchored.placed.exact != ""
        if anchored.status in (Status.EXACT, Status.SHIFTED, Status.MOVED):
            assert anchored.placed and anchored.placed.exact == span.of(was)


def spaced(parts: list[str], data: st.DataObject, first: int, last: int) -> tuple[str, Span]:
    """The words with white space of any kind between them, and where some of them stand."""
    text = ""
    starts, ends = [], []
    for part in parts:
        text += data.draw(blanks) if text else ""
        starts.append(len(text))
        text += part
        ends.append(len(text))
    return text, Span(starts[first], ends[last])


def test_another_line_end_does_not_move_a_passage_to_like_words_beside_it() -> None:
    was, now = "a a a a a", "a\na a a a"
    (anchored,) = anchor([relocated(BLANK, Span(0, 3), was)], now, "new", {"old": was}.get)
    assert anchored.placed and anchored.placed.span == Span(0, 3)


@settings(deadline=None)
@given(words, st.data())
def test_lines_broken_anew_never_lose_a_passage(parts: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    was, span = spaced(parts, data, first, last)
    now, place = spaced(parts, data, first, last)
    (anchored,) = anchor([relocated(BLANK, span, was)], now, "new", {"old": was}.get)
    assert anchored.placed and anchored.placed.span == place
    assert anchored.status in (Status.EXACT, Status.SHIFTED, Status.EDITED)


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
@settings(deadline=None)
@given(parts=st.lists(st.text("aeoüéñ각\u0301\u0323Å", min_size=1, max_size=6), min_size=3, max_size=9))
def test_another_composition_never_loses_a_passage(forms: tuple[Form, Form], parts: list[str]) -> None:
    (was, now) = ([unicodedata.normalize(form, f"x{part}x") for part in parts] for form in forms)
    start = len(was[0]) + 1
    span = Span(start, start + len(was[1]))
    (anchored,) = anchor([relocated(BLANK, span, " ".join(was))], " ".join(now), "new", {"old": " ".join(was)}.get)
    assert anchored.placed and anchored.placed.exact == now[1]
    assert anchored.placed.start == len(now[0]) + 1


# Spans of fields


def quote_with_speaker(text: str, name: str = "Ann", digest: str = "old") -> Annotation:
    at = text.index(name)
    around = {"prefix": text[max(0, at - 32) : at], "suffix": text[at + len(name) :][:32]}
    speaker = {"name": name, "start": at, "end": at + len(name), "exact": name, **around, "digest": digest}
    return replace(annotation("“It is odd,”", text), fields={"speaker": [speaker], "manner": "direct"})


@pytest.mark.parametrize("was", [TEXT, None], ids=["with the old text", "without it"])
def test_the_speaker_of_a_quote_is_found_where_the_name_stands_now(was: str | None) -> None:
    now = f"Later: {TEXT}"
    (one,) = anchor([quote_with_speaker(TEXT)], now, "new", {"old": was}.get)
    assert one.placed is not None
    (speaker,) = one.placed.fields["speaker"]
    assert now[speaker["start"] : speaker["end"]] == "Ann"
    assert (speaker["start"], speaker["digest"]) == (now.index("Ann"), "new")
    assert one.placed.fields["manner"] == "direct"
    assert one.annotation == quote_with_speaker(TEXT)


def test_a_name_that_is_gone_stays_as_it_was_stored() -> None:
    quote = quote_with_speaker(TEXT)
    (one,) = anchor([quote], TEXT.replace("Ann", "Bob"), "new", {"old": TEXT}.get)
    assert one.placed is not None
    assert one.placed.fields == quote.fields


def test_a_field_that_was_set_in_an_older_text_is_found_though_the_passage_is_where_it_was() -> None:
    now = TEXT.replace("said Ann", "said old Ann")
    quote = replace(quote_with_speaker(TEXT), digest="new")
    (one,) = anchor([quote], now, "new", {"old": TEXT}.get)
    assert one.status is Status.EXACT
    assert one.placed is not None
    assert one.placed.fields["speaker"][0]["start"] == now.index("Ann")


def test_fields_without_spans_do_not_make_an_untouched_passage_be_looked_for() -> None:
    quote = replace(annotation("“It is odd,”"), digest="new", fields={"manner": "direct", "x": [1, {"start": 2}]})
    (one,) = anchor([quote], TEXT, "new", {"old": TEXT}.get)
    assert one.placed is quote


def test_a_span_of_a_field_without_words_is_left_and_the_next_one_is_found() -> None:
    quote = quote_with_speaker(TEXT)
    empty = {**quote.fields["speaker"][0], "exact": "", "end": quote.fields["speaker"][0]["start"]}
    quote = replace(quote, fields={"cue": empty, **quote.fields})
    now = f"Later: {TEXT}"
    (one,) = anchor([quote], now, "new", {"old": TEXT}.get)
    assert one.placed is not None
    assert one.placed.fields["cue"] == empty
    assert one.placed.fields["speaker"][0]["start"] == now.index("Ann")
