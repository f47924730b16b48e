"""The command `reader link`, which links an annotation to another one, a passage or a web page, for scripts."""

import argparse
import re
from typing import TYPE_CHECKING, Any

from reader.cli.common import open_workspace, save, say_copy, workspace_argument

if TYPE_CHECKING:
    from reader.annotation.model.annotation import Annotation
    from reader.annotation.model.links import Link
    from reader.text.article import Article
    from reader.workspace.workspace import Workspace

EVIDENCE = "evidence"  # the type of a link that is given none
_PASSAGE = re.compile(r"(?P<source>.+):(?P<start>\d+)-(?P<end>\d+)", re.ASCII | re.DOTALL)
_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:/|mailto:)", re.IGNORECASE)


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    workspace_argument(command)
    command.add_argument("id", metavar="ID", help="the annotation's id, or the beginning of it")
    command.add_argument(
        "to", metavar="TO", help="what it leads to: the id of an annotation, a passage as SOURCE:START-END, or a URL"
    )
    command.add_argument(
        "--type",
        dest="kind",
        metavar="NAME",
        help="evidence (the default), contradicts, same-as, original, or a name of your own",
    )
    command.add_argument("--note", default="", metavar="TEXT", help="a line of text on the link")
    command.add_argument(
        "--remove", action="store_true", help="remove the links from ID to TO, or only those of --type"
    )


def run(options: argparse.Namespace) -> int:
    """Make or remove a link as one step, and print the id of the annotation that it starts from."""
    from reader.errors import UsageError

    if options.remove and options.note:
        raise UsageError("--note belongs to a new link; leave it out with --remove")
    workspace = open_workspace(options)
    annotation = workspace.annotations.find(options.id)
    if options.remove:
        links = _links_to(annotation, options.to, options.kind)
        step = workspace.fields.unlink(annotation, *links)
    else:
        to, article = _end(workspace, options.to)
        step = workspace.fields.link(annotation, options.kind or EVIDENCE, to, options.note, article)
    save(workspace)
    say_copy(step, annotation)
    print(step.changes[0].annotation.id)
    return 0


def _end(workspace: "Workspace", to: str) -> "tuple[dict[str, Any], Article | None]":
    """Return the end of a link as the annotation holds it, and the article of a passage."""
    from reader.annotation.model.links import to_annotation, to_passage
    from reader.text.span import Span
    from reader.workspace.checks import check_passage

    if _ADDRESS.match(to):
        return {"url": to}, None
    if found := _PASSAGE.fullmatch(to):
        article = workspace.article(workspace.source(found["source"]))
        span = Span(int(found["start"]), int(found["end"]))
        check_passage(article, span)
        return to_passage(article, span), article
    return to_annotation(workspace.annotations.find(to)), None


def _links_to(annotation: "Annotation", to: str, kind: str | None) -> "list[Link]":
    """Return the links of an annotation to a target, of one type or of any; the target may be gone.

    Raises:
        ReaderError: There is no such link; the message lists the links of the annotation.
    """
    from reader.annotation.model.links import links_of
    from reader.errors import ReaderError
    from reader.text.sanitize import sanitize

    links = list(links_of(annotation))
    found = [each for each in links if kind in (None, each.type) and _leads_to(each, to)]
    if not found:
        known = ", ".join(f"{each.type} {_place(each)}" for each in links) or "none"
        raise ReaderError(f"there is no such link; this tag has: {sanitize(known)}")
    return found


def _leads_to(link: "Link", to: str) -> bool:
    return link.annotation_id.startswith(to) if link.annotation_id else _place(link) == to


def _place(link: "Link") -> str:
    """Return the end of a link as the command line names it."""
    if link.annotation_id or link.url:
        return link.annotation_id or link.url
    return f"{link.source}:{link.to['start']}-{link.to['end']}"
