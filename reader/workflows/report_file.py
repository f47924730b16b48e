"""Writing a report to a file, without overwriting anything else."""

from pathlib import Path

from reader.errors import ReaderError
from reader.formats.verified_output import unwritable
from reader.system.durable_files import replace_file
from reader.workflows.export import check_is_no_stream, check_place, would_become_source
from reader.workspace.workspace import Workspace


def check_report_place(workspace: Workspace, target: Path) -> None:
    """Raise ReaderError if a report must not be written to a path."""
    check_place(workspace, target, "a report")
    if would_become_source(workspace, target):
        raise ReaderError(f"{target}: it would become a source there; name a file elsewhere, or one in .html")


def write_report(target: Path, text: str) -> None:
    """Write a report completely or not at all, replacing an existing file.

    Raises:
        ReaderError: It cannot be written, or is a pipe or a device.
    """
    check_is_no_stream(target)
    try:
        replace_file(target, text.encode("utf-8", "replace"), mode=0o644)
    except OSError as error:
        raise unwritable(target, error) from error
