"""The commands. Each imports what it needs when it runs, so that none waits for what another one uses."""

import argparse
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.workspace import Workspace


def say(*messages: str) -> None:
    """On standard error; a path in a message may hold anything."""
    from reader.text.visible import visible

    for message in messages:
        print(visible(message), file=sys.stderr)


# What each command is given


def _open_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=Path, metavar="FOLDER | FILE", help="what to read")
    command.add_argument("--demo", action="store_true", help="open a fresh copy of the sample")


def _workspace_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=Path, metavar="WORKSPACE", help="the workspace")


def _json_arguments(command: argparse.ArgumentParser) -> None:
    _workspace_argument(command)
    command.add_argument("--json", action="store_true", help="JSON Lines")


def _passages_arguments(command: argparse.ArgumentParser) -> None:
    _json_arguments(command)
    command.add_argument("--unit", choices=["sentence", "quotation", "block"], default="sentence")


def _export_arguments(command: argparse.ArgumentParser) -> None:
    from reader.formats import FORMATS

    _workspace_argument(command)
    command.add_argument("--format", choices=FORMATS, default="json", help="default: json")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    command.add_argument("--force", action="store_true", help="replace FILE if it is there")


def _tag_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", metavar="SOURCE", help="its id, or its path")
    command.add_argument("start", type=int, metavar="START", help="in code points, from 0")
    command.add_argument("end", type=int, metavar="END", help="one after the last code point")
    command.add_argument("tag", metavar="TAG")
    command.add_argument("--note", default="", metavar="TEXT")


def _untag_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="of the annotation, or the beginning of it")


def _log_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", nargs="?", default="", metavar="ID", help="of the annotation, or the beginning of it")
    command.add_argument("--json", action="store_true", help="JSON Lines")


def _repair_arguments(command: argparse.ArgumentParser) -> None:
    way = command.add_mutually_exclusive_group()
    way.add_argument("--salvage", action="store_true", help="keep what is whole in the file, and what the log has")
    way.add_argument("--backup", metavar="NAME", help="go back to this backup, and add what the log has")
    command.add_argument("--yes", action="store_true", help="do it without asking")


def _no_arguments(_command: argparse.ArgumentParser) -> None:
    """For a command that takes none."""


# What each command does


def _workspace(options: argparse.Namespace) -> "Workspace":
    from reader.place import locate
    from reader.workspace import Workspace

    path = getattr(options, "path", None)
    if path and options.workspace and path != options.workspace:
        raise UsageError(f"two workspaces were named: {path} and {options.workspace}")
    workspace = Workspace(locate(path or options.workspace or Path(), options.sources, options.annotations))
    if options.run is not _run_open:  # the app says these itself
        say(*workspace.settings.problems)
        if not workspace.sources:
            say(f"reader: {workspace.place.sources}: there are no .txt or .md files; name another folder")
    return workspace


def _run_open(options: argparse.Namespace) -> int:
    from reader.place import locate
    from reader.workspace import Workspace

    if options.demo:
        if options.path or options.workspace or options.sources or options.annotations:
            raise UsageError("--demo opens a workspace of its own: name no other one")
        _need_terminal()
        from reader.sample import fresh_copy

        folder = fresh_copy()
        status = _run_app(Workspace(locate(folder)))
        say(f"The sample and your tags are in {folder}")
        return status
    path = options.path
    workspace = _workspace(options)
    wanted = workspace.source(str(path)).id if path and path.is_file() else None
    _need_terminal()
    is_plain = not (options.workspace or options.sources or options.annotations)
    return _run_app(workspace, wanted, str(path or Path()) if is_plain else "")


def _run_app(workspace: "Workspace", source: str | None = None, target: str = "") -> int:
    from reader.crash import report

    workspace.open_soon(source)
    from reader.tui.app import ReaderApp

    sys.setswitchinterval(0.0005)  # seconds: a thread that reads or counts does not keep a key waiting
    app = ReaderApp(workspace, source, target)
    app.run()
    say(*app.parting_words, *(report(app.crash) if app.crash else ()))
    _save(workspace)
    return app.return_code or 0


def _need_terminal() -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last
    if not all(stream and stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "to read and tag it needs a terminal. Without one there are "
            f"{', '.join(name for name in COMMANDS if name != 'open')} (`reader --help`)."
        )


def _run_export(options: argparse.Namespace) -> int:
    from reader.formats import writer

    workspace, problems = _workspace(options), list[str]()
    workspace.store.fold()
    pieces = writer(options.format)(workspace.corpus(problems))
    if options.output and str(options.output) != "-":
        _write_file(options.output, pieces, workspace, force=options.force)
    else:
        sys.stdout.writelines(pieces)
    say(*problems, *workspace.store.notices)
    return 0


def _write_file(file: Path, pieces: Iterable[str], workspace: "Workspace", *, force: bool) -> None:
    from reader.annotation.files import replace_file
    from reader.disk import same_file

    if any(same_file(file, own) for own in workspace.files):
        raise ReaderError(f"{file}: this is a file of the workspace itself; name another one")
    try:
        mode = file.stat().st_mode if file.exists() else None
        data = "".join(pieces).encode("utf-8", "backslashreplace")
        if mode is not None and not stat.S_ISREG(mode):
            file.write_bytes(data)  # a pipe or a device is written to, not replaced
        elif mode is None or force or _agrees(f"{file} is there. Replace it?"):
            umask = os.umask(0)
            os.umask(umask)
            replace_file(file, data, mode=0o666 & ~umask)
        else:
            raise ReaderError(f"{file}: it is there and was left as it is; --force replaces it")
    except OSError as error:
        raise ReaderError(
            f"{file}: it cannot be written: {error.strerror}; name a file in a folder that is there"
        ) from error


def _agrees(question: str) -> bool:
    from reader.text.visible import visible

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"reader: {visible(question)} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _run_schema(_options: argparse.Namespace) -> int:
    from reader.formats.own import schema

    print(json.dumps(schema(), indent=2))
    return 0


def _run_list(options: argparse.Namespace) -> int:
    from reader.listing import listing, table

    workspace = _workspace(options)
    entries = listing(workspace)
    if options.json:
        _print_lines(entry.record for entry in entries)
    else:
        print(table(entries, workspace.settings.tags), end="")
    say(*workspace.store.notices)
    return 0


def _run_passages(options: argparse.Namespace) -> int:
    from reader.text.passages import Unit, passages
    from reader.text.visible import one_line, visible

    workspace, problems = _workspace(options), list[str]()
    for article in workspace.articles(problems):
        source = article.source.id
        for start, end in passages(article, Unit(options.unit)):
            exact = article.text[start:end]
            if options.json:
                _print_lines([{"source": source, "unit": options.unit, "start": start, "end": end, "exact": exact}])
            else:
                print(f"{visible(source)}\t{start}\t{end}\t{one_line(exact)}")
    say(*problems)
    return 0


def _run_tag(options: argparse.Namespace) -> int:
    from reader.text.span import Span

    workspace = _workspace(options)
    article = workspace.article(workspace.source(options.source))
    annotation = workspace.tag(article, Span(options.start, options.end), options.tag, options.note)
    _save(workspace)
    print(annotation.id)
    return 0


def _save(workspace: "Workspace") -> None:
    """Raises StoreError if something could not be saved."""
    store = workspace.store
    store.close()
    if store.fold_problem:
        say(f"reader: {store.path}: it lags behind the log beside it, which has every tag: {store.fold_problem}")


def _run_untag(options: argparse.Namespace) -> int:
    workspace = _workspace(options)
    workspace.untag(workspace.find(options.id))
    _save(workspace)
    return 0


def _run_check(options: argparse.Namespace) -> int:
    from reader.checking import NEEDS_A_PERSON, record, report

    workspace, problems = _workspace(options), list[str]()
    found = workspace.corpus(problems).annotations
    if options.json:
        _print_lines(map(record, found))
    else:
        print(*report(found), sep="\n")
    say(*problems, *workspace.store.notices)
    return 1 if workspace.store.kept_aside or any(each.status in NEEDS_A_PERSON for each in found) else 0


def _run_log(options: argparse.Namespace) -> int:
    from reader.text.visible import one_line

    for each in _workspace(options).history(options.id):
        if options.json:
            _print_lines([each])
        else:
            document = each["after"] or each["before"]
            columns = (each["at"], each["who"] or "-", each["words"], each["id"], document["source"], document["exact"])
            print("\t".join(one_line(str(column)) for column in columns))
    return 0


def _run_repair(options: argparse.Namespace) -> int:
    from reader.annotation.repair import Repair
    from reader.place import locate
    from reader.text.visible import visible

    path = locate(options.workspace or Path(), options.sources, options.annotations).annotations
    repair = Repair(path)
    if not repair.problem:
        print(visible(f"{path}: there is nothing to repair: {repair.sound} annotations"))
        return 0
    chosen = repair.backup(options.backup) if options.backup else repair.salvaged if options.salvage else None
    rescue = chosen or repair.ways[0]
    print(*map(visible, repair.findings()), sep="\n")
    if not (options.salvage or options.backup or options.yes):
        return 1
    if not options.yes and not _agrees(f"write {path} anew with {rescue.count} annotations?"):
        raise ReaderError(f"{path}: it was left as it is; --yes does it without asking")
    aside = repair.apply(rescue)
    print(visible(f"{path}: written anew with {rescue.count} annotations; the damaged file is {aside}"))
    return 0


def _print_lines(records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines."""
    from reader.text.visible import harmless

    for record in records:
        print(harmless(json.dumps(record, ensure_ascii=False)))


Run = Callable[[argparse.Namespace], int]
Arguments = Callable[[argparse.ArgumentParser], None]

COMMANDS: dict[str, tuple[Run, str, Arguments]] = {
    "open": (_run_open, "read and tag in the terminal (what is meant without a command)", _open_arguments),
    "export": (_run_export, "write sources and annotations as one document", _export_arguments),
    "list": (_run_list, "list the sources with their counts", _json_arguments),
    "passages": (_run_passages, "list the passages of every source", _passages_arguments),
    "tag": (_run_tag, "tag a passage and print the annotation's id", _tag_arguments),
    "untag": (_run_untag, "remove an annotation", _untag_arguments),
    "check": (_run_check, "tell what became of every annotation since its source changed", _json_arguments),
    "log": (_run_log, "list who did what when, of all annotations or of one", _log_arguments),
    "repair": (_run_repair, "look at a damaged annotations file, and put it right", _repair_arguments),
    "schema": (_run_schema, "print the JSON Schema of the export", _no_arguments),
}
