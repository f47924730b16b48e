"""Adjudication in a workspace: the disagreements of those who tagged in it, and decisions by whoever has it open."""

from collections.abc import Collection, Iterable, Sequence

from reader.annotation.model.annotation import Annotation
from reader.annotation.store.history import Change, Step
from reader.collaboration.decisions import deciding, earlier, untaken, verdict
from reader.collaboration.disagreements import Disagreement, disagreements
from reader.errors import ReaderError, UsageError
from reader.text.article import Article, read_article
from reader.text.sanitize import sanitize
from reader.workflows.compare_people import creators
from reader.workspace import Workspace


class Adjudication:
    """Between these people, or all who tagged here but the one who decides. Raises UsageError if they are not two.

    Each decision is one step, which one undo takes back: `look` again after that, and after what others did. Looking
    reads the sources that have tags; it may be done on any thread.
    people: their names, in the order of what is `said` at a place. all_places: where they disagree, in order; places:
    those of them to decide on. agreed: how many tags all agree on that are not in the result yet.
    """

    def __init__(self, workspace: Workspace, names: Sequence[str] = ()) -> None:
        self._workspace = workspace
        who = workspace.creator
        team = creators(workspace)
        self.people = tuple(names) or tuple(name for name in team.people if name != who)
        if len(self.people) < 2 or who in self.people:
            asked = sanitize(", ".join(self.people))
            given = f"asked for is {asked}" if names else f"tags are here of {asked or 'nobody else'}"
            raise UsageError(
                f"{sanitize(who)} decides between others, at least two, and {given}; `--creator NAME` says who decides"
            )
        self.look()

    def look(self) -> None:
        """At the tags as they are now."""
        self._seen = self._there()
        team = creators(self._workspace)
        self._said = [team.people.get(name, ()) for name in self.people]
        self._verdicts = [*team.people.get(self._workspace.creator, ()), *self._dismissed(team.extents)]
        self.all_places = disagreements(self._said)
        self._sort()

    @property
    def is_current(self) -> bool:
        """Whether nobody has tagged or dismissed anything since, but for what was decided here."""
        return self._seen == self._there()

    def _there(self) -> tuple[Sequence[Annotation], Sequence[Annotation]]:
        return self._workspace.store.annotations, self._workspace.store.dismissals

    def _dismissed(self, sources: Iterable[str]) -> list[Annotation]:
        """By whoever decides, where they stand now."""
        workspace = self._workspace
        named = {each.source for each in workspace.store.dismissals}
        here = [self._article(id) for id in sources if id in named]
        found = [each for article in here for each in workspace.anchoring.dismissed_in(article)]
        return [each for each in found if each.creator == workspace.creator]

    def decided(self, place: Disagreement) -> list[Annotation] | None:
        """What was taken at a place, or dismissals if nothing was; None if it is to be decided on."""
        return earlier(place, self._verdicts) if self._is_decided(place) else None

    def decide(self, place: Disagreement, people: Collection[str]) -> Step:
        """Takes what these people set at a place; if they are none, or set nothing, then nothing.

        It replaces what was decided before. Raises ReaderError if the source changed since `look`.
        """
        taken = [each for name, said in zip(self.people, place.said, strict=True) if name in people for each in said]
        words = f"took {', '.join(people)}" if people else "took nothing"
        before = [self._workspace.store.get(each.id) for each in earlier(place, self._verdicts)]
        new = self._new(self._article(place.source), place, taken)
        changes = [*(Change(each, None) for each in before if each), *(Change(None, each) for each in new)]
        return self._do(words, changes)

    def take_agreed(self) -> Step:
        """Takes all that everybody agrees on, as one step. Raises ReaderError as `decide` does."""
        changes, article = list[Change](), None
        for place in untaken(self._said, self._verdicts):  # source by source
            if article is None or article.source.id != place.source:
                article = self._article(place.source)
            changes += [Change(None, each) for each in self._new(article, place, place.said[0])]
        return self._do(f"took {len(changes)} that all agree on", changes)

    def _new(self, article: Article, place: Disagreement, taken: Iterable[Annotation]) -> list[Annotation]:
        """A verdict, if what was said still stands there."""
        if any(each.span.of(article.text) != each.exact for share in place.said for each in share):
            raise ReaderError(f"{sanitize(place.source)}: another program changed it meanwhile: look at it again")
        self._workspace.anchoring.keep(article.text, article.digest)
        return verdict(article, place, taken, self._workspace.creator)

    def _article(self, id: str) -> Article:
        return read_article(self._workspace.source(id))  # beside the one that may be open

    def _do(self, words: str, changes: Sequence[Change]) -> Step:
        step = self._workspace.annotations.do(words, *changes)
        there, grown = self._there(), sum((each.before is None) - (each.after is None) for each in changes)
        if sum(map(len, there)) == sum(map(len, self._seen)) + grown:  # and nobody else did anything meanwhile
            self._seen = there
        gone = {change.before.id for change in changes if change.before}
        new = [change.after for change in changes if change.after]
        self._verdicts = [*(each for each in self._verdicts if each.id not in gone), *new]
        self._sort()
        return step

    def _sort(self) -> None:
        self._is_decided = deciding(self._verdicts)
        self.places = [place for place in self.all_places if not self._is_decided(place)]
        self.agreed = len(untaken(self._said, self._verdicts))
