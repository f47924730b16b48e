"""Commands: everything that can be done, by id. Keys, the palette, the footer and the mouse all ask for them here."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from reader.tui.palette_search import Names
from reader.tui.session import Session


def always() -> bool:
    """Return True: most commands are always enabled."""
    return True


class Command(NamedTuple):
    """Something that can be done.

    Attributes:
        id: Its name, which keys refer to.
        run: The function that does it, or a coroutine function.
        is_enabled: Tells whether it can be done now; a command that cannot is ignored.
        needs_annotations: Whether it waits until all annotations have been read.
    """

    id: str
    run: Callable[..., Any]
    is_enabled: Callable[[], bool] = always
    needs_annotations: bool = False


class PaletteAction(NamedTuple):
    """An action in the palette.

    Attributes:
        heading: The heading of its keys in the help.
        names: Its description, and the other names by which it is found.
        run: Does it.
    """

    heading: str
    names: Names
    run: Callable[[], Any]

    @property
    def label(self) -> str:
        """Its description."""
        return self.names.label

    @property
    def shown(self) -> str:
        """Its keys as they are shown; empty if it has none."""
        return " ".join(self.names.keys)


class HasCommands(Protocol):
    """A controller, or another part that offers commands."""

    def commands(self) -> Iterable[Command]:
        """Return its commands."""
        ...


class Commands:
    """The registry of all commands.

    Iterating over it also makes the parts that are otherwise made later.

    Attributes:
        waiting: Called when a command has to wait for the annotations.
    """

    def __init__(self, session: Session, waiting: Callable[[], object]) -> None:
        self._ready = session.annotations_ready
        self._waiting = waiting
        self._commands: dict[str, Command] = {}
        self._later: dict[str, Callable[[], HasCommands]] = {}  # by id, what makes the part that offers a command

    def __iter__(self) -> Iterator[Command]:
        for id in [*self._later]:
            self._command(id)
        return iter(self._commands.values())

    def __contains__(self, id: object) -> bool:
        return id in self._commands or id in self._later

    def register(self, commands: Iterable[Command]) -> None:
        """Add commands. Raises ValueError for an id that is taken."""
        for command in commands:
            if command.id in self:
                raise ValueError(f"two commands are called {command.id}")
            self._commands[command.id] = command

    def register_later(self, ids: Iterable[str], make: Callable[[], HasCommands]) -> None:
        """Add the commands of a part that is made when one of them is first asked for.

        Args:
            ids: The ids of all its commands.
            make: Makes the part.

        Raises:
            ValueError: An id is taken.
        """
        for id in ids:
            if id in self:
                raise ValueError(f"two commands are called {id}")
            self._later[id] = make

    def is_enabled(self, id: str) -> bool:
        """Return whether a command can be done now."""
        return self._command(id).is_enabled()

    async def run(self, id: str, *arguments: Any) -> None:
        """Do something, once the annotations have been read if it needs them."""
        command = self._command(id)
        if command.needs_annotations and not self._ready.is_set():
            self._waiting()
            await self._ready.wait()
        if command.is_enabled() and inspect.isawaitable(result := command.run(*arguments)):
            await result

    def _command(self, id: str) -> Command:
        if make := self._later.get(id):
            self._later = {each: other for each, other in self._later.items() if other is not make}
            self.register(make().commands())
        return self._commands[id]
