"""A format's promise: what comes back of an annotation, what is lost, and records that are refused one by one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotation.anchoring.anchor import Anchored
from reader.annotation.anchoring.status import Status
from reader.annotation.model.links import to_annotation
from reader.formats import format_by_name
from reader.formats.format import ALL_FIELDS, EVERYTHING, Format, ImportedRecord, Losses, RejectedRecord, parse_each
from reader.system.threads import run_to_end
from tests.support.corpora import a_corpus, a_tag
from tests.support.stores import an_annotation

FULL = an_annotation("id", note="so", creator="ann", modified="2026-02-02T03:04:05Z", revision=3)


def a_format(keeps: frozenset[str] = ALL_FIELDS, **about: object) -> Format:
    return Format(name="x", meaning="x", file="x", write=lambda *_: iter(()), keeps=keeps, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", sorted(ALL_FIELDS - {"status"}))
def test_what_a_format_does_not_keep_comes_back_empty(field: str) -> None:
    found = a_format(ALL_FIELDS - {field}).preserved(Anchored(FULL, Status.EXACT, FULL))
    assert found == replace(FULL, **{field: 1 if field == "revision" else ""})  # type: ignore[arg-type]


def test_a_format_that_keeps_everything_gives_the_annotation_itself() -> None:
    assert a_format().preserved(Anchored(FULL, Status.EXACT, FULL)) is FULL


def test_an_orphan_comes_back_only_where_the_format_has_orphans() -> None:
    orphan = Anchored(FULL, Status.ORPHAN, None)
    assert a_format().preserved(orphan) is None
    assert a_format(has_orphans=True).preserved(orphan) is FULL


@pytest.mark.parametrize(
    ("keeps", "losses"),
    [
        (ALL_FIELDS, {}),
        (ALL_FIELDS - {"id"}, {"ids": 2}),
        (ALL_FIELDS - {"note"}, {"notes": 1}),
        (ALL_FIELDS - {"creator"}, {"creators": 1}),
        (ALL_FIELDS - {"created"}, {"times": 2}),
        (ALL_FIELDS - {"modified"}, {"times": 1}),
        (ALL_FIELDS - {"revision"}, {"revisions": 1}),
        (ALL_FIELDS - {"status"}, {"statuses": 1}),
    ],
)
def test_losses_are_counted_where_there_was_something_to_lose(keeps: frozenset[str], losses: Losses) -> None:
    whole = a_corpus({"one.txt": "One. Two."}, replace(FULL, id="a"), a_tag("one.txt", 5, 9))
    shifted = replace(whole.annotations[1], status=Status.SHIFTED)
    corpus = replace(whole, annotations=[whole.annotations[0], shifted])
    assert a_format(keeps).losses(corpus) == losses


def test_what_has_no_place_in_a_format_is_counted_apart_from_orphans() -> None:
    corpus = a_corpus({"one.txt": "One. Two."}, FULL, orphans=[a_tag("gone.txt", 0, 4)])
    assert a_format(fits=lambda _: None).losses(corpus) == {"passages the format cannot hold": 1, "orphans": 1}
    moved = a_format(fits=lambda each: replace(each.present, start=1, tag="x"))
    assert moved.losses(corpus) == {"places": 1, "tag names": 1, "orphans": 1}


@pytest.mark.parametrize("keeps", [ALL_FIELDS, ALL_FIELDS - {"note"}, ALL_FIELDS - {"creator", "created", "status"}])
def test_losses_are_foreseen_without_the_texts(keeps: frozenset[str]) -> None:
    corpus = a_corpus({"one.txt": "One. Two."}, replace(FULL, id="a"), a_tag("one.txt", 5, 9))
    every = [each.annotation for each in corpus.annotations]
    assert run_to_end(a_format(keeps).foresee(every)) == a_format(keeps).losses(corpus)


def test_losses_are_foreseen_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.formats.format.STRIDE", 2)
    assert list(a_format().foresee([FULL] * 5)) == [0, 2, 4, 0, 2, 4]


def test_where_links_stay_inside_one_that_leads_out_of_the_export_is_lost() -> None:
    other, outside = replace(FULL, id="b"), replace(FULL, id="c")
    links = {each.id: {"type": "see", "to": to_annotation(each)} for each in (other, outside)}
    linked = replace(FULL, id="a", links=links)
    for is_inside, losses in ((True, {"links": 1}), (False, {})):
        assert run_to_end(a_format(EVERYTHING, is_inside=is_inside).foresee([linked, other])) == losses
    assert run_to_end(a_format(EVERYTHING, is_inside=True).foresee([linked])) == {"links": 2}


def test_a_format_promises_nothing_that_its_author_did_not_say() -> None:
    about = vars(a_format())
    assert not [name for name, value in about.items() if name.startswith(("is_", "has_")) and value is not False]
    assert a_format().read is None
    assert not a_format().recognises(Path("a.txt"), "")


def test_records_are_refused_one_by_one_with_their_number_and_reason() -> None:
    def parse(where: str, value: int) -> Iterator[ImportedRecord]:
        yield ImportedRecord(where, an_annotation(str(value)))
        if value == 2:
            raise ValueError("it is two")

    found = list(parse_each([1, 2, 3], "line", parse))
    assert found == [
        ImportedRecord("line 1", an_annotation("1")),
        RejectedRecord("line 2", "it is two"),
        ImportedRecord("line 3", an_annotation("3")),
    ]


@pytest.mark.parametrize(
    ("name", "said", "kept", "left"),
    [
        ("json", {"fields", "links", "note"}, ["fields", "links", "notes"], []),
        ("doccano", {"fields", "links", "note"}, ["links within a source"], ["fields", "notes"]),
        ("spacy", {"links"}, [], ["links"]),
        ("spacy", set(), [], []),
    ],
)
def test_what_a_format_keeps_is_said_before_an_export(
    name: str, said: set[str], kept: list[str], left: list[str]
) -> None:
    assert format_by_name(name).keeping(said) == (kept, left)
