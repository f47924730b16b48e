"""What each format writes, to the letter: one corpus, and what stands in the file."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import reader.formats as registry
from reader.errors import ReaderError, UsageError
from reader.formats import all_formats, detect_format, format_by_name, format_names, imported_names
from reader.formats.corpus import Corpus
from reader.formats.format import Format, FormatError, Losses, Options, OutputFile
from reader.formats.offset_units import OffsetUnit
from reader.formats.verified_output import verify
from reader.system.threads import run_to_end
from reader.text.span import Span
from reader.workflows.export import Exported, export
from reader.workspace.corpus_builder import build_corpus
from reader.workspace.workspace import Workspace
from tests.support.suggestions import Guess
from tests.support.traps import FAMILY, VECTOR

Make = Callable[..., Workspace]


@pytest.fixture
def tagged(make: Make) -> Workspace:
    """The text of the test vectors: a quote, in it a claim with a note, and an orphan."""
    workspace = make({"a b.txt": VECTOR, "gone.txt": "It was."})
    article = workspace.article(workspace.source("a b.txt"))
    workspace.tag(article, Span(9, 16), "quote")
    workspace.tag(article, Span(4, 22), "claim", "one\ntwo")
    workspace.tag(workspace.article(workspace.source("gone.txt")), Span(0, 2), "claim")
    (workspace.paths.sources / "gone.txt").unlink()
    return Workspace(workspace.paths)


def exported(workspace: Workspace, name: str, options: Options = Options()) -> tuple[Path, Exported]:  # noqa: B008
    target = workspace.paths.folder / "out"
    return target, run_to_end(export(workspace, format_by_name(name), target, options=options))


def test_w3c(tagged: Workspace) -> None:
    file, result = exported(tagged, "w3c")
    document = json.loads(file.read_bytes())
    assert document["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (document["type"], document["total"]) == ("AnnotationCollection", 3)
    page = document["first"]
    assert ("@context" not in page, page["type"], page["startIndex"]) == (True, "AnnotationPage", 0)
    claim, quote, orphan = page["items"]
    assert claim["id"].startswith("urn:uuid:")
    assert (claim["type"], claim["motivation"]) == ("Annotation", "tagging")
    assert claim["creator"] == {"type": "Person", "name": "tester"}
    assert claim["created"].endswith("Z")
    assert [(each["type"], each["value"], each["purpose"]) for each in claim["body"]] == [
        ("TextualBody", "claim", "tagging"),
        ("TextualBody", "one\ntwo", "commenting"),
    ]
    target = quote["target"]
    assert target["source"] == "urn:x-reader:source:a%20b.txt"
    assert target["selector"][0] == {"type": "TextPositionSelector", "start": 9, "end": 16}
    assert target["selector"][1] == {
        "type": "TextQuoteSelector",
        "exact": "“Quote”",
        "prefix": "A💩 café\r\n",
        "suffix": f" {FAMILY} end.",
    }
    assert target["state"]["type"] == "TimeState"
    assert [each["type"] for each in orphan["target"]["selector"]] == ["TextQuoteSelector"]
    assert result.losses == {"places": 1, "statuses": 1}  # the orphan's


def test_a_format_that_cannot_be_imported_recognises_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about: dict[str, Any] = {"meaning": "x", "file": "x", "write": lambda *_: iter(()), "recognises": lambda *_: True}
    found = [Format(name="out", **about), Format(name="in", read=lambda *_: iter(()), **about)]
    monkeypatch.setattr(registry, "all_formats", lambda _problems: iter(found))
    (tmp_path / "x").touch()
    assert detect_format(tmp_path / "x").name == "in"


def test_w3c_has_no_empty_page(make: Make) -> None:
    file, _ = exported(make({"a.txt": "One."}), "w3c")
    document = json.loads(file.read_bytes())
    assert (document["total"], "first" in document) == (0, False)


def test_prodigy(tagged: Workspace) -> None:
    file, result = exported(tagged, "prodigy")
    (task,) = map(json.loads, file.read_text("utf-8").splitlines())
    assert (task["text"], task["_view_id"], task["answer"]) == (VECTOR, "spans_manual", "accept")
    assert (task["_annotator_id"], task["meta"]) == ("tester", {"source": "a b.txt"})
    assert "".join(token["text"] + " " * token["ws"] for token in task["tokens"]) == VECTOR
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]  # inclusive
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert [(each["start"], each["end"], each["label"]) for each in task["spans"]] == [
        (4, 22, "claim"),
        (9, 16, "quote"),
    ]
    assert result.losses == {"orphans": 1, "ids": 2, "times": 2, "notes": 1}


@pytest.mark.parametrize(
    ("unit", "label"), [(OffsetUnit.CODE_POINTS, [9, 16, "quote"]), (OffsetUnit.UTF16, [10, 17, "quote"])]
)
def test_doccano(unit: OffsetUnit, label: list[Any], tagged: Workspace) -> None:
    file, result = exported(tagged, "doccano", Options(unit=unit))
    line = json.loads(file.read_bytes())
    assert (line["text"], line["source"]) == (VECTOR, "a b.txt")
    assert line["label"][1] == label
    assert result.losses["overlaps, which doccano drops unless the project allows them"] == 1
    assert any("counts twice" in what for what in result.losses) is (unit is OffsetUnit.CODE_POINTS)


def test_spacy(tagged: Workspace) -> None:
    file, result = exported(tagged, "spacy")
    line = json.loads(file.read_bytes())
    assert line["text"] == VECTOR
    assert line["spans"] == [{"start": 4, "end": 22, "label": "claim"}, {"start": 9, "end": 16, "label": "quote"}]
    assert (result.losses["notes"], result.losses["creators"], result.losses["orphans"]) == (1, 2, 1)


def test_label_studio(tagged: Workspace) -> None:
    folder, _ = exported(tagged, "label-studio")
    (task,) = json.loads((folder / "tasks.json").read_bytes())
    assert task["data"]["text"] == VECTOR
    ((label, note, _),) = [each["result"] for each in task["annotations"]]
    assert label["value"] == {"start": 4, "end": 22, "text": VECTOR[4:22], "labels": ["claim"]}
    assert (label["from_name"], label["to_name"], label["type"]) == ("label", "text", "labels")
    assert (note["id"], note["type"], note["value"]["text"]) == (label["id"], "textarea", ["one\ntwo"])
    configuration = ElementTree.fromstring((folder / "config.xml").read_text("utf-8"))
    controls = {each.get("name") for each in configuration}
    assert {label["from_name"], note["from_name"], "text"} <= controls
    assert controls >= {"field-speaker", "field-rating"}, "a region can get fields there, too"
    offered = [each.get("value") for each in configuration.iter("Label")]
    assert offered == ["boilerplate", "claim", "quote"], "all that can be set, also what nobody has set yet"


def test_brat(tagged: Workspace) -> None:
    folder, result = exported(tagged, "brat")
    assert (folder / "a b.txt").read_bytes() == VECTOR.encode()
    lines = (folder / "a b.ann").read_text("utf-8").splitlines()
    assert lines == [
        f"T1\tclaim 4 7;9 22\tafé “Quote” {FAMILY}".replace("afé", "afé"),
        "#1\tAnnotatorNotes T1\tone two",
        "T2\tquote 9 16\t“Quote”",
    ]
    assert "boilerplate\nclaim\nquote\n" in (folder / "annotation.conf").read_text("utf-8")
    assert result.losses["notes"] == 1


def test_a_format_that_can_be_imported_is_offered_for_that() -> None:
    assert list(imported_names()) == [each.name for each in all_formats() if each.read]


def test_refi_qda(tagged: Workspace) -> None:
    file, _ = exported(tagged, "refi-qda")
    with zipfile.ZipFile(file) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
        namespace = {"": "urn:QDA-XML:project:1.0"}
        source = project.find("Sources/TextSource", namespace)
        assert source is not None
        path = source.get("plainTextPath", "").replace("internal://", "sources/")
        text = archive.read(path).decode()
    codes = {each.get("guid"): each.get("name") for each in project.iterfind("CodeBook/Codes/Code", namespace)}
    found = []
    for each in source.iterfind("PlainTextSelection", namespace):
        code = each.find("Coding/CodeRef", namespace)
        assert code is not None
        words = text[int(each.get("startPosition", "")) : int(each.get("endPosition", ""))]
        found.append((words, codes[code.get("targetGUID")]))
    assert found == [(VECTOR[4:22], "claim"), ("“Quote”", "quote")]


def test_markdown(tagged: Workspace) -> None:
    folder, result = exported(tagged, "markdown")
    note = (folder / "a b.txt.md").read_text("utf-8")
    assert note.startswith("---\ntitle: ")
    assert 'source: "a b.txt"\n' in note
    assert 'tags: ["claim", "quote"]\n' in note
    assert f"> afé\n> “Quote” {FAMILY}\n\n#claim · tester ^" in note
    assert "\n\none\ntwo\n" in note
    assert result.losses["places"] == 2


# Suggestions


@pytest.fixture
def guessing(tagged: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(tagged.suggestions, "of", lambda _source: [Guess(Span(23, 26), "boilerplate", 0.5)])
    return tagged


def test_suggestions_are_label_studio_s_predictions(guessing: Workspace) -> None:
    folder, _ = exported(guessing, "label-studio", Options(suggestions=True))
    ((prediction,),) = [task["predictions"] for task in json.loads((folder / "tasks.json").read_bytes())]
    assert prediction["model_version"].startswith("reader ")
    assert (prediction["score"], prediction["result"][0]["value"]["text"]) == (0.5, "end")


def test_suggestions_are_prodigy_s_ignored_tasks(guessing: Workspace) -> None:
    file, _ = exported(guessing, "prodigy", Options(suggestions=True))
    task = json.loads(file.read_text("utf-8").splitlines()[1])
    assert (task["answer"], task["score"], task["spans"][0]["label"]) == ("ignore", 0.5, "boilerplate")


def test_suggestions_stand_apart_in_our_json(guessing: Workspace) -> None:
    file, _ = exported(guessing, "json", Options(suggestions=True))
    assert json.loads(file.read_bytes())["suggestions"] == [{"exact": "end", "tag": "boilerplate"}]


# The registry and the check


def a_format(write: Callable[..., Iterator[OutputFile]], **about: Any) -> Format:
    return replace(format_by_name("spacy"), name="other", write=write, **about)


def test_a_package_joins_by_an_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("other", "reader.formats.spacy:SPACY", registry.ENTRY_POINT_GROUP)
    wrong = EntryPoint("wrong", "reader.formats.spacy:read", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: [entry, wrong] if group == "reader.formats" else []
    )
    assert format_names()[-2:] == ("other", "wrong")
    assert format_by_name("other").meaning == format_by_name("spacy").meaning
    with pytest.raises(UsageError):
        format_by_name("wrong")


def test_what_comes_out_otherwise_is_not_exported(tagged: Workspace) -> None:
    def shifted(corpus: Corpus, _options: Options, _losses: Losses) -> Iterator[OutputFile]:
        for each in corpus.by_source():
            spans = [{"start": 0, "end": 3, "label": "quote"} for _ in each.annotations]
            yield OutputFile("x", [json.dumps({"text": each.text, "spans": spans, "meta": {"source": each.source.id}})])

    target = tagged.paths.folder / "out"
    with pytest.raises(FormatError, match="2 of 2 annotations are not the same when read back"):
        run_to_end(export(tagged, a_format(shifted), target))
    assert not target.exists()
    assert not list(tagged.paths.folder.glob(".export-*"))


def test_what_the_reader_refuses_is_not_exported(tagged: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x").write_text('{"text": "a", "spans": [{"start": 0, "end": 9, "label": "x"}]}\n')
    with pytest.raises(FormatError, match="line 1, span 1"):
        verify(format_by_name("spacy"), build_corpus(tagged, []), Options(), tmp_path / "x")


def test_a_source_that_changes_meanwhile_stops_an_export(tagged: Workspace) -> None:
    steps = export(tagged, format_by_name("spacy"), tagged.paths.folder / "out")
    next(steps)
    (tagged.paths.sources / "a b.txt").write_text(VECTOR.replace("Quote", "Quite"))
    with pytest.raises(ReaderError, match="changed during the export"):
        run_to_end(steps)


def test_an_export_can_be_stopped(tagged: Workspace) -> None:
    steps = export(tagged, format_by_name("brat"), tagged.paths.folder / "out")
    assert next(steps).words == "sources read"
    steps.close()
    assert not (tagged.paths.folder / "out").exists()


@pytest.mark.parametrize(
    "options",
    [Options(unit=OffsetUnit.UTF16), Options(suggestions=True), Options(raw=True)],
    ids=["unit", "suggest", "raw"],
)
def test_what_a_format_cannot_do_is_refused(options: Options, tagged: Workspace) -> None:
    with pytest.raises(UsageError, match="spacy: "):
        exported(tagged, "spacy", options)


def test_every_format_says_what_it_is() -> None:
    for each in all_formats():
        assert each.meaning
        assert each.file
        assert format_by_name(each.name) is each


def test_what_is_not_a_format_is_not_recognised(tmp_path: Path) -> None:
    for content in (b"", b"some text", b"{}", b"[]", b"PK\x03\x04", b"\xff\xfe"):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(UsageError, match="unrecognised format"):
            detect_format(tmp_path / "x")
