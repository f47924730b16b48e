"""The locks of the store: among the threads of this process, and among programs."""

import contextlib
import threading
import time
from collections.abc import Iterator

from reader.annotation.store.paths import Paths
from reader.annotation.store.patience import PATIENT
from reader.system.durable_files import Disk

BREATH = 0.0005  # seconds in which a thread that waits for the mutex gets it
LOOK_AGAIN = 0.002  # seconds until a thread that waits for its turn looks whether it should go on waiting


class Locks:
    """Keeps writers out, without making a reader wait for another program.

    Attributes:
        mutex: Guards what is in memory; held for milliseconds, since a long change breathes.
        is_breathing: Whether a long change lets readers look in the middle of it; only to be read with the mutex.
    """

    def __init__(self, disk: Disk, paths: Paths) -> None:
        self.mutex = threading.RLock()
        self._disk, self._paths = disk, paths
        self._writing = threading.RLock()  # held by the thread whose turn it is to use the lock file
        self._is_waiting = False  # whether that thread waits for another program
        self.is_breathing = False
        self._is_locked = False  # whether that thread holds the lock file and the mutex

    @contextlib.contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Keep the other threads of this process from writing.

        It waits for a thread that is writing, but no longer than `seconds` for one that itself waits for another
        program.

        Raises:
            TimeoutError: That thread is still waiting.
        """
        deadline = time.monotonic() + seconds
        while not self._writing.acquire(timeout=LOOK_AGAIN):
            if self._is_waiting and time.monotonic() >= deadline:
                from reader.system.lock_holder import describe_holder

                raise TimeoutError(f"waiting for {describe_holder(self._paths.lock)}")
        try:
            yield
        finally:
            self._writing.release()

    @contextlib.contextmanager
    def locked(self, seconds: float = PATIENT.change) -> Iterator[None]:
        """Keep all other writers out, in this process and in others.

        Args:
            seconds: How long to wait for another program.

        Raises:
            OSError: The lock file cannot be made, or (TimeoutError) another program holds it for too long.
        """
        with self.turn(seconds), contextlib.ExitStack() as stack:
            self._disk.make_folder(self._paths.folder)
            self._is_waiting = True
            try:
                stack.enter_context(self._disk.lock(self._paths.lock, seconds))
            finally:
                self._is_waiting = False
            stack.enter_context(self.mutex)
            self._is_locked = True
            try:
                yield
            finally:
                self._is_locked = False

    def breathe(self) -> None:
        """Let readers see what is in memory in the middle of a long change; writers are kept out all the same.

        It does nothing outside of `locked`.
        """
        if self._is_locked:
            self.is_breathing = True
            self.mutex.release()
            time.sleep(BREATH)
            self.mutex.acquire()
            self.is_breathing = False

    @contextlib.contextmanager
    def locked_to_read(self) -> Iterator[None]:
        """Do the same as `locked`, but without waiting; lock nothing where no file can be written.

        Raises:
            TimeoutError: Somebody is writing at this moment.
        """
        with contextlib.ExitStack() as stack:
            if not self._writing.acquire(blocking=False):
                raise TimeoutError(f"another thread is writing {self._paths.log}")
            stack.callback(self._writing.release)
            try:
                stack.enter_context(self._disk.lock(self._paths.lock, 0.0))
            except TimeoutError:
                raise
            except OSError:  # there is no hidden folder, or the disk or the folder is read-only
                pass
            stack.enter_context(self.mutex)
            yield

    def remove_unfinished(self) -> None:
        """Remove a file that a program left half written when it ended, unless somebody is writing one now."""
        if self._disk.signature(self._paths.next):
            with contextlib.suppress(OSError), self._disk.lock(self._paths.checkpoint_lock, 0.0):
                self._disk.unlink(self._paths.next)
