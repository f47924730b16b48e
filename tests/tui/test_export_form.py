"""The export as a form: what each key chooses, what comes of it, and what is remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.formats import all_formats, format_by_name
from reader.settings import TAGS, Tag
from reader.tui.export_form import ALL, DONE, HERE, NOTES, ExportForm, kinds_of

KINDS = kinds_of([format_by_name(name) for name in ("json", "csv", "label-studio")])
EVERY = kinds_of(list(all_formats()))
NESTED = (*TAGS, Tag("claim/number", "", "", "", "", "blue"), Tag("claim/number/cost", "", "", "", "", "blue"))


def form(remembered: dict[str, str] | None = None, kind: str = "", **sources: list[str]) -> ExportForm:
    found = {ALL: [], HERE: sources.get("here", ["a.txt"]), DONE: sources.get("done", [])}
    made = ExportForm(EVERY if kind else KINDS, NESTED, "ann", Path("/w"), remembered or {}, found)
    return chosen(made, kind) if kind else made


def chosen(made: ExportForm, kind: str) -> ExportForm:
    made.chosen = [each.name for each in made.kinds].index(kind)
    return made


def test_everything_is_exported_at_first() -> None:
    request = form().request()
    assert (request.kind.name, request.path) == ("json", Path("/w/export.json"))
    assert not (request.scope.tags or request.scope.creators or request.scope.sources)
    assert not (request.options.suggestions or request.opens or request.overwrites or request.terms)


def test_the_report_stands_after_the_page_or_at_the_end() -> None:
    assert [each.name for each in EVERY][:4] == ["json", "html", "report", "w3c"]
    assert KINDS[-1].name == "report"


@pytest.mark.parametrize(
    ("keys", "left_out"),
    [
        ("q", {"quote"}),
        ("qq", set()),
        ("qb", {"quote", "boilerplate"}),
        ("c", {"claim", "claim/number", "claim/number/cost"}),
        ("cc", set()),
    ],
)
def test_the_key_of_a_tag_leaves_it_out_with_what_is_nested_in_it(keys: str, left_out: set[str]) -> None:
    here = form()
    assert all(here.press(key) for key in keys)
    assert here.left_out == left_out
    assert here.request().scope.tags == ({tag.name for tag in NESTED} - left_out if left_out else set())
    here.take_all()
    assert here.request().scope.tags == frozenset()


def test_other_keys_are_none_of_tags() -> None:
    assert not form().press("z")


@pytest.mark.parametrize(
    ("kind", "change", "problem"),
    [
        ("json", lambda here: [here.press(key) for key in "qcb"], "no tag is chosen"),
        ("report", lambda here: [*map(here.press, "qc"), here.flip("story")], "no part is chosen"),
        ("claimreview", lambda here: setattr(here, "address", "example.org"), "not an address"),
        ("json", lambda here: setattr(here, "address", "example.org"), ""),
    ],
)
def test_what_cannot_be_exported_is_reported(kind: str, change: Callable[[ExportForm], object], problem: str) -> None:
    here = form(kind=kind)
    assert here.problem == ""
    change(here)
    assert problem in here.problem
    assert bool(here.problem) == bool(problem)


def test_people_are_gone_through_and_the_one_who_exports_comes_first() -> None:
    here = form()
    here.know_people(["bob", "ann", ""])
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


@pytest.mark.parametrize(
    ("kind", "switches"),
    [
        ("json", ["suggestions", "verdicts", "opens"]),
        ("html", ["verdicts", "story", "opens"]),
        ("report", ["story", "opens"]),
        ("csv", ["verdicts", "guard", "opens"]),
        ("text", ["suggestions", "opens"]),
        ("conll", ["opens"]),
        ("claimreview", ["opens"]),
    ],
)
def test_a_kind_has_the_switches_that_mean_something_there(kind: str, switches: list[str]) -> None:
    here = form(kind=kind)
    assert [each.name for each in here.switches] == switches
    for name in ("suggestions", "verdicts", "story", "guard", "opens"):
        here.flip(name)
    request = here.request()
    options = request.options
    changed = {
        "suggestions": options.suggestions,
        "verdicts": options.verdicts,
        "story": not options.has_story or (kind == "report" and "story" not in request.parts),
        "guard": options.raw,
        "opens": request.opens,
    }
    assert [name for name, is_changed in changed.items() if is_changed] == switches


def test_switches_of_another_kind_stay_without_effect() -> None:
    here = form(kind="csv")
    here.flip("guard")
    assert here.request().options.raw
    assert not chosen(here, "json").request().options.raw


def test_text_says_what_suggestions_do_there() -> None:
    labels = {each.name: each.label(chosen(form(kind="text"), "text").kind) for each in form(kind="text").switches}
    assert labels["suggestions"] == "suggested boilerplate, too"


def test_a_report_has_parts_with_the_keys_of_their_tags_and_two_ways_to_be_written() -> None:
    here = form(kind="report")
    assert (here.request().parts, here.path) == (["quotes", "claims", "story"], Path("/w/report.html"))
    here.press("q")
    here.next_form()
    assert (here.request().parts, here.path) == (["claims", "story"], Path("/w/report.md"))
    here.name(Path("/elsewhere/told.html"))
    assert (here.form, here.path) == ("HTML", Path("/elsewhere/told.html"))


def test_doccano_offers_the_units_of_its_offsets() -> None:
    here = form(kind="doccano")
    assert (here.forms, here.form) == (["codepoints", "utf16"], "codepoints")
    here.next_form()
    assert here.request().options.unit == "utf16"
    assert form(kind="json").forms == []


def test_the_last_choice_is_remembered_with_its_options() -> None:
    remembered = dict[str, str]()
    first = ExportForm(EVERY, NESTED, "ann", Path("/w"), remembered, {ALL: [], HERE: ["a.txt"]})
    chosen(first, "claimreview").address = "https://example.org/checks"
    chosen(first, "report").next_form()
    chosen(first, "csv").flip("guard")
    first.flip("opens")
    first.flip("verdicts")
    first.press("b")
    first.next_person()
    first.next_sources()
    first.terms = "rating:refuted"
    first.name(Path("/elsewhere/tags.csv"))
    first.remember()
    again = form(dict(remembered), kind="csv")
    assert again.request() == first.request()
    assert again.path == Path("/elsewhere/tags.csv")
    assert chosen(again, "claimreview").request().options.url == "https://example.org/checks"
    assert chosen(again, "report").form == NOTES
    assert chosen(again, "json").path == Path("/w/export.json"), "a file is remembered for its kind"


def test_a_tag_that_was_left_out_stays_so_under_its_new_name() -> None:
    observer = Tag("observer", "", "", "", "", "blue", formerly=("witness",))
    tags = (*TAGS, observer, observer._replace(name="observer/expert", formerly=()))
    last = {"export without": "witness,witness/expert,gone"}
    made = ExportForm(KINDS, tags, "ann", Path("/w"), last, {ALL: []})
    assert made.left_out == {"observer", "observer/expert"}


def test_what_was_remembered_and_is_gone_is_forgotten() -> None:
    here = form({"export format": "gone", "export without": "gone,quote", "export which": DONE})
    assert (here.kind.name, here.left_out, here.which) == ("json", {"quote"}, ALL)
