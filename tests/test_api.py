"""`import reader`: what the README shows, and what else it promises."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.errors import UnreadableSourceWarning
from tests.support import ROOT
from tests.support.api_page import MEMBERS
from tests.support.commands import PATH, Commands

SNIPPETS = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_the_readmes_snippet_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Commands(tmp_path / "folder")
    (snippet,) = SNIPPETS
    assert len(snippet.strip().splitlines()) <= 10
    exec(compile(snippet, "README.md", "exec"), {})
    assert capsys.readouterr().out == "one.txt 13 20 claim harbour\n"
    (exported,) = folder.exported()["annotations"]
    assert exported == {**exported, "creator": "a script", "note": "look at it", "exact": "harbour"}
    assert (tmp_path / "export.json").read_text("utf-8") == folder.run("export").stdout


def test_tags_are_listed_noted_and_removed(tmp_path: Path) -> None:
    folder = Commands(tmp_path / "folder")
    with reader.open(folder.folder) as workspace:
        article = workspace.article(workspace.source("one.txt"))
        annotation = workspace.tag(article, reader.Span(0, 5), "quote")
        assert isinstance(annotation, reader.Annotation)
        assert workspace.note(annotation, "so").note == "so"
        assert [each.exact for each in reader.open(folder.folder).annotations] == ["Storm"], "it is on disk at once"
        workspace.untag(workspace.annotations[0])
        assert workspace.undo() is not None
        assert [each.note for each in workspace.annotations] == ["so"]


def test_a_source_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    folder = Commands(tmp_path / "folder")
    (folder.sources / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    with reader.open(folder.folder) as workspace:
        with pytest.warns(UnreadableSourceWarning, match=r"^bad\.txt: "):
            assert [article.source.id for article in workspace.articles()] == ["one.txt", "two.md"]
        problems: list[str] = []
        assert [article.source.id for article in workspace.articles(problems)] == ["one.txt", "two.md"]
        assert len(problems) == 1


def test_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(reader.ReaderError, match="there is no such folder"):
        reader.open(tmp_path / "missing")


@pytest.mark.parametrize("name", reader.__all__)
def test_what_is_public_is_there_and_documented(name: str) -> None:
    assert getattr(reader, name).__doc__


def test_what_is_called_stable_is_there(tmp_path: Path) -> None:
    folder = Commands(tmp_path / "folder")
    with reader.open(folder.folder) as workspace:
        article = workspace.article(workspace.source("one.txt"))
        annotation = workspace.tag(article, reader.Span(0, 5), "quote")
        values = [workspace, article, article.source, annotation, annotation.span, reader.ReaderError()]
        assert {type(each).__name__ for each in values} == MEMBERS.keys()
        for value in values:
            assert [each for each in MEMBERS[type(value).__name__] if not hasattr(value, each)] == []


def test_nothing_else_is() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        reader.nothing  # noqa: B018


STATE = """
import csv, gc, importlib, locale, os, signal, sys, threading, warnings

def state():
    return {
        "switch interval": sys.getswitchinterval(),
        "collector": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "csv field limit": csv.field_size_limit(),
        "signals": {each: signal.getsignal(each) for each in signal.valid_signals()},
        "locale": locale.setlocale(locale.LC_ALL),
        "warnings": list(warnings.filters),
        "recursion": sys.getrecursionlimit(),
        "hooks": (sys.excepthook, sys.unraisablehook, threading.excepthook, sys.gettrace(), sys.getprofile()),
        "streams": (sys.stdin, sys.stdout, sys.stderr, sys.stdout.encoding),
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "threads": threading.active_count(),
    }

before = state()
"""
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "reader").rglob("*.py")
    if path.stem != "__main__" and path.relative_to(ROOT).parts[1] not in ("tui", "web")
)


@pytest.mark.parametrize(
    "imports",
    [
        "import reader; [getattr(reader, name) for name in reader.__all__]",
        f"[*map(importlib.import_module, {MODULES})]",
    ],
    ids=["the public names", "every module without a screen"],
)
def test_importing_changes_nothing_of_the_process(imports: str) -> None:
    compare = "wrong = {key: (before[key], after) for key, after in state().items() if before[key] != after}"
    script = f"{STATE}\n{imports}\n{compare}\nsys.exit(str(wrong) if wrong else 0)"
    done = subprocess.run([sys.executable, "-c", script], env=PATH, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_fields_and_links_are_set_and_read(tmp_path: Path) -> None:
    folder = Commands(tmp_path / "folder")
    (folder.sources / "three.txt").write_text("“We wait,” said Ann Lee. Bo agreed.")
    with reader.open(folder.folder, creator="Cy") as workspace:
        article = workspace.article(workspace.source("three.txt"))
        quote = workspace.tag(article, reader.Span(0, 10), "quote")
        claim = workspace.tag(article, reader.Span(25, 35), "claim")
        quote = workspace.set_field(quote, "speaker", reader.Span(16, 23))
        quote = workspace.set_field(quote, "cue", "said")
        quote = workspace.set_field(workspace.set_field(quote, "manner", "direct"), "manner", None)
        (speaker,), cue = quote.fields["speaker"], quote.fields["cue"]
        assert (speaker["name"], speaker["exact"], cue["start"], cue["end"]) == ("Ann Lee", "Ann Lee", 11, 15)
        assert quote.fields.keys() == {"speaker", "cue"}
        claim = workspace.link(claim, "evidence", quote, "see there")
        claim = workspace.link(claim, "original", "https://example.org")
        claim = workspace.link(claim, "contradicts", reader.Span(0, 10), article=article)
        ends = [(each["type"], next(iter(each["to"])), each.get("note", "")) for each in claim.links.values()]
        assert ends == [
            ("evidence", "annotation", "see there"), ("original", "url", ""), ("contradicts", "source", ""),
        ]  # fmt: skip
        assert [dict(each.fields) for each in reader.open(folder.folder).annotations] == [quote.fields, {}]
        for name, value, reason in (
            ("speeker", "Ann", "did you mean speaker"), ("manner", "loud", "not one of"),
            ("speaker", reader.Span(0, 99), "is not a passage"), ("speeker", None, "did you mean speaker"),
        ):  # fmt: skip
            with pytest.raises(reader.ReaderError, match=reason):
                workspace.set_field(quote, name, value)
        for to, reason in (
            (claim, "linked to itself"),
            ("file:///x", "http, https or mailto"),
            (reader.Span(0, 1), "article"),
        ):
            with pytest.raises(reader.ReaderError, match=reason):
                workspace.link(claim, "evidence", to)
