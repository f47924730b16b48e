"""The command `reader add`, which turns web pages, e-mails, PDF, EPUB and text files into sources."""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.common import named_workspace, say
from reader.text.counted import listed

MOST_NAMES = 3  # names of documents in a message


def arguments(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.add_argument(
        "names",
        nargs="+",
        metavar="FILE | URL",
        help="web pages, e-mails, PDF, EPUB or text files; a folder names the workspace, and a folder alone adds "
        "the web pages, e-mails, PDF and EPUB files",
    )


def run(options: argparse.Namespace) -> int:
    """Add every document that can be read, and print the new sources; return 1 if one could not be added.

    Raises:
        UsageError: No document was named, or two workspaces.
        Exception: A defect stopped one of the documents; the others were added before it is raised.
    """
    from reader.errors import ReaderError

    names = _documents(options)
    folder, problems, defects = named_workspace(options).sources.folder, list[str](), list[Exception]()
    for name in names:
        try:
            _add(name, folder)
        except ReaderError as error:
            problems.append(str(error))
        except Exception as error:  # noqa: BLE001 - raised below: one document never stops the others
            defects.append(error)
    say(*_summed_up(problems))
    if defects:
        raise defects[0]
    return 1 if problems else 0


def _documents(options: argparse.Namespace) -> Sequence[str]:
    """Return the names of the documents; a folder is the workspace, and alone it stands for those in it."""
    from reader.errors import UsageError
    from reader.text.folder import documents_in

    folders = [name for name in options.names if Path(name).is_dir()]
    if len(folders) > 1:
        raise UsageError(f"{folders[0]} and {folders[1]} are folders; name one, the workspace to add to")
    options.path = Path(*folders) if folders else None
    documents = [name for name in options.names if name not in folders]
    for name in documents if options.workspace is None else ():
        if "://" not in name and not Path(name).suffix and not Path(name).exists():
            raise UsageError(
                f"{name}: there is no such file; if it is to be the workspace, make it first: mkdir {name}"
            )
    if not documents:
        documents = [str(path) for path in documents_in(Path(folders[0]))]
    if not documents:
        raise UsageError(f"{folders[0]}: no web pages, e-mails, PDF or EPUB files here: name one to add to this folder")
    return documents


def _summed_up(problems: Sequence[str]) -> Iterator[str]:
    """Yield a message for each problem; problems that differ only in the name share one."""
    names = defaultdict[str, list[str]](list)
    for problem in problems:
        name, _, reason = problem.partition(": ")
        names[reason].append(name)
    for reason, those in names.items():
        yield f"reader: {listed(those, MOST_NAMES)}: {reason}"


def _add(name: str, folder: Path) -> None:
    from reader.ingest.ingest import ingest

    document = ingest(name)
    file = document.save(folder)
    print(file, flush=True)  # as it is, for scripts
    say(*(f"reader: {file}: {note}" for note in document.notes))
