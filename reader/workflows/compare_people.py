"""Comparing several people's annotations of the same sources, and merging them into one workspace."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.annotation.anchoring.anchor import anchor
from reader.annotation.anchoring.snapshots import Snapshots
from reader.annotation.anchoring.status import Status
from reader.annotation.model.annotation import Annotation
from reader.annotation.model.people import People
from reader.annotation.model.twins import READER
from reader.collaboration.agreement.comparison import Measures, compare
from reader.collaboration.agreement.field_measures import FieldMeasures, compare_fields
from reader.collaboration.agreement.labels import SourceLength, labelled_spans
from reader.collaboration.disagreements import NOBODY, Disagreement, find_disagreements
from reader.collaboration.external import ExternalWorkspace, has_log, read_external, state_histories
from reader.collaboration.merging import MergeResult, merge_histories
from reader.collaboration.suggested import is_suggested, without_suggested
from reader.errors import ReaderError, SourceError, UsageError
from reader.formats import detect_format
from reader.formats.format import Format
from reader.settings import Tag
from reader.settings.tag_names import topmost
from reader.text.article import Article, read_article
from reader.text.counted import counted, listed
from reader.text.passages import Unit, passages
from reader.workflows.external_exports import read_foreign_export
from reader.workspace.location import locate_workspace
from reader.workspace.workspace import Workspace

OWN = "json"  # the format that has everything, which merging treats by itself
LEFT_OUT = (Status.REVIEW, Status.ORPHAN)  # their place is uncertain


@dataclass(frozen=True, slots=True)
class Team:
    """The annotations of several people, at their places in the sources as they are now.

    Attributes:
        people: The annotations of each person, by name.
        extents: The length of each source in which somebody tagged something, by id.
        left_out: The number of annotations whose place is uncertain.
        problems: A message for each source that cannot be read; its annotations are left out.
        refused: Messages about annotations that could not be taken from an export.
        tags: The tags of the workspace, whose fields are compared.
        names: The names in fields that mean one person.
        unseen: The number of tags by the program that are left out, as nobody has looked at them.
    """

    people: Mapping[str, Sequence[Annotation]]
    extents: Mapping[str, SourceLength]
    left_out: int
    problems: Sequence[str] = ()
    refused: Sequence[str] = ()
    tags: Sequence[Tag] = ()
    names: People = NOBODY
    unseen: int = 0

    @property
    def suggested(self) -> dict[str, Counter[str]]:
        """The number of accepted suggestions of each person, by name and tag."""
        return {name: Counter(each.tag for each in found if is_suggested(each)) for name, found in self.people.items()}

    def without_suggested(self) -> "Team":
        """Return the team without the passages for which somebody accepted a suggestion."""
        return replace(self, people=without_suggested(self.people))

    def with_topmost_tags(self) -> "Team":
        """Return the team with each nested tag replaced by its topmost one; duplicates on a passage count once."""
        found: dict[str, dict[object, Annotation]] = {name: {} for name in self.people}
        for name, annotations in self.people.items():
            for each in annotations:
                top = topmost(each.tag)
                found[name].setdefault((each.source, each.start, each.end, top), replace(each, tag=top))
        return replace(self, people={name: list(kept.values()) for name, kept in found.items()})

    def field_measures(self, one: str, other: str) -> list[FieldMeasures]:
        """Return the agreement of two people on the fields of passages that both tagged."""
        return compare_fields(self.people[one], self.people[other], self.tags, self.names)

    def measures(self, names: Sequence[str]) -> dict[str, Measures]:
        """Return the agreement on all tags together and on each tag; the first of two people is the reference."""
        return compare([labelled_spans(self.people[name]) for name in names], self.extents)

    @property
    def disagreements(self) -> list[Disagreement]:
        """The disagreements between all people, whose tags are in the order of `people`."""
        return find_disagreements(list(self.people.values()), self.names)


def creators(workspace: Workspace, names: Sequence[str] = (), *, with_reader: bool = False) -> Team:
    """Return the annotations of these people, or of everyone, in one workspace.

    The program is not a person: tags by `reader suggest --accept` count only on request.

    Args:
        workspace: The workspace.
        names: The people; without any, all who tagged there.
        with_reader: Whether the program counts as a person if there are no names.

    Raises:
        ReaderError: One of these people has tagged nothing.
    """
    counts = Counter(annotation.creator for annotation in workspace.annotations)
    for name in names:
        if name not in counts:
            known = ", ".join(sorted(counts)) or "nobody"
            raise ReaderError(f"{name}: no annotator has this name; tags here are by {known}")
    unseen = 0 if names or with_reader else counts.pop(READER, 0)
    people: dict[str, list[Annotation]] = {name: [] for name in names or sorted(counts)}
    for annotation in workspace.annotations:
        if annotation.creator in people:
            people[annotation.creator].append(annotation)
    return replace(team_of(workspace, people), unseen=unseen)


def others(workspace: Workspace, paths: Sequence[Path], *, with_reader: bool = False) -> Team:
    """Return the annotations in other workspaces, annotations files or exports, each as those of one person.

    Tags that the program set unseen belong to nobody, unless the file has no others.

    Args:
        workspace: The workspace with the sources.
        paths: The folders and files to read.
        with_reader: Whether the program's tags count as the person's.

    Raises:
        ReaderError: One of them cannot be read.
    """
    externals = [read(workspace, path) for path in paths]
    name_now = workspace.settings.name_now or str
    found = {each.name: [_named(one, name_now) for one in each.annotations] for each in externals}
    seen = found if with_reader else {name: _seen(annotations) for name, annotations in found.items()}
    team = team_of(workspace, seen)
    return replace(
        team,
        unseen=sum(map(len, found.values())) - sum(map(len, seen.values())),
        problems=[*(problem for each in externals for problem in each.problems), *team.problems],
        refused=[message for each in externals for message in each.refused],
    )


def _named(annotation: Annotation, name_now: Callable[[str], str]) -> Annotation:
    """Return an annotation with its tag's present name in this workspace."""
    tag = name_now(annotation.tag)
    return annotation if tag == annotation.tag else replace(annotation, tag=tag)


def _seen(annotations: list[Annotation]) -> list[Annotation]:
    """Return the annotations without those by the program, but all if the program set all of them."""
    return [each for each in annotations if each.creator != READER] or annotations


def read(workspace: Workspace, path: Path) -> ExternalWorkspace:
    """Read another workspace, an annotations file or an export of any format.

    A workspace with sources in which nobody has tagged anything has no annotations file.

    Args:
        workspace: The workspace with the sources.
        path: The folder or file to read.

    Raises:
        ReaderError: It is none of these, or cannot be read.
    """
    place = locate_workspace(path) if path.is_dir() else None
    if place and (place.annotations.exists() or has_log(place.annotations)):
        return read_external(place.annotations, str(path))
    if format := _export_format(path):
        if format.is_codebook:
            raise ReaderError(
                f"{path}: a codebook: it holds tags with their entries and no annotations; `reader import` adds the "
                "tags to this workspace's codebook"
            )
        return read_foreign_export(workspace, path, format, str(path))
    if place is None:
        return read_external(path, str(path))
    if Workspace(place, reads=False).sources:
        return ExternalWorkspace(str(path), {})
    raise ReaderError(f"{path}: neither sources nor annotations nor an export in this folder; name another one")


def _export_format(path: Path) -> Format | None:
    """Return the format of an export by another program; None for our own files, and for anything else."""
    try:
        found = detect_format(path)
    except (UsageError, OSError):  # the store says what is wrong with the file
        return None
    return None if found.name == OWN else found


def team_of(workspace: Workspace, people: Mapping[str, Iterable[Annotation]]) -> Team:
    """Return people's annotations at their places in the sources of a workspace; reads the sources."""
    found: dict[str, list[Annotation]] = {name: [] for name in people}
    extents: dict[str, SourceLength] = {}
    left_out, problems = 0, list[str]()
    sources = _by_source(people)
    snapshots = Snapshots(workspace.store.path)
    for source, said in sources.items():
        try:
            article = read_article(workspace.source(source))
        except SourceError as error:
            problems.append(str(error))
            left_out += sum(map(len, said.values()))
            continue
        extents[source] = SourceLength(len(article.text), list(passages(article, Unit.SENTENCE)))
        for name, annotations in said.items():
            placed = _placed(annotations, article, snapshots)
            found[name] += placed
            left_out += len(annotations) - len(placed)
    tags, names = workspace.settings.tags, workspace.people.people
    return Team(found, extents, left_out, problems, tags=tags, names=names)


def merge_workspaces(workspace: Workspace, paths: Sequence[Path], *, is_trial: bool = False) -> MergeResult:
    """Merge the annotations in other workspaces, files or exports into a workspace, as one step.

    Args:
        workspace: The workspace that gets them.
        paths: The folders and files to read.
        is_trial: Whether to return the result without changing anything.

    Raises:
        ReaderError: One of them cannot be read.
    """
    externals = [read(workspace, path) for path in paths]
    joined = merge_histories(state_histories(workspace.store), externals)
    joined.problems = [problem for each in externals for problem in (*each.problems, *_foreign(workspace, each))]
    if (joined.changes or joined.rows) and not is_trial:
        words = f"merged {', '.join(path.resolve().name for path in paths)}"
        workspace.annotations.do(words, *joined.changes, rows=joined.rows)
        joined.problems += _keep_texts(workspace, {change.annotation.source for change in joined.changes})
    return joined


def _foreign(workspace: Workspace, external: ExternalWorkspace) -> Iterator[str]:
    """Report what other programs have put into annotations there but not into ours, as it is not merged."""
    names = dict[str, None]()
    number = 0
    for id, values in external.foreign.items():
        ours = workspace.store.as_stored.foreign(id)
        differing = [name for name, value in values.items() if ours.get(name) != value]
        names.update(dict.fromkeys(differing))
        number += bool(differing)
    if number:
        yield f"{external.name}: left out: what other programs added to {counted(number, 'tag')} ({listed([*names])})"


def _by_source(people: Mapping[str, Iterable[Annotation]]) -> dict[str, dict[str, list[Annotation]]]:
    found: dict[str, dict[str, list[Annotation]]] = {}
    for name, annotations in people.items():
        for each in annotations:
            found.setdefault(each.source, {}).setdefault(name, []).append(each)
    return dict(sorted(found.items()))


def _placed(annotations: Iterable[Annotation], article: Article, snapshots: Snapshots) -> list[Annotation]:
    found = anchor(annotations, article.text, article.digest, snapshots.text)
    return [each.placed for each in found if each.placed and each.status not in LEFT_OUT]


def _keep_texts(workspace: Workspace, sources: Iterable[str]) -> list[str]:
    """Keep the texts that merged annotations refer to, by which passages are found again when a source changes.

    Returns:
        A message for each source that cannot be read.
    """
    named, problems = workspace.store.as_stored.digests, list[str]()
    for source in sorted(sources):
        try:
            article = read_article(workspace.source(source))
        except SourceError as error:
            problems.append(str(error))
            continue
        if article.digest in named:
            workspace.anchoring.keep(article.text, article.digest)
    return problems
