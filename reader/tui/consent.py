"""Consent: asking first before a change of many tags whose key may not have been meant."""

from collections.abc import Callable, Sequence

from reader.tui.key_queue import KeyQueue
from reader.tui.main_screen import MainScreen

SEVERAL = 2  # a key in a burst that changes so many tags asks first
IN_BURST = "The key arrived together with others, as in pasted text, so it may not have been meant."


class Consent:
    """Asks before something is done, in a dialog that the other keys of the same burst do not answer."""

    def __init__(self, screen: MainScreen, queue: KeyQueue) -> None:
        self._screen, self._queue = screen, queue

    def ask_in_burst(self, number: int, what: str, act: Callable[[], object]) -> None:
        """Do something that changes a number of tags; ask first if there are several and the key came in a burst.

        Args:
            number: The number of tags.
            what: What is done with them, in the imperative.
            act: Does it.
        """
        if number < SEVERAL:
            act()
        else:
            self._queue.tell_if_burst(lambda is_burst: self.ask(what, IN_BURST, act) if is_burst else act())

    def ask(self, what: str, reason: str, act: Callable[[], object], details: Sequence[str] = ()) -> None:
        """Do something if the user confirms it.

        Args:
            what: What is done, in the imperative.
            reason: Why this is asked.
            act: Does it.
            details: The tags or sources concerned, a line each.
        """
        from reader.tui.screens.question import Question

        def take(is_yes: bool | None) -> None:
            if is_yes:
                act()

        question = Question(f"{what}?", reason, what, lambda: not self._queue.is_close_to_last, details)
        self._screen.open_over(question, take)
