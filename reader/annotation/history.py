"""What was done, so that it can be undone: steps of changes, each with the annotation before and after."""

from dataclasses import dataclass, field

from reader.annotation.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Change:
    """One annotation before and after: `before` is None if it was added, `after` if it was removed."""

    before: Annotation | None
    after: Annotation | None

    @property
    def reversed(self) -> "Change":
        return Change(self.after, self.before)

    @property
    def annotation(self) -> Annotation:
        annotation = self.after or self.before
        assert annotation is not None, "a change has at least one side"
        return annotation


@dataclass(frozen=True, slots=True)
class Step:
    """What one key did, and one undo takes back; `words` tell it: `tagged quote`."""

    words: str
    changes: tuple[Change, ...]

    @property
    def reversed(self) -> "Step":
        return Step(self.words, tuple(change.reversed for change in reversed(self.changes)))


@dataclass(slots=True)
class History:
    """The steps done, and those undone that can be done again."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        self.done.append(step)
        self.undone.clear()
