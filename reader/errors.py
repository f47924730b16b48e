"""What can go wrong that a person can mend. Each message says what, where and what to do."""


class ReaderError(Exception):
    """The base of all: shown as one message, without a traceback."""

    exit_code = 1


class UsageError(ReaderError):
    """The command line or the terminal cannot be used like that."""

    exit_code = 2


class SourceError(ReaderError):
    """A source cannot be read as text. `source`: its id, safe to show."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.reason = reason


class StoreError(ReaderError):
    """The annotations file cannot be read or written; it was left as it is."""


class ConflictError(StoreError):
    """Another program changed the annotation meanwhile."""


class SettingsError(ReaderError):
    """reader.toml says what cannot be: an argument for each."""
