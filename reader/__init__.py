"""Close-read articles in a terminal and tag their passages: quote, claim, boilerplate.

The same from Python, without a terminal:

    import reader

    with reader.open("folder", creator="Ann") as workspace:
        for article in workspace.articles():
            start = article.text.find("harbour")
            if start >= 0:
                workspace.tag(article, reader.Span(start, start + len("harbour")), "claim", note="by a script")
        for annotation in workspace.annotations:
            print(annotation.source, annotation.tag, annotation.exact)
        reader.export(workspace, "export.json")

The names in `__all__` are public and stable (docs/reference/api.md); each is imported when it is first used.
"""

TYPE_CHECKING = False  # typing takes longer to import than everything else here
if TYPE_CHECKING:
    from os import PathLike

    from reader.annotation.model.annotation import Annotation
    from reader.errors import ReaderError
    from reader.text.article import Article
    from reader.text.source import Source
    from reader.text.span import Span
    from reader.workspace.workspace import Workspace

__all__ = ["Annotation", "Article", "ReaderError", "Source", "Span", "Workspace", "export", "open"]

_MODULES = {
    "Annotation": "reader.annotation.model.annotation",
    "Article": "reader.text.article",
    "ReaderError": "reader.errors",
    "Source": "reader.text.source",
    "Span": "reader.text.span",
    "Workspace": "reader.workspace.workspace",
}


def open(path: "str | PathLike[str]" = ".", *, creator: str = "") -> "Workspace":
    """Open the workspace of a folder, or of a single source.

    A tag is on disk when `Workspace.tag` returns. Use the workspace in a `with` statement: at its end annotations.json
    is up to date.

    Args:
        path: A folder with sources, or one source.
        creator: The annotator's name; if empty, the name in reader.toml, in git or of the user.

    Returns:
        The workspace.

    Raises:
        ReaderError: There is no such folder, or its annotations cannot be read.
    """
    from pathlib import Path

    from reader.workspace.location import locate_workspace
    from reader.workspace.workspace import Workspace

    return Workspace(locate_workspace(Path(path)), creator=creator)


def export(workspace: "Workspace", path: "str | PathLike[str]", *, format: str = "json") -> None:
    """Write the sources and annotations of a workspace, as `reader export --force` does.

    Args:
        workspace: The workspace to export.
        path: The file or folder to write; an existing one is replaced.
        format: The name of a format, such as `json` or `csv`; `reader export --help` lists them.

    Raises:
        ReaderError: There is no such format, or the path belongs to the workspace itself.
        OSError: The path cannot be written.
    """
    from pathlib import Path

    from reader.formats import format_by_name
    from reader.system.threads import run_to_end
    from reader.workflows.export import export

    run_to_end(export(workspace, format_by_name(format), Path(path)))


def __getattr__(name: str) -> object:
    if name in _MODULES:
        from importlib import import_module

        value: object = getattr(import_module(_MODULES[name]), name)
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
