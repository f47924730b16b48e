"""Adjudication in a workspace: the disagreements of those who tagged in it, and decisions by whoever has it open."""

from collections.abc import Collection, Sequence

from reader.annotation.annotation import Annotation
from reader.annotation.history import Change
from reader.errors import UsageError
from reader.team import creators
from reader.teams.adjudication import earlier, undecided, untaken, verdict
from reader.teams.disagreement import Place
from reader.text.visible import visible
from reader.workspace import Workspace


class Adjudication:
    """Between these people, or all who tagged here but the one who decides. Raises UsageError if they are not two.

    Each decision is one step, which one undo takes back: `look` again after that, and after what others did.
    people: their names, in the order of what is `said` at a place. places: those to decide on, in order.
    agreed: how many tags all agree on that are not in the result yet.
    """

    def __init__(self, workspace: Workspace, names: Sequence[str] = ()) -> None:
        self._workspace = workspace
        who = workspace.creator
        self.people = tuple(names) or tuple(name for name in creators(workspace).people if name != who)
        if len(self.people) < 2 or who in self.people:
            raise UsageError(
                f"{visible(who)} decides between others, at least two: these are {visible(', '.join(self.people))}; "
                "`--creator NAME` says who decides"
            )
        self.look()

    def look(self) -> None:
        """At the tags as they are now."""
        team = creators(self._workspace)
        self._said = [team.people.get(name, ()) for name in self.people]
        self._verdicts = list(team.people.get(self._workspace.creator, ()))
        self._sort()

    def decide(self, place: Place, people: Collection[str]) -> None:
        """Takes what these people set at a place; if they are none, nothing. It replaces what was decided before."""
        taken = [each for name, said in zip(self.people, place.said, strict=True) if name in people for each in said]
        words = f"took {', '.join(people)}" if people else "took nothing"
        before = [Change(each, None) for each in earlier(place, self._verdicts)]
        self._do(words, [*before, *self._new(place, taken)])

    def take_agreed(self) -> None:
        """Takes all that everybody agrees on, as one step."""
        places = untaken(self._said, self._verdicts)
        new = [change for place in places for change in self._new(place, place.said[0])]
        self._do(f"took {len(new)} that all agree on", new)

    def _new(self, place: Place, taken: Sequence[Annotation]) -> list[Change]:
        workspace = self._workspace
        article = workspace.article(workspace.source(place.source))
        return [Change(None, each) for each in verdict(article, place, taken, workspace.creator)]

    def _do(self, words: str, changes: Sequence[Change]) -> None:
        self._workspace.do(words, *changes)
        gone = {change.before.id for change in changes if change.before}
        new = [change.after for change in changes if change.after]
        self._verdicts = [*(each for each in self._verdicts if each.id not in gone), *new]
        self._sort()

    def _sort(self) -> None:
        self.places = undecided(self._said, self._verdicts)
        self.agreed = len(untaken(self._said, self._verdicts))
