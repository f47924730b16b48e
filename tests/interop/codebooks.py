"""The codebook of an export in pyrefiqda: which of its codes are where they are here, with what the codebook says."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reader.formats import format_by_name
from reader.formats.codebook_entry import description_of, entry_of, shade_of
from reader.system.threads import run_to_end
from reader.workflows.export import export
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace
from tests.support.codebooks import RICH

FORMATS = ("qdc", "refi-qda")
Code = tuple[
    str, str, str, bool
]  # its names from the top, its description, its colour, and whether passages can have it


def result(name: str, folder: Path) -> tuple[int, int]:
    """How many codes pyrefiqda finds as they are meant, and how many there are."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "a.txt").write_text("One sentence.")
    (folder / "reader.toml").write_text(RICH, "utf-8")
    workspace, format = Workspace(locate_workspace(folder)), format_by_name(name)
    run_to_end(export(workspace, format, folder / format.file))
    meant = Counter(
        (tag.name, description_of(entry_of(tag)), shade_of(tag.colour), True) for tag in workspace.settings.tags
    )
    found = Counter(_codes(_code_book(name, folder / format.file).codes.code))
    return (meant & found).total(), max(meant.total(), found.total())


def _code_book(name: str, file: Path) -> Any:
    from pyrefiqda import RefiCodebook, RefiProject

    if name == "qdc":
        return RefiCodebook.load(file)
    with TemporaryDirectory() as folder:
        return RefiProject.load(file, folder).code_book


def _codes(codes: Iterable[Any], above: str = "") -> Iterator[Code]:
    for code in codes:
        path = f"{above}{code.name}"
        yield path, code.description or "", code.color or "", code.is_codable
        yield from _codes(code.code, f"{path}/")


def saved_again(name: str, folder: Path) -> Path:
    """The file of `result`, as pyrefiqda has loaded and saved it."""
    from pyrefiqda import RefiCodebook, RefiProject

    file, again = folder / format_by_name(name).file, folder / f"again.{name}"
    if name == "qdc":
        RefiCodebook.save(RefiCodebook.load(file), again)
    else:
        project = RefiProject.load(file, folder / "unpacked")
        RefiProject.save(project, again, folder / "unpacked" / "sources")
    return again
