"""The export as a form: what each key chooses, what comes of it, and what is remembered."""

from pathlib import Path

import pytest

from reader.annotation.model.annotation import Annotation
from reader.formats import format_by_name
from reader.settings import TAGS
from reader.tui.export_form import ALL, DONE, HERE, Counted, ExportForm

FORMATS = [format_by_name(name) for name in ("json", "csv", "label-studio")]


def form(remembered: dict[str, str] | None = None, **sources: list[str]) -> ExportForm:
    found = {ALL: [], HERE: sources.get("here", ["a.txt"]), DONE: sources.get("done", [])}
    return ExportForm(FORMATS, TAGS, "ann", Path("/w"), {} if remembered is None else remembered, found)


def annotation(number: int, tag: str, creator: str, source: str, **more: object) -> Annotation:
    return Annotation(
        id=str(number),
        source=source,
        start=0,
        end=2,
        exact="No",
        tag=tag,
        creator=creator,
        **more,  # type: ignore[arg-type]
    )


COUNTED = Counted.of(
    [
        annotation(1, "quote", "ann", "a.txt", note="look"),
        annotation(2, "claim", "bob", "a.txt"),
        annotation(3, "claim", "ann", "b.txt"),
        annotation(4, "odd", "", "b.txt"),
    ]
)


def test_everything_is_exported_at_first() -> None:
    request = form().request()
    assert (request.format.name, request.path) == ("json", Path("/w/export.json"))
    assert not (request.scope.tags or request.scope.creators or request.scope.sources)
    assert not (request.options.suggestions or request.opens or request.overwrites)


@pytest.mark.parametrize(
    ("keys", "people", "sources", "summary"),
    [
        ("", 0, 0, "all 4 tags. Kept: passages, tags, notes, who set them. Left out: nothing."),
        ("q", 0, 0, "2 of 4 tags. "),
        ("qq", 0, 0, "all 4 tags. "),
        ("", 1, 0, "2 of 4 tags. "),
        ("", 2, 0, "1 of 4 tags. "),
        ("", 3, 0, "all 4 tags. "),
        ("", 0, 1, "2 of 4 tags. "),
        ("c", 1, 1, "1 of 4 tags. "),
        ("qcb", 0, 0, "no tag is chosen: a takes all of them"),
    ],
)
def test_the_summary_counts_what_is_chosen(keys: str, people: int, sources: int, summary: str) -> None:
    here = form()
    here.counted = COUNTED
    assert all(here.press(key) for key in keys)
    for _ in range(people):
        here.next_person()
    for _ in range(sources):
        here.next_sources()
    assert here.summary.startswith(summary)
    assert bool(here.problem) == (keys == "qcb")


def test_what_is_not_counted_yet_is_said_so() -> None:
    assert form().summary == "counting the tags …"


def test_other_keys_are_none_of_tags() -> None:
    assert not form().press("z")


def test_tags_that_were_left_out_are_taken_again() -> None:
    here = form()
    here.press("q")
    assert here.request().scope.tags == {"claim", "boilerplate"}
    here.take_all()
    assert here.request().scope.tags == frozenset()


def test_people_are_gone_through_and_the_one_who_exports_comes_first() -> None:
    here = form()
    here.counted = COUNTED
    found = []
    for _ in here.people:
        here.next_person()
        found.append(here.whose)
    assert found == ["ann", "bob", ""]


def test_only_sources_that_there_are_can_be_chosen() -> None:
    assert form().sources == [ALL, HERE]
    assert form(here=[], done=["b.txt"]).sources == [ALL, DONE]
    here = form(done=["b.txt"])
    here.next_sources()
    here.next_sources()
    assert here.request().scope.sources == {"b.txt"}


def test_suggestions_go_only_where_the_format_has_them() -> None:
    here = form()
    here.suggests = True
    here.chosen = 1
    assert not here.request().options.suggestions
    here.chosen = 2
    assert here.request().options.suggestions


def test_the_last_choice_is_remembered() -> None:
    remembered = dict[str, str]()
    first = form(remembered)
    first.chosen, first.opens, first.suggests = 1, True, True
    first.press("b")
    first.next_person()
    first.next_sources()
    first.name(Path("/elsewhere/tags.csv"))
    first.remember()
    again = form(remembered)
    assert (again.format.name, again.left_out, again.whose, again.which) == ("csv", {"boilerplate"}, "ann", HERE)
    assert (again.opens, again.suggests, again.path) == (True, True, Path("/elsewhere/tags.csv"))
    again.chosen = 0
    assert again.path == Path("/w/export.json"), "a file is remembered for its format"


def test_what_was_remembered_and_is_gone_is_forgotten() -> None:
    remembered = {"export format": "gone", "export without": "gone,quote", "export which": DONE}
    here = form(remembered)
    assert (here.format.name, here.left_out, here.which) == ("json", {"quote"}, ALL)
