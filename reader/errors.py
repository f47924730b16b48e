"""The errors that a person can put right; each message says what happened, where, and what to do.

    ReaderError               any of these; the command line prints it and exits with its `exit_code`
    ├── UsageError            the command line or the terminal is wrong for what was asked (exit status 2)
    ├── SourceError           a source cannot be read as text
    ├── StoreError            the annotations cannot be read or saved; the file was left as it is
    │   └── ConflictError     another program changed the annotation in the meantime
    ├── SettingsError         reader.toml contains settings that cannot be used
    ├── FormatError           an imported file is not in its format (`reader.formats.format`)
    └── FindError             a regular expression cannot be used (`reader.text.find`)

Anything else that is raised is a defect, which the command line logs as a crash. Every error survives pickling with all
its attributes, because Dask and multiprocessing send errors from one process to another.
"""


class ReaderError(Exception):
    """The base of all errors that are shown as a message, without a traceback.

    Attributes:
        exit_code: The exit status of a command that fails with this error.
    """

    exit_code = 1


class UsageError(ReaderError):
    """A command line or a terminal that does not allow what was asked for."""

    exit_code = 2


class SourceError(ReaderError):
    """A source that cannot be read as text.

    Attributes:
        source: The source's id, safe to show in a terminal.
        reason: What is wrong with the source and what to do about it.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)  # pickle calls the class with these two
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        """Return the message: the source, then the reason."""
        return f"{self.source}: {self.reason}"


class UnreadableSourceWarning(UserWarning):
    """A source that was left out, since it cannot be read as text."""


class StoreError(ReaderError):
    """An annotations file that cannot be read or written; it was left as it is."""


class ConflictError(StoreError):
    """An annotation that another program changed in the meantime."""


class SettingsError(ReaderError):
    """A reader.toml that cannot be used.

    Attributes:
        args: One message for each problem, with file and line.
    """

    def __str__(self) -> str:
        """Return the messages, separated by semicolons."""
        return "; ".join(map(str, self.args))
