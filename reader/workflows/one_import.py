"""One import at a time: two at once would both add what neither finds here."""

import contextlib
from collections.abc import Iterator

from reader.annotation.store.paths import Paths
from reader.errors import ReaderError
from reader.system.durable_files import DISK, make_private_folder
from reader.workspace.workspace import Workspace

LONGEST_WAIT = 60.0  # seconds for an import by another program


@contextlib.contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
    """Keep other imports out of a workspace, after taking in what they have added.

    If no lock can be made, nothing can be saved either, which the import reports.

    Raises:
        ReaderError: Another import takes too long.
    """
    lock = Paths(workspace.paths.annotations).import_lock
    with contextlib.ExitStack() as stack:
        try:
            make_private_folder(lock.parent)
            stack.enter_context(DISK.lock(lock, LONGEST_WAIT))
        except OSError as error:
            if isinstance(error, TimeoutError):  # in any other case, the import itself says what cannot be written
                raise ReaderError(f"{lock}: another import is running: {error}; nothing was imported") from error
        workspace.store.catch_up()
        yield
