"""The history of prompts, kept by their kind from one start to the next."""

from collections.abc import Sequence

from reader.workspace.reading_state import MOST_TYPED, ReadingState

FIND = "find"  # the kind of the prompts that search the article or all sources


class PromptHistory:
    """The texts that were typed into prompts of one kind and kept, the newest last.

    They are kept in the user's state folder with the reading position, never in the workspace.
    """

    def __init__(self, state: ReadingState, kind: str) -> None:
        """Keep the texts of a kind, such as `find`, in a reading state."""
        self._state, self._kind = state, kind

    @property
    def texts(self) -> Sequence[str]:
        """The texts, the oldest first."""
        return self._state.typed.get(self._kind, ())

    def add(self, text: str) -> None:
        """Remember a text as the newest; the history has it only once."""
        if text.strip():
            others = [each for each in self.texts if each != text]
            self._state.typed[self._kind] = [*others, text][-MOST_TYPED:]
