"""Read texts closely in a terminal and tag what they say.

In Python, without a terminal:

    import reader

    with reader.open("folder", creator="Ann") as workspace:
        for article in workspace.articles():
            start = article.text.find("harbour")
            if start >= 0:
                workspace.tag(article, reader.Span(start, start + len("harbour")), "claim", note="by a script")
        for annotation in workspace.annotations:
            print(annotation.source, annotation.tag, annotation.exact)
        reader.export(workspace, "export.json")

Nothing is imported before it is used: the program itself starts through this module.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from reader.annotation.model.annotation import Annotation
    from reader.errors import ReaderError
    from reader.text.article import Article
    from reader.text.source import Source
    from reader.text.span import Span
    from reader.workspace import Workspace

__all__ = ["Annotation", "Article", "ReaderError", "Source", "Span", "Workspace", "export", "open"]

_MODULES = {
    "Annotation": "reader.annotation.model.annotation",
    "Article": "reader.text.article",
    "ReaderError": "reader.errors",
    "Source": "reader.text.source",
    "Span": "reader.text.span",
    "Workspace": "reader.workspace",
}


def open(path: "str | PathLike[str]" = ".", *, creator: str = "") -> "Workspace":
    """The workspace that a folder, or a file to read, belongs to; what is tagged is on disk when `tag` returns.

    creator: who tags; without one it is who `reader` would take. At the end of a `with` the file has all. Raises
    ReaderError if there is no such folder, or if its annotations cannot be read.
    """
    from pathlib import Path

    from reader.workspace import Workspace
    from reader.workspace.location import locate_workspace

    return Workspace(locate_workspace(Path(path)), creator=creator)


def export(workspace: "Workspace", path: "str | PathLike[str]", *, format: str = "json") -> None:
    """Writes sources and annotations into a file or folder, also over one, as `reader export --force` does."""
    from pathlib import Path

    from reader.formats import format_by_name
    from reader.system.threads import run_to_end
    from reader.workflows.export import export

    run_to_end(export(workspace, format_by_name(format), Path(path)))


def __getattr__(name: str) -> object:
    if name in _MODULES:
        from importlib import import_module

        found: object = getattr(import_module(_MODULES[name]), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
