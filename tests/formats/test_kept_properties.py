"""Fields and links in every format: what it can hold comes back, and what it cannot is counted."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.links import links_of, to_annotation, to_passage
from reader.annotation.model.people import Name
from reader.formats import all_formats, format_by_name
from reader.formats.format import EVERYTHING, Format, ImportedRecord, Losses, Options
from reader.formats.reader_json import schema
from reader.formats.verified_output import verify, write_files
from reader.system.threads import run_to_end
from reader.text.article import Article
from reader.text.span import Span
from reader.workflows.export import export
from reader.workflows.import_ import import_
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.corpora import a_corpus, a_tag
from tests.support.properties import TEXTS, TOML, annotations, damaged

READABLE = [each.name for each in all_formats() if each.read and not each.is_codebook]
WHOLE = [each.name for each in all_formats() if each.read and EVERYTHING - each.keeps <= {"revision", "status"}]


def records(format: Format, folder: Path, found: list[Annotation]) -> list[ImportedRecord]:
    """What is read back of an export, which is the same as what the format says that it keeps."""
    corpus = a_corpus(TEXTS, *found)
    (first, *_) = write_files(format, corpus, Options(), Losses(), folder)
    path = folder if format.is_folder else first
    verify(format, corpus, Options(), path)
    assert format.read
    return [each for each in format.read(path, Options()) if isinstance(each, ImportedRecord)]


@pytest.mark.parametrize("name", READABLE)
@settings(deadline=None, max_examples=6)
@given(found=annotations())
def test_what_a_format_holds_of_fields_and_links_comes_back(
    name: str, found: list[Annotation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    format = format_by_name(name)
    read = {each.annotation.id: each.annotation for each in records(format, tmp_path_factory.mktemp("x"), found)}
    if name in WHOLE:
        expected = [format.preserved(each) for each in a_corpus(TEXTS, *found).annotations]
        assert [(read[each.id].fields, read[each.id].links) for each in expected if each] == [
            (each.fields, each.links) for each in expected if each
        ]
        assert not format.losses(a_corpus(TEXTS, *found)).keys() & {"fields", "links", "notes of links"}


# Into a workspace, and back


def workspace_of(folder: Path) -> Workspace:
    for id, text in TEXTS.items():
        path = folder / "seeds" / id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (folder / "reader.toml").write_text(TOML)
    return Workspace(locate_workspace(folder), creator="tester")


def tagged(folder: Path) -> Workspace:
    """A workspace with a field and a link of each kind; two tags lead to each other, and one to another source."""
    workspace = workspace_of(folder)
    one, two = (workspace.article(workspace.source(id)) for id in TEXTS)
    at = [
        workspace.annotations.tag(article, found(article, words), "letter").changes[0].annotation
        for article, words in ((one, "We sail at noon,"), (one, "stays shut"), (two, "He called it foolish."))
    ]
    ids, service = [each.id for each in at], workspace.fields
    texts = ["mood=good", "days=2026-01-02, 2026-03-04", "weight=-1.5", "cue=said", "readers=Ann Lee, Cy"]
    service.set([at[0]], service.parse_assignments("letter", texts, one, at[0].span), one)
    for start, kind, end, note in (
        (0, "evidence", to_annotation(at[1]), "see, page 4"),
        (1, "same-as", to_annotation(at[0]), ""),
        (0, "original", to_annotation(at[2]), ""),
        (1, "evidence", {"url": "https://example.org/a"}, ""),
        (2, "contradicts", to_passage(one, found(one, "noon")), ""),
    ):
        service.link(workspace.annotations.find(ids[start]), kind, end, note, one)
    return workspace


def found(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def said(workspace: Workspace) -> dict[str, tuple[dict[str, Any], list[str]]]:
    """The fields and links of each annotation by its words, without what is new with each import."""
    words = {each.id: each.exact for each in workspace.annotations}
    return {
        each.exact: (
            dict(each.fields),
            sorted(
                f"{link.type} {words.get(link.annotation_id, link.url or link.exact)} {link.note}"
                for link in links_of(each)
            ),
        )
        for each in workspace.annotations
    }


INSIDE = {
    "We sail at noon,": ["evidence stays shut see, page 4"],
    "stays shut": ["same-as We sail at noon, "],
    "He called it foolish.": [],
}  # the links between passages of one source


@pytest.mark.parametrize("name", READABLE)
def test_links_lead_to_the_tags_that_came_with_them(name: str, tmp_path: Path) -> None:
    format, here, there = format_by_name(name), tagged(tmp_path / "here"), workspace_of(tmp_path / "there")
    exported = run_to_end(export(here, format, tmp_path / format.file))
    imported = run_to_end(import_(there, tmp_path / format.file, format))
    assert (len(imported.new), imported.invalid, imported.rejected) == (3, 0, ())
    lost = {what: count for what, count in exported.losses.items() if "field" in what or "link" in what}
    expected, counted = said(here), {}
    if name == "brat":
        expected, counted = {words: (expected[words][0], INSIDE[words]) for words in expected}, {"links": 3}
    elif name == "doccano":
        bare = {words: [each.removesuffix("see, page 4") for each in links] for words, links in INSIDE.items()}
        expected = {words: ({}, links) for words, links in bare.items()}
        counted = {"fields": 5, "links": 3, "notes of links": 1}
    elif name == "spacy":
        expected, counted = {words: ({}, []) for words in expected}, {"fields": 5, "links": 5}
    assert (said(there), lost) == (expected, counted)
    again = run_to_end(import_(there, tmp_path / format.file, format))
    assert (len(again.new), again.same, again.differing) == (0, 3, ())
    assert run_to_end(import_(here, tmp_path / format.file, format)).differing == ()


@pytest.mark.parametrize("name", READABLE)
@settings(deadline=None, max_examples=6)
@given(fields=damaged(), links=damaged())
def test_what_is_damaged_is_carried_or_counted(
    name: str, fields: dict[str, Any], links: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    format, corpus = format_by_name(name), a_corpus(TEXTS, a_tag("one.txt", 1, 5, fields=fields, links=links))
    (read,) = records(format, tmp_path_factory.mktemp("x"), [each.annotation for each in corpus.annotations])
    ((_, preserved),) = format.preserved_of(corpus)
    assert preserved
    if name in WHOLE:
        assert (read.annotation.fields, read.annotation.links) == (preserved.fields, preserved.links)
    elif "links" not in format.keeps or format.is_inside:
        assert format.losses(corpus)["links"] == len(links), "as none of them is one"


def test_joined_names_come_back_in_our_json_and_are_counted_elsewhere(tmp_path: Path) -> None:
    here, there = workspace_of(tmp_path / "here"), workspace_of(tmp_path / "there")
    here.people.join([Name("Ann"), Name("Ann Lee")])
    target = tmp_path / "export.json"
    assert "joins of names that mean one person" not in run_to_end(export(here, format_by_name("json"), target)).losses
    Draft202012Validator(schema()).validate(json.loads(target.read_bytes()))
    imported = run_to_end(import_(there, target, format_by_name("json")))
    assert (imported.names, imported.left_out) == (1, ())
    assert [name.text for name in there.people.people.person("Ann").names] == ["Ann Lee", "Ann"]
    assert run_to_end(import_(there, target, format_by_name("json"))).names == 0
    there.undo()
    assert not there.people.people.person("Ann").others
    assert (
        run_to_end(export(here, format_by_name("csv"), tmp_path / "a.csv")).losses[
            "joins of names that mean one person"
        ]
        == 1
    )


def test_the_schema_is_true_of_fields_and_links(tmp_path: Path) -> None:
    target = tmp_path / "export.json"
    run_to_end(export(tagged(tmp_path / "here"), format_by_name("json"), target))
    document = json.loads(target.read_bytes())
    Draft202012Validator(schema()).validate(document)
    assert sum(len(each.get("links", ())) for each in document["annotations"]) == 5


@pytest.mark.parametrize(
    ("texts", "fields", "invalid"),
    [
        ({"mood": "good"}, {"mood": "good"}, 0),
        ({"mood": "1"}, {"mood": "1"}, 1),  # a key of the card
        ({"moods": "good, bad"}, {"moods": ["good", "bad"]}, 0),
        ({"weight": "-1.5"}, {"weight": -1.5}, 0),
        ({"weight": "heavy"}, {"weight": "heavy"}, 1),
        ({"days": "2026-01-02"}, {"days": ["2026-01-02"]}, 0),
        ({"readers": "Cy, Dee"}, {"readers": [{"name": "Cy"}, {"name": "Dee"}]}, 0),
        ({"cue": "nowhere"}, {"cue": "nowhere"}, 1),
        ({"other": "x"}, {"other": "x"}, 1),
    ],
)
def test_texts_of_a_file_get_the_types_of_the_tag(
    texts: dict[str, str], fields: dict[str, Any], invalid: int, tmp_path: Path
) -> None:
    workspace, file = workspace_of(tmp_path / "here"), tmp_path / "in.csv"
    ((name, text),) = texts.items()
    file.write_text(f'source,start,end,exact,tag,fields.{name}\none.txt,1,3,We,letter,"{text}"\n')
    imported = run_to_end(import_(workspace, file, format_by_name("csv")))
    assert (imported.new[0].fields, imported.invalid) == (fields, invalid)


def test_what_an_import_would_change_is_reported_and_added_if_asked(tmp_path: Path) -> None:
    here, file = tagged(tmp_path / "here"), tmp_path / "in.json"
    run_to_end(export(here, format_by_name("json"), file))
    text = (
        file.read_text()
        .replace('"mood": "good"', '"mood": "bad"')
        .replace("https://example.org/a", "https://example.org/b")
    )
    file.write_text(text)
    left = run_to_end(import_(here, file, format_by_name("json")))
    assert (len(left.differing), left.same, left.changed) == (2, 1, ())
    run_to_end(import_(here, file, format_by_name("json"), update=True))
    moods = [each.fields.get("mood") for each in here.annotations]
    urls = [link.url for each in here.annotations for link in links_of(each) if link.url]
    assert (moods, urls) == (["bad", None, None], ["https://example.org/b"])
    here.undo()
    assert [each.fields.get("mood") for each in here.annotations] == ["good", None, None]
