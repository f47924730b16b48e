"""A workspace with a codebook and annotations of two people, as tests of changes of the codebook use it."""

import json
from dataclasses import replace
from pathlib import Path

from reader.annotation.model.annotation import Annotation, dismissal
from reader.annotation.store.history import Change, Step
from reader.formats import format_by_name
from reader.system.threads import run_to_end
from reader.workflows.export import export
from reader.workspace.codebook_rules import How
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.stores import an_annotation

CODEBOOK = """\
# agreed in March
[[tags]]
name = "witness"  # who saw it
key = "&"

[[tags]]
name = "witness/expert"
fields = [{ name = "field", type = "text" }]

[[tags]]
name = "rumour"
key = "%"
"""
FOUND = [
    an_annotation("a", tag="witness", creator="ann", note="seen"),
    an_annotation("b", tag="witness/expert", creator="bea", source="gone.txt"),
    an_annotation("c", tag="rumour", creator="ann", note="heard"),
    an_annotation("d", tag="rumour", creator="bea", start=5, end=8, exact="Two", fields={"field": "law"}),
    an_annotation("e", tag="label", creator="ann"),
    dismissal(an_annotation("f", tag="rumour", creator="ann", start=5, end=8, exact="Two")),
]


def a_folder(tmp_path: Path) -> Path:
    """Return a workspace with a codebook and annotations of two people, one of them in a source that is missing."""
    folder = tmp_path / "work"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "one.txt").write_text("One. Two. Three.")
    (folder / "reader.toml").write_text(CODEBOOK)
    with opened(folder) as workspace:
        workspace.store.do(Step("made", tuple(Change(None, each) for each in FOUND), "ann"))
    return folder


def opened(folder: Path) -> Workspace:
    return Workspace(locate_workspace(folder), creator="ann")


def change(folder: Path, how: How, tag: str, into: str = "") -> None:
    with opened(folder) as workspace:
        workspace.codebook.carry_out(workspace.codebook.plan(how, tag, into))


def undo(folder: Path, *, again: bool = False) -> None:
    with opened(folder) as workspace:
        if again:
            assert workspace.codebook.redo()[0]
            return
        step = workspace.annotations.undo()
        assert step
        workspace.codebook.follow(step)


def tags(folder: Path) -> dict[str, str]:
    """Return the tag of every annotation and dismissal, as the program takes it."""
    store = opened(folder).store
    return {each.id: each.tag for each in (*store.annotations, *store.dismissals)}


def codebook(folder: Path) -> str:
    return (folder / "reader.toml").read_text()


def known(folder: Path) -> list[str]:
    settings = opened(folder).settings
    assert settings.problems == ()
    return [tag.name for tag in settings.tags][3:]


def exported(folder: Path) -> bytes:
    """Return an export without the revisions and times that every change counts up."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    run_to_end(export(opened(folder), format_by_name("json"), out))
    value = json.loads(out.read_text())
    for each in (*value["annotations"], *value["orphans"]):
        del each["revision"], each["modified"]
    value.pop("generated", None)
    return json.dumps(value).encode()


def stored(workspace: Workspace, id: str) -> Annotation:
    found = workspace.store.get(id)
    assert found
    return replace(found)
