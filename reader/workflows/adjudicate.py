"""Adjudicating a workspace: the disagreements between its annotators, and one person's decisions on them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reader.annotation.model.annotation import Annotation
from reader.annotation.model.twins import READER
from reader.annotation.store.history import Change, Step
from reader.collaboration.agreement.field_measures import differing_fields
from reader.collaboration.agreement.labels import labelled_span
from reader.collaboration.decisions import decide, decision_test, decisions_at, pending_agreements
from reader.collaboration.disagreements import Disagreement, find_disagreements
from reader.errors import ReaderError, UsageError
from reader.text.article import Article, read_article
from reader.text.sanitize import sanitize
from reader.workflows.compare_people import creators
from reader.workspace.workspace import Workspace


class Annotator(NamedTuple):
    """Somebody whose tags can be compared.

    Attributes:
        name: The name, as in the creator of annotations.
        tags: The number of tags.
    """

    name: str
    tags: int

    @property
    def is_person(self) -> bool:
        """True if it is a person, and not the program, whose tags nobody has looked at."""
        return self.name != READER


def annotators(workspace: Workspace) -> list[Annotator]:
    """Return everyone whose tags a workspace's creator can decide between: the people by name, the program last."""
    counts = Counter(each.creator for each in workspace.store.annotations)
    found = [Annotator(name, number) for name, number in counts.items() if name != workspace.creator]
    return sorted(found, key=lambda each: (not each.is_person, each.name))


class Adjudication:
    """The disagreements between several people, decided by the workspace's creator.

    Each decision is one step that one undo takes back. Call `look` after an undo, and after changes by others; it reads
    every source that has tags, and may run on any thread.

    Attributes:
        people: The names of the annotators, in the order of `Disagreement.said`.
        all_places: All disagreements, in order of source and position.
        places: The disagreements that are still to be decided.
        agreed: The number of tags that all agree on and that have not been adopted yet.
    """

    def __init__(self, workspace: Workspace, names: Sequence[str] = ()) -> None:
        """Compare these people, or everyone who tagged here except the workspace's creator and the program.

        Raises:
            UsageError: There are fewer than two people to decide between, or the adjudicator is one of them.
        """
        self._workspace = workspace
        adjudicator = workspace.creator
        people = (each.name for each in annotators(workspace) if each.is_person)
        self.people = tuple(names) or tuple(people)
        if len(self.people) < 2 or adjudicator in self.people:
            others = sanitize(", ".join(self.people))
            if names:
                raise UsageError(
                    f"{sanitize(adjudicator)} cannot decide between {others}: name at least two other people"
                )
            count = f"only one other person ({others}) has" if others else f"nobody but {sanitize(adjudicator)} has"
            raise UsageError(
                f"nothing to adjudicate: {count} tagged here; --creator NAME lets you decide under another name"
            )
        self.look()

    def look(self) -> None:
        """Compare the tags as they are now."""
        self._seen = self._state()
        team = creators(self._workspace, with_reader=True)
        self._said = [team.people.get(name, ()) for name in self.people]
        self._verdicts = [*team.people.get(self._workspace.creator, ()), *self._dismissed(team.extents)]
        self._names = self._workspace.people.people
        self.all_places = find_disagreements(self._said, self._names)
        self._sort()

    @property
    def is_current(self) -> bool:
        """True if nobody has tagged or dismissed anything since `look`, apart from the decisions made here."""
        return self._seen == self._state()

    def _state(self) -> tuple[Sequence[Annotation], Sequence[Annotation]]:
        return self._workspace.store.annotations, self._workspace.store.dismissals

    def _dismissed(self, sources: Iterable[str]) -> list[Annotation]:
        """Return the adjudicator's dismissals in these sources, at their present places."""
        workspace = self._workspace
        named = {each.source for each in workspace.store.dismissals}
        here = [self._article(id) for id in sources if id in named]
        found = [each for article in here for each in workspace.anchoring.dismissed_in(article)]
        return [each for each in found if each.creator == workspace.creator]

    def differing(self, place: Disagreement) -> list[str]:
        """Return the names of the fields that differ between annotations of one tag on the same passage."""
        said = [each for share in place.said for each in share]
        same = [[each for each in said if labelled_span(each) == span] for span in map(labelled_span, said)]
        return list(dict.fromkeys(name for each in same for name in differing_fields(each, self._names)))

    def decided(self, place: Disagreement) -> list[Annotation] | None:
        """Return the annotations adopted at a place, or the dismissals if none were; None if it is undecided."""
        return decisions_at(place, self._verdicts) if self._is_decided(place) else None

    def decide(self, place: Disagreement, people: Collection[str]) -> Step:
        """Adopt the tags that these people set at a place, replacing any earlier decision on it.

        If there are no such people, or none of them tagged anything there, everything there is dismissed.

        Raises:
            ReaderError: The source changed since `look`.
        """
        taken = [each for name, said in zip(self.people, place.said, strict=True) if name in people for each in said]
        words = f"adopted the tags of {', '.join(people)}" if taken else "rejected the tags of all"
        before = [self._workspace.store.get(each.id) for each in decisions_at(place, self._verdicts)]
        new = self._new(self._article(place.source), place, taken)
        changes = [*(Change(each, None) for each in before if each), *(Change(None, each) for each in new)]
        return self._do(words, changes)

    def take_agreed(self) -> Step:
        """Adopt every tag that all people agree on, as one step; raise ReaderError as `decide` does."""
        changes, article = list[Change](), None
        for place in pending_agreements(self._said, self._verdicts, self._names):  # source by source
            if article is None or article.source.id != place.source:
                article = self._article(place.source)
            agreed = [each for share in reversed(place.said) for each in share]  # the first person's note counts
            changes += [Change(None, each) for each in self._new(article, place, agreed)]
        return self._do(f"adopted what all agree on ({len(changes)})", changes)

    def _new(self, article: Article, place: Disagreement, taken: Iterable[Annotation]) -> list[Annotation]:
        """Return the decision as annotations, if the tags at the place still match the text."""
        if any(each.span.of(article.text) != each.exact for share in place.said for each in share):
            raise ReaderError(f"{sanitize(place.source)}: it changed in the meantime; look at it again")
        self._workspace.anchoring.keep(article.text, article.digest)
        return decide(article, place, taken, self._workspace.creator)

    def _article(self, id: str) -> Article:
        return read_article(self._workspace.source(id))  # the open article stays open

    def _do(self, words: str, changes: Sequence[Change]) -> Step:
        step = self._workspace.annotations.do(words, *changes)
        there, grown = self._state(), sum((each.before is None) - (each.after is None) for each in changes)
        if sum(map(len, there)) == sum(map(len, self._seen)) + grown:  # nobody else has changed anything
            self._seen = there
        gone = {change.before.id for change in changes if change.before}
        new = [change.after for change in changes if change.after]
        self._verdicts = [*(each for each in self._verdicts if each.id not in gone), *new]
        self._sort()
        return step

    def _sort(self) -> None:
        self._is_decided = decision_test(self._verdicts)
        self.places = [place for place in self.all_places if not self._is_decided(place)]
        self.agreed = len(pending_agreements(self._said, self._verdicts, self._names))
